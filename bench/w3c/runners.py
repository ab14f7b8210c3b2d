"""The table of runners: what runs each kind of test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bench.w3c.description import check_description
from bench.w3c.evaluation import evaluate
from bench.w3c.federation import check_federation
from bench.w3c.graph_store import check_graph_store
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import Outcome
from bench.w3c.protocol import check_protocol
from bench.w3c.served import Endpoint
from bench.w3c.syntax import check_syntax

Runner = Callable[[Case, Suites, Endpoint], Outcome]

RUNNERS: Final[Mapping[Kind, Runner]] = MappingProxyType(
    {
        Kind.EVALUATION: evaluate,
        Kind.POSITIVE_SYNTAX: check_syntax,
        Kind.NEGATIVE_SYNTAX: check_syntax,
        Kind.PROTOCOL: check_protocol,
        Kind.GRAPH_STORE: check_graph_store,
        Kind.DESCRIPTION: check_description,
        Kind.FEDERATION: check_federation,
    }
)

LEFT_OUT: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.UPDATE: "SPARQL Update is deliberately absent: data get in through the checks",
        Kind.ENTAILMENT: "no entailment regime is offered: the engine answers simple entailment",
    }
)
"""Kinds that are not run, and why."""


def in_order(cases: list[Case]) -> list[Case]:
    """The cases with those of one data set together, so that each is published once."""
    return sorted(cases, key=lambda case: (case.data.default, case.data.named, case.id))
