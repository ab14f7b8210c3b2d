"""The steps of ``action.yml``: ``python3 on_github.py install|compare|check|diff|comment``.

All that a step is told stands in its environment: what GitHub says of the run, and what
``action.yml`` hands on of its inputs as ``IN_*``. The standard library is enough, since the first
step has yet to install what Reportedly needs. Nothing of the repository that is checked is run.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from comments import RefusedError, Repository
from revisions import Event, Git, GitError, base_of, leaving_out, trusting

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
"""Exit codes, as those of ``reportedly``."""
RULES: Final = ".github"
"""Where workflows say which Reportedly checks: if that changes, the base may no longer be sound."""
_PERMISSION: Final = "pull-requests: write"


def install() -> int:
    """Put Reportedly into an environment of its own, and its command on the path of later steps."""
    action, package = Path(_in("ACTION")), _in("PACKAGE")
    venv, scripts = _place("venv"), _place("bin")
    _do(sys.executable, "-m", "venv", str(venv))
    python = venv / "bin" / "python"
    pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _do(*pip, "--require-hashes", "-r", str(action / "requirements-run.lock"))
    if package:
        _do(*pip, "--no-deps", "--", package)
    else:  # nothing is built, so that nothing comes from outside but what the lock names
        asked = _do(str(python), "-c", "import site; print(site.getsitepackages()[0])")
        towers = "".join(f"{action / tower}\n" for tower in ("loader", "api"))
        (Path(asked.strip()) / "reportedly.pth").write_text(towers, encoding="utf-8")
    scripts.mkdir(parents=True, exist_ok=True)
    command = scripts / "reportedly"
    # -P: a folder `reportedly` in the repository that is checked is no code of ours.
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(python))} -P -m reportedly "$@"\n')
    command.chmod(0o755)
    _append("GITHUB_PATH", str(scripts))
    print(_do(str(command), "--version").strip())
    return CLEAN


def compare() -> int:
    """Settle which commit the run is compared with, and whether that may be taken to be sound."""
    event, git, asked = Event.read(os.environ), _git(), _in("BASE")
    try:
        base = git.commit(asked) if asked else base_of(event, git)
    except GitError as error:
        _say(
            "warning",
            f"The commit to compare with is not to be had, so everything is checked, "
            f"and what changes is not told. Does the checkout have `fetch-depth: 0`? Git: {error}",
        )
        base = ""
    since = base if event.is_a_proposal and _in("CHECK_ALL") != "true" else ""
    if since and git("diff", "--name-only", since, "HEAD", "--", RULES):
        print(f"{RULES} differs from {since[:12]}: everything is checked.")
        since = ""
    _output(base=base, since=since)
    return CLEAN


def check() -> int:
    """Check, annotate the lines, write summary and SARIF file; its exit code is the step's."""
    sarif = _file("SARIF", "reportedly.sarif")
    options = ["--seeds", _in("SEEDS"), "--cache", str(_place("checked"))]
    if _in("TEXTS"):
        options += ["--texts", _in("TEXTS")]
    required = _in("REQUIRE_TEXTS")
    if required == "true" or (required != "false" and _in("TEXTS")):
        options.append("--require-texts")
    if _in("SINCE"):
        options += ["--changed-since", _in("SINCE")]
    ran = _reportedly("check", *options, "--output-format", "github")
    sys.stdout.write(ran.stdout)
    _show(ran.stderr)
    _output(**{"exit-code": str(ran.returncode)})
    if ran.returncode not in {CLEAN, FINDINGS}:
        _say("error", f"The check could not be run. {ran.stderr.strip()}")
        _summary(f"### Reportedly: ❌ The check could not be run\n\n{_fence(ran.stderr)}")
        return ran.returncode
    again = _reportedly("check", *options, "--output-format", "sarif", "--output-file", str(sarif))
    if again.returncode != ran.returncode or not sarif.is_file():
        _say("warning", f"No SARIF was written. {again.stderr.strip()}")
    else:
        _output(**{"sarif-file": str(sarif)})
    return ran.returncode


def diff() -> int:
    """Say in the summary what the change does to the graph; whatever comes of it fails no run."""
    base, git = _in("BASE"), _git()
    if not base:
        print("There is no commit to compare with.")
        return CLEAN
    faulty = _faulty(Path(_in("SARIF"))) if _in("SARIF") else ()
    try:
        after = leaving_out(faulty, base, git) if faulty else git.commit("HEAD")
    except GitError as error:
        _say("warning", f"What changes in the graph is not told. Git: {error}")
        return CLEAN
    sides = ("--seeds", _in("SEEDS"), f"{base}..{after}")
    ran = _reportedly("diff", *sides, "--output-format", "markdown", "--exit-code")
    said, differs = ran.stdout, ran.returncode == FINDINGS
    if ran.returncode not in {CLEAN, FINDINGS}:
        _show(ran.stderr)
        if not faulty:
            _say("warning", "What changes in the graph is not told: see the log of this step.")
        last = ran.stderr.strip().splitlines()[-1:] or ["There is no reason given."]
        said = f"### What this changes in the graph\n\nNot told yet. {_code(last[0])}\n"
        differs = True
    elif faulty:
        names = ", ".join(_code(name) for name in faulty)
        note = f"> ⚠️ In error, and so left as before in this comparison: {names}"
        heading, _, rest = said.partition("\n\n")
        said = f"{heading}\n\n{note}\n\n{rest}"
    _summary(said)
    markdown = _file("MARKDOWN", "reportedly-diff.md")
    markdown.write_text(said, encoding="utf-8")
    _output(**{"markdown-file": str(markdown), "differs": str(differs).lower()})
    return CLEAN


def comment() -> int:
    """Put what the change does into one comment on the pull request, or say why that cannot be."""
    event = Event.read(os.environ)
    if event.pull_request is None or not _in("MARKDOWN"):
        print("There is no pull request to comment on, or nothing to say.")
        return CLEAN
    if event.from_fork and event.name == "pull_request":
        _say(
            "notice",
            "This pull request comes from a fork, and GitHub lets no run for a fork write "
            "comments. What it changes in the graph stands in the summary of the run.",
        )
        return CLEAN
    environ = os.environ
    body = Path(_in("MARKDOWN")).read_text(encoding="utf-8")
    if _in("EXIT_CODE") != str(CLEAN):
        run = "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}"
        where = run.format_map(environ)
        found = f"❌ **The check found errors**: at their lines, and in [the run]({where})."
        body = f"{found}\n\n{body}"
    mark = f"<!-- reportedly diff of {quote(_in('SEEDS'), safe='/').replace('--', '%2D%2D')} -->"
    repository = Repository(environ["GITHUB_API_URL"], environ["GITHUB_REPOSITORY"], _in("TOKEN"))
    try:
        did = repository.comment(event.pull_request, mark, body, begin=_in("DIFFERS") == "true")
    except RefusedError as refused:
        hint = f" The job needs `{_PERMISSION}`." if refused.status in {401, 403, 404} else ""
        _say(
            "notice",
            f"The pull request was not commented on: {refused}.{hint} What it changes "
            "in the graph stands in the summary of the run.",
        )
        return CLEAN
    print(f"The comment on the pull request: {did}.")
    return CLEAN


STEPS: Final[Mapping[str, Callable[[], int]]] = {
    step.__name__: step for step in (install, compare, check, diff, comment)
}


def _in(name: str) -> str:
    return os.environ.get(f"IN_{name}", "").strip()


def _git() -> Git:
    return Git(Path(os.environ["GITHUB_WORKSPACE"]))


def _place(name: str) -> Path:
    return Path(os.environ["RUNNER_TEMP"]) / "reportedly" / name


def _file(name: str, otherwise: str) -> Path:
    """A file that is written, under the name that was asked for; its folder is made."""
    file = Path(os.environ["GITHUB_WORKSPACE"], _in(name)) if _in(name) else _place(otherwise)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _do(*command: str) -> str:
    """What a command prints; its errors are in the log, and end the step."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _reportedly(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("reportedly")
    if command is None:
        raise SystemExit("reportedly is not installed: did the step `install` run?")
    workspace = Path(os.environ["GITHUB_WORKSPACE"])
    return subprocess.run(
        [command, *arguments],
        cwd=workspace,
        env=trusting(workspace) | {"NO_COLOR": "1", "COLUMNS": "120"},
        check=False,
        capture_output=True,
        text=True,
    )


def _faulty(sarif: Path) -> Sequence[str]:
    """The files, from the top of the repository, in which the check found errors."""
    runs = json.loads(sarif.read_text(encoding="utf-8"))["runs"]
    errors = [each for run in runs for each in run["results"] if each["level"] == "error"]
    places = [place["physicalLocation"] for each in errors for place in each["locations"]]
    return sorted({unquote(place["artifactLocation"]["uri"]) for place in places})


def _append(variable: str, line: str) -> None:
    with Path(os.environ[variable]).open("a", encoding="utf-8") as stream:
        stream.write(f"{line}\n")


def _output(**values: str) -> None:
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise SystemExit(f"the value of {name} has more than one line: {value!r}")
        _append("GITHUB_OUTPUT", f"{name}={value}")


def _summary(markdown: str) -> None:
    _append("GITHUB_STEP_SUMMARY", f"\n{markdown}")


def _say(level: str, words: str) -> None:
    encoded = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=Reportedly::{encoded}", flush=True)


def _show(text: str) -> None:
    """Print what may hold words of a pull request, in which GitHub is to see no commands."""
    if text.strip():
        token = secrets.token_hex(16)
        print(f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::", flush=True)


def _code(words: str) -> str:
    return f"`{words.replace('`', '’')}`"


def _fence(text: str) -> str:
    return f"~~~~~~\n{text.strip().replace('~~~', '~ ~ ~')}\n~~~~~~\n"


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) == 2 else ""
    if wanted not in STEPS:
        raise SystemExit(f"usage: on_github.py {'|'.join(STEPS)}")
    try:
        raise SystemExit(STEPS[wanted]())
    except subprocess.CalledProcessError as failed:
        command = shlex.join(failed.cmd)
        _say("error", f"`{command}` ended with {failed.returncode}: see the log of this step.")
        raise SystemExit(COULD_NOT_RUN) from None
