"""A stale or forged lock is noticed: with the text always, without it as far as can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from reportedly.lock.verify import against_fresh, without_text
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap
from reportedly.model.places import Lock, Place, Span
from reportedly.model.words import digest
from reportedly.terms import Zone

FILE = Path("entries/vell-grain.lock")
NAMING = "namings.norland: Norland"
DESCRIPTION = "namings.norland: Norland has offered grain in r1"

Forge = Callable[[Lock], Lock]


class Pinned(Protocol):
    """See conftest."""

    entry: Entry
    source: SourceMap
    lock: Lock


def place(key: str, **changes: Any) -> Forge:  # noqa: ANN401  # fields of a Place
    """Change the (first) place of one anchor."""

    def forge(lock: Lock) -> Lock:
        first, *others = lock.places[key]
        changed = dataclasses.replace(first, **changes)
        return dataclasses.replace(lock, places=lock.places | {key: (changed, *others)})

    return forge


def shift(key: str, start: int, end: int) -> Forge:
    """Move the two ends of a place that is quoted in full."""

    def forge(lock: Lock) -> Lock:
        span = lock.places[key][0].span
        return place(key, span=Span(span.start + start, span.end + end))(lock)

    return forge


def move_to(key: str, other: str, zone: Zone) -> Forge:
    """Move a place to where another anchor stands."""
    return lambda lock: place(key, span=lock.places[other][0].span, zone=zone)(lock)


def move_ends(key: str, head: int, tail: int) -> Forge:
    """Give a passage a head and a tail of so many code points."""

    def forge(lock: Lock) -> Lock:
        span = lock.places[key][0].span
        ends = Span(span.start, span.start + head), Span(span.end - tail, span.end)
        return place(key, head=ends[0], tail=ends[1])(lock)

    return forge


def rearrange(key: str, change: Callable[[tuple[Place, ...]], tuple[Place, ...]]) -> Forge:
    return lambda lock: dataclasses.replace(
        lock, places=lock.places | {key: change(lock.places[key])}
    )


def drop(key: str) -> Forge:
    def forge(lock: Lock) -> Lock:
        places = {k: v for k, v in lock.places.items() if k != key}
        specs = {k: v for k, v in lock.specs.items() if k != key}
        return dataclasses.replace(lock, places=places, specs=specs)

    return forge


def add(key: str) -> Forge:
    def forge(lock: Lock) -> Lock:
        at = lock.places["reports.r2.at"]
        return dataclasses.replace(
            lock, places=lock.places | {key: at}, specs=lock.specs | {key: "4a" * 8}
        )

    return forge


def respec(key: str) -> Forge:
    return lambda lock: dataclasses.replace(lock, specs=lock.specs | {key: "4a" * 8})


def pin(**changes: Any) -> Forge:  # noqa: ANN401  # fields of a PinnedText
    return lambda lock: dataclasses.replace(lock, text=dataclasses.replace(lock.text, **changes))


NOTICED: dict[str, tuple[Forge, str, str]] = {
    "of another entry": (
        lambda lock: dataclasses.replace(lock, entry="sudland-grain"),
        "RP111",
        "the lock pins another text than the entry",
    ),
    "of another text": (
        pin(sha256="5b" * 32),
        "RP111",
        "the lock pins another text than the entry",
    ),
    "of a text too short for its places": (
        pin(length=100),
        "RP111",
        "after the text's end at 100",
    ),
    "with an anchor that the entry lacks": (
        add("reports.r9.at"),
        "RP111",
        "the lock places 'reports.r9.at', which the entry lacks",
    ),
    "without an anchor that the entry has": (
        drop("reports.r2.chain.1.cue"),
        "RP112",
        "'said' was changed since it was pinned",
    ),
    "made from another anchor": (
        respec("reports.r2.chain.1.cue"),
        "RP112",
        "'said' was changed since it was pinned",
    ),
    "with other words": (
        place("quotations.q1", sha256=digest("We are sad,")),
        "RP111",
        "is not of the words that the entry quotes",
    ),
    "with a passage made longer": (
        shift("reports.r1.chain.1.cue", -3, 0),
        "RP111",
        "is not as long as the words that the entry quotes",
    ),
    "with a passage made shorter": (
        shift("quotations.q1", 1, 0),
        "RP111",
        "is not as long as the words that the entry quotes",
    ),
    "with a cue moved out of its report": (
        shift("reports.r1.chain.1.cue", 20, 20),
        "RP111",
        "lies outside the passage that it is sought in",
    ),
    "with a quotation moved out of its report": (
        shift("quotations.q1", 30, 30),
        "RP111",
        "lies outside the passage that it is sought in",
    ),
    "with another zone": (
        place("reports.r1.at", zone="lead"),
        "RP111",
        "is said to be in the zone lead",
    ),
    "with a headline that makes no headline": (
        place("article.headline", zone="body"),
        "RP111",
        "is said to be in the zone body",
    ),
    "with a passage moved into the headline": (
        move_to("reports.r2.at", "article.headline", "headline"),
        "RP111",
        "is not as long as the words that the entry quotes",
    ),
    "with a passage said to be furniture": (
        place("reports.r2.at", zone="furniture"),
        "RP111",
        "is said to be in the zone furniture",
    ),
    "with a passage moved into the furniture": (
        move_to("reports.r2.at", "article.furniture.1", "furniture"),
        "RP111",
        "lies in the furniture",
    ),
    "with an elided passage in one piece": (
        place("reports.r1.at", head=None, tail=None),
        "RP111",
        "is not of the anchor's form",
    ),
    "with a whole passage in two pieces": (
        move_ends("quotations.q1", 2, 2),
        "RP111",
        "is not of the anchor's form",
    ),
    "with a head too short for its words": (
        move_ends("reports.r1.at", 4, len("an envoy said.")),
        "RP111",
        "has ends that are not as long",
    ),
    "with a tail too short for its words": (
        move_ends("reports.r1.at", len("Norland has offered"), 4),
        "RP111",
        "has ends that are not as long",
    ),
    "with two places for one": (
        rearrange(
            "article.author",
            lambda at: (*at, dataclasses.replace(at[0], span=Span(70, 80), zone="body")),
        ),
        "RP111",
        "is 2 places, but one is meant",
    ),
    "with an occurrence twice": (
        rearrange(NAMING, lambda at: (at[0], *at)),
        "RP111",
        "repeats or is out of order",
    ),
    "with occurrences out of order": (
        rearrange(NAMING, lambda at: at[::-1]),
        "RP111",
        "repeats or is out of order",
    ),
}

UNNOTICED: dict[str, Forge] = {
    "with an occurrence left out": rearrange(NAMING, lambda at: at[:-1]),
    "with a cue moved within its report": shift("reports.r1.chain.1.cue", -5, -5),
    "of a text made longer": pin(length=10_000),
    "with another digest of an elided passage": place("reports.r1.at", sha256="5b" * 32),
    "with more white space than there is": shift(DESCRIPTION, 0, 1),
}


def found(pinned: Pinned, lock: Lock) -> list[Finding]:
    return list(without_text(pinned.entry, lock, pinned.source, FILE))


def test_an_honest_lock_is_not_objected_to(pinned: Pinned) -> None:
    assert found(pinned, pinned.lock) == []
    assert list(against_fresh(pinned.lock, pinned.lock, FILE)) == []


def test_the_tables_hold_every_forgery() -> None:
    assert (len(NOTICED), len(UNNOTICED)) == (23, 5)


@pytest.mark.parametrize("how", NOTICED)
def test_a_forged_lock_is_noticed_without_the_text(pinned: Pinned, how: str) -> None:
    forge, code, message = NOTICED[how]
    findings = found(pinned, forge(pinned.lock))
    assert findings != []
    assert findings[0].code == code
    assert message in findings[0].message
    assert findings[0].mend == "Run `reportedly pin` with the text at hand."


@pytest.mark.parametrize("how", UNNOTICED)
def test_some_forgeries_show_only_with_the_text_as_is_documented(pinned: Pinned, how: str) -> None:
    assert found(pinned, UNNOTICED[how](pinned.lock)) == []
    assert "Without the text nobody can see" in str(without_text.__doc__)


@pytest.mark.parametrize("how", [*NOTICED, *UNNOTICED])
def test_every_forgery_shows_with_the_text(pinned: Pinned, how: str) -> None:
    forge = UNNOTICED[how] if how in UNNOTICED else NOTICED[how][0]
    (finding,) = against_fresh(forge(pinned.lock), pinned.lock, FILE)
    assert (finding.code, finding.file) == ("RP111", FILE)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("of another entry", "the lock is that of 'sudland-grain'"),
        ("of another text", "the lock pins another text than the entry"),
        ("with other words", "the lock does not say what the text says of 'quotations.q1'"),
        ("without an anchor that the entry has", "says of 'reports.r2.chain.1.cue'"),
        ("with an anchor that the entry lacks", "says of 'reports.r9.at'"),
        ("made from another anchor", "says of 'reports.r2.chain.1.cue'"),
    ],
)
def test_what_differs_from_the_text_is_named(pinned: Pinned, how: str, message: str) -> None:
    (finding,) = against_fresh(NOTICED[how][0](pinned.lock), pinned.lock, FILE)
    assert message in finding.message


def test_one_of_several_that_differ_is_named_and_the_others_are_counted(pinned: Pinned) -> None:
    lock = drop("reports.r1.at")(drop("quotations.q1")(drop("reports.r2.at")(pinned.lock)))
    (finding,) = against_fresh(lock, pinned.lock, FILE)
    assert finding.message.endswith("of 'reports.r1.at' and 2 more")
