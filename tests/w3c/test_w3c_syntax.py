"""Query syntax, over HTTP: what is well-formed is answered, and nothing else."""

from __future__ import annotations

from typing import Final

import pytest

from bench.w3c.manifest import Kind

KINDS: Final = frozenset({Kind.POSITIVE_SYNTAX, Kind.NEGATIVE_SYNTAX})


@pytest.mark.slow  # sampled: the whole is `make test-all`, or `python -m bench.w3c`
def test_it_goes_as_the_w3c_and_the_table_of_exceptions_say(told: str | None) -> None:
    assert told is None, told
