"""Every amount of an entry is held against its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.figures.check import wrong_figures
from reportedly.model.entry import Entry
from reportedly.parse.documents import parse_document

FILE = Path("lantern-grain.yaml")
ENTRY = """
format: 1
article:
  id: lantern-grain
  language: en
  sha256: {digest}
  headline: {{q: Norland Offers Grain}}
  outlet: {{basis: unknown}}
  author: {{basis: unknown}}
  published: {{edtf: XXXX, basis: unknown}}
annotators: [mlind]
review: draft
reports:
  - id: r1
    at: {{q: Norland Offers Grain}}
    tells: norland-offers-grain
    chain: []
    certainty: stated
    modality: offered
{amount}
"""


def found(amount: str, key: str = "amounts") -> list[tuple[str, str]]:
    """Rule and the words at the place of each finding about one amount."""
    text = ENTRY.format(digest="4a" * 32, amount=f"    {key}:\n      - {{{amount}}}")
    parsed = parse_document(text.encode(), FILE, Entry)
    assert parsed.document is not None, parsed.findings
    lines = text.splitlines()
    placed = []
    for finding in wrong_figures(parsed.document, parsed.source):
        at = finding.position
        assert at is not None
        assert finding.file == FILE
        placed.append((finding.code, lines[at.line - 1][at.column - 1 : at.end_column - 1]))
    return placed


@pytest.mark.parametrize(
    "amount",
    [
        "q: 500 trucks, value: 500, counts: truck",
        "q: 1.3 million, value: 1300000, counts: truck",
        "q: up to 500, value: 500, bound: at-most, cue: {q: up to}, counts: truck",
        "q: 15 to 25, min: 15, max: 25, cue: {q: as high as}, counts: truck",
        "q: fourth-highest, rank: 4, counts: truck",
        "q: hundreds of trucks, value: 100, bound: at-least, cue: {q: hundreds}, counts: truck",
        "q: of trucks, value: 12, bound: about, cue: {q: dozens}, counts: truck",
        "q: two-thirds, value: 0.67, counts: truck",
        "q: a record 500, value: 500, bound: above, cue: {q: a record}, counts: truck",
        "q: Some … trucks, value: 500, bound: about, cue: {q: Some}, counts: truck",
    ],
)
def test_an_amount_that_its_words_say_is_passed_over(amount: str) -> None:
    assert found(amount) == []


@pytest.mark.parametrize(
    ("amount", "code", "where"),
    [
        ("q: 500 trucks, value: 50, counts: truck", "RP150", "50"),
        ("q: trucks, value: 500, counts: truck", "RP150", "500"),
        ("q: 15 to 25, min: 15, max: 52, counts: truck", "RP150", "52"),
        ("q: fourth-highest, rank: 3, counts: truck", "RP150", "3"),
        ("q: fourth-highest, value: 4, counts: truck", "RP150", "4"),
        (
            "q: 500 trucks, value: 500, bound: at-least, cue: {q: up to}, counts: truck",
            "RP151",
            "at-least",
        ),
        ("q: 500 trucks, value: 500, cue: {q: up to}, counts: truck", "RP151", "up to"),
        ("q: up to 500 trucks, value: 500, counts: truck", "RP151", "up to 500 trucks"),
        ("q: 5 to 9, min: 5, max: 9, cue: {q: more than}, counts: truck", "RP151", "more than"),
    ],
)
def test_what_contradicts_the_words_is_found_at_its_key(amount: str, code: str, where: str) -> None:
    assert found(amount) == [(code, where)]


def test_the_amount_of_a_return_is_held_against_its_words_too() -> None:
    given = "q: gold, is: gold, amount: {q: 90 bars, value: 9, counts: gold}"
    assert found(given, "in_return_for") == [("RP150", "9")]


def test_a_length_of_time_has_the_bound_of_its_cue() -> None:
    assert found("q: over five months, duration: P5M, bound: above", "event_when") == []
    assert found("q: over five months, duration: P5M, bound: below", "event_when") == [
        ("RP151", "below")
    ]


def test_an_amount_whose_words_are_not_in_the_text_is_passed_over() -> None:
    text = ENTRY.format(
        digest="4a" * 32, amount="    amounts: [{q: trucks, value: 5, counts: truck}]"
    )
    parsed = parse_document(text.encode(), FILE, Entry)
    assert parsed.document is not None
    missed = {("reports", 0, "amounts", 0)}
    assert list(wrong_figures(parsed.document, parsed.source, missed)) == []


@pytest.mark.parametrize(
    "time",
    [
        "q: for five months, duration: P5M",
        "q: for decades, duration: P10Y, bound: above",
        "q: a fortnight, duration: P2W",
        "q: for two weeks, duration: P14D",
        "q: annual, repeats: P1Y",
        "q: every spring, repeats: P1Y",
        "q: last week, relative_to: published, shift: -P1W",
        "q: this year, relative_to: published, shift: P0Y",
        "q: 75th anniversary, relative_to: published, shift: P75Y",
        "q: currently, relative_to: published, shift: P0D",
        "q: July 25, edtf: XXXX-07-25",
        "q: since September 2023, edtf: 2023-09/..",
        "q: A week … since, relative_to: published, shift: -P1Y",  # the words left out may say it
    ],
)
def test_a_time_that_its_words_give_is_passed_over(time: str) -> None:
    assert found(time, "event_when") == []


@pytest.mark.parametrize(
    ("time", "where"),
    [
        ("q: for five months, duration: P5Y", "P5Y"),
        ("q: for five months, duration: P6M", "P6M"),
        ("q: for decades, duration: P5Y, bound: above", "P5Y"),
        ("q: a day, repeats: P1W", "P1W"),
        ("q: last week, relative_to: published, shift: -P1M", "-P1M"),
        ("q: this week, relative_to: published, shift: P0M", "P0M"),
        ("q: July 25, edtf: XXXX-07-26", "XXXX-07-26"),
        ("q: July 25, edtf: 2022-07-25", "2022-07-25"),
        ("q: in 2019, edtf: 2020", "2020"),
    ],
)
def test_a_time_that_its_words_do_not_give_is_found_at_its_key(time: str, where: str) -> None:
    time = time.replace("edtf: 2020", 'edtf: "2020"')
    assert [(code, words.strip('"')) for code, words in found(time, "event_when")] == [
        ("RP153", where)
    ]


def test_an_elided_amount_is_held_against_all_its_words_where_they_are_at_hand() -> None:
    given = "    amounts: [{q: 50s … 60s, min: 50, max: 69, counts: year}]"
    parsed = parse_document(ENTRY.format(digest="4a" * 32, amount=given).encode(), FILE, Entry)
    assert parsed.document is not None
    key = "reports.r1.amounts.1"
    of = {words: {key: words} for words in ("50s and 60s", "50s and their 70s")}
    said = [
        [f.code for f in wrong_figures(parsed.document, parsed.source, whole=whole)]
        for whole in ({}, *of.values())
    ]
    assert said == [[], [], ["RP150"]]
