"""Instance IRIs are readable, stable and always valid."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from reportedly.errors import InputError
from reportedly.ids import DEFAULT_BASE, Ids

BASE = "https://example.org/id/"
STEPS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5)


def test_instances_lie_below_the_default_base_unless_another_is_given() -> None:
    assert Ids().article("a").value == f"{DEFAULT_BASE}article/a"
    assert Ids(BASE).article("a").value == f"{BASE}article/a"


def test_a_part_lies_below_its_article() -> None:
    assert Ids(BASE).part("a", "report", "r3") == NamedNode(f"{BASE}article/a/report/r3")


def test_what_the_text_states_and_what_an_editor_added_are_two_graphs() -> None:
    ids = Ids(BASE)
    assert ids.stated_graph("a", "0f").value == f"{BASE}graph/a/0f"
    assert ids.editor_graph("a", "0f").value == f"{BASE}graph/a/0f/editor"


def test_a_shared_graph_is_named_by_what_it_holds() -> None:
    assert Ids(BASE).shared_graph("registry").value == f"{BASE}graph/registry"


def test_what_an_iri_cannot_hold_is_percent_encoded_as_utf_8() -> None:
    node = Ids(BASE).node("namings", "Vell’s war / 50% <now>")
    assert node.value == f"{BASE}namings/Vell%E2%80%99s%20war%20%2F%2050%25%20%3Cnow%3E"


@given(STEPS)
def test_any_step_makes_a_valid_iri_from_which_it_can_be_read_again(steps: list[str]) -> None:
    value = Ids(BASE).node(*steps).value
    assert [unquote(step) for step in value.removeprefix(BASE).split("/")] == steps
    assert value.isascii()


@given(STEPS, STEPS)
def test_different_paths_never_share_an_iri(one: list[str], other: list[str]) -> None:
    ids = Ids(BASE)
    assert (ids.node(*one) == ids.node(*other)) == (one == other)


@pytest.mark.parametrize("base", ["https://example.org/id/", "https://example.org/id#", "x://y/"])
def test_a_base_is_an_absolute_iri_that_ends_in_a_slash_or_hash(base: str) -> None:
    assert Ids(base).node("a").value == f"{base}a"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "/",
        "id/",
        "//example.org/id/",
        "example.org/id/",
        "urn:reportedly/",
        "https://example.org/id",
        "https://example org/id/",
        "https://example.org/<id>/",
    ],
)
def test_any_other_base_is_refused_with_an_example(base: str) -> None:
    with pytest.raises(InputError, match="absolute IRI") as caught:
        Ids(base)
    assert repr(base) in caught.value.what
    assert DEFAULT_BASE in str(caught.value.mend)
