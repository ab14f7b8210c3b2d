"""Markdown for reviewers: a verdict, a table for each file, the lines collapsed, no tricks."""

from __future__ import annotations

import dataclasses
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.support.reports import ENTRY, of_reference, report, several

from reportedly.model.findings import Finding, Position
from reportedly.report.markdown import COMMENT, SUMMARY, escaped, markdown

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_the_verdict_comes_first_then_a_table_for_each_file() -> None:
    said = markdown(report(*several())).splitlines()
    assert said[0] == "### Reportedly: ❌ Found 5 errors and 1 warning in 2 files."
    assert said[2] == "**`seeds/entries/vell.yaml`**"
    assert said[4:6] == ["| line | rule | what is wrong |", "|---|---|---|"]
    page = "https://w3id.org/reportedly/checks/RP130"
    assert said[8] == (
        f"| `6:12` | [RP130]({page}) The registry has no such record "
        "| The registry has no claim 'norland-offer-grain'. Did you mean 'norland-offers-grain'? |"
    )
    assert RENDER.render("\n".join(said)).count("<table>") == 2


def test_a_clean_check_is_two_lines() -> None:
    assert markdown(report()) == (
        "### Reportedly: ✅ All checks passed.\n"
        "\n1 entry verified against the text.\n"
        "\nLedger: 29 things found, 27 covered, 2 waived (2 no-claim), 0 open.\n"
    )


def test_what_was_not_reached_is_said() -> None:
    unread = Finding("RP011", "the key 'chain' is missing", ENTRY, Position(5, 5, 7, 23))
    more = "could not be read whole: what else is wrong there comes once this is mended."
    rules = "The whole-store rules were not run; they come once these are mended."
    told = dataclasses.replace(report(unread, of_reference()), rules_ran=False)
    assert markdown(told).endswith(f"\n1 file {more}\n\n{rules}\n")
    assert more not in markdown(report(of_reference()))


def test_the_lines_stand_in_a_collapsed_block_with_reason_and_help() -> None:
    said = markdown(report(of_reference()))
    block = said[said.index("<details>") : said.index("</details>")]
    assert "\ntells: norland-offer-grain\n       ^^^^^^^^^^^^^^^^^^^\n" in block
    assert "\nWhy: A telling of a claim" in block
    assert "\nHelp: Did you mean" in block


def test_a_repository_that_shows_its_files_is_linked_to_the_line() -> None:
    blob = "https://github.com/some/where/blob/abc/"
    said = markdown(dataclasses.replace(report(of_reference()), blob=blob))
    assert f"[6:12]({blob}seeds/entries/vell.yaml#L6)" in said


@given(words=st.text(min_size=1, max_size=60))
def test_words_of_an_entry_are_shown_as_they_are_and_do_nothing(words: str) -> None:
    html = RENDER.render(f"| a |\n|---|\n| x{escaped(words)}x |\n")
    cell = re.search(r"<td>(.*)</td>", html, re.DOTALL)
    assert cell is not None, html
    assert html.count("<td>") == 1
    assert re.sub(r"<!-- -->", "", cell[1]).count("<") == 0


@given(name=st.from_regex(r"[@#][a-z0-9]+", fullmatch=True))
def test_nobody_is_called_and_no_issue_is_linked(name: str) -> None:
    assert name not in escaped(name) or (name[0] == "#" and not name[1].isdigit())


@given(number=st.integers(0, 400), limit=st.integers(1_500, 60_000))
def test_no_output_is_longer_than_its_limit_and_what_is_left_out_is_counted(
    number: int, limit: int
) -> None:
    told = report(*[of_reference()] * number)
    said = markdown(told, limit=limit)
    assert len(said.encode("utf-8")) <= limit
    whole = markdown(told, limit=SUMMARY)
    assert said == whole or f"Of {number} finding" in said
    assert said.count("<details>") == said.count("</details>")
    rows = sum(line.startswith("| `6:12` |") for line in said.splitlines())
    unlisted = re.search(r"([\d,]+) are not listed", said)
    assert rows + (int(unlisted[1].replace(",", "")) if unlisted else 0) == number


def test_a_fence_is_longer_than_any_in_the_line() -> None:
    ticks = Finding("RP101", "ticks", ENTRY, Position(1, 1, 1, 2))
    said = markdown(dataclasses.replace(report(ticks), lines={ENTRY: ("a: ````` b",)}))
    assert "``````yaml\na: ````` b\n" in said
    assert COMMENT < 65_536
