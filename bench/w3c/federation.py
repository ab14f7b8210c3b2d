"""Federated query: ``SERVICE`` is carried out, by an endpoint that was started with `--federate`.

A test names its servers by IRIs such as ``http://example1.org/sparql``. Each is another served
Reportedly here, that holds the data which the test gives to that IRI; and as an endpoint calls the
very IRI that a query writes, the query is asked with the IRIs of these servers in the places of the
test's. Nothing else of it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bench.w3c.datasets import EMPTY, DataSet
from bench.w3c.evaluation import evaluate
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import Outcome, failed
from bench.w3c.served import Endpoint
from bench.w3c.syntax import check_syntax

_SERVICE: Final = re.compile(r"(\bSERVICE\s+(?:SILENT\s+)?)<([^>]*)>", re.IGNORECASE)


def check_federation(case: Case, suites: Suites, endpoint: Endpoint) -> Outcome:
    """Run one test, of the answer or of the syntax alone."""
    federation = endpoint.federation
    if len(case.services) > len(federation.called):
        return failed(f"it calls {len(case.services)} servers, and there are too few")
    for called in federation.called:
        called.show(EMPTY)
    if case.result is None:  # whatever it calls must answer, or else nothing is said of the syntax
        there = {iri: federation.called[0].sparql for _, iri in _SERVICE.findall(case.text)}
        positive = replace(case, kind=Kind.POSITIVE_SYNTAX)
        return check_syntax(positive, suites, federation.asked, rewritten(case.text, there))
    there = {iri: federation.nobody for _, iri in _SERVICE.findall(case.text)}
    for (iri, part), called in zip(case.services, federation.called, strict=False):
        called.show(DataSet((part,), ()))
        there[iri] = called.sparql
    return evaluate(case, suites, federation.asked, rewritten(case.text, there))


def rewritten(text: str, there: Mapping[str, str]) -> str:
    """A query that calls other IRIs; one that stands elsewhere than after SERVICE is let be.

    Args:
        text: the query.
        there: each IRI that it calls -> the one that it shall call.
    """
    return _SERVICE.sub(lambda call: f"{call[1]}<{there[call[2]]}>", text)
