"""Queries that would never end: they are stopped, and honest ones do not wait for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.api.hostile.conftest import Endpoint

IN_PROCESS = pytest.mark.xfail(strict=True, reason="queries are evaluated in the serving process")
LIMIT = 3
"""Seconds that a query may take here."""
RUNAWAYS = 20
HONEST = 40

# Each has the engine work for years over a dozen statements, and sends nothing before its end.
ENDLESS = {
    "count": "SELECT (COUNT(*) AS ?n) WHERE {" + "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(15)),
    "sort": "SELECT * WHERE {" + "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(15)),
    "filter": "ASK {" + "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(15)) + "FILTER(?a0 = 'x')",
}


def _endless(kind: str) -> str:
    return ENDLESS[kind] + ("} ORDER BY ?a0 ?a14" if kind == "sort" else "}")


@IN_PROCESS
@pytest.mark.parametrize("kind", ENDLESS)
def test_honest_queries_are_answered_beside_runaways(
    kind: str, launch: Callable[..., Endpoint]
) -> None:
    endpoint = launch(REPORTEDLY_MAX_SECONDS=str(LIMIT))
    with ThreadPoolExecutor(RUNAWAYS) as pool:
        runaways = [pool.submit(endpoint.ask, _endless(kind), 10 * LIMIT) for _ in range(RUNAWAYS)]
        wells = [endpoint.is_well() for _ in range(HONEST)]
        replies = [runaway.result() for runaway in runaways]
    assert wells == [True] * HONEST
    assert {reply.status for reply in replies} <= {503, 504}
    assert 504 in {reply.status for reply in replies}
    assert all(reply.is_problem() for reply in replies)
    assert all("retry-after" in reply.headers for reply in replies if reply.status == 503)
    assert endpoint.is_well()
