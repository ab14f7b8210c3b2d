"""``check --fix`` writes what has one right answer and says so; ``--diff`` only shows it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands


def _spoil(islands: Islands) -> None:
    islands.rewrite(islands.entry(), "{q: the country’s fish", "{q: the country's fish")
    islands.rewrite(islands.entry(), "review: reviewed\n", "review: reviewed  \n")
    islands.lock().write_bytes(b"{}")


def _check(command: Command, islands: Islands, *more: str) -> tuple[int, str, str]:
    ran = command("check", "--seeds", islands.seeds, "--texts", islands.texts, *more)
    return ran.code, ran.out, ran.err


def test_fix_mends_the_files_shows_the_change_and_checks_what_is_left(
    command: Command, my_islands: Islands, islands: Islands
) -> None:
    _spoil(my_islands)
    code, out, err = _check(command, my_islands, "--fix")
    assert (code, out) == (0, "")
    assert "+  - {q: the country’s fisheries minister" in err
    assert "Fixed 3 things in 2 files: 1 marks, 1 space, 1 lock." in err
    assert "All checks passed" in err
    for name in ("tesk-divers", "tesk-short"):
        assert my_islands.entry(name).read_bytes() == islands.entry(name).read_bytes()
        assert my_islands.lock(name).read_bytes() == islands.lock(name).read_bytes()


def test_fix_reports_what_it_could_not_mend(command: Command, my_islands: Islands) -> None:
    _spoil(my_islands)
    my_islands.rewrite(my_islands.entry(), "q: Perin Vayle", "q: Perin Vahl")
    code, _, err = _check(command, my_islands, "--fix")
    assert code == 1
    assert "Fixed 2 things in 1 file" in err
    assert "error[RP101]: 'Perin Vahl' does not stand in the text" in err


def test_diff_writes_nothing_and_is_a_patch_that_git_applies(
    command: Command, my_islands: Islands, islands: Islands, tmp_path: Path, monkeypatch: object
) -> None:
    _spoil(my_islands)
    spoiled = my_islands.entry().read_bytes()
    code, out, err = _check(command, my_islands, "--diff")
    assert code == 1
    assert "Would fix 3 things in 2 files" in err
    assert my_islands.entry().read_bytes() == spoiled
    patch = tmp_path / "fixes.patch"
    root = my_islands.root.as_posix()
    patch.write_text(out.replace(f"a/{root}/", "a/").replace(f"b/{root}/", "b/"), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=my_islands.root, check=True)
    subprocess.run(["git", "apply", patch], cwd=my_islands.root, check=True)
    assert my_islands.entry().read_bytes() == islands.entry().read_bytes()
    assert my_islands.lock().read_bytes() == islands.lock().read_bytes()


def test_diff_of_what_is_in_order_is_empty(command: Command, islands: Islands) -> None:
    assert _check(command, islands, "--diff") == (0, "", "Nothing to fix.\n")


def test_without_texts_no_lock_is_touched(command: Command, my_islands: Islands) -> None:
    _spoil(my_islands)
    ran = command("check", "--seeds", my_islands.seeds, "--fix")
    assert ran.code == 1
    assert "Fixed 1 thing in 1 file: 1 space." in ran.err
    assert my_islands.lock().read_bytes() == b"{}"
