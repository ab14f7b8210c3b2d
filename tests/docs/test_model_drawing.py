"""The drawing of the model is made from the data, and is in step with it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, which lies on no import path."""
    spec = importlib.util.spec_from_file_location("draw_model", ROOT / "docs" / "draw_model.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_drawing_is_in_step_with_the_graph(
    drawing: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    status = drawing.main(["--check"])
    assert (status, capsys.readouterr().err) == (0, "")


def test_a_drawing_that_is_out_of_step_is_named_and_left(
    drawing: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.svg"
    old.write_text("<svg/>", encoding="utf-8")
    assert drawing.main(["--check", "--drawing", str(old)]) == 1
    assert "out of step" in capsys.readouterr().err
    assert old.read_text(encoding="utf-8") == "<svg/>"


def test_the_drawing_is_well_formed_and_shows_telling_hop_and_speaker() -> None:
    root = ElementTree.parse(ROOT / "docs" / "model.svg").getroot()
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"report/r3", "rp:Telling", "rp:Hop", "Igor Korotchenko", "saidBy"} <= words
