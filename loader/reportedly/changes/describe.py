"""All that is said of one node and of what belongs to it, part by part: to compare and to show.

What belongs to a node is named after it (``report/r3`` has ``report/r3/amount/1``) or after the
place of its words (``passage/12-45``, ``time/12-17``). The names of such nodes are no part of what
is said: an amount that is listed second instead of first is the same amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from reportedly import vocabularies as v
from reportedly.changes.index import Index, Term, local
from reportedly.changes.record import Part
from reportedly.changes.shown import shown
from reportedly.terms import RP

PLACE: Final = "place in the text"
"""The part that says where the words stand, in code points from 0, end exclusive."""

_OF_ITS_ARTICLE: Final = frozenset({"credit", "published"})
_BY_PLACE: Final = frozenset({"passage", "time"})
_POSITION: Final = frozenset({v.OA_START.value, v.OA_END.value})
_IN_FACETS: Final = frozenset(
    term.value for term in (RP.purpose, RP.place, RP.inReturnFor, RP.initiative)
)
_NAMES: Final[Mapping[str, str]] = {
    RP.tells.value: "claim",
    RP.relays.value: "chain",
    RP.passage.value: "words",
    RP.words.value: "as printed",
    RP.partOf.value: "part of",
    RP.eventWhen.value: "time",
    RP.about.value: "event",
    RP.inReturnFor.value: "in return for",
    v.RDF_TYPE.value: "class",
    v.SKOS_PREF_LABEL.value: "label",
    v.SKOS_ALT_LABEL.value: "alias",
    v.SKOS_NOTE.value: "note",
    v.SCHEMA_SAME_AS.value: "same as",
    v.SCHEMA_IN_LANGUAGE.value: "language",
    RP.textDigest.value: "text (SHA-256)",
    RP.textLength.value: "length of the text",
    RP.quotationKind.value: "kind of quotation",
    RP.saidOf.value: "said of",
    RP.spokenIn.value: "spoken in",
    RP.quotedIn.value: "quoted in",
    RP.roleGiven.value: "role",
    RP.roleWords.value: "words of the role",
    RP.couldDenote.value: "could denote",
    RP.namingForm.value: "form of naming",
    RP.mayBe.value: "may be",
    RP.reviewState.value: "review",
    RP.publishedWhen.value: "published",
    RP.publishedBy.value: "outlet",
    RP.eventKind.value: "kind of event",
    RP.actorKind.value: "kind of actor",
    RP.locationKind.value: "kind of location",
    RP.consistsOf.value: "consists of",
    RP.notSameAs.value: "kept apart from",
    RP.conflictsWith.value: "disjoint with",
    v.OWL_DIFFERENT_FROM.value: "distinct from",
}
_APART: Final = (RP.notSameAs, RP.conflictsWith, v.OWL_DIFFERENT_FROM)

Key = tuple[object, ...]
"""What is said, without the names of the nodes that it is said with."""


@dataclass(frozen=True, slots=True)
class Description:
    """What one side says of a node.

    Attributes:
        node: its IRI.
        parts: part -> what is said there, each by its key, as it is shown.
        reached: the nodes that were read for it, itself included.
    """

    node: str
    parts: Mapping[str, Mapping[Key, str]]
    reached: frozenset[str]

    @property
    def content(self) -> frozenset[tuple[str, frozenset[Key]]]:
        """All that is said but for the place in the text: the same if only names differ."""
        return frozenset(
            (name, frozenset(values)) for name, values in self.parts.items() if name != PLACE
        )


def describe(index: Index, node: str) -> Description:
    """All that is said of a node and of what belongs to it."""
    return _Describer(index, node).description()


def compared(before: Description | None, after: Description | None) -> tuple[Part, ...]:
    """In what two descriptions differ; of a thing that is on one side only, all that it says."""
    ours = before.parts if before else {}
    theirs = after.parts if after else {}
    found = []
    for name in dict.fromkeys((*_order(ours), *_order(theirs))):
        one, other = ours.get(name, {}), theirs.get(name, {})
        was = tuple(sorted(one[key] for key in one.keys() - other.keys()))
        is_ = tuple(sorted(other[key] for key in other.keys() - one.keys()))
        if was and was == is_:
            was, is_ = _leaves(one.keys() - other.keys()), _leaves(other.keys() - one.keys())
            was, is_ = (
                tuple(each for each in was if each not in is_),
                tuple(each for each in is_ if each not in was),
            )
        if was or is_:
            found.append(Part(name, was, is_))
    return tuple(sorted(found, key=lambda part: _rank(part.name)))


class _Describer:
    def __init__(self, index: Index, node: str) -> None:
        self.index = index
        self.node = node
        self.inside = index.inside(node)
        self.reached = {node}
        self.places: dict[Key, str] = {}

    def description(self) -> Description:
        parts: dict[str, dict[Key, str]] = {}
        in_facets = {
            (self.index.one(facet.value, RP.aspect), each.value)
            for facet in self.index.all(self.node, RP.facet)
            for each in self.index.all(facet.value, RP.value)
        }
        for predicate, values in self.index.triples.get(self.node, {}).items():
            for value in values:
                if predicate in _IN_FACETS and (predicate, value.value) in in_facets:
                    continue
                name, key, words = self._said(predicate, value)
                parts.setdefault(name, {})[key] = words
        if self.index.one(self.node, RP.modality) and not parts.get("chain"):
            parts["chain"] = {(): "the article's own voice"}
        if self.places:
            parts[PLACE] = dict(self.places)
        return Description(self.node, parts, frozenset(self.reached))

    def _said(self, predicate: str, value: Term) -> tuple[str, Key, str]:
        index = self.index
        name = _NAMES.get(predicate, local(predicate))
        key = self._key(value, ())
        if predicate == RP.facet.value:
            aspect = index.one(value.value, RP.aspect)
            name = _NAMES.get(aspect, local(aspect))
        words = shown(index, value)
        if predicate in {each.value for each in _APART}:
            pair = sorted((self.node, value.value))
            node = index.ids.node("distinction", *(index.id(each) for each in pair)).value
            self.reached.add(node)
            because = index.one(node, RP.because)
            key, words = (*key, because), f"{words} ({because})" if because else words
        return name, key, words

    def _key(self, value: Term, path: tuple[str, ...]) -> Key:
        """What is said by a value; of a node that belongs here, all that is said of it."""
        if isinstance(value, Literal):
            return (str(value),)
        node = value.value
        if node in path or not self._owned(node):
            return (node,)
        self.reached.add(node)
        said: list[Key] = []
        for predicate, values in self.index.triples.get(node, {}).items():
            if predicate in _POSITION:
                self._place(node)
                continue
            said += [(predicate, *self._key(each, (*path, node))) for each in values]
        return ("", *sorted(said, key=repr))

    def _place(self, node: str) -> None:
        start, end = self.index.one(node, v.OA_START), self.index.one(node, v.OA_END)
        self.places[(start, end)] = f"{start}–{end}"

    def _owned(self, node: str) -> bool:
        inside = self.index.inside(node)
        if not self.inside or inside[:1] != self.inside[:1] or len(inside) < 2:
            return False
        if inside[1] in _BY_PLACE:
            return True
        if len(self.inside) == 1:
            return inside[1] in _OF_ITS_ARTICLE
        return node.startswith(self.node + "/")


def _order(parts: Mapping[str, object]) -> Iterator[str]:
    return iter(sorted(parts, key=_rank))


_FIRST: Final = (
    "label",
    "claim",
    "certainty",
    "modality",
    "chain",
    "amount",
    "time",
    "place",
    "purpose",
    "in return for",
    "initiative",
    "words",
)


def _rank(name: str) -> tuple[int, str]:
    """The parts that a reviewer looks for come first; where words stand comes last."""
    if name == PLACE:
        return len(_FIRST) + 1, name
    return (_FIRST.index(name), name) if name in _FIRST else (len(_FIRST), name)


def _leaves(keys: Iterable[Key]) -> tuple[str, ...]:
    """What keys say in the end, where their shown words do not tell them apart."""
    found: set[str] = set()

    def walk(key: object, path: tuple[str, ...]) -> None:
        if not isinstance(key, tuple):
            return
        if key[:1] == ("",):
            for each in key[1:]:
                walk(each, path)
        elif len(key) >= 2 and isinstance(key[0], str) and key[1] == "":
            for each in key[2:]:
                walk(each, (*path, local(key[0])))
        elif len(key) == 2:
            found.add(f"{' › '.join((*path, local(str(key[0]))))}: {_plain(str(key[1]))}")
        else:
            found.add(" ".join(_plain(str(each)) for each in key))

    for key in keys:
        walk(key, ())
    return tuple(sorted(found))


def _plain(term: str) -> str:
    """A term as it stands in a key, for a reader."""
    if term.startswith('"'):
        return term[1:].rsplit('"', 1)[0]
    return local(term) if "://" in term else term
