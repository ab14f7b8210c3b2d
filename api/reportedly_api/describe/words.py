"""The vocabularies in which the endpoint is described, and the site that is described."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class Words:
    """A namespace: called with a local name, it gives the term."""

    __slots__ = ("iri",)

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __call__(self, name: str) -> NamedNode:
        """The term of that name."""
        return NamedNode(self.iri + name)


RDF: Final = Words("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
SD: Final = Words("http://www.w3.org/ns/sparql-service-description#")
VOID: Final = Words("http://rdfs.org/ns/void#")
DCAT: Final = Words("http://www.w3.org/ns/dcat#")
DCTERMS: Final = Words("http://purl.org/dc/terms/")
FOAF: Final = Words("http://xmlns.com/foaf/0.1/")
SPDX: Final = Words("http://spdx.org/rdf/terms#")
ENTAILMENT: Final = Words("http://www.w3.org/ns/entailment/")
MEDIA: Final = Words("https://www.iana.org/assignments/media-types/")

PREFIXES: Final = MappingProxyType(
    {
        "sd": SD.iri,
        "void": VOID.iri,
        "dcat": DCAT.iri,
        "dcterms": DCTERMS.iri,
        "foaf": FOAF.iri,
        "spdx": SPDX.iri,
        "ent": ENTAILMENT.iri,
        "formats": "http://www.w3.org/ns/formats/",
        "xsd": _XSD,
    }
)
"""Prefix -> namespace, of the vocabularies."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the endpoint is, as the client that asks reaches it.

    Attributes:
        root: the URL of the application's root, without a slash at its end.
        base: the IRI under which instances are named.
        license: the IRI of the licence of the data, but for the graphs that have their own.
    """

    root: str
    base: str
    license: str

    @property
    def endpoint(self) -> NamedNode:
        """Where queries are asked."""
        return NamedNode(f"{self.root}/sparql")

    @property
    def void(self) -> NamedNode:
        """Where the data set is described."""
        return NamedNode(f"{self.root}/.well-known/void")

    @property
    def dataset(self) -> NamedNode:
        """The data set that is served here, whichever build it is."""
        return self.part("dataset")

    @property
    def service(self) -> NamedNode:
        """The service that answers at the endpoint."""
        return NamedNode(f"{self.endpoint.value}#service")

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix -> namespace, for descriptions as people read them."""
        return {"here": f"{self.void.value}#", **PREFIXES}

    def part(self, name: str) -> NamedNode:
        """Something that the description speaks of and that has no IRI of its own."""
        return NamedNode(f"{self.void.value}#{quote(name, safe='-._~')}")

    def license_of(self, graph: str) -> NamedNode:
        """The licence of a named graph: Wikidata's and the vocabulary have their own."""
        return NamedNode(_LICENSES.get(graph.removeprefix(self.base), self.license))


_LICENSES: Final = MappingProxyType(
    {
        "graph/external": "https://creativecommons.org/publicdomain/zero/1.0/",
        "graph/ontology": "https://www.apache.org/licenses/LICENSE-2.0",
    }
)


def number(value: int) -> Literal:
    """A count."""
    return Literal(str(value), datatype=NamedNode(_XSD + "integer"))


def text(value: str) -> Literal:
    """Words for people, in English."""
    return Literal(value, language="en")


def hexadecimal(value: str) -> Literal:
    """Bytes in hexadecimal, such as a digest."""
    return Literal(value, datatype=NamedNode(_XSD + "hexBinary"))
