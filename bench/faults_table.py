"""What is done to the endpoint and its builds on purpose, and the tests that do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the table of faults.

    Attributes:
        done: what is done, in a few words.
        module: the tests' module, by its name.
        tests: how the names of its tests begin, after ``test_``; empty means every test that no
            other row of that module has.
    """

    done: str
    module: str
    tests: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The module's file, from the repository's root."""
        return self.module.replace(".", "/") + ".py"

    def has(self, test: str) -> bool:
        """Whether a test's name begins as this row says."""
        return test.removeprefix("test_").startswith(self.tests)


_BOMBS: Final = "tests.api.hostile.test_request_bombs"
_SLOW: Final = "tests.api.hostile.test_slow_connections"
_LATE: Final = "tests.api.hostile.test_slow_requests"
_DAMAGED: Final = "tests.api.hostile.test_damaged_builds"
_LIMITS: Final = "tests.api.workers.test_limits_of_a_query"
_STOPPING: Final = "tests.api.operations.test_stopping"

FAULTS: Final = (
    Fault("workers killed at random under load", _LIMITS, ("workers_killed_at_random",)),
    Fault("one worker or the fork server killed", _LIMITS, ("a_worker_that", "the_fork_server")),
    Fault("clients that go away", _LIMITS, ("a_client_that_goes",)),
    Fault("queries beyond time, memory, length, queue", _LIMITS),
    Fault("runaways beside honest queries", "tests.api.hostile.test_runaways"),
    Fault("the server killed or interrupted", "tests.api.workers.test_leaving"),
    Fault("the server told to stop under load", _STOPPING, ("an_answer", "beyond_the_limit")),
    Fault("another build published under load", "tests.api.workers.test_next_build"),
    Fault("the disk full while building", "tests.loader.store.test_disk_full"),
    Fault("a build killed at any moment", "tests.loader.store.test_killed"),
    Fault(
        "a load to a server broken off at every request",
        "tests.loader.store.remote.test_resuming",
    ),
    Fault("a build damaged before the server starts", _DAMAGED, ("a_damaged_build",)),
    Fault("a build damaged under the server", _DAMAGED, ("damage_under",)),
    Fault(
        "a build damaged before a load",
        "tests.loader.store.test_union",
        ("a_load_over", "a_default_graph_that_is_not"),
    ),
    Fault("a wrong byte in a dump, many ask for it at once", _DAMAGED, ("a_dump_with",)),
    Fault("dumps flipped, cut short, lost", "tests.api.routes.test_damaged_dumps"),
    Fault("a thousand slow connections", _SLOW, ("honest_queries",)),
    Fault("readers that never read", _SLOW, ("readers_that",)),
    Fault("requests that never come whole", _LATE, ("a_request", "an_answer", "what_waits")),
    Fault("more connections than may be", _LATE),
    Fault("queries nested twenty thousand deep", _BOMBS, ("a_deeply_nested",)),
    Fault("giant VALUES", _BOMBS, ("giant_values", "values_beyond")),
    Fault(
        "IRIs and request targets of a megabyte",
        _BOMBS,
        ("an_iri_of", "a_request_target", "a_long_iri"),
    ),
    Fault(
        "bytes that are no UTF-8 or no text",
        _BOMBS,
        ("a_query_that_is_not_utf_8", "a_request_line_that", "nul_bytes"),
    ),
    Fault("floods of headers", _BOMBS, ("a_flood", "headers_")),
    Fault(
        "bodies, chunks and trailers without end",
        _BOMBS,
        ("what_hides", "a_body_that", "a_length_beyond"),
    ),
    Fault("what is no HTTP", _BOMBS, ("what_is_no_request",)),
    Fault("text that can be read in many ways", _BOMBS, ("text_that",)),
    Fault("requests that schemathesis makes up", "tests.api.hostile.test_openapi_fuzz"),
)


def fault_of(module: str, test: str) -> Fault | None:
    """The row that a test belongs to: the first that names it, or has the rest of its module."""
    here = [fault for fault in FAULTS if fault.module == module]
    named = [fault for fault in here if fault.tests and fault.has(test)]
    return next(iter(named + [fault for fault in here if not fault.tests]), None)
