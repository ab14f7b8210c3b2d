"""Queries that differ in names, words and numbers only are presumed to cost alike."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.workers.dear import SHAPES, Dear, shape
from reportedly_api.workers.frames import Around, Inquiry
from reportedly_api.workers.passage import Begun, Passage

TOLD = "SELECT ?a WHERE {{ ?a rp:tells {iri} ; rp:words {words} . FILTER(?n > {number}) }}"


def asked(query: str) -> Passage:
    payload = Inquiry(query, Around("")).encode()
    return Passage(payload, 0.0, cast("asyncio.Future[Begun]", cast(Any, None)), None)


def told(iri: str = "<urn:a>", words: str = '"b"', number: str = "1") -> Passage:
    return asked(TOLD.format(iri=iri, words=words, number=number))


def proven(*passages: Passage) -> Dear:
    dear = Dear()
    for passage in passages:
        dear.blame(passage)
    return dear


@pytest.mark.parametrize(
    "like",
    [
        told(iri="<https://example.org/another#one>"),
        told(number="1000.25"),
        told(words='"other words"'),
        told(words="'and others'"),
        told(words='"with \\" a quotation mark"'),
        told(words="'''long ''ones'' over\ntwo lines'''"),
        told(words='"""with a "word" in it"""'),
        told(words='""'),
    ],
    ids=lambda passage: passage.payload[60:90].decode("ascii", "replace"),
)
def test_what_differs_in_names_words_and_numbers_only_is_alike(like: Passage) -> None:
    assert proven(told(), told()).presumes(like)


@pytest.mark.parametrize(
    "other",
    [
        asked("ASK { ?a ?b ?c }"),
        asked(TOLD.format(iri="<urn:a>", words='"b"', number="1").replace("tells", "relays")),
        asked(TOLD.format(iri="<urn:a>", words='"b"', number="1") + " LIMIT 10"),
        asked(TOLD.format(iri="?x", words='"b"', number="1")),
    ],
)
def test_what_differs_in_more_is_not(other: Passage) -> None:
    assert not proven(told(), told()).presumes(other)


IRIS = st.from_regex(r"<urn:[a-z0-9/#?=&%.:;,!$'()*+~_-]*>", fullmatch=True)
WORDS = st.text(st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]))
NUMBERS = st.integers(min_value=0).map(str)


@given(IRIS, WORDS, NUMBERS)
def test_a_shape_holds_nothing_of_what_varies(iri: str, words: str, number: str) -> None:
    assert proven(told(), told()).presumes(told(iri, f'"{words}"', number))


@given(st.text("<>'\"\\\n a?{}.#0", max_size=200))
def test_no_string_is_looked_through_twice_not_even_one_that_never_ends(text: str) -> None:
    assert not {"'", '"'} & set(shape(text))


def test_one_that_was_dear_is_no_proof() -> None:
    assert not proven(told()).presumes(told())


def test_the_one_that_is_the_proof_is_told_so_once() -> None:
    dear = Dear()
    assert [dear.blame(told()) for _ in range(4)] == [False, True, False, False]


def test_one_that_was_cheap_speaks_for_all_of_its_shape() -> None:
    dear = proven(told(), told(), told())
    dear.answered(asked("ASK {}"), quick=True)
    assert dear.presumes(told())
    dear.answered(told(number="7"), quick=False)
    assert not dear.presumes(told())


def test_one_that_was_dear_and_is_answered_speaks_for_none() -> None:
    dear, passage = proven(told(), told()), told()
    passage.blamed = True
    dear.answered(passage, quick=False)
    assert dear.presumes(told())


def test_another_build_has_other_costs() -> None:
    dear = proven(told(), told())
    dear.forget()
    assert not dear.presumes(told())


@pytest.mark.parametrize("of", ["'", '"', "<", '"""', "\\", "<a", "'''a"])
def test_a_very_long_query_is_like_no_other_and_nobody_waits_for_its_shape(of: str) -> None:
    many = of * (1_000_000 // len(of))
    dear = proven(asked(f"{many}1"), asked(f"{many}1"))
    assert dear.presumes(asked(f"{many}1"))
    assert not dear.presumes(asked(f"{many}2"))


def test_no_more_shapes_are_remembered_than_may_be() -> None:
    dear = proven(told(), told())
    for count in range(SHAPES):
        assert dear.presumes(told())
        dear.blame(asked("ASK {" + " ?a" * count + "}"))
    assert not dear.presumes(told())
