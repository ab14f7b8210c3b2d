"""Numbers with their bounds and what they count: asked of the two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.conftest import Ask

OF = """
    ?quantity rp:bound ?bound ; rp:counts ?counts .
    OPTIONAL { ?quantity rp:number ?number }
    OPTIONAL { ?quantity schema:minValue ?min }
    OPTIONAL { ?quantity schema:maxValue ?max }
    OPTIONAL { ?quantity rp:cue/rdfs:label ?cue }
    OPTIONAL { ?quantity rp:unit ?unit }
    OPTIONAL { ?quantity rp:per ?per }
"""


def test_one_telling_has_several_quantities_each_open_on_its_side(ask: Ask) -> None:
    # "up to 400 divers, at least 12 boats and about 30 tonnes of rope"
    assert ask(
        "SELECT ?number ?bound ?cue ?min ?max ?counts ?unit WHERE {"
        f" id:article\\/tesk-divers\\/report\\/r2 rp:amount ?quantity . {OF} }} ORDER BY ?quantity"
    ) == [
        ("400", "rp:bound-at-most", "up to", "", "400", "diver", ""),
        ("12", "rp:bound-at-least", "at least", "12", "", "boat", ""),
        ("30", "rp:bound-about", "about", "", "", "rope", "tonne"),
    ]


def test_two_numbers_bound_a_quantity_between_them(ask: Ask) -> None:
    assert ask(
        "SELECT ?number ?bound ?min ?max WHERE {"
        f" ?quantity rp:counts id:registry\\/fishing-licence . {OF} }}"
    ) == [("", "rp:bound-between", "1500", "1800")]


def test_more_than_and_nearly_are_open_on_opposite_sides(ask: Ask) -> None:
    # here "more than 90 divers", there "nearly 90 divers": the intervals meet in nothing but 90
    assert ask(
        f"SELECT ?bound ?cue ?min ?max WHERE {{ ?quantity rp:number 90.0 . {OF} }} ORDER BY ?bound"
    ) == [
        ("rp:bound-above", "more than", "90", ""),
        ("rp:bound-below", "nearly", "", "90"),
    ]


def test_money_a_year_is_what_one_gets_in_return(ask: Ask) -> None:
    assert ask(
        "SELECT ?telling ?number ?counts ?unit ?per WHERE {"
        " ?telling rp:facet ?facet . ?facet rp:aspect rp:inReturnFor ;"
        f" rp:value id:registry\\/pay ; rp:amount ?quantity . {OF} }}"
    ) == [("report/r3", "2500000", "pay", "crown", "year")]


def test_a_rate_says_per_what(ask: Ask) -> None:
    assert ask(f"SELECT ?number ?unit WHERE {{ ?quantity rp:per id:registry\\/day . {OF} }}") == [
        ("50", "crown")
    ]


def test_a_part_knows_its_whole(ask: Ask) -> None:
    # "three of the four members"
    assert ask("""
        SELECT ?part ?whole ?counts WHERE {
          ?quantity rp:partOf ?of ; rp:number ?part ; rp:counts ?counts . ?of rp:number ?whole
        }""") == [("3", "4", "council-member")]


def test_a_rank_is_no_number_of_things(ask: Ask) -> None:
    # "the third-largest fleet"
    assert ask(
        f"SELECT ?rank ?counts ?number ?min ?max WHERE {{ ?quantity rp:rank ?rank . {OF} }}"
    ) == [("3", "fleet", "", "", "")]


def test_numbers_compare_as_numbers(ask: Ask) -> None:
    assert ask("""
        SELECT DISTINCT ?counts WHERE {
          ?quantity schema:minValue ?least ; rp:counts ?counts FILTER (?least >= 1000) }
        ORDER BY ?counts""") == [("fishing-licence",), ("pay",)]


def test_a_number_has_the_words_that_the_text_writes_it_with(ask: Ask) -> None:
    assert ask("""
        SELECT ?words ?number WHERE {
          ?quantity a rp:Quantity ; rdfs:label ?words ; rp:number ?number
          FILTER (!REGEX(?words, "[0-9]"))
        } ORDER BY ?words""") == [
        ("Two people", "2"),
        ("four members", "4"),
        ("once", "1"),
        ("three", "3"),
    ]
