"""Sayings quoted more than once: in what their quotations agree and differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.drift.finder import drift

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]
Stated = Callable[[str], Store]

WORDS = "we shall let them sail to the reef"


def quotation(name: str, words: str = WORDS, *, of: str = "is:fleet", hop: str = "") -> str:
    """A quotation, and the hop that speaks it."""
    article = {"a": "one", "b": "two", "c": "three"}[name[0]]
    spoken = f"; rp:spokenIn {name}-h . {name}-h a rp:Hop ; {hop}" if hop else ""
    return (
        f'{name} a rp:Quotation ; rp:inArticle text:{article} ; rp:words "{words}"@en ; '
        f"rp:quotationKind rp:quotation-direct ; rp:saidOf {of} {spoken} .\n"
    )


def by(speaker: str, more: str = "", *, depth: int = 1) -> str:
    return f"rp:saidBy {speaker} ; rp:certainty rp:certainty-stated ; rp:depth {depth} {more}"


PEOPLE = "is:ada rp:actorKind rp:actor-person . is:lio rp:actorKind rp:actor-person .\n"


def only(said: Said) -> dict[str, list[str]]:
    ((_, finding),) = said.items()
    return finding


def test_one_saying_in_two_articles_is_found_with_what_is_the_same(
    found: Derive, stated: Stated
) -> None:
    turtle = quotation("a:q1", hop=by("is:ada")) + quotation("b:q1", hop=by("is:ada"))
    said = only(found(drift, stated(turtle)))
    assert said["concerns"] == ["one/q1", "two/q1"]
    assert sorted(said["agreesIn"]) == [
        "certainty", "depth", "quotationKind", "saidBy", "saidOf", "words",
    ]  # fmt: skip
    assert "aspect" not in said
    assert "The words are the same." in said["because"][0]


@pytest.mark.parametrize(
    ("other", "aspect"),
    [
        (quotation("b:q1", "we shall let him sail to the reef", hop=by("is:ada")), "words"),
        (quotation("b:q1", of="is:crew", hop=by("is:ada")), "saidOf"),
        (quotation("b:q1", hop=by("is:lio")), "saidBy"),
        (quotation("b:q1", hop=by("is:ada", depth=2)), "depth"),
        (quotation("b:q1", hop=by("is:ada")).replace("-direct", "-cut"), "quotationKind"),
        (quotation("b:q1", hop=by("is:ada")).replace("y-stated", "y-alleged"), "certainty"),
    ],
)
def test_what_differs_is_named(other: str, aspect: str, found: Derive, stated: Stated) -> None:
    said = only(found(drift, stated(PEOPLE + quotation("a:q1", hop=by("is:ada")) + other)))
    assert said["aspect"] == [aspect]
    assert aspect not in said["agreesIn"]


@pytest.mark.parametrize("speaker", ["b:source", "is:ministry"])
def test_a_speaker_who_may_be_the_same_neither_agrees_nor_differs(
    speaker: str, found: Derive, stated: Stated
) -> None:
    who = (
        "b:source a rp:UnnamedSource ; rp:inArticle text:two ; rp:plural false . "
        "is:ministry rp:actorKind rp:actor-office ."
    )
    turtle = quotation("a:q1", hop=by("is:ada")) + quotation("b:q1", hop=by(speaker))
    said = only(found(drift, stated(PEOPLE + who + turtle)))
    assert "saidBy" not in said["agreesIn"]
    assert "aspect" not in said


def test_what_one_article_leaves_out_neither_agrees_nor_differs(
    found: Derive, stated: Stated
) -> None:
    turtle = quotation("a:q1", hop=by("is:ada", "; rp:carriedBy is:radio")) + quotation("b:q1")
    said = only(found(drift, stated(turtle)))
    assert {"carriedBy", "saidBy"}.isdisjoint(said["agreesIn"])
    assert "aspect" not in said
    assert "Carried by: radio in one/q1; not stated in two/q1." in said["because"][0]


OUTLETS = "".join(
    f"is:{name} a rp:Outlet ; rp:actorKind rp:actor-organisation .\n" for name in ("radio", "tv")
)


@pytest.mark.parametrize(
    "way",
    [
        "; rp:carriedBy is:tv",
        "; rp:saidIn b:show . b:other a rp:Hop ; rp:saidIn b:show ; rp:carriedBy is:tv",
        "; rp:saidIn b:show . b:show rp:participant is:tv , is:ada",
    ],
)
def test_a_channel_is_stated_or_that_of_the_appearance(
    way: str, found: Derive, stated: Stated
) -> None:
    turtle = quotation("a:q1", hop=by("is:ada", "; rp:carriedBy is:radio"))
    said = only(found(drift, stated(OUTLETS + turtle + quotation("b:q1", hop=by("is:ada", way)))))
    assert said["aspect"] == ["carriedBy"]


def test_those_with_all_words_in_common_make_a_finding_of_their_own(
    found: Derive, stated: Stated
) -> None:
    turtle = (
        quotation("a:q1", "and so we shall let them sail to the reef", hop=by("is:ada"))
        + quotation("b:q1", hop=by("is:ada"))
        + quotation("c:q1", "We shall let them sail to the reef!", hop=by("is:ada"))
    )
    said = found(drift, stated(turtle))
    assert sorted(said) == ["drift/saying/one/q1", "drift/verbatim/three/q1"]
    assert said["drift/saying/one/q1"]["aspect"] == ["words"]
    assert "“and so” is left out" in said["drift/saying/one/q1"]["because"][0]
    assert said["drift/verbatim/three/q1"]["concerns"] == ["three/q1", "two/q1"]
    assert "words" in said["drift/verbatim/three/q1"]["agreesIn"]


def test_a_remark_of_the_islands_is_reworded_and_turned_to_others(
    found: Derive, islands_store: Store
) -> None:
    said = found(drift, islands_store)["drift/saying/tesk-divers/quotation/q2"]
    assert sorted(said["aspect"]) == ["depth", "quotationKind", "saidOf", "words"]
    assert sorted(said["agreesIn"]) == ["certainty", "saidBy"]
    assert "“men” stands for “people”" in said["because"][0]
