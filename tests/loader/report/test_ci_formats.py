"""What GitHub, GitLab and other CI servers are told, within what they accept."""

from __future__ import annotations

import dataclasses
import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from tests.support.reports import ENTRY, of_reference, report, several

from reportedly.model.findings import Finding, Position
from reportedly.report.as_json import as_json
from reportedly.report.fingerprints import fingerprints
from reportedly.report.github import github, message_of, property_of
from reportedly.report.gitlab import gitlab
from reportedly.report.junit import junit

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_an_annotation_names_file_line_columns_and_title() -> None:
    (line,) = github(report(of_reference())).splitlines()
    assert line == (
        "::error file=seeds/entries/vell.yaml,line=6,col=12,endColumn=30,"
        "title=RP130%3A The registry has no such record::"
        "seeds/entries/vell.yaml:6:12: the registry has no claim 'norland-offer-grain'"
        "%0AHelp: Did you mean 'norland-offers-grain'?"
    )


def test_an_annotation_over_several_lines_has_no_columns() -> None:
    assert "line=5,endLine=7,title=" in github(report(several()[1]))


def test_ten_errors_and_ten_warnings_are_annotated_and_the_rest_is_counted() -> None:
    warning = dataclasses.replace(of_reference(), severity="warning")
    found = [of_reference()] * 12 + [warning] * 11
    told = [COMMAND.fullmatch(line) for line in github(report(*found)).splitlines()]
    levels = [line[1] for line in told if line is not None]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    last = told[-1]
    assert last is not None
    assert last[3] == "2 more errors and 1 more warning than GitHub shows of a step."
    summarised = dataclasses.replace(report(*found), summarised=True)
    assert github(summarised).endswith("All of them are in its summary.\n")


def _decoded(words: str) -> str:
    """What the runner of GitHub Actions makes of a value."""
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        words = words.replace(code, sign)
    return words


@given(st.text())
def test_what_is_encoded_for_github_is_decoded_to_the_same(words: str) -> None:
    assert _decoded(property_of(words)) == words
    assert not set(property_of(words)) & set(":,\r\n")
    assert not set(message_of(words)) & set("\r\n")


def test_gitlab_is_told_what_code_quality_demands() -> None:
    issues = json.loads(gitlab(report(*several())))
    assert [issue["check_name"] for issue in issues] == [each.code for each in several()]
    assert [issue["severity"] for issue in issues] == ["major"] * 4 + ["minor", "major"]
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [1, 5, 6, 7, 2, 2]
    assert issues[5]["location"]["path"] == "seeds/registry/actors/ada lind.yaml"
    assert tuple(issue["fingerprint"] for issue in issues) == fingerprints(report(*several()))
    assert json.loads(gitlab(report())) == []


def test_json_tells_everything_of_a_finding() -> None:
    said = json.loads(as_json(report(of_reference())))
    (finding,) = said["findings"]
    assert finding == {
        "code": "RP130",
        "title": "The registry has no such record",
        "severity": "error",
        "message": "the registry has no claim 'norland-offer-grain'",
        "file": "seeds/entries/vell.yaml",
        "start": {"line": 6, "column": 12},
        "end": {"line": 6, "column": 31},
        "excerpt": "    tells: norland-offer-grain",
        "why": "A telling of a claim that is nowhere defined cannot be compared with another.",
        "mend": "Did you mean 'norland-offers-grain'?",
        "suggestion": "norland-offers-grain",
        "related": [],
        "page": "https://w3id.org/reportedly/checks/RP130",
        "fingerprint": fingerprints(report(of_reference()))[0],
    }
    assert said["summary"] == {
        "errors": 1,
        "warnings": 0,
        "entries": {"verified against the text": 1},
        "ledger": {"found": 29, "covered": 27, "waived": {"no-claim": 2}, "open": 0},
        "whole_store_rules_ran": True,
    }
    assert said["format"] == 1


@given(words=st.text(min_size=1))
def test_json_gives_back_the_words_as_they_are(words: str) -> None:
    (told,) = json.loads(as_json(report(Finding("RP101", words, ENTRY))))["findings"]
    assert told["message"] == words


def test_junit_fails_a_case_for_each_error_and_tells_of_each_warning() -> None:
    suites = ET.fromstring(junit(report(*several())))
    (suite,) = suites
    cases = list(suite)
    assert suite.attrib == suites.attrib
    assert suite.attrib == {
        "name": "reportedly check",
        "tests": "6",
        "failures": "5",
        "errors": "0",
    }
    assert [case[0].tag for case in cases] == ["failure"] * 4 + ["system-out", "failure"]
    assert cases[2][0].text == (
        "seeds/entries/vell.yaml:6:12\n"
        "the registry has no claim 'norland-offer-grain'\n"
        "norland-offer-grain\n"
        "help: Did you mean 'norland-offers-grain'?"
    )


def test_junit_has_only_what_the_schema_of_jenkins_knows() -> None:
    allowed = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors"},
        "testcase": {"name", "classname"},
        "failure": {"type", "message"},
        "system-out": set(),
    }
    for element in ET.fromstring(junit(report(*several()))).iter():
        assert set(element.attrib) <= allowed[element.tag]


def test_junit_of_a_clean_check_has_one_case_that_passed() -> None:
    (suite,) = ET.fromstring(junit(report()))
    assert [list(case) for case in suite] == [[]]


@given(words=st.text(st.characters(codec=None), min_size=1))
def test_junit_is_xml_whatever_words_an_entry_has(words: str) -> None:
    finding = Finding("RP101", words, ENTRY, Position(2, 7, 2, 11))
    (suite,) = ET.fromstring(junit(report(finding)))
    assert suite[0][0].get("type") == "RP101"
