"""What a person reads: the lines at fault, underlined where they are, the reason, the help."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.support.reports import ENTRY, RECORD, of_reference, report

from reportedly.model.findings import Finding, Position
from reportedly.report.excerpt import WIDEST, excerpt
from reportedly.report.full import concise, full
from reportedly.report.plain import plain

OTHER = Finding(
    "RP122",
    "'Ada Lind' is also a name of 'lind'",
    RECORD,
    Position(2, 13, 2, 21),
    related=(("the other", ENTRY, Position(3, 17, 3, 37)),),
)


def test_a_finding_shows_its_line_the_reason_and_what_is_likely_meant() -> None:
    assert full(report(of_reference())).splitlines() == [
        "error[RP130]: the registry has no claim 'norland-offer-grain'",
        "  --> seeds/entries/vell.yaml:6:12",
        "   |",
        " 6 |     tells: norland-offer-grain",
        "   |            ^^^^^^^^^^^^^^^^^^^",
        "  why: A telling of a claim that is nowhere defined cannot be compared with another.",
        "  help: Did you mean 'norland-offers-grain'?",
        "",
        "More on the rules: reportedly explain RP130",
    ]


def test_a_finding_about_two_places_shows_the_lines_of_both() -> None:
    said = full(report(OTHER)).splitlines()
    assert said[1:5] == [
        "  --> seeds/registry/actors/ada lind.yaml:2:13",
        "   |",
        " 2 | label: {en: Ada Lind}",
        "   |             ^^^^^^^^",
    ]
    assert said[5:10] == [
        "  note: the other",
        "  --> seeds/entries/vell.yaml:3:17",
        "   |",
        " 3 |   headline: {q: Norland offers grain}",
        "   |                 ^^^^^^^^^^^^^^^^^^^^",
    ]


def test_the_reason_for_a_rule_is_told_once_and_its_help_where_nothing_better_is_known() -> None:
    bare = Finding("RP130", "no such claim", ENTRY, Position(6, 12, 6, 31))
    said = full(report(bare, bare, of_reference()))
    assert said.count("  why: ") == 1
    assert said.count("  help: Take the id that is suggested, or add the record.") == 1
    assert said.count("  help: Did you mean") == 1


def test_what_goes_on_over_several_lines_is_marked() -> None:
    block = Finding("RP011", "the key 'chain' is missing", ENTRY, Position(5, 5, 7, 23))
    assert "   |     ^^^^^^ …\n" in full(report(block))


def test_the_concise_form_is_one_line_a_finding() -> None:
    assert concise(report(of_reference(), Finding("RP110", "no\nlock", ENTRY))) == (
        "seeds/entries/vell.yaml:6:12: RP130 error: the registry has no claim "
        "'norland-offer-grain'. Did you mean 'norland-offers-grain'?\n"
        "seeds/entries/vell.yaml: RP110 error: no<U+000A>lock\n"
    )


def test_a_file_outside_the_working_directory_is_shown_as_it_is() -> None:
    far = Finding("RP110", "no lock", Path("/elsewhere/vell.yaml"))
    assert concise(report(far)).startswith("/elsewhere/vell.yaml: ")


@given(
    line=st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=300),
    start=st.integers(1, 320),
    length=st.integers(0, 300),
)
def test_the_underline_stands_below_the_words_however_wide_they_are(
    line: str, start: int, length: int
) -> None:
    shown = excerpt((line,), Position(1, start, 1, start + length))
    assert shown is not None
    assert len(shown.source) <= max(WIDEST * len("<U+FFFFF>"), WIDEST) + 2
    meant = line[start - 1 : start - 1 + length]
    if 0 < len(meant) <= WIDEST - 40:
        first = shown.source.find(plain(meant))
        before = {
            cell_len(shown.source[:at])
            for at in range(first, len(shown.source))
            if shown.source.startswith(plain(meant), at)
        }
        assert shown.before in before
        assert shown.width == max(1, cell_len(plain(meant)))


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert excerpt(("one",), Position(2, 1, 2, 2)) is None
    assert excerpt((), None) is None
