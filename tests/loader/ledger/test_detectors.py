"""What every detector promises, and the cases on which ready-made ones failed."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.ledger.table import DETECTORS
from reportedly.model.waivers import TextKind

WORDS = """Norland norland’s Vell U.S. two 100,000 once both first half a hundred million one no of
    yesterday May July 2022 last week after during the said reportedly According to"""
MARKS = "‘’“”\"'«».,!?-–•()é📤\u00a0\n"
BITS = st.sampled_from([*WORDS.split(), *MARKS, "\n\n"])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(BITS, max_size=30).map(" ".join), st.lists(BITS).map("".join)
)
KINDS = sorted(DETECTORS)


def words(kind: TextKind, text: str) -> list[str]:
    return [text[span.start : span.end] for span in DETECTORS[kind](text)]


def test_each_kind_of_thing_in_the_ledger_has_its_detector() -> None:
    assert tuple(DETECTORS) == get_args(TextKind)
    assert len(DETECTORS) == 10


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_what_is_found_lies_in_the_text_in_order_and_apart(kind: TextKind, text: str) -> None:
    found = DETECTORS[kind](text)
    assert all(span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found)


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS, more=TEXTS)
def test_a_paragraph_more_takes_nothing_away(kind: TextKind, text: str, more: str) -> None:
    assert set(DETECTORS[kind](text)) <= set(DETECTORS[kind](f"{text}\n\n{more}"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_without_words_has_nothing_in_it(kind: TextKind) -> None:
    assert DETECTORS[kind]("") == DETECTORS[kind](" \n\n•  \n") == ()


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a “generous” offer", ["generous"]),
        ("‘Ever closer’ ties", ["Ever closer"]),
        ("Gates' daughter and Putin's 'mistress' and the dogs' den", ["mistress"]),
        ("the ‘Workers’ Party’ said.", ["Workers’ Party"]),
        (
            "'I don't know,' he said. 'Ask the lads' mother.'",
            ["I don't know,", "Ask the lads' mother."],
        ),
        ("He said: “One.\n\n“Two.”", ["One.", "Two."]),
        ('He said: "One.\n\n"Two."', ["One.", "Two."]),
        ("“He calls it ‘help’, no less,” she said", ["He calls it ‘help’, no less,"]),
        ("\"He calls it 'help',\" she said", ["He calls it 'help',"]),
        ("Trump 's plan and the team 's robot", []),
        ("rock 'n' roll of the '90s, ’tis said", []),
        ("„Hilfe“ and «aide»", ["Hilfe", "aide"]),
        ('the ship’s 5" gun', []),
        ("“”", []),
        ('the words"', []),
    ],
)
def test_quotation_runs_are_told_from_apostrophes(text: str, runs: list[str]) -> None:
    assert words("quotation", text) == runs


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.3 million, 2,185,000 and $115 million", ["1.3 million", "2,185,000", "115 million"]),
        ("men in their 50s, the 75th, WW3", ["50s", "75th", "WW3"]),
        ("more than a thousand; half a million", ["a thousand", "half a million"]),
        (
            "three of four, twenty-five, two hundred and six",
            ["three", "four", "twenty-five", "two hundred and six"],
        ),
        ("three and four", ["three", "four"]),
        ("fourth-highest, the thirty-first", ["fourth", "thirty-first"]),
        ("two-thirds, a quarter, half, ½", ["two-thirds", "quarter", "half", "½"]),
        ("hundreds of thousands; dozens", ["hundreds of thousands", "dozens"]),
        ("once again; both sides; twice", ["once", "both", "twice"]),
        ("15,000 to 25,000, 10-12", ["15,000", "25,000", "10", "12"]),
        ("No one helps one another, and this one is a very serious one.", []),
        ("one of the few; No. 1", ["one", "1"]),
        ("someone alone, World War II, a tone", []),
        ("100\u00a0000 troops", ["100\u00a0000"]),
    ],
)
def test_numbers_in_digits_and_in_words(text: str, numbers: list[str]) -> None:
    assert words("number", text) == numbers


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("currently, recently and lately", ["currently", "recently", "lately"]),
        ("workers at an appropriate time; at this time", ["an appropriate time", "this time"]),
        ("in late May, on May 5; it may march", ["late May", "May 5"]),
        ("over the years, for decades, for years", ["the years", "decades", "years"]),
        ("on 3 May 2019, since September 2023", ["3 May 2019", "September 2023"]),
        ("the 75th anniversary; independence day", ["75th anniversary", "independence day"]),
        (
            "earlier this week; next month; A week has passed",
            ["earlier this week", "next month", "A week"],
        ),
        ("100 a day, an annual bounty; the Daily Star", ["a day", "annual"]),
        ("a reader of the Evening Halyard, in the evening", ["the evening"]),
        ("rebuild it post-war", ["post-war"]),
        ("after its failed attempt to land", ["after its failed attempt"]),
        ("During her visit, she", ["During her visit"]),
        ("after two weeks, before July", ["two weeks", "July"]),
        ("at 15:11 GMT or 5 p.m. on Friday", ["15:11 GMT", "5 p.m.", "Friday"]),
        ("2000 of 2,019 men paid $2020", ["2000"]),
        (
            "the 1990s; Seventeen years ago; 19 year old",
            ["1990s", "Seventeen years ago", "19 year"],
        ),
        ("After that, they left", []),
    ],
)
def test_times_by_their_form_and_relative_to_events(text: str, times: list[str]) -> None:
    assert words("time", text) == times


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The United States and Vell agree.", ["United States", "Vell"]),
        ("Reserve colonel Ada Lind said so.", ["Ada Lind"]),
        ("Norland's envoy came. Norland said no.", ["Norland", "Norland"]),
        ("They saw Vell. Vell burned.", ["Vell", "Vell"]),
        ("Prisoners go. Speaking low, men leave.", []),
        ("On Monday, in July, I slept.", []),
        ("the Norland-occupied coast, pro-Vell", ["Norland", "Vell"]),
        ("U.S. House Speaker Ada Lind left.", ["U.S. House Speaker Ada Lind"]),
        (
            "Norland Offers Many ‘Barges’ For Grain\nIn Norland, NATO slept.",
            ["Norland", "Norland", "NATO"],
        ),
        ("the Lantern People’s Republic", ["Lantern People’s Republic"]),
    ],
)
def test_names_are_told_from_other_capitals(text: str, names: list[str]) -> None:
    assert words("name", text) == names


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Lind reportedly told the paper, according to it", ["reportedly", "told", "according to"]),
        ("There are reports. It was said here.", ["reports", "It was said"]),
        ("the United States offered; she promised; a saying-so", []),
    ],
)
def test_cues_are_words_of_asserting(text: str, cues: list[str]) -> None:
    assert words("cue", text) == cues


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A heading\nA sentence. Another.", ["A heading", "A sentence.", "Another."]),
        ("U.S. House Speaker Lind left.", ["U.S. House Speaker Lind left."]),
        ("  • A list item", ["A list item"]),
        ("He gave 1.3 million. “Éa 🙂,” she said.", ["He gave 1.3 million.", "“Éa 🙂,” she said."]),
    ],
)
def test_sentences_end_with_their_line_at_the_latest(text: str, sentences: list[str]) -> None:
    assert words("sentence", text) == sentences


@given(st.integers(min_value=0, max_value=10**9))
@example(2_185_000)
def test_any_whole_number_in_digits_is_found_whole(number: int) -> None:
    assert words("number", f"They sent {number:,} men.") == [f"{number:,}"]
