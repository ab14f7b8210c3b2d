"""Two sides that are compared, and the things inside articles matched between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportedly import vocabularies as v
from reportedly.changes.delta import GraphDelta
from reportedly.changes.describe import PLACE, Description, compared, describe
from reportedly.changes.index import Index, shortened
from reportedly.changes.record import Change, Did, Part, Thing
from reportedly.changes.shown import quoted
from reportedly.terms import RP

_BY_PLACE = frozenset({"naming", "time", "passage"})
"""Things that are named by where their words stand: matched by what they say where they moved."""


_STRUCTURE = frozenset({"class", "inArticle", "ofTelling", "depth"})
"""Parts that go without saying of what was added or removed."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What one side says of the things inside its articles.

    Attributes:
        of: kind (the step of a name below its article) -> node -> what is said of it.
        articles: the articles themselves.
    """

    of: Mapping[str, Mapping[str, Description]]
    articles: Mapping[str, Description]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, read as far as they differ.

    Attributes:
        before: the first side.
        after: the second side.
        was: the things inside the articles of the first side.
        is_: those of the second.
        repinned: the articles whose text is another one.
        touched: the subjects of all triples that only one side has.
        stirred: what those belong to inside an article: the telling of a hop, of an amount.
        renamed: former and present name of each record that goes by another.
        told: the things of which changes were told so far.
    """

    before: Index
    after: Index
    was: Inside
    is_: Inside
    repinned: frozenset[str]
    touched: frozenset[str]
    stirred: frozenset[str]
    renamed: tuple[tuple[str, str], ...]
    told: frozenset[str] = frozenset()

    @classmethod
    def of(cls, before: Index, after: Index, graphs: Iterable[GraphDelta]) -> Pair:
        """Describes both sides and finds out what was pinned anew."""
        both = set(before.articles()) & set(after.articles())
        repinned = {
            article
            for article in both
            if before.one(article, RP.textDigest) != after.one(article, RP.textDigest)
        }
        lines = (line for graph in graphs for line in (*graph.added, *graph.removed))
        touched = {line[1 : line.index(">")] for line in lines}
        return cls(
            before,
            after,
            _inside(before),
            _inside(after),
            frozenset(repinned),
            frozenset(touched),
            frozenset(_owner(before, node) for node in touched),
            _renamed(before, after, touched),
        )

    def having_told(self, changes: Iterable[Change]) -> Pair:
        """The same, after some more changes were told."""
        sides = (side for change in changes for side in (change.before, change.after))
        return replace(self, told=self.told | {side.iri for side in sides if side})

    def echoes(self, before: Iterable[str], after: Iterable[str]) -> bool:
        """Whether sentences differ only in the names of records that were renamed."""
        return self._unnamed(before, 0) == self._unnamed(after, 1)

    def _unnamed(self, sentences: Iterable[str], side: int) -> set[str]:
        found = set()
        names = sorted(enumerate(self.renamed), key=lambda each: -len(each[1][side]))
        for sentence in sentences:
            said = sentence
            for number, name in names:
                said = said.replace(name[side], f"\0{number}\0")
            found.add(said)
        return found

    def things(self, kind: str, *sorts: str) -> Iterator[Change]:
        """The changes of the things of some sorts inside articles, as changes of one kind."""
        for sort in sorts:
            was, is_ = self.was.of.get(sort, {}), self.is_.of.get(sort, {})
            for one, other in _matched(was, is_, by_content=sort in _BY_PLACE):
                yield from self.change(kind, one, other)

    def change(
        self, kind: str, one: Description | None, other: Description | None
    ) -> Iterator[Change]:
        """The change of a thing, if it is not the same on both sides.

        Where the text was pinned anew, that words stand elsewhere is no change of a thing.
        """
        parts = compared(one, other)
        if one and other and self.is_repinned(one.node):
            parts = tuple(part for part in parts if part.name != PLACE)
        if one and other and not parts:
            return
        if not (one and other):
            parts = tuple(part for part in parts if part.name not in {PLACE, *_STRUCTURE})
        did: Did = "changed" if one and other else "added" if other else "removed"
        yield Change(
            kind,
            did,
            thing(self.before, one.node) if one else None,
            thing(self.after, other.node) if other else None,
            parts,
        )

    def is_repinned(self, node: str) -> bool:
        """Whether a node is inside an article whose text is another one."""
        inside = self.before.inside(node)
        return bool(inside) and self.before.ids.article(inside[0]).value in self.repinned


def thing(index: Index, node: str) -> Thing:
    """A node as a reader is shown it: a telling by its claim, other things by their words."""
    claim = index.one(node, RP.tells)
    label = index.one(node, v.RDFS_LABEL)
    name = index.name(claim) if claim else index.told.label.get(node) or shortened(label)
    words = index.words(node)
    if not name:
        name = quoted(words) if words else index.id(node)
    return Thing(node, index.id(node), name, "" if words in name else words)


def ids_of(index: Index, nodes: Iterable[str]) -> tuple[str, ...]:
    """Where some nodes stand, in order."""
    return tuple(sorted(index.id(node) for node in nodes))


def part_of(name: str, before: Iterable[str], after: Iterable[str]) -> tuple[Part, ...]:
    """What only one of two sets holds, as a part; nothing if they are the same."""
    ours, theirs = set(before), set(after)
    if ours == theirs:
        return ()
    return (Part(name, tuple(sorted(ours - theirs)), tuple(sorted(theirs - ours))),)


def _owner(index: Index, node: str) -> str:
    """What a node belongs to inside its article; itself elsewhere."""
    inside = index.inside(node)
    return index.ids.part(*inside[:3]).value if len(inside) > 3 else node


def _renamed(before: Index, after: Index, nodes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    labels = ((before.told.label.get(node), after.told.label.get(node)) for node in sorted(nodes))
    return tuple((was, is_) for was, is_ in labels if was and is_ and was != is_)


def _inside(index: Index) -> Inside:
    """Everything inside the articles, each thing with what belongs to it."""
    found: defaultdict[str, dict[str, Description]] = defaultdict(dict)
    articles = {article: describe(index, article) for article in index.articles()}
    reached = {node for each in articles.values() for node in each.reached}
    late: list[tuple[str, str]] = []
    for node in sorted(index.triples):
        inside = index.inside(node)
        if len(inside) == 3 and inside[1] not in {"passage", "time", "credit"}:
            found[inside[1]][node] = described = describe(index, node)
            reached |= described.reached
        elif len(inside) > 1:
            late.append((inside[1], node))
    for sorts in ({"time"}, {"passage"}, {each for each, _ in late}):  # times reach passages
        for sort, node in sorted(late, key=lambda each: (len(each[1]), each[1])):
            if sort in sorts and node not in reached:
                found[sort][node] = described = describe(index, node)
                reached |= described.reached
    return Inside(found, articles)


def _matched(
    was: Mapping[str, Description], is_: Mapping[str, Description], *, by_content: bool
) -> Iterator[tuple[Description | None, Description | None]]:
    """Each thing with itself on the other side; what goes by another name, by what is said."""
    gone = [was[node] for node in sorted(was.keys() - is_.keys())]
    new = [is_[node] for node in sorted(is_.keys() - was.keys())]
    pairs: list[tuple[Description | None, Description | None]]
    pairs = [(was[node], is_[node]) for node in sorted(was.keys() & is_.keys())]
    if by_content:
        by_said: defaultdict[object, list[Description]] = defaultdict(list)
        for each in new:
            by_said[each.content].append(each)
        for each in gone:
            there = by_said[each.content]
            pairs.append((each, there.pop(0) if there else None))
        new = [each for those in by_said.values() for each in those]
    else:
        pairs += [(each, None) for each in gone]
    yield from (*pairs, *((None, each) for each in new))
