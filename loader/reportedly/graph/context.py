"""What every part of an entry's graph needs at hand while it is said."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from reportedly import vocabularies as v
from reportedly.errors import InputError
from reportedly.graph.statements import Statements, integer
from reportedly.ids import Ids
from reportedly.model.anchors import Anchor
from reportedly.model.details import Speaker, Time, Unnamed
from reportedly.model.entry import Entry
from reportedly.model.places import Lock, Place, Span
from reportedly.model.slots import slots_of
from reportedly.terms import RP, scheme_value


class EntryGraph:
    """The two graphs of one entry and the nodes that its parts share.

    Args:
        entry: the entry.
        lock: its lock, verified before.
        ids: how instances are named.

    Attributes:
        stated: the graph of what the text states.
        editor: the graph of what an editor added.
        amounts: the node of each amount that has an id.
        times: the slot key of each time expression that has an id.
    """

    def __init__(self, entry: Entry, lock: Lock, ids: Ids) -> None:
        self.entry = entry
        self.ids = ids
        self.id = entry.article.id
        self.article = ids.article(self.id)
        sha256, language = entry.article.sha256, entry.article.language
        self.stated = Statements(ids.stated_graph(self.id, sha256), language)
        self.editor = Statements(ids.editor_graph(self.id, sha256), language)
        self.amounts = _amount_nodes(self)
        self.times = {
            slot.anchor.id: slot.key
            for slot in slots_of(entry)
            if isinstance(slot.anchor, Time) and slot.anchor.id is not None
        }
        self._lock = lock

    def part(self, *steps: str) -> NamedNode:
        """A node inside the article."""
        return self.ids.part(self.id, *steps)

    def spot(self, kind: str, key: str) -> NamedNode:
        """A node that is named by where its words stand."""
        return self.part(kind, _offsets(self.places(key)[0].span))

    def actor(self, record: str | None) -> NamedNode | None:
        """The registry's record of an id."""
        return None if record is None else record_iri(self.ids, record)

    def speaker(self, speaker: Speaker) -> NamedNode:
        """A registry actor, or an unnamed source of this article."""
        if isinstance(speaker, Unnamed):
            return self.part("source", speaker.unnamed)
        return record_iri(self.ids, speaker)

    def places(self, key: str) -> tuple[Place, ...]:
        """Where a slot's anchor stands."""
        places = self._lock.places.get(key)
        if not places:
            raise InputError(
                f"the lock of '{self.id}' has no place for {key}",
                rule="RP112",
                mend="Run `reportedly pin` with the text at hand.",
            )
        return places

    def passage(self, key: str, anchor: Anchor) -> NamedNode:
        """The passage of a slot that has one place, stated with its selectors."""
        return self.passage_at(self.places(key)[0], anchor)

    def passage_at(self, place: Place, anchor: Anchor) -> NamedNode:
        """The passage at a place (Web Annotation Data Model, sections 4.2.4, 4.2.5 and 4.2.9)."""
        say, at = self.stated.say, _offsets(place.span)
        node = self.part("passage", at)
        self.stated.type(node, RP.Passage)
        say(node, v.RDFS_LABEL, self.stated.words(anchor.q))
        say(node, v.OA_HAS_SOURCE, self.article)
        say(node, RP.zone, scheme_value("zone", place.zone))
        say(node, RP.passageDigest, Literal(place.sha256))
        position = self.part("passage", at, "position")
        self.stated.type(position, v.OA_POSITION_SELECTOR)
        say(position, v.OA_START, integer(place.span.start))
        say(position, v.OA_END, integer(place.span.end))
        say(node, v.OA_HAS_SELECTOR, position)
        ends = anchor.ends
        if ends is None:
            quote = self.part("passage", at, "quote")
            self._quote(quote, anchor.q)
            say(node, v.OA_HAS_SELECTOR, quote)
            return node
        selector = self.part("passage", at, "range")
        self.stated.type(selector, v.OA_RANGE_SELECTOR)
        for name, link, words in (
            ("from", v.OA_HAS_START_SELECTOR, ends[0]),
            ("to", v.OA_HAS_END_SELECTOR, ends[1]),
        ):
            end = self.part("passage", at, "range", name)
            self._quote(end, words)
            say(selector, link, end)
        say(node, v.OA_HAS_SELECTOR, selector)
        return node

    def _quote(self, node: NamedNode, words: str) -> None:
        self.stated.type(node, v.OA_QUOTE_SELECTOR)
        self.stated.say(node, v.OA_EXACT, Literal(words))


def record_iri(ids: Ids, record: str) -> NamedNode:
    """The IRI of a registry record, the same whatever its kind."""
    return ids.node("registry", record)


def amount_node(graph: EntryGraph, report: str, *steps: str) -> NamedNode:
    """The node of an amount of a report, by its steps in the entry (counted from 1)."""
    return graph.part("report", report, *steps)


def _amount_nodes(graph: EntryGraph) -> dict[str, NamedNode]:
    """The node of each amount that has an id."""
    nodes: dict[str, NamedNode] = {}
    for report in graph.entry.reports:
        for i, amount in enumerate(report.amounts):
            if amount.id is not None:
                nodes[amount.id] = amount_node(graph, report.id, "amount", str(i + 1))
        for i, aspect in enumerate(report.in_return_for):
            if aspect.amount is not None and aspect.amount.id is not None:
                steps = ("in-return-for", str(i + 1), "amount")
                nodes[aspect.amount.id] = amount_node(graph, report.id, *steps)
    return nodes


def _offsets(span: Span) -> str:
    return f"{span.start}-{span.end}"
