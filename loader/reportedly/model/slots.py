"""The table of everything in an entry that is anchored: one slot an anchor.

A slot's key names it in the lock and in the graph; its path finds it in the YAML file; its scope
is the slot whose passage it is sought in. Slots come in an order in which every scope precedes
what is sought in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model.anchors import Anchor
from reportedly.model.details import Amount, Aspect, Hop, Return, Time, Unnamed
from reportedly.model.entry import Entry, Naming, Report
from reportedly.model.findings import YamlPath
from reportedly.model.waivers import Waiver
from reportedly.model.words import digest
from reportedly.terms import Zone

ZONE_SLOTS: dict[str, Zone] = {
    "headline": "headline",
    "lead": "lead",
    "byline": "byline",
    "furniture": "furniture",
    "correction": "correction",
}
"""The keys under ``article`` that make a zone, and which."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One anchor of an entry.

    Attributes:
        key: its name in the lock and for the graph.
        path: its path in the YAML document.
        anchor: what is sought.
        scope: key of the slot whose passage it is sought in; None for the whole text.
        makes_zone: the zone that its place makes; None for all but the article's own zones.
    """

    key: str
    path: YamlPath
    anchor: Anchor
    scope: str | None = None
    makes_zone: Zone | None = None

    @property
    def sought_in(self) -> str | None:
        """The scope in force: none if the anchor says ``outside``."""
        return None if self.anchor.outside else self.scope

    @property
    def spec(self) -> str:
        """A digest (16 hex digits) of what is asked for; it changes whenever the answer might."""
        asked = self.anchor.model_dump(include={"q", "nth", "outside", "zone", "every"})
        if getattr(self.anchor, "unclosed", False):
            asked["unclosed"] = True
        return digest(f"{sorted(asked.items())} {self.scope}")[:16]


def amount_key(report: str, index: int) -> str:
    """Key of the index-th (from 0) amount of a report."""
    return f"reports.{report}.amounts.{index + 1}"


def naming_key(naming: Naming) -> str:
    """Key of a naming: what it denotes and its words, so that a new naming moves no other."""
    if isinstance(naming.is_, Unnamed):
        denoted = f"unnamed {naming.is_.unnamed}"
    else:
        denoted = naming.is_ or " or ".join(naming.could_be)
    which = "" if naming.nth is None else f" #{naming.nth}"
    zone = "" if naming.zone is None else f" in the {naming.zone}"
    where = "" if naming.in_ is None else f" in {naming.in_}"
    return f"namings.{denoted}: {naming.q}{zone}{where}{which}"


def waiver_key(waiver: Waiver) -> str:
    """Key of a waiver: its kind and its words, so that a new waiver moves no other."""
    which = "" if waiver.nth is None else f" #{waiver.nth}"
    zone = "" if waiver.zone is None else f" in the {waiver.zone}"
    return f"waivers.{waiver.kind}: {waiver.q}{zone}{which}"


def slots_of(entry: Entry) -> Iterator[Slot]:
    """Every anchor of the entry."""
    yield from _article(entry)
    for i, source in enumerate(entry.unnamed):
        yield Slot(f"unnamed.{source.id}", ("unnamed", i), source)
    for i, report in enumerate(entry.reports):
        yield from _report(report, ("reports", i))
    for i, quotation in enumerate(entry.quotations):
        scope = f"reports.{quotation.in_[0]}.at"
        yield Slot(f"quotations.{quotation.id}", ("quotations", i), quotation, scope)
        if quotation.translated_from is not None:
            told = ("quotations", i, "translated_from")
            yield Slot(f"translations.{quotation.id}", told, quotation.translated_from, scope)
    for i, event in enumerate(entry.events):
        key, path = f"events.{event.id}", ("events", i)
        yield Slot(key, path, event, event.in_ and f"reports.{event.in_}.at")
        if event.when is not None:
            yield Slot(f"{key}.when", (*path, "when"), event.when, key)
    for i, time in enumerate(entry.times):
        yield Slot(f"times.{time.id or i + 1}", ("times", i), time)
    for i, naming in enumerate(entry.namings):
        yield from _naming(naming, ("namings", i))
    for n, waiver in enumerate(entry.waivers):
        yield Slot(waiver_key(waiver), ("waivers", n), waiver)


def _article(entry: Entry) -> Iterator[Slot]:
    article = entry.article
    yield Slot("article.headline", ("article", "headline"), article.headline, None, "headline")
    if article.lead is not None:
        yield Slot("article.lead", ("article", "lead"), article.lead, None, "lead")
    for name in ("byline", "furniture", "correction"):
        anchors: tuple[Anchor, ...] = getattr(article, name)
        for i, anchor in enumerate(anchors):
            key, path = f"article.{name}.{i + 1}", ("article", name, i)
            yield Slot(key, path, anchor, None, ZONE_SLOTS[name])
    for kind, credit in article.credits():
        if credit.anchor is not None:
            yield Slot(f"article.{kind}", ("article", kind), credit.anchor)
    if article.published.anchor is not None:
        yield Slot("article.published", ("article", "published"), article.published.anchor)


def _report(report: Report, path: YamlPath) -> Iterator[Slot]:
    base = f"reports.{report.id}"
    scope = f"{base}.at"
    yield Slot(scope, (*path, "at"), report.at)
    for name in ("cue", "disclaimer", "initiative"):
        anchor: Anchor | None = getattr(report, name)
        if anchor is not None:
            yield Slot(f"{base}.{name}", (*path, name), anchor, scope)
    for i, hop in enumerate(report.chain):
        yield from _hop(hop, f"{base}.chain.{i + 1}", (*path, "chain", i), scope)
    for i, amount in enumerate(report.amounts):
        yield from _amount(amount, amount_key(report.id, i), (*path, "amounts", i), scope)
    for name in ("purpose", "place", "in_return_for"):
        aspects: tuple[Aspect, ...] = getattr(report, name)
        for i, aspect in enumerate(aspects):
            key, inner = f"{base}.{name}.{i + 1}", (*path, name, i)
            yield Slot(key, inner, aspect, scope)
            if isinstance(aspect, Return) and aspect.amount is not None:
                yield from _amount(aspect.amount, f"{key}.amount", (*inner, "amount"), scope)
    for i, time in enumerate(report.event_when):
        yield _time(time, f"{base}.event_when.{i + 1}", (*path, "event_when", i), scope)


def _hop(hop: Hop, key: str, path: YamlPath, scope: str) -> Iterator[Slot]:
    yield Slot(f"{key}.cue", (*path, "cue"), hop.cue, scope)
    if hop.when is not None:
        yield _time(hop.when, f"{key}.when", (*path, "when"), scope)


def _amount(amount: Amount, key: str, path: YamlPath, scope: str) -> Iterator[Slot]:
    yield Slot(key, path, amount, scope)
    if amount.cue is not None:
        yield Slot(f"{key}.cue", (*path, "cue"), amount.cue, scope)


def _time(time: Time, key: str, path: YamlPath, scope: str) -> Slot:
    return Slot(key, path, time, scope)


def _naming(naming: Naming, path: YamlPath) -> Iterator[Slot]:
    key = naming_key(naming)
    scope = naming.in_ and f"reports.{naming.in_}.at"
    yield Slot(key, path, naming, scope)
    if naming.role is not None:
        yield Slot(f"{key}.role", (*path, "role"), naming.role, scope)
