"""``reportedly check --ledger``: what was read of each article, in a table and in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command
    from tests.loader.conftest import Islands


def test_the_ledger_is_a_table_an_article_with_waivers_by_reason(
    command: Command, islands: Islands
) -> None:
    ran = command("check", "--seeds", islands.seeds, "--texts", islands.texts, "--ledger")
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines() if line.strip()]
    assert [line[0] for line in lines if len(line) == 1 and line[0].startswith("tesk-")] == [
        "tesk-divers",
        "tesk-short",
    ]
    assert [line for line in lines if line[0] == "time"] == [
        ["time", "19", "18", "1", "told-elsewhere", "0"],
        ["time", "1", "1", "0"],
    ]


def test_one_line_sums_up_all_ledgers_and_is_left_out_without_texts(
    command: Command, islands: Islands
) -> None:
    with_texts = command("check", "--seeds", islands.seeds, "--texts", islands.texts)
    assert "ledger: 358 things found, 340 covered, 18 waived (5 no-claim," in with_texts.err
    assert with_texts.err.splitlines()[1].endswith("), 0 open")
    assert "ledger" not in command("check", "--seeds", islands.seeds).err


def test_what_is_left_out_is_shown_with_its_words_and_its_line_of_the_text(
    command: Command, my_islands: Islands
) -> None:
    my_islands.rewrite(
        my_islands.entry(), "{q: has written, kind: cue", "{q: has written, kind: time"
    )
    command("pin", "--seeds", my_islands.seeds, "--texts", my_islands.texts)
    ran = command("check", "--seeds", my_islands.seeds, "--texts", my_islands.texts)
    assert ran.code == 1
    assert (
        "error[RP144]: 'written' in line 19 of the text is the cue of no hop or report\n" in ran.err
    )
    assert "error[RP146]: the waiver of 'has written' waives nothing: no time is found" in ran.err
    assert "1 open" in ran.err
