"""Values that contradict one another are one finding where they stand together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Fault = tuple[str, str, str | None, tuple[int, int]]
FaultOf = Callable[[str, str], tuple[list[Fault], tuple[int, int]]]

WRONG: dict[str, tuple[str, str, str, str, str | None]] = {
    # mistake: (in the good entry, instead (a pilcrow where the finding points), rule, message,
    # advice)
    "an amount that says two things": (
        "- {q: up to 500 trucks, value: 500,",
        "- ¶{q: up to 500 trucks, value: 500, rank: 2,",
        "RP013",
        "an amount has a value, or min and max, or a rank",
        None,
    ),
    "a known date that is unknown": (
        "published: {edtf: XXXX, basis",
        "published: ¶{edtf: 2022-08-01, basis",
        "RP013",
        "an unknown date is edtf: XXXX with basis: unknown, and never made up",
        None,
    ),
    "an article's own voice that is sure of nothing": (
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
    chain: []
""",
        "RP013",
        "a report in the article's own voice (chain: []) needs a certainty",
        None,
    ),
}


def test_the_table_holds_every_mistake() -> None:
    assert len(WRONG) == 3
    assert {code for _, _, code, _, _ in WRONG.values()} == {"RP013"}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_one_finding_at_its_place(fault_of: FaultOf, mistake: str) -> None:
    old, new, code, message, advice = WRONG[mistake]
    faults, marked = fault_of(old, new)
    assert faults == [(code, message, advice, marked)]
