"""The ledger as findings: each kind by its own rule, at the article's id, with words and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from reportedly.ids import Ids
from reportedly.model.rules.demands import DEMANDS
from reportedly.model.rules.ledger import LEDGER
from reportedly.model.waivers import DemandKind, TextKind
from reportedly.pipeline.entries import CheckedEntry, check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.pin import pin
from reportedly.pipeline.shared import read_shared

if TYPE_CHECKING:
    from tests.loader.conftest import Islands

NAME = "tesk-short"
HEADLINE = """  - id: r0
    at: {q: "Divers may … Selka lamps", zone: headline}
    tells: divers-guard-lamps
    chain: []
    certainty: possible
    cue: {q: may}
    modality: planned
"""
QUOTATION = """quotations:
  - {id: q1, q: "A gift to our neighbours,", kind: cut, in: [r2], by: lio-marsh, of: [tesk-divers]}
"""
AMOUNT = """    amounts:
      - {q: nearly 90 divers, value: 90, bound: below, cue: {q: nearly}, counts: diver}
"""


def checked(islands: Islands, old: str, new: str) -> CheckedEntry:
    islands.rewrite(islands.entry(NAME), old, new)
    shelf = TextShelf.of(islands.texts)
    assert pin(islands.entry(NAME), shelf, forget=True).findings == ()
    registry = read_shared(find_seeds(islands.seeds)).registry
    return check_entry(islands.entry(NAME), registry, shelf, Ids())


def test_each_kind_has_its_rule_and_one_more_is_for_waivers() -> None:
    kinds = [f"RP14{digit}" for digit in range(10)]
    assert [rule.code for rule in LEDGER] == [*kinds, "RP169"]
    assert len(LEDGER) == len(get_args(TextKind)) + 1
    owed = [f"RP16{digit}" for digit in range(9)]
    assert [rule.code for rule in DEMANDS] == [
        *owed,
        *(f"RP18{digit}" for digit in range(6, 10)),
        "RP190",
        "RP191",
        "RP192",
        "RP193",
    ]
    assert len(DEMANDS) == len(get_args(DemandKind))


@pytest.mark.parametrize(
    ("old", "new", "code", "words", "line", "at"),
    [
        (QUOTATION, "", "RP140", "A gift to our neighbours,", 5, "“A … them."),
        (AMOUNT, "", "RP141", "90", 3, "Tesk has … recently."),
        (
            ", when: {q: recently, relative_to: published}",
            "",
            "RP142",
            "recently",
            3,
            "Tesk has … recently.",
        ),
        ("  - {q: Ossel, is: ossel}\n", "", "RP143", "Ossel", 3, "Tesk has … recently."),
        ("cue: {q: said}", "cue: {q: offered}", "RP144", "said", 3, "Tesk has … recently."),
        (HEADLINE, "", "RP145", "Divers may guard the Selka lamps", 1, None),
    ],
)
def test_what_is_left_out_is_one_finding_of_its_rule_at_the_report_of_its_passage(
    my_islands: Islands, old: str, new: str, code: str, words: str, line: int, at: str | None
) -> None:
    found = checked(my_islands, old, new)
    assert [each.code for each in found.findings] == [code]
    finding = found.findings[0]
    assert finding.message.startswith(f"'{words}' in line {line} of the text ")
    assert finding.severity == "error"
    assert finding.position is not None
    said = (
        my_islands.entry(NAME).read_text(encoding="utf-8").splitlines()[finding.position.line - 1]
    )
    assert said == ("  id: tesk-short" if at is None else f'    at: {{q: "{at}"}}')
    assert found.standing == "failed"
    assert found.graphs is None
    assert found.ledger is not None
    assert not found.ledger.complete


def test_a_needless_waiver_is_one_finding_at_its_words(my_islands: Islands) -> None:
    end = "  - {q: Ossel, is: ossel}\n"
    waiver = "waivers:\n  - {q: said, kind: cue, because: misdetected}\n"
    last = my_islands.entry(NAME).read_text(encoding="utf-8").splitlines()[-1] + "\n"
    assert end != last
    found = checked(my_islands, last, last + waiver)
    assert [each.code for each in found.findings] == ["RP146"]
    position = found.findings[0].position
    assert position is not None
    lines = my_islands.entry(NAME).read_text(encoding="utf-8").splitlines()
    assert lines[position.line - 1][position.column - 1 :].startswith("said, kind")


def test_a_waiver_keeps_the_entry_sound_and_says_nothing_in_the_graph(my_islands: Islands) -> None:
    before = checked(my_islands, "review: draft", "review: reviewed")
    waiver = "waivers:\n  - {q: Ossel, kind: name, because: not-modelled}\n"
    naming = "  - {q: Ossel, is: ossel}\n"
    after = checked(my_islands, "format: 1\n", f"format: 1\n{waiver}")
    assert [each.code for each in after.findings] == ["RP146"]
    after = checked(my_islands, naming, "")
    assert after.findings == ()
    assert before.graphs is not None
    assert after.graphs is not None
    assert not any("waiver" in str(quad) for quads in after.graphs.values() for quad in quads)
    quads = {key: len(value) for key, value in before.graphs.items()}
    assert sum(len(value) for value in after.graphs.values()) < sum(quads.values())


def test_while_an_anchor_misses_there_is_no_ledger(my_islands: Islands) -> None:
    my_islands.rewrite(my_islands.entry(NAME), "{q: Ossel, is: ossel}", "{q: Osel, is: ossel}")
    registry = read_shared(find_seeds(my_islands.seeds)).registry
    shelf = TextShelf.of(my_islands.texts)
    found = check_entry(my_islands.entry(NAME), registry, shelf, Ids())
    assert [each.code for each in found.findings] == ["RP101"]
    assert found.ledger is None


def test_without_its_text_an_entry_has_no_ledger(islands: Islands) -> None:
    registry = read_shared(find_seeds(islands.seeds)).registry
    assert check_entry(islands.entry(NAME), registry, None, Ids()).ledger is None


def test_a_guess_is_a_warning_and_made_only_where_nothing_is_wrong(my_islands: Islands) -> None:
    found = checked(my_islands, "  language: en\n", "  language: de\n").findings
    assert [(each.code, each.severity) for each in found] == [("RP199", "warning")]
    assert found[0].position is not None
    found = checked(my_islands, "  - {q: Ossel, is: ossel}\n", "").findings
    assert {each.code for each in found} == {"RP143"}
