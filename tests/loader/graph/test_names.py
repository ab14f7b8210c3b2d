"""One actor under many names, one name of two actors: asked of the two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.conftest import Ask


def test_one_person_has_several_descriptions_spellings_roles_and_pronouns(ask: Ask) -> None:
    found = ask("""
        SELECT ?form ?how ?role ?given WHERE {
          ?naming rp:denotes id:registry\\/perrin-vale ; rp:form ?form ; rp:namingForm ?how
          OPTIONAL { ?naming rp:roleGiven ?role ; rp:roleWords/rdfs:label ?given }
        } ORDER BY ?form""")
    assert {row[0] for row in found if len(row[0]) <= 3} == {"he", "his"}
    assert sorted(row for row in found if len(row[0]) > 3) == [
        ("Perin Vayle", "rp:naming-spelling", "", ""),
        ("Perrin Vale", "rp:naming-name", "", ""),
        ("former pearl trader", "rp:naming-description", "pearl-trader", "former pearl trader"),
        (
            "the country’s fisheries minister",
            "rp:naming-description",
            "minister",
            "fisheries minister",
        ),
    ]


def test_a_form_that_could_mean_two_persons_denotes_neither(ask: Ask) -> None:
    # "A letter from Vale reached the council": Perrin, or Ines?
    assert ask("""
        SELECT ?form ?candidate ?denoted WHERE {
          ?naming rp:couldDenote ?candidate ; rp:form ?form
          OPTIONAL { ?naming rp:denotes ?denoted }
        } ORDER BY ?candidate""") == [("Vale", "ines-vale", ""), ("Vale", "perrin-vale", "")]


def test_a_country_named_by_its_capital_is_the_country_and_the_dateline_the_city(ask: Ask) -> None:
    assert ask("""
        SELECT ?form ?how ?denoted ?zone WHERE {
          ?naming rp:form ?form ; rp:namingForm ?how ; rp:denotes ?denoted ;
            rp:passage/rp:zone ?zone
          FILTER (LCASE(STR(?form)) = "marn")
        } ORDER BY DESC(?form)""") == [
        ("Marn", "rp:naming-metonym", "tesk", "rp:zone-body"),
        ("MARN", "rp:naming-name", "marn", "rp:zone-byline"),
    ]


def test_an_unnamed_source_is_named_by_its_description(ask: Ask) -> None:
    assert ask("""
        SELECT ?form ?source WHERE {
          ?naming rp:denotes ?source ; rp:form ?form . ?source a rp:UnnamedSource }""") == [
        ("It", "source/letter-writer"),
        ("a harbour pilot", "source/pilot"),
    ]


def test_every_occurrence_of_a_form_is_a_naming_outside_the_furniture(ask: Ask) -> None:
    # "the Courier" twice as an abbreviation of what is named in full once
    assert ask("""
        SELECT ?how (COUNT(?naming) AS ?times) WHERE {
          ?naming rp:denotes id:registry\\/ossel-courier ; rp:namingForm ?how
        } GROUP BY ?how ORDER BY ?how""") == [
        ("rp:naming-abbreviation", "2"),
        ("rp:naming-name", "1"),
    ]


def test_two_actors_that_share_a_name_are_said_to_be_different_and_why(ask: Ask) -> None:
    assert ask("""
        SELECT ?other ?because WHERE {
          id:registry\\/ines-vale owl:differentFrom ?other .
          ?reason rp:between id:registry\\/ines-vale, ?other ; rp:because ?because
        }""") == [
        (
            "perrin-vale",
            "A Teskan minister and an Osselite spokeswoman who share a family name.",
        )
    ]


def test_concepts_that_conflict_say_why(ask: Ask) -> None:
    assert ask("""
        SELECT ?one ?other ?because WHERE {
          ?one rp:conflictsWith ?other . ?reason rp:between ?one, ?other ; rp:because ?because
        } ORDER BY ?one""") == [
        ("gift", "pay", "What is given is not paid for."),
        ("pay", "gift", "What is given is not paid for."),
    ]
