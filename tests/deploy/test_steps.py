"""Single steps of the Action, in runs that are out of the ordinary."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.deploy.api import GitHub, github
from tests.deploy.proposals import Proposal, faulty, git, propose, sound, swap, write_event
from tests.deploy.runner import ROOT, bare, commands

SCRIPT = ROOT / "deploy" / "ci" / "on_github.py"
MARK = "<!-- reportedly diff of seeds -->"


class Runner:
    """A folder in which single steps are run, and what GitHub tells them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = bare(folder / "bin") | {
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "GITHUB_REPOSITORY": "islands/data",
            "GITHUB_RUN_ID": "42",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_WORKSPACE": str(folder),
            "RUNNER_TEMP": str(folder / "temp"),
        }

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        Path(self.told["GITHUB_OUTPUT"]).write_text("")
        given = {f"IN_{key}": value for key, value in inputs.items()}
        return subprocess.run(
            ["python3", str(SCRIPT), name],
            cwd=self.told["GITHUB_WORKSPACE"],
            env={**self.told, **given},
            check=False,
            capture_output=True,
            text=True,
        )

    @property
    def outputs(self) -> dict[str, str]:
        lines = Path(self.told["GITHUB_OUTPUT"]).read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def api() -> Iterator[GitHub]:
    with github() as told:
        yield told


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Proposal:
    return propose(tmp_path_factory.mktemp("proposal"), sound)


def compared(runner: Runner, proposal: Proposal, *options: str, commit: str = "") -> str:
    workspace = proposal.checkout(runner.folder / "workspace", *options, commit=commit)
    runner.told["GITHUB_WORKSPACE"] = str(workspace)
    runner.told["GITHUB_EVENT_PATH"] = str(write_event(runner.folder, proposal.event()))
    ran = runner.step("compare")
    assert ran.returncode == 0, ran.stderr
    return runner.outputs["base"]


def test_a_merge_is_compared_with_the_branch_that_it_goes_into(
    runner: Runner, proposal: Proposal
) -> None:
    assert compared(runner, proposal) == proposal.base


def test_a_shallow_checkout_gets_the_commit_that_it_lacks(
    runner: Runner, proposal: Proposal
) -> None:
    assert compared(runner, proposal, "--depth=1") == proposal.base


def test_the_branch_itself_is_compared_with_where_it_left(
    runner: Runner, proposal: Proposal
) -> None:
    assert compared(runner, proposal, commit=proposal.head) == proposal.began


def test_without_the_commit_everything_is_checked_and_that_is_said(
    runner: Runner, proposal: Proposal
) -> None:
    workspace = proposal.checkout(runner.folder / "workspace", "--depth=1")
    git(workspace, "remote", "remove", "origin")
    runner.told["GITHUB_WORKSPACE"] = str(workspace)
    runner.told["GITHUB_EVENT_PATH"] = str(write_event(runner.folder, proposal.event()))
    ran = runner.step("compare")
    assert ran.returncode == 0
    assert runner.outputs == {"base": "", "since": ""}
    (said,) = commands(ran.stdout)
    assert said.name == "warning"
    assert "fetch-depth: 0" in said.message


def test_a_push_is_compared_with_what_was_there_and_checked_whole(
    runner: Runner, proposal: Proposal
) -> None:
    workspace = proposal.checkout(runner.folder / "workspace", commit=proposal.base)
    runner.told |= {"GITHUB_WORKSPACE": str(workspace), "GITHUB_EVENT_NAME": "push"}
    event = write_event(runner.folder, {"before": proposal.began, "after": proposal.base})
    runner.told["GITHUB_EVENT_PATH"] = str(event)
    runner.step("compare")
    assert runner.outputs == {"base": proposal.began, "since": ""}
    event.write_text('{"before": "0000000000000000000000000000000000000000"}')
    runner.step("compare")
    assert runner.outputs == {"base": "", "since": ""}, "a new branch has nothing before it"


def test_a_merge_queue_has_its_own_base(runner: Runner, proposal: Proposal) -> None:
    workspace = proposal.checkout(runner.folder / "workspace")
    runner.told |= {"GITHUB_WORKSPACE": str(workspace), "GITHUB_EVENT_NAME": "merge_group"}
    event = {"merge_group": {"base_sha": proposal.base, "head_sha": proposal.merge}}
    runner.told["GITHUB_EVENT_PATH"] = str(write_event(runner.folder, event))
    runner.step("compare")
    assert runner.outputs == {"base": proposal.base, "since": proposal.base}


def test_where_a_workflow_changes_everything_is_checked(runner: Runner, tmp_path: Path) -> None:
    def newer(folder: Path) -> None:
        sound(folder)
        (folder / ".github" / "workflows").mkdir(parents=True)
        (folder / ".github" / "workflows" / "check.yml").write_text("name: a newer Reportedly\n")

    (tmp_path / "newer").mkdir()
    compared(runner, propose(tmp_path / "newer", newer))
    assert runner.outputs["base"]
    assert runner.outputs["since"] == ""


def comment(
    runner: Runner, api: GitHub, said: str = "### What this changes\n", **inputs: str
) -> subprocess.CompletedProcess[str]:
    (runner.folder / "said.md").write_text(said)
    runner.told["GITHUB_API_URL"] = api.url
    given = {"MARKDOWN": str(runner.folder / "said.md"), "SEEDS": "seeds", "TOKEN": "t"}
    return runner.step("comment", **{**given, "DIFFERS": "true", "EXIT_CODE": "0", **inputs})


def told_of(runner: Runner, proposal: Proposal, *, fork: bool = False) -> None:
    runner.told["GITHUB_EVENT_PATH"] = str(write_event(runner.folder, proposal.event(fork=fork)))


def test_a_comment_is_found_again_behind_many_and_anybody_else_s_is_left(
    runner: Runner, proposal: Proposal, api: GitHub
) -> None:
    told_of(runner, proposal)
    foreign = api.has(f"{MARK}\nI only wrote the mark.", "mallory", "User")
    for number in range(120):
        api.has(f"No. {number}", "somebody", "User")
    ours = api.has(f"{MARK}\nold")
    assert "renewed" in comment(runner, api).stdout
    assert api.comments[ours - 1]["body"] == f"{MARK}\n### What this changes\n"
    assert api.comments[foreign - 1]["body"].endswith("I only wrote the mark.")
    assert len(api.comments) == 122


def test_where_nothing_changes_no_comment_is_begun_but_an_old_one_is_put_right(
    runner: Runner, proposal: Proposal, api: GitHub
) -> None:
    told_of(runner, proposal)
    assert "left" in comment(runner, api, DIFFERS="false").stdout
    assert api.comments == []
    api.has(f"{MARK}\nold")
    assert "renewed" in comment(runner, api, DIFFERS="false").stdout


def test_a_comment_on_a_faulty_change_leads_to_the_run(
    runner: Runner, proposal: Proposal, api: GitHub
) -> None:
    told_of(runner, proposal)
    comment(runner, api, EXIT_CODE="1")
    assert "](https://github.com/islands/data/actions/runs/42)" in api.comments[0]["body"]


def test_without_the_permission_the_run_says_which_and_passes(
    runner: Runner, proposal: Proposal, api: GitHub
) -> None:
    told_of(runner, proposal)
    api.refuses = True
    ran = comment(runner, api)
    assert ran.returncode == 0
    (said,) = commands(ran.stdout)
    assert said.name == "notice"
    assert "needs `pull-requests: write`" in said.message
    assert "summary" in said.message


def test_where_github_cannot_be_reached_the_run_says_so_and_passes(
    runner: Runner, proposal: Proposal, api: GitHub
) -> None:
    told_of(runner, proposal)
    api.url = "http://127.0.0.1:9"  # the port for discarding: nobody listens
    ran = comment(runner, api)
    assert ran.returncode == 0
    assert [each.name for each in commands(ran.stdout)] == ["notice"]


def test_a_fork_s_token_is_not_tried(runner: Runner, proposal: Proposal, api: GitHub) -> None:
    told_of(runner, proposal, fork=True)
    ran = comment(runner, api)
    assert ran.returncode == 0
    assert api.asked == []
    (said,) = commands(ran.stdout)
    assert "comes from a fork" in said.message


def test_what_the_log_shows_of_a_pull_request_gives_no_commands(
    runner: Runner, tmp_path: Path
) -> None:
    def evil(folder: Path) -> None:
        faulty(folder)
        swap(folder / "seeds/registry/actors/oda-fenwick.yaml", "homepage", '"\\n::error::owned"')

    (tmp_path / "evil").mkdir()
    compared(runner, propose(tmp_path / "evil", evil))
    base = runner.outputs["base"]
    checked = runner.step("check", SEEDS="seeds", SINCE=base)
    assert checked.returncode == 1
    sarif = runner.outputs["sarif-file"]
    said = runner.step("diff", SEEDS="seeds", BASE=base, SARIF=sarif)
    for ran in (checked, said):
        assert "owned" not in [each.message for each in commands(ran.stdout)]


def test_an_unknown_step_is_refused(runner: Runner) -> None:
    ran = runner.step("dance")
    assert ran.returncode == 1
    assert "usage: on_github.py install|compare|check|diff|comment" in ran.stderr


def test_where_pip_fails_the_step_says_which_command_did(runner: Runner) -> None:
    empty = runner.folder / "action"
    empty.mkdir()
    ran = runner.step("install", ACTION=str(empty))
    assert ran.returncode == 2
    (said,) = [each for each in commands(ran.stdout) if each.name == "error"]
    assert "--require-hashes" in said.message
    assert "Traceback" not in ran.stderr
