"""Write everything that is derived from `reportedly.ttl`, or check that it is in step.

    python ontology/generate.py            writes the files that differ
    python ontology/generate.py --check    writes nothing; exits 1 and names the files that differ

Three files are derived: the terms for Python, the JSON-LD context, and the reference in the docs.
Each is a pure function of the Turtle and a template beside this file: no clock, no network, and no
order but the Turtle's own or the alphabet's.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2
import pyoxigraph as ox

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE / "reportedly.ttl"

RP: Final = "https://w3id.org/reportedly/ns#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the Turtle declares: ours, or a standard term that it takes as it is."""

    iri: str
    curie: str
    types: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The local name, such as ``certainty`` or ``minValue``."""
        return self.curie.partition(":")[2]

    @property
    def ours(self) -> bool:
        """Whether the term lies in our namespace."""
        return self.iri.startswith(RP)

    def all(self, *predicates: str) -> tuple[str, ...]:
        """The values under these predicates, written as ``rdfs:comment``, in the Turtle's order."""
        return tuple(value for predicate, value in self.facts if predicate in predicates)

    def one(self, predicate: str) -> str:
        """The first value under the predicate; empty if there is none."""
        return next(iter(self.all(predicate)), "")


@dataclass(frozen=True, slots=True)
class Ontology:
    """What the Turtle declares, each list in its order of declaration."""

    prefixes: dict[str, str]
    header: Term
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Term, ...]
    values: tuple[Term, ...]
    reused: tuple[Term, ...]

    def values_of(self, scheme: Term) -> tuple[Term, ...]:
        """The coded values of a scheme."""
        return tuple(v for v in self.values if scheme.iri in v.all("skos:inScheme"))

    def scheme_of(self, term: Term) -> Term | None:
        """The scheme that a property takes its values from; None if it takes others."""
        linked = term.all("rdfs:seeAlso")
        return next((scheme for scheme in self.schemes if scheme.iri in linked), None)

    def users_of(self, scheme: Term) -> tuple[Term, ...]:
        """The properties that take their values from a scheme."""
        return tuple(p for p in self.properties if self.scheme_of(p) is scheme)

    def begun_at(self, owner: Term | None) -> tuple[Term, ...]:
        """The properties that name this class first as where they are used.

        None asks for those that first name no class of ours.
        """
        named = {term.iri for term in self.classes}
        first = {p: p.one("schema:domainIncludes") for p in self.properties}
        if owner is None:
            return tuple(p for p, domain in first.items() if domain not in named)
        return tuple(p for p, domain in first.items() if domain == owner.iri)

    def curie(self, iri: str) -> str:
        """The IRI written with a prefix of the Turtle; as it is if none fits."""
        return _curie(self.prefixes, iri)


def _curie(prefixes: dict[str, str], iri: str) -> str:
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def read(source: Path) -> Ontology:
    """Read the Turtle; ValueError if it holds a blank node, which has no name to derive from."""
    parser = ox.parse(path=source, format=ox.RdfFormat.TURTLE)
    stated: dict[str, list[tuple[str, str]]] = {}
    for quad in parser:
        named = isinstance(quad.subject, ox.NamedNode)
        if not named or not isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            raise ValueError(f"{source.name}: a blank node or a triple term stands in {quad}")
        predicate = _curie(parser.prefixes, quad.predicate.value)
        stated.setdefault(quad.subject.value, []).append((predicate, quad.object.value))
    terms = []
    for iri, facts in stated.items():
        types = tuple(
            _curie(parser.prefixes, value) for predicate, value in facts if predicate == "rdf:type"
        )
        terms.append(Term(iri, _curie(parser.prefixes, iri), types, tuple(facts)))

    def typed(*types: str) -> tuple[Term, ...]:
        return tuple(term for term in terms if term.ours and set(types) & set(term.types))

    header = next(term for term in terms if "owl:Ontology" in term.types)
    return Ontology(
        prefixes=dict(parser.prefixes),
        header=header,
        classes=typed("owl:Class"),
        properties=typed("owl:ObjectProperty", "owl:DatatypeProperty"),
        schemes=typed("skos:ConceptScheme"),
        values=typed("skos:Concept"),
        reused=tuple(term for term in terms if not term.ours and term is not header),
    )


def context(ontology: Ontology) -> str:
    """The JSON-LD 1.1 context: prefixes, our terms with their types, and the reused terms."""
    declared = (*ontology.classes, *ontology.properties)
    names = {term.name for term in (*declared, *ontology.reused)}
    # A key that is a term cannot serve as a prefix too (JSON-LD 1.1, section 4.4): rp:edtf wins
    # over the prefix of the same name, whose IRIs are then written in full.
    prefixes = {p: n for p, n in sorted(ontology.prefixes.items()) if p not in names}
    keys: dict[str, object] = {"@version": 1.1, **prefixes}
    for term in (*sorted(declared, key=lambda term: term.name), *ontology.reused):
        definition = {"@id": term.curie} | _coercion(prefixes, term)
        if term.name in keys:
            raise ValueError(f"two terms would share the key {term.name!r} in the JSON-LD context")
        keys[term.name] = definition if len(definition) > 1 else term.curie
    return json.dumps({"@context": keys}, indent=2, ensure_ascii=False) + "\n"


def _coercion(prefixes: dict[str, str], term: Term) -> dict[str, str]:
    ranges = term.all("schema:rangeIncludes")
    if "owl:ObjectProperty" in term.types or ranges == (OWL + "Thing",):
        return {"@type": "@id"}
    if ranges == (RDF + "langString",):
        return {"@container": "@language"}
    # A plain JSON string is an xsd:string already, and a plain number an xsd:integer
    # (JSON-LD 1.1 Processing Algorithms and API, section 8.2.2).
    if len(ranges) != 1 or ranges == (XSD + "string",):
        return {}
    return {"@type": _curie(prefixes, ranges[0])}


def _escaped(text: str) -> str:
    """Text as it can stand in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def _template(name: str) -> Callable[[Ontology], str]:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown and Python are written, no HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = _escaped
    template = environment.get_template(name)

    def render(ontology: Ontology) -> str:
        return template.render(ontology=ontology, RP=RP)

    return render


# One row a derived file: where it lies, and the function that says it.
DERIVED: Final[dict[str, Callable[[Ontology], str]]] = {
    "docs/ontology.md": _template("ontology.md.j2"),
    "loader/reportedly/terms.py": _template("terms.py.j2"),
    "ontology/context.jsonld": context,
}


def differing(ontology: Ontology, root: Path) -> dict[str, str]:
    """The derived files below `root` that are not in step: place -> what should stand there."""
    said = {place: render(ontology) for place, render in DERIVED.items()}
    return {
        place: text
        for place, text in said.items()
        if not (root / place).exists() or (root / place).read_bytes() != text.encode()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; 0 if all is in step (or was written), 1 if a checked file differs."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--check", action="store_true", help="only name the files that differ")
    options.add_argument("--root", type=Path, default=HERE.parent, help="folder of the project")
    chosen = options.parse_args(arguments)
    found = differing(read(SOURCE), chosen.root)
    for place, text in found.items():
        if chosen.check:
            print(f"{place}: out of step with {SOURCE.name}; run `make generate`", file=sys.stderr)
            continue
        path: Path = chosen.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        print(f"{place}: written", file=sys.stderr)
    return 1 if chosen.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
