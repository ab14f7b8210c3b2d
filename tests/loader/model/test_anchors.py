"""An anchor is words, or the two ends of a longer passage, and says which occurrence it means."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from reportedly.model.anchors import Anchor, EveryAnchor
from reportedly.model.entry import Quotation

QUOTATION = {"id": "q1", "kind": "direct", "in": ("r1",)}


@pytest.mark.parametrize(
    ("q", "ends"),
    [
        ("Norland", None),
        ("Norland … Sudland", ("Norland", "Sudland")),
        ("Norland has offered … an envoy said.", ("Norland has offered", "an envoy said.")),
        ("Norland… Sudland", None),
        ("Norland …Sudland", None),
        ("Norland\u00a0… Sudland", None),
        ("Norland ... Sudland", None),
        ("… Sudland", None),
    ],
)
def test_words_with_an_ellipsis_between_spaces_name_a_passage_by_its_ends(
    q: str, ends: tuple[str, str] | None
) -> None:
    assert Anchor(q=q).ends == ends


def test_an_anchor_elides_once_at_most() -> None:
    with pytest.raises(ValidationError, match="elides once at most"):
        Anchor(q="Norland … Sudland … grain")


@pytest.mark.parametrize("q", ["\x1c", "\x1c … Sudland", "Norland … \x1f"])
def test_an_anchor_has_words_at_each_end(q: str) -> None:
    with pytest.raises(ValidationError, match="needs words"):
        Anchor(q=q)


def test_a_quotation_is_never_elided_whatever_it_prints() -> None:
    q = "We are glad … and so sorry … both"
    quotation = Quotation.model_validate(QUOTATION | {"q": q})
    assert quotation.ends is None
    assert quotation.q == q


@pytest.mark.parametrize("q", ["", " ", " Norland", "Norland ", "Norland\n", "\u00a0Norland"])
def test_words_have_no_white_space_around_them(q: str) -> None:
    with pytest.raises(ValidationError, match="q\n"):
        Anchor(q=q)


def test_words_may_go_over_lines() -> None:
    assert Anchor(q="Norland\nhas").q == "Norland\nhas"


@pytest.mark.parametrize("nth", [0, -1])
def test_occurrences_are_counted_from_one(nth: int) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        Anchor(q="Norland", nth=nth)


def test_every_occurrence_and_one_of_them_exclude_each_other() -> None:
    with pytest.raises(ValidationError, match="exclude each other"):
        EveryAnchor(q="Norland", every=True, nth=1)


def test_types_are_strict_and_documents_do_not_change() -> None:
    with pytest.raises(ValidationError, match="nth"):
        Anchor.model_validate({"q": "Norland", "nth": "1"})
    with pytest.raises(ValidationError, match="outside"):
        Anchor.model_validate({"q": "Norland", "outside": 1})
    with pytest.raises(ValidationError, match="frozen"):
        Anchor(q="Norland").q = "Sudland"
