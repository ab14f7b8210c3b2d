"""Query evaluation, over HTTP: the answer is the one that the W3C expects."""

from __future__ import annotations

from typing import Final

import pytest

from bench.w3c.expected import Known, surprise
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.runners import RUNNERS
from bench.w3c.served import Endpoint

KINDS: Final = frozenset({Kind.EVALUATION})


@pytest.mark.slow  # sampled: the whole is `make test-all`, or `python -m bench.w3c`
def test_it_goes_as_the_w3c_and_the_table_of_exceptions_say(
    case: Case, suites: Suites, endpoint: Endpoint, known: dict[str, Known]
) -> None:
    outcome = RUNNERS[case.kind](case, suites, endpoint)
    told = surprise(outcome, known.get(case.id))
    assert told is None, told
