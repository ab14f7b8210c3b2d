"""How one RDF term looks on a page: short, with a link where there is somewhere to go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from reportedly.store.prefixes import PREFIXES as BY_PREFIX

NAMESPACE: Final = "https://w3id.org/reportedly/ns#"

PREFIXES: Final = MappingProxyType({iri: prefix for prefix, iri in BY_PREFIX.items()})
"""Namespaces that pages shorten, by their usual prefixes."""


@dataclass(frozen=True, slots=True)
class Names:
    """How IRIs are shortened and linked.

    Attributes:
        base: the IRI under which instances are named; they are linked to this server's ``/id/``.
        root: the path under which the application is mounted; empty at the server's root.
        more: further prefixes and their namespaces, beyond those that every page knows.
    """

    base: str
    root: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def short(self, iri: str) -> str:
        """An IRI as people read it: its path below the base, a prefixed name, or itself."""
        if iri.startswith(self.base) and iri != self.base:
            return iri.removeprefix(self.base)
        for namespace, prefix in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        for prefix, namespace in self.more:
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def href(self, iri: str) -> str | None:
        """Where a click on an IRI leads: here, out to the Web, or nowhere (None)."""
        if iri.startswith(self.base):
            return f"{self.root}/id/{quote(iri.removeprefix(self.base), safe='/%:@!$&()*+,;=~')}"
        if iri.startswith(NAMESPACE):
            return f"{self.root}/ns#{quote(iri.removeprefix(NAMESPACE), safe='')}"
        return iri if iri.startswith(("http://", "https://")) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One term on a page.

    Attributes:
        text: what is shown.
        full: the whole term, shown on demand.
        href: where it leads; None if nowhere.
        outside: whether that is another site.
        note: language or datatype of a literal; empty where the value shows it.
        code: whether it is an identifier rather than words.
    """

    text: str
    full: str
    href: str | None = None
    outside: bool = False
    note: str = ""
    code: bool = False

    def named(self, label: str) -> Cell:
        """The same term, shown by its label."""
        return replace(self, text=label, code=False)


_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_PLAIN: Final = frozenset(
    _XSD + name for name in ("string", "integer", "decimal", "date", "boolean")
)
"""Datatypes that a reader sees from the value, and that go without a note."""


def cell(term: NamedNode | BlankNode | Literal | Triple | None, names: Names) -> Cell | None:
    """How a term looks; None for an unbound variable."""
    return None if term is None else term_cell(term, names)


def term_cell(term: NamedNode | BlankNode | Literal | Triple, names: Names) -> Cell:
    """How a term looks."""
    match term:
        case NamedNode():
            href = names.href(term.value)
            outside = href == term.value
            return Cell(names.short(term.value), term.value, href, outside=outside, code=True)
        case Literal():
            datatype = term.datatype.value
            note = term.language or ("" if datatype in _PLAIN else names.short(datatype))
            return Cell(term.value, str(term), note=note)
        case _:
            return Cell(str(term), str(term), code=True)
