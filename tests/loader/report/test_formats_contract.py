"""What every output format owes: a row, all that was found, an end, and no harm."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.reports import ENTRY, report, several

from reportedly.model.findings import Finding, Position
from reportedly.report.table import FORMATS

NAMES = ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown")
WORDS = st.text(st.characters(codec=None), min_size=1, max_size=40)
SILENT_WHEN_CLEAN = {"full", "concise", "github"}
"""Formats of lines: what finds nothing prints nothing. The others are documents even then."""


def test_the_table_has_the_formats_that_are_documented() -> None:
    assert tuple(FORMATS) == NAMES
    assert [name for name, row in FORMATS.items() if not row.to_stdout] == ["full"]
    assert all(row.name == name and row.purpose for name, row in FORMATS.items())


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_told_with_its_rule_file_and_line(name: str) -> None:
    for finding in several():
        said = FORMATS[name].write(report(finding))
        assert finding.code in said
        assert finding.file.name.replace(" ", "%20" if name == "sarif" else " ") in said
        if finding.position is not None:
            assert str(finding.position.line) in said


@pytest.mark.parametrize("name", NAMES)
def test_an_output_ends_with_a_line_feed_or_is_empty(name: str) -> None:
    assert FORMATS[name].write(report(*several())).endswith("\n")
    clean = FORMATS[name].write(report())
    assert (clean == "") == (name in SILENT_WHEN_CLEAN)
    assert clean == "" or clean.endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_findings_give_the_same_bytes(name: str) -> None:
    assert FORMATS[name].write(report(*several())) == FORMATS[name].write(report(*several()))


@pytest.mark.parametrize("name", NAMES)
@given(words=WORDS)
def test_no_words_of_an_entry_reach_a_terminal_or_a_log_as_a_command(name: str, words: str) -> None:
    spoken = Finding("RP101", words, ENTRY, Position(2, 7, 2, 11), related=((words, ENTRY, None),))
    told = dataclasses.replace(report(spoken), lines={ENTRY: ("article:", f"  id: {words}")})
    said = FORMATS[name].write(told)
    said.encode("utf-8")
    harmful = [c for c in said if c != "\n" and not c.isprintable() and ord(c) < 0xA0]
    assert harmful == []
    assert not set("\u2028\u2029\u202a\u202e\u2066\u2069") & set(said)
    commands = [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (1 if name == "github" else 0)


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_for_terminals_and_for_two_formats_only(name: str) -> None:
    write, found = FORMATS[name].write, report(*several())
    assert "\x1b" not in write(found)
    assert ("\x1b[" in write(found, colour=True)) == (name in {"full", "concise"})
