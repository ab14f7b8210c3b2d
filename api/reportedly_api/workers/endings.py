"""What is told to whoever asked, where a pool gives no answer."""

from __future__ import annotations

from reportedly_api.answers import Fault, ProblemError
from reportedly_api.problems import WORKER_DIED, of_fault
from reportedly_api.workers.limits import Limits

_LATER = {"Retry-After": "2"}  # seconds; RFC 9110, section 10.2.3


def _error(fault: Fault) -> ProblemError:
    return ProblemError(of_fault(fault), fault.headers)


def queue_full(limits: Limits) -> ProblemError:
    """503: too many wait already."""
    return _error(
        Fault(
            503,
            f"{limits.queued} queries wait for their turn already.",
            "Ask again in a moment, as Retry-After says.",
            headers=_LATER,
        )
    )


def slow_full(limits: Limits) -> ProblemError:
    """503: too many long queries wait already."""
    return _error(
        Fault(
            503,
            f"This query takes more than {limits.moment:g} s, and {limits.slow_queued} such "
            "queries wait for their turn already.",
            "Ask again in a moment, as Retry-After says, or ask for less.",
            headers=_LATER,
        )
    )


def never_begun(limits: Limits) -> ProblemError:
    """503: no turn came in time."""
    return _error(
        Fault(
            503,
            f"The query waited {limits.seconds:g} s, and its turn did not come.",
            "Ask again in a moment, as Retry-After says.",
            headers=_LATER,
        )
    )


def timed_out(limits: Limits) -> ProblemError:
    """504: it took too long."""
    return _error(
        Fault(
            504,
            f"The query took more than {limits.seconds:g} s, and was stopped.",
            "Ask for less: name a graph, a class or a subject, add a LIMIT; "
            "or take a dump and ask your own engine. The limits stand at /limits.",
        )
    )


def memory_full(memory: int) -> ProblemError:
    """503: long queries hold too much memory together, and this one the most."""
    return _error(
        Fault(
            503,
            f"Long queries hold more than {memory // 2**20} MiB of memory together, and this one "
            "the most of it.",
            "Ask for less: a query that sorts, groups or joins fewer rows takes less memory; or "
            "ask again later, when fewer others do.",
            headers=_LATER,
        )
    )


def died(memory: int) -> ProblemError:
    """500: the worker ended in the middle."""
    return _error(
        Fault(
            500,
            "The process that answered this query ended before the answer did: most likely the "
            f"query wanted more than the {memory // 2**20} MiB of memory that it may take, or its "
            "parts are nested too deep to be read.",
            "Ask for less: a query that sorts, groups or joins fewer rows takes less memory; and "
            "write fewer brackets within brackets, and shorter chains of operators.",
            kind=WORKER_DIED,
        )
    )


def stopped() -> ProblemError:
    """503: the server is going down."""
    return _error(
        Fault(503, "The server is being stopped.", "Ask again in a moment.", headers=_LATER)
    )


def cancelled() -> ProblemError:
    """Told to nobody: whoever asked has gone."""
    return _error(Fault(503, "Whoever asked has gone."))
