"""SHACL Core shapes, held against the quads of entries and registry together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyshacl
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import DCTERMS, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.model.findings import Severity
from reportedly.model.rules.rule import Rule
from reportedly.validate.memory import memory_graph, term_of
from reportedly.validate.quick import Quick
from reportedly.validate.results import Violation, in_order, short
from reportedly.validate.slice_graph import SliceGraph

_TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_BEYOND_CORE: Final = (SH.sparql, SH.js, SH.rule, SH.target, SH.select, SH.ask, SH.expression)
_SILENT: Final = frozenset(
    (*_TARGETS, SH.property, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order)
)
"""SHACL's words on a shape that by themselves find nothing."""
_SEVERITIES: Final[Mapping[Node, Severity]] = MappingProxyType(
    {SH.Violation: "error", SH.Warning: "warning"}
)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Every shape of a folder, parsed once.

    SHACL Core only (W3C Shapes Constraint Language, part 1, sections 2 to 4): what needs a query
    is a rule of the whole store, which takes milliseconds there.

    Attributes:
        rules: the rule that each reporting shape states, by the shape's IRI.
        graph: the shapes.
        ids: how instances are named, so that messages can show them short.
        asked: the shapes again, in a graph that is quick to read.
        quick: what tells quickly that all is well; None if the shapes say more than it knows.
    """

    rules: Mapping[str, Rule]
    graph: rdflib.Graph
    ids: Ids
    asked: SliceGraph
    quick: Quick | None

    @classmethod
    def load(cls, directory: Path, ids: Ids | None = None) -> Shapes:
        """Read every ``*.ttl`` of a folder.

        Raises:
            InputError: a file is no Turtle, a shape that can report has no name or lacks a word
                about itself (code, title, message, why, mend, example), or goes beyond the core.
        """
        graph = rdflib.Graph()
        rules: dict[str, Rule] = {}
        for file in sorted(directory.glob("*.ttl")):
            shapes = _read(file)
            rules |= {str(shape): _rule(shapes, shape, file) for shape in _reporting(shapes, file)}
            graph += shapes
        asked = SliceGraph(graph)
        return cls(MappingProxyType(rules), graph, ids or Ids(), asked, Quick.of(asked))

    def check(self, quads: Iterable[Quad]) -> tuple[Violation, ...]:
        """Hold the shapes against some quads, their graphs disregarded.

        Args:
            quads: those of one entry or, cheaper by far, of many, and those of the registry, of
                whose classes the shapes speak; the vocabulary need not be among them.
        """
        said = tuple(quads)
        if self.quick is not None and self.quick.conform(said):
            return ()
        return self.check_in_full(said)

    def check_in_full(self, quads: Iterable[Quad]) -> tuple[Violation, ...]:
        """The same by pySHACL alone, whose word counts wherever something is wrong."""
        data = memory_graph(quads)  # pySHACL is slow on a graph that is stored elsewhere
        conforms, report, reason = pyshacl.validate(
            data, shacl_graph=self.asked, inference="none", advanced=False, inplace=True
        )
        if not isinstance(report, rdflib.Graph):
            raise InputError(
                f"the shapes cannot be evaluated: {reason}",
                mend="Look for shapes that refer to one another in a circle.",
            )
        return () if conforms else in_order(self._violations(report))

    def _violations(self, report: rdflib.Graph) -> Iterator[Violation]:
        for result in report.subjects(RDF.type, SH.ValidationResult):
            rule = self.rules[str(report.value(result, SH.sourceShape))]
            focus = NamedNode(str(report.value(result, SH.focusNode)))
            value = term_of(report.value(result, SH.value))
            found = "" if value in (None, focus) else f" (found: {short(value, self.ids)})"
            yield Violation(
                rule.code,
                f"{short(focus, self.ids)}: {rule.meaning}{found}",
                rule.severity,
                focus,
                _first_step(report, report.value(result, SH.resultPath)),
                value,
            )


def _read(file: Path) -> rdflib.Graph:
    try:  # by Oxigraph, which knows the line of a fault, and lets no file end in mid-sentence
        triples = tuple(quad.triple for quad in parse(path=file, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise InputError(
            f"not Turtle: {error.msg}",
            where=f"{file}:{error.lineno or 1}",
            mend="Mend the syntax at that line, or just before it.",
        ) from error
    text = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    graph = rdflib.Graph().parse(data=text, format="nt")
    for predicate in _BEYOND_CORE:
        for shape in graph.subjects(predicate, None):
            raise InputError(
                f"{shape} uses {predicate.n3(graph.namespace_manager)}, beyond SHACL Core.",
                where=str(file),
                mend="Write it as a rule of the whole store: a .rq file in the same folder.",
            )
    return graph


def _reporting(shapes: rdflib.Graph, file: Path) -> Iterator[rdflib.URIRef]:
    """The shapes to which a result can be traced: those with a target, and their properties."""
    waiting = {shape for target in _TARGETS for shape in shapes.subjects(target, None)}
    seen: set[Node] = set()
    while waiting:
        shape = waiting.pop()
        seen.add(shape)
        waiting |= set(shapes.objects(shape, SH.property)) - seen
        words = {p for p in shapes.predicates(shape, None) if str(p).startswith(str(SH))}
        if words <= _SILENT:
            continue
        if not isinstance(shape, rdflib.URIRef):
            path = shapes.value(shape, SH.path)
            raise InputError(
                f"a shape without a name (path {path}) could report, to nobody's account.",
                where=str(file),
                mend="Give the shape an IRI and its words: dcterms:identifier, rdfs:label …",
            )
        yield shape


def _rule(shapes: rdflib.Graph, shape: rdflib.URIRef, file: Path) -> Rule:
    def say(predicate: rdflib.URIRef) -> str:
        values = list(shapes.objects(shape, predicate))
        if len(values) != 1:
            raise InputError(
                f"{shape} has {len(values) or 'no'} {predicate.n3(shapes.namespace_manager)}.",
                where=str(file),
                mend="Every shape says once: dcterms:identifier (its code), rdfs:label (title), "
                "sh:message, rdfs:comment (why), skos:scopeNote (how to mend), skos:example.",
            )
        return str(values[0])

    severity = shapes.value(shape, SH.severity) or SH.Violation
    if severity not in _SEVERITIES:
        raise InputError(
            f"{shape} has a severity that is neither sh:Violation nor sh:Warning.",
            where=str(file),
        )
    return Rule(
        code=say(DCTERMS.identifier),
        title=say(RDFS.label),
        meaning=say(SH.message),
        why=say(RDFS.comment),
        mend=say(SKOS.scopeNote),
        example=say(SKOS.example),
        language="turtle",
        severity=_SEVERITIES[severity],
        source=file.name,
    )


def _first_step(report: rdflib.Graph, path: Node | None) -> NamedNode | None:
    """The first property of a path (SHACL, section 2.3.1)."""
    while isinstance(path, rdflib.BNode):
        steps = (RDF.first, SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath)
        path = next((o for step in steps for o in report.objects(path, step)), None)
    return None if path is None else NamedNode(str(path))
