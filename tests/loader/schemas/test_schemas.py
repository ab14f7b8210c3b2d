"""The schemas take every entry in order, refuse nothing that the loader takes, and say all keys."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from reportedly.model.entry import Entry
from reportedly.parse.strict_yaml import read_yaml
from reportedly.schemas.table import SCHEMAS

ROOT = Path(__file__).parents[3]
ISLANDS = ROOT / "tests" / "data" / "islands"
MUTANTS = ROOT / "tests" / "mutants" / "mutants.yaml"
NAMES = {
    "divers": "entries/tesk-divers",
    "short": "entries/tesk-short",
    "links": "external/wikidata",
}
DATA = [
    *(ROOT / "seeds").rglob("*.yaml"),
    *(ROOT / "docs" / "example").rglob("*.yaml"),
    *(ROOT / "tests" / "data").rglob("*/seeds/*/*.yaml"),
    *(ROOT / "tests" / "data").rglob("*/seeds/*/*/*.yaml"),
]
UNSEEN = {
    "RP003 a language",  # `no` is a word to YAML 1.2, by which editors go
    "RP013 min and max change places",  # JSON Schema compares no two values
}
"""Mistakes that the reader sees and JSON Schema cannot: of the mutants, by rule and name."""


def _schema_of(file: Path) -> str:
    folder = file.parent.name
    return {"entries": "entry", "external": "external"}.get(folder, f"registry.{folder}")


@pytest.fixture(scope="session")
def validators() -> dict[str, Draft202012Validator]:
    found = {}
    for name in SCHEMAS:
        text = (ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
        Draft202012Validator.check_schema(json.loads(text))
        found[name] = Draft202012Validator(json.loads(text))
    return found


def _json(value: object) -> Any:  # noqa: ANN401  # JSON
    """A YAML value as JSON has it."""
    if isinstance(value, dict):
        return {key: _json(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def test_each_kind_of_file_has_its_schema() -> None:
    assert len(SCHEMAS) == 8
    there = {file.name for file in (ROOT / "docs" / "schema").iterdir()}
    assert there == {f"{name}.schema.json" for name in SCHEMAS}


def test_every_file_in_order_is_valid(validators: dict[str, Draft202012Validator]) -> None:
    counted: Counter[str] = Counter()
    for file in DATA:
        value, _, findings = read_yaml(file.read_bytes(), file)
        assert not findings
        errors = list(validators[_schema_of(file)].iter_errors(_json(value)))
        assert errors == [], file
        counted[_schema_of(file)] += 1
    assert set(counted) == set(SCHEMAS)
    assert counted["entry"] >= 8


def test_every_key_says_what_it_means_and_no_other_is_known() -> None:
    for name in SCHEMAS:
        text = (ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
        schema = json.loads(text)
        for model in (schema, *schema.get("$defs", {}).values()):
            assert model["additionalProperties"] is False
            assert model["description"]
            assert "``" not in text
            for key, one in model["properties"].items():
                assert len(one["description"]) > 4, (name, key)


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(MUTANTS.read_text(encoding="utf-8"))
    return [row for row in rows if _edited(row) is not None]


def _edited(row: dict[str, Any]) -> Path | None:
    """The one file that a mutant edits, if it is YAML and edited by words alone."""
    edits = row.get("edits", [])
    if not edits or any("find" not in edit or edit["in"] != edits[0]["in"] for edit in edits):
        return None
    file = ISLANDS / "seeds" / f"{NAMES.get(edits[0]['in'], '')}.yaml"
    if not file.is_file():
        file = ISLANDS / str(edits[0]["in"])
    return file if file.is_file() and file.suffix == ".yaml" else None


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['finds']} {row['name']}")
def test_what_the_reader_refuses_the_schema_refuses_and_what_it_takes_it_takes(
    row: dict[str, Any], validators: dict[str, Draft202012Validator]
) -> None:
    file = _edited(row)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    for edit in row["edits"]:
        assert text.count(edit["find"]) == 1
        text = text.replace(edit["find"], edit["put"])
    value, _, findings = read_yaml(text.encode(), file)
    if value is None or any(finding.code in ("RP002", "RP004", "RP005") for finding in findings):
        return  # what YAML itself is made of is no matter of a schema
    refused = not validators[_schema_of(file)].is_valid(_json(value))
    reading = row["finds"] in ("RP003", "RP010", "RP011", "RP012", "RP013")
    assert refused == (reading and f"{row['finds']} {row['name']}" not in UNSEEN)


@pytest.fixture(scope="session")
def values() -> list[Any]:
    """Every value that stands somewhere in the invented entry."""
    file = ISLANDS / "seeds" / "entries" / "tesk-divers.yaml"
    found: list[Any] = []

    def gather(value: object) -> None:
        found.append(value)
        for one in value.values() if isinstance(value, dict) else ():
            gather(one)
        for one in value if isinstance(value, tuple) else ():
            gather(one)

    gather(read_yaml(file.read_bytes(), file)[0])
    return found


def _somewhere(data: st.DataObject, value: Any, put: list[Any]) -> Any:  # noqa: ANN401  # YAML
    """The value with one value below it dropped, or replaced by another."""
    if not isinstance(value, dict | tuple) or not value:
        return data.draw(st.sampled_from(put))
    steps = sorted(value) if isinstance(value, dict) else range(len(value))
    step = data.draw(st.sampled_from(list(steps)))
    what = data.draw(st.sampled_from(("drop", "replace", *["go down"] * 6)))
    if what == "drop":
        changed = []
    elif what == "replace":
        changed = [data.draw(st.sampled_from(put))]
    else:
        changed = [_somewhere(data, value[step], put)]
    if isinstance(value, tuple):
        return (*value[:step], *changed, *value[step + 1 :])
    return {k: changed[0] if k == step else v for k, v in value.items() if changed or k != step}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_schema_refuses_what_the_loader_takes(
    data: st.DataObject, values: list[Any], validators: dict[str, Draft202012Validator]
) -> None:
    changed = _somewhere(data, values[0], values)
    try:
        Entry.model_validate(changed)
    except ValidationError:
        return
    assert list(validators["entry"].iter_errors(_json(changed))) == []
