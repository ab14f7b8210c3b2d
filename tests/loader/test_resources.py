"""The data is found by one function: an override, the wheel's copy, or the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import InputError
from reportedly.resources import data_dir

PACKAGE = Path(reportedly.__file__).parent
ROOT = Path(__file__).parents[2]


def lay(package: Path) -> Path:
    """Lay the three modules that finding data needs, as an installation of their own."""
    package.mkdir(parents=True)
    for module in ("__init__.py", "errors.py", "resources.py"):
        shutil.copy(PACKAGE / module, package / module)
    return package


def ask(package: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Ask the installation laid at `package` where `name` lies, from a foreign folder."""
    code = f"from reportedly.resources import data_dir; print(data_dir({name!r}))"
    return subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(package.parent)},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_override_is_taken_as_it_is(tmp_path: Path) -> None:
    assert data_dir("seeds", tmp_path) == tmp_path


def test_an_override_that_does_not_exist_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist") as caught:
        data_dir("seeds", tmp_path / "nowhere")
    assert caught.value.where == str(tmp_path / "nowhere")


def test_an_override_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "seeds"
    file.touch()
    with pytest.raises(InputError, match="is not a folder"):
        data_dir("seeds", file)


@pytest.mark.parametrize("name", ["ontology", "shapes", "seeds"])
def test_a_checkout_uses_the_folder_beside_the_towers(tmp_path: Path, name: str) -> None:
    package = lay(tmp_path / "a checkout" / "loader" / "reportedly")
    data = tmp_path / "a checkout" / name
    data.mkdir()
    assert ask(package, name).stdout.strip() == str(data.resolve())


@pytest.mark.parametrize("name", ["ontology", "shapes", "seeds"])
def test_a_wheel_uses_its_own_copy(tmp_path: Path, name: str) -> None:
    package = lay(tmp_path / "site-packages" / "reportedly")
    data = package / "_data" / name
    data.mkdir(parents=True)
    (tmp_path / name).mkdir()  # a folder of that name further up is somebody else's
    assert ask(package, name).stdout.strip() == str(data.resolve())


def test_an_installation_without_data_says_where_it_looked(tmp_path: Path) -> None:
    package = lay(tmp_path / "site-packages" / "reportedly")
    (tmp_path / "seeds").mkdir()
    answer = ask(package, "seeds")
    assert answer.returncode != 0
    assert "InputError" in answer.stderr
    assert str(package.resolve() / "_data" / "seeds") in answer.stderr
    assert str(tmp_path / "seeds") not in answer.stderr


@pytest.mark.parametrize("name", ["ontology", "shapes", "seeds"])
def test_this_checkout_has_its_data(name: str) -> None:
    place = data_dir(name)  # type: ignore[arg-type]  # a parametrised Literal
    assert place == ROOT / name
    assert any(place.iterdir())
