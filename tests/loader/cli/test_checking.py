"""``reportedly check``, ``pin`` and ``load``: what a person sees, and what a script reads."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands


def test_sound_seeds_pass_with_code_0_and_say_how_far_they_were_verified(
    command: Command, islands: Islands
) -> None:
    with_texts = command("check", "--seeds", islands.seeds, "--texts", islands.texts)
    assert (with_texts.code, with_texts.out) == (0, "")
    verified, ledger, passed = with_texts.err.splitlines()
    assert verified == "2 entries verified against the text"
    assert ledger.startswith("ledger: ")
    assert passed == "All checks passed."
    without = command("check", "--seeds", islands.seeds)
    assert without.code == 0
    assert without.err.startswith("2 entries agreeing with the lock, no text at hand\n")


QUOTE = '"'


def test_a_finding_shows_rule_place_line_and_help_with_code_1(
    command: Command, my_islands: Islands
) -> None:
    line, column = my_islands.rewrite(my_islands.entry(), "cue: {q: called}", "cue: {q: Called}")
    column += len("cue: {q: ")
    ran = command("check", "--seeds", my_islands.seeds, "--texts", my_islands.texts)
    assert (ran.code, ran.out) == (1, "")
    passage = my_islands.entry().read_text(encoding="utf-8").splitlines()[111]
    start = passage.index(QUOTE)
    why = "Nothing is stated without its words, and nothing is re-anchored by guess."
    help_ = (
        "Copy the words from the text; an anchor is exact but for white space, and begins and "
        "ends with whole words."
    )
    assert ran.err.splitlines() == [
        "error[RP101]: 'Called' does not stand in the passage it is sought in",
        f"  --> {my_islands.entry()}:{line}:{column}",
        f" {' ' * len(str(line))} |",
        f" {line} |         cue: {{q: Called}}",
        f" {' ' * len(str(line))} |                  ^^^^^^",
        "  note: sought in this passage",
        f"  --> {my_islands.entry()}:112:13",
        "     |",
        f" 112 | {passage}",
        f"     | {' ' * start}{'^' * (passage.rindex(QUOTE) + 1 - start)}",
        f"  why: {why}",
        f"  help: {help_}",
        "",
        "More on the rules: reportedly explain RP101",
        "",
        "1 entry verified against the text",
        "1 entry in error",
        "ledger: 35 things found, 35 covered, 0 waived, 0 open",
        "Found 1 error in 1 file.",
        "The whole-store rules were not run; they come once these are mended.",
    ]


def test_a_place_below_the_working_directory_is_shown_from_there(
    command: Command, my_islands: Islands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(my_islands.root)
    line, _ = my_islands.rewrite(my_islands.entry(), "tells: divers-dive", "tells: divers-div")
    ran = command("check", "--seeds", "seeds")
    assert f"  --> seeds/entries/tesk-divers.yaml:{line}:12\n" in ran.err
    assert "help: Did you mean 'divers-dive'?" in ran.err


def test_a_warning_passes_with_code_0_and_is_counted(command: Command, my_islands: Islands) -> None:
    (my_islands.texts / "tesk-short.txt").unlink()
    ran = command("check", "--seeds", my_islands.seeds, "--texts", my_islands.texts)
    assert ran.code == 0
    assert "warning[RP113]" in ran.err
    assert ran.err.endswith("All checks passed with 1 warning.\n")


def test_required_texts_that_are_not_there_are_errors(command: Command, islands: Islands) -> None:
    ran = command("check", "--seeds", islands.seeds, "--require-texts")
    assert ran.code == 1
    assert ran.err.count("error[RP113]") == 2
    assert "Found 2 errors in 2 files." in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "--seeds", "nowhere"), "does not exist"),
        (("check", "--texts", "nowhere"), "no such folder of texts"),
        (("check", "--base", "example.org"), "'example.org' is not an absolute IRI"),
        (("pin",), "no texts were given"),
        (("query", "ASK {}", "--store", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_run_says_why_with_code_2(
    arguments: tuple[str, ...],
    says: str,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("could not run: ")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_option_that_is_unknown_is_code_2_too(command: Command) -> None:
    ran = command("check", "--text", "x")
    assert ran.code == 2
    assert "--text" in ran.err


def test_folders_can_be_said_by_the_environment(
    command: Command, islands: Islands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_SEEDS", str(islands.seeds))
    monkeypatch.setenv("REPORTEDLY_TEXTS", str(islands.texts))
    assert command("check").err.startswith("2 entries verified against the text\n")


def test_pin_tells_what_it_wrote_and_what_it_left(command: Command, my_islands: Islands) -> None:
    my_islands.lock("tesk-short").unlink()
    ran = command("pin", "--seeds", my_islands.seeds, "--texts", my_islands.texts)
    assert ran.code == 0
    divers, short = ran.out.splitlines()
    assert divers.startswith(f"unchanged {my_islands.lock()} (")
    assert short.startswith(f"wrote {my_islands.lock('tesk-short')} (")
    assert short.endswith(" anchors)")


def test_pin_takes_single_files_and_fails_on_what_does_not_stand(
    command: Command, my_islands: Islands
) -> None:
    my_islands.rewrite(my_islands.entry(), "{q: in April,", "{q: in May,")
    short = my_islands.entry("tesk-short")
    assert command("pin", short, "--texts", my_islands.texts).code == 0
    ran = command("pin", my_islands.entry(), short, "--texts", my_islands.texts)
    assert ran.code == 1
    assert "error[RP101]: 'in May' does not stand" in ran.err
    assert ran.out.startswith("unchanged ")
    ran = command("pin", my_islands.root / "no.yaml", "--texts", my_islands.texts)
    assert ran.code == 2
    assert "there is no such entry file" in ran.err


def test_load_says_what_it_published_and_that_a_second_time_changes_nothing(
    command: Command, my_islands: Islands
) -> None:
    where = ("--seeds", my_islands.seeds, "--store", my_islands.store)
    first, second = command("load", *where), command("load", *where)
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("published build ")
    assert first.out.removeprefix("published") == second.out.removeprefix("unchanged")
    assert first.out.endswith(" quads in 7 graphs\n")


def test_a_refused_load_says_that_nothing_was_published(
    command: Command, my_islands: Islands
) -> None:
    my_islands.lock().unlink()
    ran = command("load", "--seeds", my_islands.seeds, "--store", my_islands.store)
    assert (ran.code, ran.out) == (1, "")
    assert "error[RP110]" in ran.err
    assert ran.err.endswith("Nothing was published.\n")


def test_what_is_remembered_is_said_again_in_the_same_words(
    command: Command, my_islands: Islands
) -> None:
    my_islands.rewrite(my_islands.entry(), "tells: divers-dive", "tells: divers-div")
    runs = [command("check", "--seeds", my_islands.seeds) for _ in range(2)]
    runs.append(command("check", "--seeds", my_islands.seeds, "--no-cache", "--jobs", "2"))
    assert runs[0] == runs[1] == runs[2]
    assert runs[0].code == 1


def test_a_check_since_a_commit_says_what_it_left_out_and_why(
    command: Command, my_islands: Islands
) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    for arguments in (("init", "-q"), ("add", "seeds"), (*who, "commit", "-qm", "sound")):
        subprocess.run(["git", "-C", my_islands.root, *arguments], check=True)
    my_islands.rewrite(my_islands.entry("tesk-short"), "format: 1", "format: 1\n# a remark")
    since = ("check", "--seeds", my_islands.seeds, "--changed-since", "HEAD")
    ran = command(*since)
    assert (ran.code, ran.err.splitlines()[:2]) == (
        0,
        [
            "1 entry checked",
            (
                "1 entry left out: as at HEAD, which is taken to be sound, and naming no record "
                "that has changed; any warnings of their own are not shown"
            ),
        ],
    )
    again = command(*since).err.splitlines()
    assert again[:2] == [
        "0 entries checked",
        "1 entry as in a former check: nothing behind the verdict has changed",
    ]
    unknown = command("check", "--seeds", my_islands.seeds, "--changed-since", "elsewhere")
    assert unknown.code == 2
    assert "no commit 'elsewhere'" in unknown.err
