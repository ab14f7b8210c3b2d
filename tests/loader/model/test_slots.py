"""A slot's key is stable under insertions, and its digest changes whenever the answer might."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.model.anchors import Anchor, EveryAnchor
from reportedly.model.entry import Entry, Naming, Quotation
from reportedly.model.slots import Slot, naming_key, slots_of

NORLAND: dict[str, Any] = {"q": "Norland", "is": "norland"}
KEYS: dict[str, dict[str, Any]] = {
    "namings.norland: Norland": {},
    "namings.norland: Norland #2": {"nth": 2},
    "namings.norland: Norland in r1": {"in": "r1"},
    "namings.norland: Norland in r1 #2": {"in": "r1", "nth": 2},
    "namings.norland: Norland in the lead": {"zone": "lead"},
    "namings.norland: Norland in the lead #2": {"zone": "lead", "nth": 2},
    "namings.unnamed official: Norland": {"is": {"unnamed": "official"}},
    "namings.norland or sudland: Norland": {"is": None, "could_be": ("norland", "sudland")},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_naming_is_keyed_by_what_it_denotes_its_words_and_where(key: str) -> None:
    assert naming_key(Naming.model_validate(NORLAND | KEYS[key])) == key


def test_a_naming_more_moves_the_key_of_no_other(every_key: Entry) -> None:
    more = Naming.model_validate({"q": "Sudland", "is": "sudland"})
    entry = every_key.model_copy(update={"namings": (more, *every_key.namings)})
    before = {slot.key for slot in slots_of(every_key)}
    assert {slot.key for slot in slots_of(entry)} == before | {"namings.sudland: Sudland"}


PLAIN = Slot("k", ("at",), Anchor(q="Norland"), "reports.r1.at")
OTHER: dict[str, Slot] = {
    "other words": Slot("k", ("at",), Anchor(q="Sudland"), "reports.r1.at"),
    "another occurrence": Slot("k", ("at",), Anchor(q="Norland", nth=1), "reports.r1.at"),
    "the whole text": Slot("k", ("at",), Anchor(q="Norland", outside=True), "reports.r1.at"),
    "a zone": Slot("k", ("at",), Anchor(q="Norland", zone="lead"), "reports.r1.at"),
    "every occurrence": Slot("k", ("at",), EveryAnchor(q="Norland", every=True), "reports.r1.at"),
    "another scope": Slot("k", ("at",), Anchor(q="Norland"), "reports.r2.at"),
    "no scope": Slot("k", ("at",), Anchor(q="Norland")),
}


@pytest.mark.parametrize("what", OTHER)
def test_the_digest_tells_what_is_asked_for(what: str) -> None:
    assert OTHER[what].spec != PLAIN.spec
    specs = {slot.spec for slot in (PLAIN, *OTHER.values())}
    assert len(specs) == len(OTHER) + 1


def test_the_digest_does_not_tell_where_it_is_asked() -> None:
    assert Slot("other", ("reports", 3, "at"), Anchor(q="Norland"), "reports.r1.at").spec == (
        PLAIN.spec
    )
    assert len(PLAIN.spec) == 16


def test_whether_a_quotation_is_closed_is_asked_for_too() -> None:
    quotation: dict[str, Any] = {"id": "q1", "q": "glad", "kind": "cut", "in": ("r1",)}
    closed = Quotation.model_validate(quotation)
    unclosed = Quotation.model_validate(quotation | {"unclosed": True})
    assert Slot("k", (), closed).spec != Slot("k", (), unclosed).spec


def test_outside_lifts_the_scope() -> None:
    assert PLAIN.sought_in == "reports.r1.at"
    assert OTHER["the whole text"].sought_in is None
    assert OTHER["the whole text"].scope == "reports.r1.at"


def test_only_the_article_s_zones_make_a_zone(every_key: Entry) -> None:
    made = {slot.key: slot.makes_zone for slot in slots_of(every_key) if slot.makes_zone}
    assert made == {
        "article.headline": "headline",
        "article.lead": "lead",
        "article.byline.1": "byline",
        "article.byline.2": "byline",
        "article.furniture.1": "furniture",
        "article.furniture.2": "furniture",
        "article.correction.1": "correction",
    }
