"""Every format says all of a comparison, or says what it leaves out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.changes.delta import GraphDelta
from reportedly.changes.formats.markdown import LIMIT, as_markdown
from reportedly.changes.formats.table import FORMATS, patch
from reportedly.changes.kinds.table import KINDS
from reportedly.changes.record import Change, Changes, Part, SideInfo, Thing
from reportedly.cli.diff import DiffFormat


def changes_of(number: int, words: str = "so … it") -> Changes:
    """A comparison with so many changes of each kind, and so many triples."""
    things = [Thing(f"https://example.org/{n}", f"a/{n}", words, words) for n in range(number)]
    graph = "https://example.org/graph/registry"
    lines = tuple(f'<https://example.org/{n}> <https://example.org/p> "v" .' for n in range(number))
    one, other = (SideInfo(name, "0" * 16, 1, "0" * 64) for name in ("one", "other"))
    return Changes(
        one,
        other,
        tuple(
            change
            for kind in KINDS
            for thing in things
            for change in (
                Change(kind, "added", None, thing, (Part("p", (), (words,)),)),
                Change(kind, "removed", thing, None, (Part("p", (words,)),)),
            )
        ),
        (GraphDelta(graph, graph, "registry", lines, (), 1),) if number else (),
    )


def test_each_format_has_a_name_that_the_command_takes() -> None:
    assert len(FORMATS) == 3
    assert [each.value for each in DiffFormat] == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_every_kind_of_change(name: str) -> None:
    said = FORMATS[name](changes_of(1)).plain
    for kind, row in KINDS.items():
        assert (f'"{kind}"' if name == "json" else row.title) in said


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_that_nothing_changes(name: str) -> None:
    assert "Nothing changes: both sides hold the same quads." in FORMATS[name](changes_of(0)).plain


def test_json_leaves_nothing_out() -> None:
    document = json.loads(FORMATS["json"](changes_of(500)).plain)
    assert len(document["changes"]) == 500 * 2 * len(KINDS)
    assert len(document["graphs"][0]["added"]) == 500


@pytest.mark.parametrize("number", [0, 10, 200, 5_000])
def test_a_comment_is_never_longer_than_a_comment_may_be(number: int) -> None:
    comment = as_markdown(changes_of(number, "a word or two … more")).plain
    assert len(comment.encode()) <= LIMIT
    assert comment.count("<details>") == comment.count("</details>")
    if number == 5_000:
        assert "more, for which there is no room here." in comment


@given(st.text(max_size=60))
def test_words_of_an_article_are_no_markup_in_a_comment(words: str) -> None:
    row = next(
        line
        for line in as_markdown(changes_of(1, f"x{words}")).plain.splitlines()
        if line.startswith("| new |")
    )
    assert row.replace("\\|", "").count("|") == 5
    assert "<script" not in row


def test_words_call_nobody_and_link_to_no_issue() -> None:
    comment = as_markdown(changes_of(1, "ask @somebody of #12 <b>")).plain
    assert "@somebody" not in comment
    assert "#12" not in comment
    assert "<b>" not in comment.replace("<br>", "")


def test_a_patch_has_every_triple_under_its_graph() -> None:
    lines = list(patch(changes_of(2)))
    graph = "https://example.org/graph/registry"
    assert lines[:2] == [f"--- {graph}", f"+++ {graph}"]
    assert [line[0] for line in lines[2:]] == ["+", "+"]
