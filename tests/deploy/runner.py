"""The part of GitHub's runner that a composite action needs, read from ``action.yml`` alone.

Steps run in the order in which the file lists them, in a real shell, with the environment that
GitHub describes. Steps that use another action are recorded and not run: there is no network.
Expressions know what the file uses of them, and nothing else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).parents[2]
_EXPRESSION: Final = re.compile(r"\$\{\{(.*?)\}\}")
_TOKEN: Final = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|!|\w+\(\)|[\w.-]+)")
_OPERATORS: Final = {"&&": "and", "||": "or", "==": "==", "!=": "!=", "!": "not"}
_COMMAND: Final = re.compile(r"::(?P<name>[\w-]+)(?: (?P<facts>.*?))?::(?P<message>.*)")


@dataclass(frozen=True, slots=True)
class Command:
    """A workflow command that the runner obeyed: an annotation, mostly."""

    name: str
    facts: Mapping[str, str]
    message: str


@dataclass(slots=True)
class Step:
    """How one step went."""

    name: str
    outcome: str
    code: int = 0
    log: str = ""
    commands: Sequence[Command] = ()
    outputs: dict[str, str] = field(default_factory=dict)
    uses: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """How a whole run of the action went."""

    steps: list[Step]
    outputs: dict[str, str]
    summary: str

    def __getitem__(self, name: str) -> Step:
        (step,) = [step for step in self.steps if step.name == name]
        return step

    @property
    def code(self) -> int:
        """The exit code of the first step that failed, which is the job's."""
        return next((step.code for step in self.steps if step.outcome == "failure"), 0)

    def annotations(self, level: str) -> list[Command]:
        return [each for step in self.steps for each in step.commands if each.name == level]


class Action:
    """An action, and the folder of a runner in which it runs.

    Args:
        file: ``action.yml``.
        folder: for temporary files.
        environment: what GitHub tells every step, over the bare environment of a runner.
    """

    def __init__(self, file: Path, folder: Path, environment: Mapping[str, str]) -> None:
        self.told: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        self._file, self._folder, self._environment = file, folder, environment

    def run(self, *, instead: Sequence[str] = (), **given: str) -> Run:
        """Run the steps.

        Args:
            instead: names of steps that are taken to have been done already.
            given: inputs; an underscore stands for a hyphen.
        """
        asked = {key.replace("_", "-"): value for key, value in given.items()}
        assert asked.keys() <= self.told["inputs"].keys()
        contexts: dict[str, str] = {
            "github.action_path": str(self._file.parent),
            "github.token": "a-token",
        }
        for name, row in self.told["inputs"].items():
            contexts[f"inputs.{name}"] = asked.get(
                name, self._fill(row.get("default", ""), contexts)
            )
        temp = self._folder / "temp"
        temp.mkdir(exist_ok=True)
        files = {
            name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")
        }
        files["GITHUB_STEP_SUMMARY"].write_text("")
        steps: list[Step] = []
        for row in self.told["runs"]["steps"]:
            failed = any(step.outcome == "failure" for step in steps)
            if not self._wanted(row.get("if"), contexts, failed=failed):
                step = Step(row["name"], "skipped")
            elif "uses" in row:
                given_ = {key: self._fill(value, contexts) for key, value in row["with"].items()}
                step = Step(row["name"], "success", uses=row["uses"], given=given_)
            elif row["name"] in instead:
                step = Step(row["name"], "success")
            else:
                step = self._shell(row, contexts, files, temp)
            steps.append(step)
            if "id" in row:
                contexts[f"steps.{row['id']}.outcome"] = step.outcome
                contexts |= {f"steps.{row['id']}.outputs.{k}": v for k, v in step.outputs.items()}
        outputs = {k: self._fill(v["value"], contexts) for k, v in self.told["outputs"].items()}
        summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return Run(steps, outputs, summary)

    def _shell(
        self,
        row: Mapping[str, Any],
        contexts: Mapping[str, str],
        files: Mapping[str, Path],
        temp: Path,
    ) -> Step:
        assert row["shell"] == "bash"
        files["GITHUB_OUTPUT"].write_text("")
        path = files["GITHUB_PATH"].read_text().split() if files["GITHUB_PATH"].exists() else []
        environment = {
            "PATH": os.pathsep.join([*reversed(path), self._environment["PATH"]]),
            "RUNNER_TEMP": str(temp),
        } | {name: str(file) for name, file in files.items()}
        own = {key: self._fill(str(value), contexts) for key, value in row.get("env", {}).items()}
        script = temp / "script.sh"
        script.write_text(row["run"])
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self._environment["GITHUB_WORKSPACE"],
            env={**self._environment, **environment, **own},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        outputs = dict(
            line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines()
        )
        outcome = "failure" if ran.returncode else "success"
        said = commands(ran.stdout)
        return Step(row["name"], outcome, ran.returncode, ran.stdout, said, outputs)

    @staticmethod
    def _fill(text: str, contexts: Mapping[str, str]) -> str:
        return _EXPRESSION.sub(lambda found: contexts.get(found[1].strip(), ""), text)

    @staticmethod
    def _wanted(condition: str | None, contexts: Mapping[str, str], *, failed: bool) -> bool:
        if condition is None:
            return not failed
        whole = _EXPRESSION.fullmatch(condition.strip())
        assert whole is not None, condition
        words: list[str] = []
        for token in _TOKEN.findall(whole[1]):
            if token in _OPERATORS:
                words.append(_OPERATORS[token])
            elif token.startswith("'"):
                words.append(repr(token[1:-1].replace("''", "'")))
            elif token.endswith("()"):
                words.append(str({"always()": True, "success()": not failed}[token]))
            else:
                words.append(repr(contexts.get(token, "")))
        met: bool = eval(" ".join(words), {"__builtins__": {}})
        # Without a word on the status of the steps before, success() is understood.
        return bool(met) and ("()" in condition or not failed)


def commands(log: str) -> list[Command]:
    """The workflow commands of a log, obeyed as the runner does: not while they are stopped."""
    found: list[Command] = []
    until: str | None = None
    for line in log.splitlines():
        matched = _COMMAND.match(line.lstrip())
        if matched is None or (until is not None and matched["name"] != until):
            continue
        if until is not None:
            until = None
        elif matched["name"] == "stop-commands":
            until = matched["message"]
        else:
            facts = dict(fact.split("=", 1) for fact in (matched["facts"] or "").split(",") if fact)
            decoded = {key: _decoded(value) for key, value in facts.items()}
            found.append(Command(matched["name"], decoded, _decoded(matched["message"])))
    return found


def _decoded(words: str) -> str:
    for code, mark in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, mark)
    return words


def bare(scripts: Path) -> dict[str, str]:
    """A runner's environment: its own Python as ``python3``, and nothing of ours but the command.

    Args:
        scripts: a folder that is made, and holds ``reportedly`` and ``python3``.
    """
    scripts.mkdir(parents=True)
    towers = os.pathsep.join(str(ROOT / tower) for tower in ("loader", "api"))
    for name, command in (
        ("python3", f"exec '{sys.executable}' \"$@\""),
        ("reportedly", f"PYTHONPATH='{towers}' exec '{sys.executable}' -P -m reportedly \"$@\""),
    ):
        (scripts / name).write_text(f"#!/bin/sh\n{command}\n")
        (scripts / name).chmod(0o755)
    named, packages = {"HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "HTTPS_PROXY"}, "PIP_"
    kept = {k: v for k, v in os.environ.items() if k in named or k.startswith(packages)}
    return kept | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
