"""Where each format goes, what stays on standard error, and that exit codes do not change."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.support.command import ROOT

from reportedly.report.table import FORMATS
from reportedly.resources import data_dir
from reportedly.validate.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands

READ: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "gitlab": json.loads,
    "sarif": json.loads,
    "junit": lambda said: ET.fromstring(said.encode()),
}
"""How a machine reads the formats that are documents."""


@pytest.mark.parametrize("name", FORMATS)
def test_machines_are_told_on_standard_output_and_people_on_standard_error(
    name: str, command: Command, my_islands: Islands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(my_islands.root)
    my_islands.rewrite(my_islands.entry(), "tells: divers-dive", "tells: divers-div")
    ran = command("check", "--seeds", "seeds", "--output-format", name)
    assert ran.code == 1
    told = ran.out if FORMATS[name].to_stdout else ran.err
    assert "RP130" in told
    assert "tesk-divers.yaml" in told
    if name in READ:
        assert READ[name](told) is not None
    assert "Found 1 error in 1 file." in ran.err
    assert (ran.out == "") == (name == "full")


@pytest.mark.parametrize("name", FORMATS)
def test_a_clean_check_is_code_0_in_every_format(
    name: str, command: Command, islands: Islands
) -> None:
    ran = command("check", "--seeds", islands.seeds, "--output-format", name)
    assert ran.code == 0
    assert ran.err.endswith("All checks passed.\n")
    assert name not in READ or READ[name](ran.out) is not None


def test_the_format_and_the_file_can_be_said_by_the_environment(
    command: Command, my_islands: Islands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_OUTPUT_FORMAT", "json")
    file = my_islands.root / "report.json"
    monkeypatch.setenv("REPORTEDLY_OUTPUT_FILE", str(file))
    ran = command("check", "--seeds", my_islands.seeds)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8"))["summary"]["errors"] == 0


def test_a_file_holds_no_colours_and_what_was_there_before_is_replaced(
    command: Command, my_islands: Islands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    my_islands.lock().unlink()
    file = my_islands.root / "report.txt"
    file.write_text("before", encoding="utf-8")
    ran = command("check", "--seeds", my_islands.seeds, "--output-file", file)
    assert ran.code == 1
    assert file.read_text(encoding="utf-8").startswith("error[RP110]: ")
    assert "RP110" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--output-format", "yaml"), "'yaml' is none of full, concise, json"),
        (("--output-file", "no/such/folder/report"), "the report cannot be written"),
    ],
)
def test_a_format_that_is_unknown_and_a_file_that_cannot_be_written_are_code_2(
    arguments: tuple[str, ...], says: str, command: Command, islands: Islands
) -> None:
    ran = command("check", "--seeds", islands.seeds, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in " ".join(re.sub("[│╭╮╰╯─]", " ", ran.err).split())


def test_github_is_given_annotations_and_the_whole_in_the_summary_of_the_step(
    command: Command, my_islands: Islands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("what was there before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(my_islands.root))
    monkeypatch.chdir(my_islands.seeds)
    text = my_islands.entry().read_text(encoding="utf-8")
    spoilt = text.replace("certainty: stated", "certainty: statd")
    assert text.count("certainty: stated") > 11
    my_islands.entry().write_text(spoilt, encoding="utf-8")
    ran = command("check", "--seeds", ".", "--output-format", "github")
    assert ran.out.count("::error file=seeds/entries/tesk-divers.yaml,") == 10
    assert ran.out.count("::notice ") == 1
    whole = summary.read_text(encoding="utf-8")
    assert whole.startswith("what was there before\n### Reportedly: ❌ Found ")
    assert whole.count("/checks/RP012)") == text.count("certainty: stated")


def test_a_rule_is_explained_as_on_its_page(command: Command) -> None:
    ran = command("explain", "rp101", "RP301")
    assert ran.code == 0
    first, second = ran.out.split("\n# RP301: ")
    assert first.startswith("# RP101: The words are not there\n")
    assert all("## Why the rule exists\n" in page for page in (first, second))


def test_all_rules_are_listed_a_line_each_below_their_layers(command: Command) -> None:
    ran = command("explain")
    listed = re.findall(r"^(RP\d{3})  (?:error|warning)\s+\S", ran.out, re.M)
    assert listed == [rule.code for rule in catalogue(data_dir("shapes"))]
    heads = [line for line in ran.out.splitlines() if line and not line.startswith("RP")]
    assert [head.partition(":")[0] for head in heads] == [
        "Reading",
        "Anchors, locks and names",
        "Shapes",
        "The whole store",
    ]


def test_a_code_that_is_unknown_names_near_ones_with_code_2(command: Command) -> None:
    ran = command("explain", "RP1O1")
    assert (ran.code, ran.out) == (2, "")
    assert "no rule has the code 'RP1O1'" in ran.err
    assert "RP101" in ran.err


def test_a_page_is_laid_out_on_a_terminal(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = command("explain", "RP101")
    assert "## Why" not in ran.out
    assert "Why the rule exists" in ran.out


def test_a_reader_who_leaves_early_changes_no_verdict(my_islands: Islands) -> None:
    my_islands.lock().unlink()
    reader, writer = os.pipe()
    os.close(reader)
    towers = os.pathsep.join(str(ROOT / tower) for tower in ("loader", "api"))
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", "check", "--output-format", "concise"],
        env=os.environ | {"REPORTEDLY_SEEDS": str(my_islands.seeds), "PYTHONPATH": towers},
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Found 1 error in 1 file." in done.stderr
