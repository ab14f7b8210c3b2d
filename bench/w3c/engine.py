"""The same tests asked of the engine itself, in this process: is a failure the engine's?"""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, QueryBoolean, QuerySolutions

from bench.w3c.compare import Sameness, compare
from bench.w3c.datasets import graph_of
from bench.w3c.evaluation import data_of, result_of
from bench.w3c.manifest import Case, Kind, Suites
from bench.w3c.outcome import PASSED, Outcome, Verdict, failed
from bench.w3c.results import Result, Row, Solutions, Triples


def ask_engine(case: Case, suites: Suites) -> Outcome:
    """Run a test of evaluation or syntax with nothing of ours between.

    The default data stand in the engine's own default graph, and no result is serialised.

    Raises:
        ValueError: the test is of another kind.
    """
    match case.kind:
        case Kind.EVALUATION:
            return _evaluate(case, suites)
        case Kind.POSITIVE_SYNTAX | Kind.NEGATIVE_SYNTAX:
            return _check_syntax(case)
        case _:
            raise ValueError(f"{case.id} is no test that an engine alone can run")


def _check_syntax(case: Case) -> Outcome:
    positive = case.kind is Kind.POSITIVE_SYNTAX
    try:
        pyoxigraph.Store().query(case.text, base_iri="http://example.org/")
    except (SyntaxError, RuntimeError) as error:  # a RuntimeError is read, and not evaluated
        malformed = isinstance(error, SyntaxError)
        return PASSED if malformed and not positive else failed(str(error))
    return PASSED if positive else failed("it was accepted")


def _evaluate(case: Case, suites: Suites) -> Outcome:
    if case.query is None:
        return failed("the manifest names no query")
    store = pyoxigraph.Store()
    data = data_of(case, suites)
    for part in data.default:
        store.extend(
            quad
            if graph_of(quad) != part.name
            else Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for quad in part.quads()
        )
    for part in data.named:
        store.extend(part.quads())
    try:
        got = _result(store.query(case.text, base_iri=suites.iri(case.query)))
    except (SyntaxError, RuntimeError, ValueError) as error:
        return failed(str(error))
    wanted = result_of(case, suites)
    if isinstance(wanted, Solutions) and not wanted.typed:
        return failed("the engine gives terms, and the test expects strings")
    same = compare(wanted, got, lax=case.lax)
    if same is Sameness.BY_VALUE:
        return Outcome(Verdict.BY_VALUE, same)
    return PASSED if same is Sameness.EXACT else failed(f"{same}: {got}")


def _result(answer: QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples) -> Result:
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if not isinstance(answer, QuerySolutions):
        return Triples(frozenset(answer))
    names = [variable.value for variable in answer.variables]
    rows: list[Row] = [
        {name: term for name in names if (term := row[name]) is not None} for row in answer
    ]
    return Solutions(frozenset(names), tuple(rows))
