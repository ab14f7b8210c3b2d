"""A key too many, or one too few, is one finding at its line and column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Fault = tuple[str, str, str | None, tuple[int, int]]
FaultOf = Callable[[str, str], tuple[list[Fault], tuple[int, int]]]

WRONG: dict[str, tuple[str, str, str, str, str | None]] = {
    # mistake: (in the good entry, instead (a pilcrow where the finding points), rule, message,
    # advice)
    "a key misspelt": (
        "review: draft",
        "¶reviw: draft",
        "RP010",
        "the key 'reviw' is not known here",
        "Did you mean 'review'?",
    ),
    "a key misspelt deep inside": (
        "certainty: stated",
        "¶certainity: stated",
        "RP010",
        "the key 'certainity' is not known here",
        "Did you mean 'certainty'?",
    ),
    "a key misspelt in a branch of a union": (
        "- by: ada-lind",
        "- by: {¶unnamde: official}",
        "RP010",
        "the key 'unnamde' is not known here",
        "Did you mean 'unnamed'?",
    ),
    "the Python name of a key": (
        "every: true, is: norland",
        "every: true, is: norland, ¶in_: r1",
        "RP010",
        "the key 'in_' is not known here",
        "Did you mean 'in'?",
    ),
    "a key like no other": (
        "{q: said}",
        "{q: said, ¶confidence: high}",
        "RP010",
        "the key 'confidence' is not known here",
        "Known here: nth, outside, q, zone.",
    ),
    "a key that belongs elsewhere": (
        "{q: last week,",
        "{q: last week, ¶every: true,",
        "RP010",
        "the key 'every' is not known here",
        (
            "Known here: basis, bound, duration, edtf, id, nth, outside, q, relative_to, repeats, "
            "shift, weekday, zone."
        ),
    ),
    "a key missing at the top": (
        "format: 1\narticle",
        "¶article",
        "RP011",
        "the key 'format' is missing",
        None,
    ),
    "a key missing deep inside": (
        "cue: {q: said}",
        "cue: ¶{nth: 1}",
        "RP011",
        "the key 'q' is missing",
        None,
    ),
    "a key missing in a branch of a union": (
        "- by: ada-lind",
        "- by: ¶{}",
        "RP011",
        "the key 'unnamed' is missing",
        None,
    ),
    "a report without its chain": (
        """\
  - id: r1
    at: {q: Norland has offered grain}
    tells: norland-offers-grain
    chain:
      - by: ada-lind
        cue: {q: said}
        certainty: stated
        when: {q: last week, relative_to: published, shift: -P1W}
""",
        """\
  - ¶id: r1
    at: {q: Norland has offered grain}
    tells: norland-offers-grain
""",
        "RP011",
        "the key 'chain' is missing",
        None,
    ),
}


def test_the_table_holds_every_mistake() -> None:
    assert len(WRONG) == 10
    assert {code for _, _, code, _, _ in WRONG.values()} == {"RP010", "RP011"}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_one_finding_at_its_place(fault_of: FaultOf, mistake: str) -> None:
    old, new, code, message, advice = WRONG[mistake]
    faults, marked = fault_of(old, new)
    assert faults == [(code, message, advice, marked)]
