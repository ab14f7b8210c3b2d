"""Queries that would never end: they are stopped, and honest ones do not wait for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

LIMIT = 6
"""Seconds that a query may take here."""
MEMORY = 300 * 2**20
"""Bytes that a query may take here."""
RUNAWAYS = 20
HONEST = 40

_STATEMENTS = "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(15))

# Each has the engine work for years over a dozen statements, and sends nothing before its end.
ENDLESS = {
    "count": f"SELECT (COUNT(*) AS ?n) WHERE {{{_STATEMENTS}",
    "sort": f"SELECT * WHERE {{{_STATEMENTS}",
    "filter": f"ASK {{{_STATEMENTS} FILTER(CONCAT(STR(?a0), STR(?a14)) = 'x')",
}


def _endless(kind: str) -> str:
    return ENDLESS[kind] + ("} ORDER BY ?a0 ?a14" if kind == "sort" else "}")


@pytest.mark.parametrize("kind", ENDLESS)
def test_honest_queries_are_answered_beside_runaways(
    kind: str,
    launch: Callable[..., Endpoint],
    record_property: Callable[[str, object], None],
) -> None:
    endpoint = launch(REPORTEDLY_MAX_SECONDS=str(LIMIT), REPORTEDLY_MAX_MEMORY_BYTES=str(MEMORY))
    with ThreadPoolExecutor(RUNAWAYS) as pool:
        runaways = [pool.submit(endpoint.ask, _endless(kind), 10 * LIMIT) for _ in range(RUNAWAYS)]
        wells = [endpoint.is_well() for _ in range(HONEST)]
        replies = [runaway.result() for runaway in runaways]
    assert wells == [True] * HONEST
    stopped = 500 if kind == "sort" else 504  # what keeps all rows runs out of memory before time
    assert {reply.status for reply in replies} <= {stopped, 503, 504}
    assert stopped in {reply.status for reply in replies}
    assert all(reply.is_problem() for reply in replies)
    record_property("runaways", RUNAWAYS)
    for what, statuses in (("stopped", (500, 504)), ("turned away", (503,))):
        record_property(what, sum(reply.status in statuses for reply in replies))
    record_property("honest answers meanwhile", HONEST)
    assert all("retry-after" in reply.headers for reply in replies if reply.status == 503)
    assert endpoint.is_well()
