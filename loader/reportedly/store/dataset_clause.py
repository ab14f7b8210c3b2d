"""The dataset that a query's own text names: SPARQL 1.1 Query, section 13.2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from pyoxigraph import NamedNode

from reportedly.store.sparql import Word, bare_words

_SPACE = r"(?:[ \t\r\n]|\#[^\r\n]*+)*+"
_IRI = r'<(?P<iri>[^<>"{}|^`\\\x00-\x20]*+)>'
_NAME = r"(?P<prefix>[\w.-]*+):(?P<local>(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*+)"
_SOURCE = re.compile(rf"FROM{_SPACE}(?P<named>NAMED\b{_SPACE})?(?:{_IRI}|{_NAME})", re.IGNORECASE)
_PREFIX = re.compile(rf"PREFIX{_SPACE}(?P<name>[\w.-]*+):{_SPACE}{_IRI}", re.IGNORECASE)
_BASE = re.compile(rf"BASE{_SPACE}{_IRI}", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs it is asked of.

    Attributes:
        text: the query without its dataset clauses; every character keeps its place.
        default: the graphs that make up the default graph.
        named: the graphs that `GRAPH` can see.
        chosen: whether anybody chose them; if not, both are empty and mean *all graphs*.
    """

    text: str
    default: tuple[NamedNode, ...] = ()
    named: tuple[NamedNode, ...] = ()
    chosen: bool = False


def asked(
    text: str,
    default_graphs: Sequence[NamedNode] | None,
    named_graphs: Sequence[NamedNode] | None,
) -> Asked:
    """The query with its dataset taken out: arguments first, then `FROM` and `FROM NAMED`.

    Servers differ in what they do where the protocol's parameters and the text both name graphs
    (SPARQL 1.1 Protocol, section 2.1.4: the parameters win). Of a text without dataset clauses
    there is nothing to differ about. A clause that cannot be read here is left to the server.
    """
    bare, default, named = _without_clauses(text)
    if default_graphs or named_graphs:
        return Asked(bare, tuple(default_graphs or ()), tuple(named_graphs or ()), chosen=True)
    return Asked(bare, default, named, chosen=bool(default or named))


def _without_clauses(text: str) -> tuple[str, tuple[NamedNode, ...], tuple[NamedNode, ...]]:
    words = list(bare_words(text))
    if not any(word.text.upper() == "FROM" for word in words):
        return text, (), ()
    base, prefixes = _prologue(text, words)
    sources: dict[bool, list[NamedNode]] = {False: [], True: []}
    bare = text
    for word in words:
        if word.text.upper() != "FROM" or not (found := _SOURCE.match(text, word.offset)):
            continue
        iri = _resolved(found, base, prefixes)
        if iri is None:
            return text, (), ()
        sources[found["named"] is not None].append(iri)
        start, end = found.span()
        blank = "".join("\n" if each == "\n" else " " for each in found[0])
        bare = bare[:start] + blank + bare[end:]
    return bare, tuple(sources[False]), tuple(sources[True])


def _prologue(text: str, words: Sequence[Word]) -> tuple[str, dict[str, str]]:
    base, prefixes = "", dict[str, str]()
    for word in words:
        if found := _BASE.match(text, word.offset):
            base = urljoin(base, found["iri"])
        elif found := _PREFIX.match(text, word.offset):
            prefixes[found["name"]] = urljoin(base, found["iri"])
    return base, prefixes


def _resolved(found: re.Match[str], base: str, prefixes: dict[str, str]) -> NamedNode | None:
    if found["iri"] is not None:
        iri = urljoin(base, found["iri"]) if base else found["iri"]
    elif found["prefix"] in prefixes:
        iri = prefixes[found["prefix"]] + _ESCAPE.sub(r"\1", found["local"])
    else:
        return None
    try:
        return NamedNode(iri)
    except ValueError:
        return None
