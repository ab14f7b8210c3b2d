"""SARIF that the standard's schema accepts, with what code scanning makes use of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.reports import ENTRY, of_reference, report, several

from reportedly.model.findings import Finding, Position
from reportedly.report.fingerprints import fingerprints
from reportedly.report.sarif import sarif

SCHEMA = Path(__file__).parents[4] / "shared" / "sarif" / "sarif-schema-2.1.0.json"


@cache
def _validator() -> jsonschema.Validator:
    if not SCHEMA.is_file():
        pytest.skip(f"the schema of SARIF 2.1.0 is not at hand ({SCHEMA.name})")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def run_of(*findings: Finding) -> dict[str, Any]:
    log = json.loads(sarif(report(*findings)))
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_accepts_a_report_with_findings_of_every_kind_and_one_without() -> None:
    for told in (report(*several()), report()):
        faults = [fault.message for fault in _validator().iter_errors(json.loads(sarif(told)))]
        assert faults == []


@given(words=st.text(st.characters(codec="utf-8"), min_size=1))
def test_the_schema_accepts_whatever_words_an_entry_has(words: str) -> None:
    finding = Finding("RP101", words, ENTRY, Position(2, 7, 2, 11), suggestion=words)
    assert _validator().is_valid(json.loads(sarif(report(finding))))


def test_each_result_has_its_rule_with_help_and_a_page() -> None:
    run = run_of(*several())
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["helpUri"].endswith(f"/checks/{rule['id']}")
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}: ")
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_result_has_lines_columns_words_fingerprint_and_level() -> None:
    warning = several()[4]
    run = run_of(of_reference(), warning)
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "seeds/entries/vell.yaml"
    assert place["region"] == {
        "startLine": 6,
        "startColumn": 12,
        "endLine": 6,
        "endColumn": 31,
        "snippet": {"text": "norland-offer-grain"},
    }
    expected = fingerprints(report(of_reference(), warning))[0]
    assert first["partialFingerprints"] == {"primaryLocationLineHash": expected}
    assert (first["level"], second["level"]) == ("error", "warning")
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_suggestion_is_a_fix_of_the_very_words() -> None:
    (result,) = run_of(of_reference())["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"]["startColumn"] == 12
    assert replacement["insertedContent"] == {"text": "norland-offers-grain"}


def test_the_other_places_of_a_finding_are_related_locations() -> None:
    (result,) = run_of(several()[5])["results"]
    other, lock = result["relatedLocations"]
    assert other["message"]["text"] == "the other"
    assert other["physicalLocation"]["region"]["startLine"] == 3
    assert "region" not in lock["physicalLocation"]


def test_a_file_outside_the_repository_has_an_address_of_its_own() -> None:
    (result,) = run_of(Finding("RP110", "no lock", Path("/else where/a.yaml")))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///else%20where/a.yaml"}
