"""The example notebook runs, and what it shows is what it gives."""

from __future__ import annotations

import base64
import copy
import importlib.util
import io
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from nbformat import NotebookNode
from PIL import Image

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that runs it, which lies on no import path."""
    spec = importlib.util.spec_from_file_location("run_notebook", ROOT / "docs" / "run_notebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fresh(script: ModuleType, _published: Path) -> NotebookNode:
    run: NotebookNode = script.executed(script.NOTEBOOK, _published)
    return run


@pytest.fixture
def shown(script: ModuleType) -> NotebookNode:
    read: NotebookNode = nbformat.read(script.NOTEBOOK, 4)  # type: ignore[no-untyped-call]
    return read


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    found: NotebookNode = next(each for each in notebook.cells if each.id == name)
    return found


def test_it_shows_what_a_run_gives(
    script: ModuleType, shown: NotebookNode, fresh: NotebookNode
) -> None:
    assert list(script.differences(shown, fresh)) == []


def test_it_is_a_valid_notebook_that_asks_three_questions_and_draws(shown: NotebookNode) -> None:
    nbformat.validate(shown)
    tables = [each.id for each in shown.cells if "text/html" in str(each.get("outputs", ""))]
    assert tables == ["trace", "chains", "bounds", "sure", "many"]
    assert [output["output_type"] for output in cell(shown, "plot").outputs] == ["display_data"]


def test_a_table_that_is_out_of_step_is_named(
    script: ModuleType, shown: NotebookNode, fresh: NotebookNode
) -> None:
    stale = copy.deepcopy(shown)
    output = cell(stale, "bounds").outputs[0]
    output["data"]["text/html"] = output["data"]["text/html"].replace("<td>3</td>", "<td>4</td>")
    assert list(script.differences(stale, fresh)) == ["bounds"]


def test_a_picture_with_a_dot_moved_is_named(
    script: ModuleType, shown: NotebookNode, fresh: NotebookNode
) -> None:
    stale = copy.deepcopy(shown)
    data = cell(stale, "plot").outputs[0]["data"]
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB")
    picture.paste((0, 0, 0), (500, 100, 512, 112))
    moved = io.BytesIO()
    picture.save(moved, "PNG")
    data["image/png"] = base64.b64encode(moved.getvalue()).decode()
    assert list(script.differences(stale, fresh)) == ["plot"]


def test_it_names_no_machine_and_no_version(shown: NotebookNode) -> None:
    assert shown.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
