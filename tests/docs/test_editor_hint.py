"""What the walk-through tells editors: every schema is named, with the files that it is for."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "add-an-entry.md").read_text(encoding="utf-8")


def test_the_settings_name_every_schema_with_files_that_are_there() -> None:
    (shown,) = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    named: dict[str, str] = json.loads(shown)["yaml.schemas"]
    there = {f"docs/schema/{file.name}" for file in (ROOT / "docs" / "schema").iterdir()}
    assert set(named) == there
    assert all(list(ROOT.glob(files)) for files in named.values())


def test_the_first_line_shown_leads_from_an_entry_to_its_schema() -> None:
    (path,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", PAGE, re.MULTILINE)
    assert (ROOT / "seeds" / "entries" / path).resolve().is_file()


def test_the_hooks_shown_are_those_that_there_are() -> None:
    shown = set(re.findall(r"^      - id: (\S+)$", PAGE, re.MULTILINE))
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert shown == set(re.findall(r"^- id: (\S+)$", hooks, re.MULTILINE))
