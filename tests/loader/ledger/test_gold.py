"""The detectors against what a reader listed by hand in the five articles, before they existed.

``tests/data/gold`` holds offsets only, in code points of each text, furniture included. Quotations
are the words without their marks; numbers come with their scale, without cue or currency, and are
listed inside dates too; ``in_names`` are those inside names (Channel One, WW3; Roman numerals are
none). Times are TIMEX3 without preposition or modifier; ``event_relative`` runs from its signal
(after, since …) through the event's words, of which a detector need find only the beginning.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.ledger.table import DETECTORS
from reportedly.model.waivers import TextKind

ROOT = Path(__file__).parents[3]
GOLD = sorted((ROOT / "tests" / "data" / "gold").glob("*.json"))
TEXTS = ROOT.parent / "shared" / "seeds"
LISTED: dict[TextKind, tuple[str, ...]] = {
    "quotation": ("quotations",),
    "number": ("numbers", "in_names"),
    "time": ("times", "event_relative"),
}
"""Which lists hold what a detector should find."""

Pair = tuple[int, int]


def listed(file: Path, *names: str) -> list[Pair]:
    gold = json.loads(file.read_text(encoding="utf-8"))
    return [(start, end) for name in names for start, end in gold[name]]


def text_of(file: Path) -> str:
    wanted = json.loads(file.read_text(encoding="utf-8"))["sha256"]
    for text in TEXTS.glob("*.txt"):
        if sha256(text.read_bytes()).hexdigest() == wanted:
            return text.read_bytes().decode()
    pytest.skip(f"the text {wanted[:16]} is not at hand")


def found(kind: TextKind, text: str) -> list[Pair]:
    return [(span.start, span.end) for span in DETECTORS[kind](text)]


def test_five_articles_were_read_by_hand() -> None:
    assert len(GOLD) == 5
    names = ("quotations", "numbers", "times", "event_relative", "in_names")
    counts = {name: sum(len(listed(file, name)) for file in GOLD) for name in names}
    assert counts == {
        "quotations": 42,
        "numbers": 51,
        "times": 34,
        "event_relative": 12,
        "in_names": 6,
    }


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
@pytest.mark.parametrize("kind", ["quotation", "number"])
def test_every_quotation_and_number_listed_is_found_to_the_letter_and_nothing_else(
    kind: TextKind, file: Path
) -> None:
    assert found(kind, text_of(file)) == sorted(listed(file, *LISTED[kind]))


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_time_listed_is_found_to_the_letter(file: Path) -> None:
    assert set(listed(file, "times")) <= set(found("time", text_of(file)))


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_phrase_relative_to_an_event_is_found_where_it_begins(file: Path) -> None:
    starts = {start for start, _ in found("time", text_of(file))}
    assert {start for start, _ in listed(file, "event_relative")} <= starts


def test_of_the_times_found_one_alone_was_not_listed() -> None:
    """A heading in the furniture says after what a thing happened, but means no time."""
    extra = [
        (file.stem, start)
        for file in GOLD
        for start, _ in found("time", text_of(file))
        if start not in {start for start, _ in listed(file, *LISTED["time"])}
    ]
    assert len(extra) == 1
