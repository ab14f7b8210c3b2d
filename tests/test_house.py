"""The house keeps its own rules: lock, tracked files, lengths, and the words of the Makefile."""

from __future__ import annotations

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LONGEST = 300
LONGER_WITH_REASON: dict[str, str] = {}
"""Python files that may be longer; a file that has become shorter must leave this table."""

HOSTS = [
    r"pypi\.org",
    r"pythonhosted\.org",
    r"npmjs\.(?:org|com)",
    r"deb\.debian\.org",
    r"pypi[/]simple",
]
MACHINE = [
    r"(?<![\w.:/-])/(?:home|Users|work|farm|root|old_root)/[\w.-]+",
    r"(?<![\w.:/-])/tmp/[\w.-]+",
    r"\b[A-Z]:\\Users\\",
    r"[.]library/",
]


@cache
def tracked() -> dict[str, str]:
    """Read every text file that is, or is about to be, in the repository."""
    answer = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        pytest.skip("not a git checkout: what is tracked is unknown")
    texts = {}
    for name in filter(None, answer.stdout.split("\0")):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in data[:8192]:
            texts[name] = data.decode("utf-8")
    return texts


@cache
def project() -> dict[str, list[str]]:
    """Read the two lists of requirements: what runs, and what development needs besides."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "run": config["project"]["dependencies"],
        "dev": config["dependency-groups"]["dev"],
        "build": config["build-system"]["requires"],
    }


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """Read a lock: canonical name -> version and hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(
        r"^([\w.-]+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.M
    )
    assert len(pins) == len(re.findall(r"^\w", text, re.M)), "a line of the lock is no pin"
    return {
        canonicalize_name(pin): (version, re.findall(r"sha256:[0-9a-f]{64}", hashes))
        for pin, version, hashes in pins
    }


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("requirements.lock", ("run", "dev", "build")), ("requirements-run.lock", ("run",))],
)
def test_the_lock_holds_what_the_project_declares(lock: str, groups: tuple[str, ...]) -> None:
    pins = locked(lock)
    declared = [Requirement(line) for group in groups for line in project()[group]]
    for requirement in declared:
        assert canonicalize_name(requirement.name) in pins, f"run `make lock`: {requirement}"
        version, _ = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"run `make lock`: {requirement}"
    assert all(hashes for _, hashes in pins.values())


def test_both_locks_pin_the_same_versions() -> None:
    whole = locked("requirements.lock")
    for name, pin in locked("requirements-run.lock").items():
        assert whole[name] == pin, f"run `make lock`: {name}"


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for line in project()["run"]:
        assert re.search(rf'^    "{re.escape(line)}", +# \w', text, re.M), line


@pytest.mark.parametrize("pattern", HOSTS + MACHINE)
def test_no_file_names_a_machine_or_a_registry(pattern: str) -> None:
    rule = re.compile(pattern)
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in tracked().items()
        for match in [rule.search(text)]
        if match
    ]
    assert found == []


def test_a_python_file_is_read_in_one_sitting() -> None:
    lengths = {name: text.count("\n") for name, text in tracked().items() if name.endswith(".py")}
    assert lengths, "no Python file is tracked"
    assert {
        name: n for name, n in lengths.items() if n > LONGEST and name not in LONGER_WITH_REASON
    } == {}
    assert [name for name in LONGER_WITH_REASON if lengths.get(name, 0) <= LONGEST] == []


def test_text_files_end_lines_with_a_line_feed() -> None:
    assert [name for name, text in tracked().items() if "\r" in text] == []


def test_every_make_word_that_is_written_down_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    places = {
        name: text
        for name, text in tracked().items()
        if name.endswith(".md") or name in {"Makefile", ".ci/run"}
    }
    words = {
        (name, word)
        for name, text in places.items()
        for word in re.findall(r"(?:`|^ *(?:\$ )?|^step \w+ )make ([a-z][a-z-]*)", text, re.M)
    }
    assert {word for _, word in words} >= {"test", "test-all", "lint", "types", "floors"}
    assert [(name, word) for name, word in sorted(words) if word not in targets] == []


def test_every_path_that_the_contributors_are_sent_to_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:loader|api|ontology|shapes|seeds|tests)/[\w./-]*)", text)
    assert len(paths) >= 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.M)
    assert phony is not None
    answer = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(phony[1].split()) == set(re.findall(r"^  make (\S+)", answer.stdout, re.M))
