"""Help that a person can read on a terminal of 80 columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reportedly import __version__

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command

COMMANDS = (
    "check", "explain", "pin", "new", "schema", "load", "diff", "query", "export", "serve",
    "settings",
)  # fmt: skip


def test_help_begins_with_what_it_is_for_and_lists_every_command(command: Command) -> None:
    ran = command("--help")
    assert ran.code == 0
    assert "\n Reportedly checks news articles" in ran.out
    assert "\n   reportedly load                  build and publish the graph " in ran.out
    assert "Exit codes: 0 clean, 1 something was found, 2 could not run." in ran.out
    listed = tuple(re.findall(r"^│ ([a-z]+)  ", ran.out, re.MULTILINE))
    assert listed == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_examples_each_on_a_line_of_its_own(
    name: str, command: Command
) -> None:
    ran = command(name, "-h")
    assert ran.code == 0
    head = ran.out.partition("╭─")[0]
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", head) if block.strip()]
    (examples,) = [lines for lines in blocks if lines[0].strip() == "Examples:"]
    assert len(examples) > 2
    for example in examples[1:]:
        assert example.startswith(f"   reportedly {name}"), "an example was wrapped or run on"
    prose = [line.strip() for lines in blocks for line in lines if lines is not examples]
    assert "\x08" not in ran.out
    assert not [line for line in prose if re.fullmatch(r"\w+", line)], "a word left on its own"


def test_nothing_asked_is_a_request_for_help(command: Command) -> None:
    ran = command()
    assert "Usage: " in ran.out + ran.err


def test_the_version_is_told(command: Command) -> None:
    assert command("--version").out == f"reportedly {__version__}\n"
