"""A small RDF file in memory, read as manifests are written: one value, all values, a list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal | Triple

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
TYPE: Final = NamedNode(RDF + "type")
_FIRST: Final = NamedNode(RDF + "first")
_REST: Final = NamedNode(RDF + "rest")
_NIL: Final = NamedNode(RDF + "nil")


class Graph:
    """The statements of one file, asked by subject and predicate."""

    def __init__(self, path: Path, base: str) -> None:
        """Read a file, whose extension tells its format.

        Raises:
            SyntaxError: it is malformed.
        """
        self._store = Store()
        form = RdfFormat.from_extension(path.suffix.removeprefix("."))
        self._store.load(path=str(path), format=form, base_iri=base)

    def all(self, subject: Node, predicate: str) -> list[Term]:
        """Every object, in no particular order."""
        found = self._store.quads_for_pattern(subject, NamedNode(predicate), None)
        return [quad.object for quad in found]

    def one(self, subject: Node, predicate: str) -> Term | None:
        """The object, or None.

        Raises:
            ValueError: there are several.
        """
        found = self.all(subject, predicate)
        if len(found) > 1:
            raise ValueError(f"{subject} has {len(found)} values of {predicate}")
        return found[0] if found else None

    def node(self, subject: Node, predicate: str) -> Node | None:
        """The object, if it is an IRI or a blank node."""
        found = self.one(subject, predicate)
        return found if isinstance(found, NamedNode | BlankNode) else None

    def text(self, subject: Node, predicate: str) -> str | None:
        """The lexical form of the object, or its IRI."""
        found = self.one(subject, predicate)
        return found.value if isinstance(found, Literal | NamedNode) else None

    def items(self, head: Node | None) -> Iterator[Node]:
        """The nodes of an RDF list, in order; none for None."""
        while head is not None and head != _NIL:
            item = self.node(head, _FIRST.value)
            if item is None:
                raise ValueError(f"the list at {head} has an item that is no node")
            yield item
            head = self.node(head, _REST.value)

    def of_type(self, iri: str) -> list[Node]:
        """Every subject of a type."""
        found = self._store.quads_for_pattern(None, TYPE, NamedNode(iri))
        return [quad.subject for quad in found if isinstance(quad.subject, NamedNode | BlankNode)]
