"""Federated query, over HTTP: an endpoint that may call two others does, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from bench.w3c.datasets import EMPTY
from bench.w3c.evaluation import ask, is_refusal
from bench.w3c.federation import check_federation, rewritten
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import Verdict
from bench.w3c.served import Endpoint

KINDS: Final = frozenset({Kind.FEDERATION})


@pytest.mark.slow  # ten, so that each run runs them all
def test_it_goes_as_the_w3c_and_the_table_of_exceptions_say(told: str | None) -> None:
    assert told is None, told


def test_an_endpoint_that_lists_nobody_refuses_every_one(
    cases: dict[str, Case], endpoint: Endpoint
) -> None:
    federated = [case for case in cases.values() if case.kind is Kind.FEDERATION]
    assert len(federated) == 10
    endpoint.show(EMPTY)
    for case in federated:
        assert is_refusal(ask(endpoint, case.text, [], "*/*", way=case.id)), case.id


def test_without_the_data_of_its_servers_a_test_fails(
    cases: dict[str, Case], suites: Suites, endpoint: Endpoint
) -> None:
    whole = cases["sparql11/service#service2"]
    assert [iri for iri, _ in whole.services] == [
        "http://example1.org/sparql",
        "http://example2.org/sparql",
    ]
    unserved = check_federation(replace(whole, services=()), suites, endpoint)
    assert unserved.verdict is Verdict.FAILED
    assert unserved.detail.startswith("502")
    (first, part), (second, other) = whole.services
    crossed = replace(whole, services=((first, other), (second, part)))
    assert check_federation(crossed, suites, endpoint).verdict is Verdict.FAILED


def test_only_what_service_calls_is_rewritten() -> None:
    there = {"http://a.example/": "http://b.example/"}
    text = (
        "# SERVICE ?e\nSELECT * { ?s ?p <http://a.example/> service silent <http://a.example/> {} }"
    )
    assert rewritten(text, there) == text.replace("t <http://a.", "t <http://b.")
