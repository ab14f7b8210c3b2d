"""The Action, step by step as ``action.yml`` lists them, on a faulty pull request and its mending.

What needs GitHub itself is not run: the actions that it uses are recorded, its API is one of ours
on this machine, and Reportedly is the one at hand, but for a slow test that installs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from tests.deploy.api import GitHub, github
from tests.deploy.proposals import (
    ACTOR,
    LONG,
    SHORT,
    Proposal,
    faulty,
    git,
    propose,
    sound,
    write_event,
)
from tests.deploy.runner import ROOT, Action, Run, bare

SCHEMA = ROOT.parent / "shared" / "sarif" / "sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A pull request, and how the action went on it."""

    proposal: Proposal
    workspace: Path
    run: Run
    api: GitHub


def environment(workspace: Path, folder: Path, event: Path, api: str = "") -> dict[str, str]:
    """What GitHub tells a step of a run for a pull request."""
    return bare(folder / "bin") | {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": api,
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_REPOSITORY": "islands/data",
        "GITHUB_RUN_ID": "42",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": git(workspace, "rev-parse", "HEAD"),
        "GITHUB_WORKSPACE": str(workspace),
    }


def act(folder: Path, proposal: Proposal, api: GitHub, **inputs: str) -> Case:
    workspace = proposal.checkout(folder / "workspace")
    told = environment(workspace, folder, write_event(folder, proposal.event()), api.url)
    action = Action(ROOT / "action.yml", folder, told)
    return Case(proposal, workspace, action.run(instead=["Install"], **inputs), api)


@pytest.fixture(scope="module")
def api() -> Iterator[GitHub]:
    with github() as told:
        yield told


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory, api: GitHub) -> Case:
    folder = tmp_path_factory.mktemp("bad")
    return act(folder, propose(folder, faulty), api, texts="texts")


@pytest.fixture(scope="module")
def mended(bad: Case, tmp_path_factory: pytest.TempPathFactory, api: GitHub) -> Case:
    """The next commit of the same pull request, after the run on the faulty one."""
    folder = tmp_path_factory.mktemp("mended")
    return act(folder, propose(folder, sound), api, texts="texts")


def line_of(case: Case, file: str, words: str) -> tuple[int, int]:
    """Line and column, from 1, at which words stand in a file that was checked."""
    for number, line in enumerate((case.workspace / file).read_text().splitlines(), 1):
        if words in line:
            return number, line.index(words) + 1
    raise AssertionError(words)


def places(case: Case) -> set[tuple[str, str, int, int]]:
    """Code, file, line and column of each fault, as they stand in the files."""
    return {
        ("RP101", SHORT, *line_of(case, SHORT, "calls")),
        ("RP130", SHORT, *line_of(case, SHORT, "divers-are-gifts")),
        ("RP010", ACTOR, *line_of(case, ACTOR, "homepage")),
    }


def test_every_step_runs_and_the_job_ends_with_the_check_s_exit_code(bad: Case) -> None:
    outcomes = {step.name: step.outcome for step in bad.run.steps}
    assert outcomes == {
        "Set up Python": "success",
        "Install": "success",
        "Find what to compare with": "success",
        "Check": "failure",
        "Say what changes in the graph": "success",
        "Comment on the pull request": "success",
        "Upload SARIF": "success",
    }
    assert bad.run.code == 1
    assert bad.run.outputs["exit-code"] == "1"


def test_annotations_point_at_the_faults_and_at_nothing_else(bad: Case) -> None:
    found = {
        (
            each.facts["title"][:5],
            each.facts["file"],
            int(each.facts["line"]),
            int(each.facts["col"]),
        )
        for each in bad.run.annotations("error")
    }
    assert found == places(bad)
    assert bad.run.annotations("warning") == []


def test_the_sarif_file_is_valid_and_holds_the_same(bad: Case) -> None:
    file = Path(bad.run.outputs["sarif-file"])
    log = json.loads(file.read_text(encoding="utf-8"))
    if SCHEMA.is_file():
        jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(log)
    found = set()
    for each in log["runs"][0]["results"]:
        place = each["locations"][0]["physicalLocation"]
        region = place["region"]
        found.add(
            (
                each["ruleId"],
                place["artifactLocation"]["uri"],
                region["startLine"],
                region["startColumn"],
            )
        )
    assert found == places(bad)
    upload = bad.run["Upload SARIF"]
    assert upload.uses.startswith("github/codeql-action/upload-sarif@")
    assert upload.given["sarif_file"] == str(file)


def test_the_summary_holds_the_check_and_what_the_sound_part_changes(bad: Case) -> None:
    check, _, diff = bad.run.summary.partition("### What this changes in the graph")
    assert "Found 3 errors in 2 files." in check
    assert all(code in check for code in ("RP101", "RP130", "RP010"))
    assert "1 report changed" in diff
    assert "planned → offered" in diff
    assert f"In error, and so left as before in this comparison: `{SHORT}`, `{ACTOR}`" in diff


def test_what_others_merged_meanwhile_is_no_part_of_the_change(bad: Case) -> None:
    assert bad.run.outputs["base"] == bad.proposal.base != bad.proposal.began
    assert "Ines" not in bad.run.summary


def test_what_the_change_cannot_touch_is_left_out(mended: Case) -> None:
    assert mended.run["Find what to compare with"].outputs["since"] == mended.proposal.base
    assert f"1 entry left out: as at {mended.proposal.base}" in mended.run["Check"].log


def test_the_working_tree_and_the_branches_are_left_as_they_were(bad: Case) -> None:
    assert git(bad.workspace, "status", "--porcelain", "--ignored") == ""
    assert git(bad.workspace, "rev-parse", "HEAD") == bad.proposal.merge
    assert git(bad.workspace, "for-each-ref") == ""


def test_a_mended_pull_request_passes_and_its_one_comment_is_renewed(mended: Case) -> None:
    assert mended.run.code == 0, mended.run["Check"].log
    assert {step.outcome for step in mended.run.steps} == {"success"}
    assert mended.run.annotations("error") == []
    assert "All checks passed" in mended.run.summary
    assert "planned → offered" in mended.run.summary
    assert "In error" not in mended.run.summary
    (comment,) = mended.api.comments
    assert comment["body"].startswith("<!-- reportedly diff of seeds -->\n### What this changes")
    assert "planned → offered" in comment["body"]
    assert [each for each in mended.api.asked if not each.startswith("GET")] == [
        "POST /repos/islands/data/issues/7/comments",
        "PATCH /repos/islands/data/issues/comments/1",
    ]
    assert mended.api.tokens == {"Bearer a-token"}


def test_no_input_reaches_a_shell(tmp_path: Path, api: GitHub) -> None:
    proposal = propose(tmp_path, sound)
    workspace = proposal.checkout(tmp_path / "workspace")
    told = environment(workspace, tmp_path, write_event(tmp_path, proposal.event()), api.url)
    evil = '"; touch owned; $(touch owned) `touch owned` #'
    run = Action(ROOT / "action.yml", tmp_path, told).run(
        instead=["Install"], seeds=evil, base=evil, texts=evil, comment="false"
    )
    assert run.code == 2
    assert [path.name for path in tmp_path.rglob("owned")] == []
    assert "could not be run" in run.annotations("error")[0].message
    assert "is not to be had" in run.annotations("warning")[0].message


def test_code_in_the_repository_that_is_checked_is_not_run(tmp_path: Path, api: GitHub) -> None:
    proposal = propose(tmp_path, sound)
    workspace = proposal.checkout(tmp_path / "workspace")
    for name in ("reportedly", "json", "revisions"):
        (workspace / name).mkdir()
        (workspace / name / "__init__.py").write_text("raise SystemExit('owned')\n")
    told = environment(workspace, tmp_path, write_event(tmp_path, proposal.event()), api.url)
    run = Action(ROOT / "action.yml", tmp_path, told).run(instead=["Install"], comment="false")
    assert run.code == 0
    assert "owned" not in "".join(step.log for step in run.steps)


@pytest.mark.slow
def test_the_first_step_installs_what_the_lock_names(tmp_path: Path, api: GitHub) -> None:
    """By pip, with hashes, from where pip gets its packages; so it is left to `make test-all`."""
    proposal = propose(tmp_path, faulty)
    workspace = proposal.checkout(tmp_path / "workspace")
    told = environment(workspace, tmp_path, write_event(tmp_path, proposal.event()), api.url)
    (tmp_path / "bin" / "reportedly").unlink()  # that of the environment at hand
    run = Action(ROOT / "action.yml", tmp_path, told).run(comment="false")
    if re.search(
        r"No matching distribution|ConnectionError|NewConnectionError", run["Install"].log
    ):
        pytest.skip("pip could not reach its packages: no network")
    assert re.search(r"^reportedly \d\S*$", run["Install"].log, re.MULTILINE), run["Install"].log
    assert run.code == 1
    assert {each.facts["file"] for each in run.annotations("error")} == {SHORT, ACTOR}
    assert LONG not in {each.facts["file"] for each in run.annotations("error")}
