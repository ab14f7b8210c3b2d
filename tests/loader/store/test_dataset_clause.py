"""The graphs that a query's text names are found, resolved and taken out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from reportedly.store.dataset_clause import asked

ONE, TWO = "https://example.org/one", "https://example.org/two"


def of(text: str) -> tuple[list[str], list[str]]:
    wanted = asked(text, None, None)
    return [g.value for g in wanted.default], [g.value for g in wanted.named]


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("ASK { ?s ?p ?o }", [], []),
        (f"SELECT * FROM <{ONE}> {{ ?s ?p ?o }}", [ONE], []),
        (f"select*from<{ONE}>from named<{TWO}>{{?s ?p ?o}}", [ONE], [TWO]),
        (f"SELECT * FROM NAMED <{ONE}> FROM NAMED <{TWO}> {{}}", [], [ONE, TWO]),
        (f"SELECT * FROM # here <{TWO}>\n  NAMED\n <{ONE}> {{}}", [], [ONE]),
        ("PREFIX e: <https://example.org/> SELECT * FROM e:one {}", [ONE], []),
        ("PREFIX : <https://example.org/> SELECT * FROM NAMED :o\\-ne {}", [], [ONE[:-2] + "-ne"]),
        ("BASE <https://example.org/x/> SELECT * FROM <../one> {}", [ONE], []),
        ("BASE <https://example.org/> PREFIX e: <o> SELECT * FROM e:ne {}", [ONE], []),
        (f'SELECT * {{ ?s ?p "FROM <{ONE}>" }} # FROM <{ONE}>', [], []),
        (f"SELECT ?FROM {{ ?FROM <{ONE}> ?o }}", [], []),
        ("DESCRIBE ?from { ?from a <urn:x:FROM> }", [], []),
    ],
)
def test_what_a_text_names(text: str, default: list[str], named: list[str]) -> None:
    assert of(text) == (default, named)
    assert of(asked(text, None, None).text) == ([], [])


def test_arguments_win_over_the_text() -> None:
    wanted = asked(f"ASK FROM <{ONE}> {{ ?s ?p ?o }}", None, [NamedNode(TWO)])
    assert (wanted.default, wanted.named, wanted.chosen) == ((), (NamedNode(TWO),), True)
    assert "FROM" not in wanted.text


def test_every_character_keeps_its_place() -> None:
    text = f"ASK FROM\n<{ONE}> {{ ?s ?p ?o }}"
    bare = asked(text, None, None).text
    assert (len(bare), bare.count("\n")) == (len(text), 1)
    assert bare.index("{") == text.index("{")


@pytest.mark.parametrize("text", ["SELECT * FROM nowhere:g {}", "SELECT * FROM <a b> {}"])
def test_what_cannot_be_read_is_left_to_the_server(text: str) -> None:
    assert asked(text, None, None).text == text


@given(st.text(alphabet="FROM named<>:/#\"'\\\n{}?ex.", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert len(asked(text, None, None).text) == len(text)
