"""What a build holds, in numbers: counted once when it is made, kept in a file beside it.

The numbers follow from the statements alone, so they are no part of the build's digest.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from reportedly.errors import StoreError
from reportedly.store.kept import folder_of
from reportedly.store.protocol import View
from reportedly.store.sparql import query_errors

STATISTICS: Final = "statistics.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GraphStatistics:
    """One named graph in numbers (VoID, section 4.2); classes are the IRIs that it says `a` of."""

    triples: int
    subjects: int
    objects: int
    properties: int
    classes: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A build in numbers, after VoID, sections 4.2 and 4.4.

    Attributes:
        triples: distinct triples of the union of all graphs; at most the number of quads.
        subjects: distinct subjects of the union.
        objects: distinct objects of the union.
        properties: property -> distinct triples of the union that have it, in the order of IRIs.
        classes: class -> distinct instances in the union, in the order of IRIs.
        graphs: named graph -> its own numbers, in the order of IRIs.
    """

    triples: int
    subjects: int
    objects: int
    properties: Mapping[str, int] = field(hash=False)
    classes: Mapping[str, int] = field(hash=False)
    graphs: Mapping[str, GraphStatistics] = field(hash=False)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1] = 1
    statistics: Statistics


_ALL: Final = "GRAPH ?g { ?s ?p ?o }"
_UNION: Final = f"SELECT DISTINCT ?s ?p ?o WHERE {{ {_ALL} }}"
_WHOLE: Final = (
    f"SELECT (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) WHERE {{ {_ALL} }}"
)
_PROPERTIES: Final = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {{ {_UNION} }} }} GROUP BY ?p"
_CLASSES: Final = (
    "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { GRAPH ?g { ?s a ?c } FILTER isIRI(?c) } "
    "GROUP BY ?c"
)
_GRAPHS: Final = (
    "SELECT ?g (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) "
    "(COUNT(DISTINCT ?o) AS ?objects) (COUNT(DISTINCT ?p) AS ?properties) "
    f"WHERE {{ {_ALL} }} GROUP BY ?g"
)
_GRAPH_CLASSES: Final = (
    "SELECT ?g (COUNT(DISTINCT ?c) AS ?n) WHERE { GRAPH ?g { ?s a ?c } FILTER isIRI(?c) } "
    "GROUP BY ?g"
)


def count(view: View) -> Statistics:
    """Counts a build, in six queries that any back end can answer.

    Raises:
        StoreError: the build cannot be read.
    """
    (whole,) = _rows(view, _WHOLE)
    properties = {_iri(row, "p"): _number(row, "n") for row in _rows(view, _PROPERTIES)}
    classes = {_iri(row, "c"): _number(row, "n") for row in _rows(view, _CLASSES)}
    typed = {_iri(row, "g"): _number(row, "n") for row in _rows(view, _GRAPH_CLASSES)}
    graphs = {
        _iri(row, "g"): GraphStatistics(
            triples=_number(row, "triples"),
            subjects=_number(row, "subjects"),
            objects=_number(row, "objects"),
            properties=_number(row, "properties"),
            classes=typed.get(_iri(row, "g"), 0),
        )
        for row in _rows(view, _GRAPHS)
    }
    return Statistics(
        triples=sum(properties.values()),
        subjects=_number(whole, "subjects"),
        objects=_number(whole, "objects"),
        properties=dict(sorted(properties.items())),
        classes=dict(sorted(classes.items())),
        graphs=dict(sorted(graphs.items())),
    )


def write_statistics(directory: Path, statistics: Statistics) -> None:
    """Writes `statistics.json` into a generation's directory; nothing is fsynced here."""
    text = _File(statistics=statistics).model_dump_json(indent=1)
    (directory / STATISTICS).write_text(text + "\n", encoding="utf-8")


def statistics_of(view: View) -> Statistics:
    """The statistics that are kept beside a build, or else counted now.

    Raises:
        StoreError: the build cannot be read.
    """
    directory = folder_of(view)
    if directory is not None:
        try:
            return _File.model_validate_json((directory / STATISTICS).read_bytes()).statistics
        except (OSError, ValidationError) as error:
            _log.warning("%s cannot be read, so the build is counted anew: %s", STATISTICS, error)
    return count(view)


def _rows(view: View, query: str) -> list[QuerySolution]:
    with query_errors(query):
        answer = view.query(query)
        return list(answer) if isinstance(answer, QuerySolutions) else []


def _iri(row: QuerySolution, name: str) -> str:
    term = row[name]
    if not isinstance(term, NamedNode):
        raise StoreError(f"The store gives {term} where an IRI is wanted.")
    return term.value


def _number(row: QuerySolution, name: str) -> int:
    term = row[name]
    if not isinstance(term, RdfLiteral):
        raise StoreError("The store does not count when it is asked to.")
    return int(term.value)
