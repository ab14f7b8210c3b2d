"""The job of the GitLab template, its script run as GitLab's runner runs it, on a merge request."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from tests.deploy.proposals import ACTOR, SHORT, faulty, git, propose, sound
from tests.deploy.runner import ROOT, bare

TEMPLATE = ROOT / "deploy" / "gitlab" / "reportedly.gitlab-ci.yml"


@dataclass(frozen=True, slots=True)
class Ran:
    """How the job ended, and the folder in which it left its artifacts."""

    code: int
    log: str
    folder: Path


def run(folder: Path, change: Callable[[Path], None]) -> Ran:
    proposal = propose(folder, change)
    workspace = proposal.checkout(folder / "workspace")
    told = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    job = told["reportedly"]
    gitlab = {
        "CI": "true",
        "GITLAB_CI": "true",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": proposal.began,
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": proposal.base,
        "CI_PROJECT_DIR": str(workspace),
    }
    given = {**told["variables"], **job["variables"], "REPORTEDLY_TEXTS": "texts"}
    variables = {
        key: value.replace("$CI_PROJECT_DIR", str(workspace)) for key, value in given.items()
    }
    # The command at hand stands for what before_script installs: there is no network.
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"])],
        cwd=workspace,
        env=bare(folder / "bin") | gitlab | variables,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Ran(ran.returncode, ran.stdout, workspace)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(tmp_path_factory.mktemp("bad"), faulty)


def test_the_job_ends_with_the_check_s_exit_code_and_shows_the_lines(bad: Ran) -> None:
    assert bad.code == 1, bad.log
    assert "error[RP130]: the registry has no claim 'divers-are-gifts'" in bad.log
    assert "Did you mean 'divers-are-gift'?" in bad.log


def test_the_code_quality_report_holds_each_fault_at_its_file(bad: Ran) -> None:
    found = json.loads((bad.folder / "reportedly-codequality.json").read_text(encoding="utf-8"))
    assert sorted((each["check_name"], each["location"]["path"]) for each in found) == [
        ("RP010", ACTOR),
        ("RP101", SHORT),
        ("RP130", SHORT),
    ]
    assert all(each["location"]["lines"]["begin"] > 1 for each in found)


def test_the_junit_report_counts_them(bad: Ran) -> None:
    suites = ET.parse(bad.folder / "reportedly-junit.xml").getroot()
    assert suites.get("failures") == "3"


def test_what_does_not_pass_is_not_compared_and_that_is_said(bad: Ran) -> None:
    assert "not told yet" in (bad.folder / "reportedly-diff.md").read_text(encoding="utf-8")


def test_a_sound_merge_request_passes_and_is_told_without_what_others_merged(
    tmp_path: Path,
) -> None:
    good = run(tmp_path, sound)
    assert good.code == 0, good.log
    told = (good.folder / "reportedly-diff.md").read_text(encoding="utf-8")
    assert "planned → offered" in told
    assert "Ines" not in told


def test_every_artifact_that_the_template_names_is_left_there(bad: Ran) -> None:
    artifacts = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["reportedly"]["artifacts"]
    named = [*artifacts["paths"], *artifacts["reports"].values()]
    assert [name for name in named if not (bad.folder / name).is_file()] == []
    assert git(bad.folder, "diff", "--stat") == ""
