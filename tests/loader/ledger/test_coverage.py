"""What covers what, what a waiver does, and what is left open, against a naive reckoning."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.ledger.coverage import LONGEST_GAP, Ledger, Row, ledger_of
from reportedly.ledger.demands.table import DEMANDS
from reportedly.ledger.table import DETECTORS
from reportedly.model.entry import Entry
from reportedly.model.places import Place, Span
from reportedly.model.slots import slots_of
from reportedly.model.waivers import LedgerKind

TEXT = """Norland offers grain

By Mara Quill
Last week Ada Lind said that Norland had promised “twelve barges” to Vell. No one reported 40 more.
Both lanterns of Channel One burned quietly on the old quay after the storm.

Share this 24 times
"""
ARTICLE: dict[str, Any] = {
    "id": "grain",
    "language": "en",
    "sha256": "0" * 64,
    "headline": {"q": "Norland offers grain"},
    "byline": [{"q": "By Mara Quill"}],
    "furniture": [{"q": "Share this 24 times"}],
    "outlet": {"basis": "unknown"},
    "author": {"name": "Mara Quill", "q": "Mara Quill"},
    "published": {"edtf": "XXXX", "basis": "unknown"},
}
REPORT: dict[str, Any] = {
    "id": "r1",
    "at": {"q": "Last week … Vell."},
    "tells": "norland-promises-barges",
    "chain": [{"by": "ada-lind", "cue": {"q": "said"}, "certainty": "stated"}],
    "modality": "promised",
}


def entry(report: dict[str, Any] | None = None, **parts: list[dict[str, Any]]) -> Entry:
    whole = {
        "format": 1,
        "article": ARTICLE,
        "annotators": ["a reader"],
        "review": "draft",
        "reports": [{**REPORT, **(report or {})}],
        **parts,
    }
    return Entry.model_validate_json(json.dumps(whole))


def ledger(report: dict[str, Any] | None = None, **parts: list[dict[str, Any]]) -> Ledger:
    read = entry(report, **parts)
    placed = place_entry(read, FoldedText.of(TEXT))
    assert placed.misses == ()
    return ledger_of(read, TEXT, placed.places)


def row(of: Ledger, kind: LedgerKind) -> Row:
    return next(each for each in of.rows if each.kind == kind)


def left(of: Ledger, kind: LedgerKind) -> list[str]:
    return [TEXT[gap.start : gap.end] for gaps in row(of, kind).open for gap in gaps]


def test_a_ledger_has_a_row_for_every_detector_and_says_what_nothing_covers() -> None:
    bare = ledger()
    assert [each.kind for each in bare.rows] == [*DETECTORS, *DEMANDS]
    assert not bare.complete
    assert left(bare, "quotation") == ["twelve barges"]
    assert left(bare, "number") == ["twelve", "40", "Both", "One"]
    assert left(bare, "time") == ["Last week", "after the storm"]
    assert left(bare, "cue") == ["reported"]
    assert left(bare, "sentence") == [
        "Norland offers grain",
        "No one reported 40 more",
        "Both lanterns of Channel One burned quietly on the old quay after the storm",
    ]
    assert left(bare, "name") == ["Norland", "Ada Lind", "Norland", "Vell", "Channel One"]


def test_furniture_is_not_read_and_a_byline_tells_nothing() -> None:
    bare = ledger()
    assert "24" not in left(bare, "number")
    assert not any("Mara" in words for words in left(bare, "sentence"))
    assert "Mara Quill" not in left(bare, "name")  # the credit covers it


TWELVE = {"q": "twelve barges", "value": 12, "counts": "barge"}
QUOTED = {"id": "q1", "q": "twelve barges", "kind": "cut", "in": ["r1"]}
CHANNEL = {"q": "Channel One", "is": "channel-one"}
LAST_WEEK = {"q": "Last week", "relative_to": "published"}
STORM = {"q": "after the storm", "relative_to": "published"}
NO_ONE = {"q": "No one", "outside": True}


@pytest.mark.parametrize(
    ("kind", "words", "parts"),
    [
        ("quotation", "twelve barges", {"quotations": [QUOTED]}),
        ("number", "twelve", {"report": {"amounts": [TWELVE]}}),
        ("number", "One", {"namings": [CHANNEL]}),
        ("time", "Last week", {"report": {"event_when": [LAST_WEEK]}}),
        ("time", "after the storm", {"times": [STORM]}),
        ("name", "Ada Lind", {"namings": [{"q": "Ada", "is": "a"}, {"q": "Lind", "is": "b"}]}),
        ("cue", "reported", {"unnamed": [{"id": "nobody", "q": "No one reported"}]}),
        ("sentence", "No one reported 40 more", {"report": {"disclaimer": NO_ONE}}),
    ],
)
def test_an_anchor_of_the_right_kind_covers(
    kind: LedgerKind, words: str, parts: dict[str, Any]
) -> None:
    assert words in left(ledger(), kind)
    assert words not in left(ledger(**parts), kind)


@pytest.mark.parametrize(
    ("kind", "words", "parts"),
    [
        ("number", "One", {"namings": [{**CHANNEL, "form": "description"}]}),
        ("number", "twelve", {"quotations": [QUOTED]}),
        ("quotation", "twelve barges", {"report": {"amounts": [TWELVE]}}),
        ("name", "Ada Lind", {"unnamed": [{"id": "somebody", "q": "Ada Lind"}]}),
        ("name", "Lind", {"namings": [{"q": "Ada", "is": "ada-lind"}]}),
        ("cue", "reported", {"namings": [{"q": "reported", "is": "channel-one"}]}),
        ("time", "Last week", {"report": {"amounts": [{**TWELVE, "q": "Last week"}]}}),
    ],
)
def test_an_anchor_of_another_kind_covers_nothing(
    kind: LedgerKind, words: str, parts: dict[str, Any]
) -> None:
    assert words in left(ledger(**parts), kind)


def test_the_period_of_a_rate_is_covered_by_its_amount() -> None:
    rate = {"q": "Last week", "value": 1, "counts": "barge", "per": "week"}
    assert "Last week" not in left(ledger({"amounts": [rate]}), "time")


def test_a_waiver_is_counted_under_its_reason_and_not_as_coverage() -> None:
    waiver = {"q": "Both", "kind": "number", "because": "figure-of-speech"}
    plain, waived = row(ledger(), "number"), row(ledger(waivers=[waiver]), "number")
    assert waived.waived == {"figure-of-speech": 1}
    assert (waived.found, waived.covered) == (plain.found, plain.covered)
    assert len(waived.open) == len(plain.open) - 1


@pytest.mark.parametrize(
    ("waiver", "why"),
    [
        ({"q": "Both", "kind": "time"}, "no time is found there"),
        ({"q": "Ada", "kind": "name"}, "not the whole of it"),
        ({"q": "said", "kind": "cue"}, "an anchor covers that cue already"),
        ({"q": "quietly", "kind": "sentence"}, "not the whole of it"),
    ],
)
def test_a_waiver_that_waives_nothing_is_told(waiver: dict[str, str], why: str) -> None:
    idle = ledger(waivers=[{**waiver, "because": "misdetected"}]).idle
    assert [slot.path for slot, _ in idle] == [("waivers", 0)]
    assert why in idle[0][1]


def test_of_two_waivers_for_the_same_words_one_is_idle() -> None:
    twice = [
        {"q": "Both", "kind": "number", "because": "figure-of-speech"},
        {"q": "Both lanterns", "kind": "number", "because": "misdetected"},
    ]
    assert [slot.path for slot, _ in ledger(waivers=twice).idle] == [("waivers", 1)]


def test_a_waiver_is_an_anchor_in_the_table_of_slots() -> None:
    waivers: list[dict[str, Any]] = [
        {"q": "Both", "kind": "number", "because": "misdetected"},
        {"q": "Norland", "nth": 2, "kind": "name", "because": "misdetected"},
    ]
    keys = [slot.key for slot in slots_of(entry(waivers=waivers)) if slot.path[0] == "waivers"]
    assert keys == ["waivers.number: Both", "waivers.name: Norland #2"]


SPANS = st.builds(
    lambda start, length: Span(start, min(start + length, len(TEXT))),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, 60),
)


def placed_at(spans: list[Span]) -> tuple[Place, ...]:
    return tuple(Place(span, "body", "") for span in spans)


@given(namings=st.lists(SPANS, max_size=8))
def test_a_name_is_covered_if_each_of_its_words_lies_in_some_naming(namings: list[Span]) -> None:
    read = entry(namings=[{"q": "Norland", "every": True, "is": "norland"}])
    found = row(ledger_of(read, TEXT, {"namings.norland: Norland": placed_at(namings)}), "name")
    naive = [
        span
        for span in DETECTORS["name"](TEXT)
        if all(
            any(n.start <= m.start() and m.end() <= n.end for n in namings)
            for m in re.finditer(r"\w+", TEXT)
            if span.start <= m.start() and m.end() <= span.end
        )
    ]
    assert found.found == len(DETECTORS["name"](TEXT))
    assert found.covered == len(naive)
    assert len(found.open) == found.found - found.covered


@given(passages=st.lists(SPANS, max_size=6))
def test_a_sentence_is_open_where_more_words_run_on_than_may(passages: list[Span]) -> None:
    read = entry()
    found = row(ledger_of(read, TEXT, {"reports.r1.at": placed_at(passages)}), "sentence")
    still_open = 0
    for span in DETECTORS["sentence"](TEXT):
        told = "".join(
            "x" if any(p.start <= m.start() and m.end() <= p.end for p in passages) else "o"
            for m in re.finditer(r"\w+", TEXT)
            if span.start <= m.start() and m.end() <= span.end
        )
        still_open += "o" * (LONGEST_GAP + 1) in told or "x" not in told
    assert len(found.open) == still_open


@given(st.lists(st.tuples(SPANS, st.booleans()), max_size=6))
def test_found_is_covered_or_waived_or_open(spans: list[tuple[Span, bool]]) -> None:
    read = entry(
        times=[{"id": "t", "q": "week", "relative_to": "published"}],
        waivers=[{"q": "week", "kind": "time", "because": "misdetected"}],
    )
    of = ledger_of(
        read,
        TEXT,
        {
            "times.t": placed_at([span for span, anchors in spans if anchors]),
            "waivers.time: week": placed_at([span for span, anchors in spans if not anchors]),
        },
    )
    for each in of.rows:
        assert each.found == each.covered + sum(each.waived.values()) + len(each.open)
