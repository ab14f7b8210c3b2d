"""Every check has its page, written from the rule itself, and no page is without a rule."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.resources import data_dir
from reportedly.validate.catalogue import catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """The generator, which is a script and lies on no import path."""
    spec = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Gives a project with rules and no pages."""
    (tmp_path / "shapes").symlink_to(data_dir("shapes"))
    return tmp_path


def test_the_pages_are_in_step_with_the_rules(
    pages: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    status = pages.main(["--check"])
    assert (status, capsys.readouterr().err) == (0, "")


def test_every_rule_has_its_page_and_its_place_in_the_index(pages: ModuleType, copy: Path) -> None:
    assert pages.main(["--root", str(copy)]) == 0
    there = {file.stem for file in (copy / "docs" / "checks").iterdir()}
    rules = catalogue(data_dir("shapes"))
    assert there == {rule.code for rule in rules} | {"README"}
    index = (copy / "docs" / "checks" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((\w+)\.md\)", index) == [rule.code for rule in rules]
    for rule in rules:
        page = (copy / "docs" / "checks" / f"{rule.code}.md").read_text(encoding="utf-8")
        assert all(words in page for words in (rule.title, rule.why, rule.mend, rule.example))


def test_a_changed_a_missing_and_a_stray_page_are_named(
    pages: ModuleType, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(copy)]
    pages.main(root)
    folder = copy / "docs" / "checks"
    (folder / "RP001.md").write_text("changed", encoding="utf-8")
    (folder / "RP002.md").unlink()
    (folder / "RP999.md").write_text("stray", encoding="utf-8")
    capsys.readouterr()
    assert pages.main(["--check", *root]) == 1
    assert re.findall(r"RP\d{3}", capsys.readouterr().err) == ["RP001", "RP002", "RP999"]
    assert pages.main(root) == 0
    assert not (folder / "RP999.md").exists()
    assert pages.main(["--check", *root]) == 0
