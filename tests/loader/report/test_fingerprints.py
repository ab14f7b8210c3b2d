"""A finding keeps its fingerprint while lines move; two findings never share one."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from tests.support.reports import ENTRY, LINES, of_reference, report, several

from reportedly.model.findings import Finding, Position
from reportedly.report.fingerprints import fingerprints

LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=20)


def moved(finding: Finding, lines: int) -> Finding:
    at = finding.position
    if at is None or finding.file != ENTRY:
        return finding
    down = Position(at.line + lines, at.column, at.end_line + lines, at.end_column)
    return dataclasses.replace(finding, position=down)


@given(above=st.lists(LINE, max_size=5))
def test_lines_added_above_change_no_fingerprint(above: list[str]) -> None:
    before = report(*several())
    after = dataclasses.replace(
        before,
        findings=tuple(moved(finding, len(above)) for finding in before.findings),
        lines={**LINES, ENTRY: (*above, *LINES[ENTRY])},
    )
    assert fingerprints(after) == fingerprints(before)


def test_an_indent_changes_no_fingerprint() -> None:
    lines = {**LINES, ENTRY: (*LINES[ENTRY][:5], f"  {LINES[ENTRY][5]}", LINES[ENTRY][6])}
    deeper = dataclasses.replace(of_reference(), position=Position(6, 14, 6, 33))
    indented = dataclasses.replace(report(deeper), lines=lines)
    assert fingerprints(indented) == fingerprints(report(of_reference()))


@given(st.lists(st.sampled_from(several()), max_size=12))
def test_no_two_findings_of_a_report_share_a_fingerprint(found: list[Finding]) -> None:
    given_ = fingerprints(report(*found))
    assert len(set(given_)) == len(given_) == len(found)


def test_rule_file_message_and_words_each_make_another_fingerprint() -> None:
    one = of_reference()
    others = (
        dataclasses.replace(one, code="RP131"),
        dataclasses.replace(one, message="another"),
        dataclasses.replace(one, position=Position(2, 7, 2, 11)),
        dataclasses.replace(one, file=ENTRY.with_name("other.yaml"), position=None),
    )
    given_ = [fingerprints(report(each))[0] for each in (one, *others)]
    assert len(set(given_)) == len(given_)
