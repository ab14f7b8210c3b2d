"""Each fix mends what it says, to the very text that a person would have written; no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.fixes.mend import mend
from reportedly.fixes.table import FIXES
from reportedly.model.registry import Concept
from reportedly.model.rules.table import RULES

if TYPE_CHECKING:
    from tests.loader.fixes.conftest import SheetOf

MENDED: list[tuple[str, str, str]] = [
    ("quote", 'edtf: "2030"}\n    event: vote', "edtf: 2030}\n    event: vote"),
    ("truth", "Share … 📤, every: true", "Share … 📤, every: yes"),
    ("truth", "plural: true\n    affil", "plural: On\n    affil"),
    ("truth", "plural: true\n    affil", "plural: 'true'\n    affil"),
    ("number", "value: 400, counts: reef", 'value: "400", counts: reef'),
    ("number", "format: 1\n", "format: '1'\n"),
    ("list", "restates: [r2]", "restates: r2"),
    ("list", "annotators: [Reportedly contributors]", "annotators: Reportedly contributors"),
    ("list", "in: [r5]\n    by", "in: r5\n    by"),
    ("trim", 'q: "Two people … Reef', 'q: " Two people … Reef'),
    ("scheme", "certainty: reported\n", "certainty: Reported\n"),
    ("scheme", "bound: at-most", "bound: at_most"),
    ("marks", "{q: the country’s fish", "{q: the country's fish"),
    ("marks", 'at: {q: "“Nobody … Quill Bay"}', 'at: {q: "\\"Nobody … Quill Bay"}'),
    ("bare", 'q: "We asked nobody for divers,"', 'q: "“We asked nobody for divers,”"'),
    ("nth", "{q: Perin Vayle, is", "{q: Perin Vayle, nth: 2, is"),
    ("nth", "{q: Perin Vayle, is: perrin-vale,", "{nth: 2, q: Perin Vayle, is: perrin-vale,"),
    ("nth", "{q: first, nth: 1, kind", "{q: first, kind"),
    ("space", "review: reviewed\n", "review: reviewed  \t\n"),
]
"""Per fix: what a person would have written, and what is mended to it."""
LEFT: list[tuple[str, str]] = [
    ("plural: true\n    affil", "plural: 0\n    affil"),
    ("weekday: 2}", "weekday: 0x2}"),
    ("certainty: reported\n", "certainty: reporte\n"),
    ("{q: the country’s fish", "{q: the country’s  fisch"),
    ("{q: divers, is: tesk-divers, in: r9", "{q: divers, is: tesk-divers"),
    ("{q: reported, nth: 2, kind", "{q: reported, kind"),
    ("q: a gift,", "q: a,"),
    ("restates: [r2]", "restates: {id: r2}"),
]
"""What a person would have written, and what could be mended to more than that."""
BOTH_WAYS = """\
id: wagon
label: {en: wagon}  # a word
# its kind
scheme: thing
"""


def _instead(text: str, good: str, bad: str) -> str:
    assert text.count(good) == 1, f"{good!r} stands {text.count(good)} times"
    return text.replace(good, bad)


@pytest.mark.parametrize(("name", "good", "bad"), MENDED)
def test_a_fix_gives_back_what_a_person_would_have_written(
    name: str, good: str, bad: str, entry_text: str, sheet_of: SheetOf
) -> None:
    mended = mend(sheet_of(_instead(entry_text, good, bad)))
    assert mended.text == entry_text
    assert dict(mended.done) == {name: 1}


@pytest.mark.parametrize(("good", "bad"), LEFT)
def test_what_could_be_meant_otherwise_is_left_to_its_finding(
    good: str, bad: str, entry_text: str, sheet_of: SheetOf
) -> None:
    spoiled = _instead(entry_text, good, bad)
    assert mend(sheet_of(spoiled)).text == spoiled


def test_an_entry_in_order_is_left_as_it_is(entry_text: str, sheet_of: SheetOf) -> None:
    assert mend(sheet_of(entry_text)).text == entry_text


def test_keys_change_places_with_the_comments_that_belong_to_them(sheet_of: SheetOf) -> None:
    former = "# about wagons\nid: wagon\n# its kind\nscheme: thing\nlabel: {en: wagon}  # a word\n"
    mended = mend(sheet_of(former, Concept))
    assert mended.text == f"# about wagons\n{BOTH_WAYS}"
    assert dict(mended.done) == {"order": 1}


def test_the_first_key_behind_a_hyphen_changes_places_too(
    entry_text: str, sheet_of: SheetOf
) -> None:
    good = '  - id: r10\n    at: {q: "Osselite … divers."}\n'
    bad = '  - at: {q: "Osselite … divers."}\n    id: r10\n'
    assert mend(sheet_of(_instead(entry_text, good, bad))).text == entry_text


def test_keys_between_braces_keep_their_order(entry_text: str, sheet_of: SheetOf) -> None:
    spoiled = _instead(entry_text, "{q: Teskan, is: tesk, form", "{is: tesk, q: Teskan, form")
    assert mend(sheet_of(spoiled)).text == spoiled


def test_what_is_no_yaml_is_left_as_it_is(sheet_of: SheetOf) -> None:
    for text in ("id: [", "\ufeffid: wagon \n", "a: 1\n---\nb: 2\n", ""):
        assert mend(sheet_of(text, Concept)).text == text


def test_words_between_lines_keep_their_spaces(sheet_of: SheetOf) -> None:
    text = "id: wagon\nlabel: {en: wagon}\nnote: |-\n  two   \n  lines\nscheme: thing\n"
    mended = mend(sheet_of(text, Concept))
    assert "  two   \n" in mended.text


def test_the_table_of_fixes_names_rules_that_exist_and_each_fix_is_shown_here() -> None:
    assert len(FIXES) == 11
    assert len({fix.name for fix in FIXES}) == len(FIXES)
    codes = {rule.code for rule in RULES}
    assert {code for fix in FIXES for code in fix.mends} <= codes
    shown = {name for name, _, _ in MENDED} | {"order"}
    assert shown == {fix.name for fix in FIXES}
