"""When it was said, when it is to have been, and what happened: asked of the two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.conftest import Ask

TIME = """
    ?time a rp:TimeReference ; rp:expression ?words .
    OPTIONAL { ?time rp:edtf ?edtf }
    OPTIONAL { ?time rp:earliest ?earliest }
    OPTIONAL { ?time rp:latest ?latest }
    OPTIONAL { ?time rp:relativeTo ?from }
    OPTIONAL { ?time rp:shift ?shift }
    OPTIONAL { ?time rp:weekday ?weekday }
    OPTIONAL { ?time rp:duration ?duration }
    OPTIONAL { ?time rp:repeats ?repeats }
"""


def test_an_absolute_time_has_its_first_and_last_day(ask: Ask) -> None:
    assert ask(
        "SELECT ?words ?edtf ?earliest ?latest WHERE {"
        f" {TIME} ?time rp:timeKind rp:time-absolute }} ORDER BY ?earliest ?words"
    ) == [
        ("on 3 May 2019", "2019-05-03", "2019-05-03", "2019-05-03"),
        ("2022", "2022", "2022-01-01", "2022-12-31"),
        ("in 2030", "2030", "2030-01-01", "2030-12-31"),
        ("14 March 2031", "2031-03-14", "2031-03-14", "2031-03-14"),
    ]


def test_a_partial_time_keeps_open_what_the_text_does_not_say(ask: Ask) -> None:
    assert ask(
        f"SELECT ?words ?edtf ?earliest WHERE {{ {TIME} ?time rp:timeKind rp:time-partial }}"
        " ORDER BY ?words"
    ) == [("in April", "XXXX-04", ""), ("on 9 March", "XXXX-03-09", "")]


def test_a_relative_time_says_from_where_how_far_and_which_weekday(ask: Ask) -> None:
    assert ask(
        "SELECT ?words ?of ?shift ?weekday WHERE {"
        f" {TIME} ?time rp:timeKind rp:time-relative ; rp:inArticle id:article\\/tesk-divers ."
        " OPTIONAL { ?from rp:expression ?said } OPTIONAL { ?from rdfs:label ?told }"
        " BIND (COALESCE(?said, ?told) AS ?of) } ORDER BY ?words"
    ) == [
        ("A day later", "on Tuesday", "P1D", ""),
        ("during the storms", "storms of 2022", "", ""),
        ("last week", "14 March 2031", "-P7D", ""),
        ("next year", "14 March 2031", "P1Y", ""),
        ("on Monday", "14 March 2031", "", "1"),
        ("on Tuesday", "14 March 2031", "", "2"),
        ("on Wednesday", "14 March 2031", "", "3"),
        ("that morning", "on Tuesday", "PT0S", ""),
    ]


def test_a_distance_keeps_the_unit_of_the_words(ask: Ask) -> None:
    assert ask(
        f"SELECT ?words ?unit WHERE {{ {TIME} ?time rp:shiftUnit ?node"
        ' BIND (STRAFTER(STR(?node), "#") AS ?unit) } ORDER BY ?words'
    ) == [
        ("A day later", "unitDay"),
        ("last week", "unitWeek"),
        ("next year", "unitYear"),
        ("that morning", "unitDay"),
    ]


def test_a_length_and_a_recurrence_are_times_of_their_own(ask: Ask) -> None:
    assert ask(
        "SELECT ?words ?kind ?duration ?repeats WHERE {"
        f" {TIME} ?time rp:timeKind ?kind FILTER (?kind IN (rp:time-duration, rp:time-set)) }}"
        " ORDER BY ?words"
    ) == [
        ("every spring", "rp:time-set", "", "P1Y"),
        ("for nine years", "rp:time-duration", "P9Y", ""),
        ("for six weeks", "rp:time-duration", "P42D", ""),
    ]


def test_when_it_was_said_is_not_when_it_is_to_be(ask: Ask) -> None:
    # the envoy "called" last week; the lamps "will burn" next year; the letter came on Monday
    assert ask("""
        SELECT ?telling ?said ?told WHERE {
          ?telling a rp:Telling .
          OPTIONAL { ?telling rp:relays+/rp:saidWhen/rp:expression ?said }
          OPTIONAL { ?telling rp:eventWhen/rp:expression ?told }
          FILTER (?telling IN (id:article\\/tesk-divers\\/report\\/r9,
            id:article\\/tesk-divers\\/report\\/r14, id:article\\/tesk-divers\\/report\\/r21))
        } ORDER BY ?telling""") == [
        ("report/r14", "", "next year"),
        ("report/r21", "", "on Monday"),
        ("report/r9", "last week", ""),
    ]


def test_events_have_their_kind_their_actors_and_the_time_that_is_stated(ask: Ask) -> None:
    assert ask("""
        SELECT ?kind ?words ?when (GROUP_CONCAT(?name; separator=", ") AS ?actors) WHERE {
          { SELECT ?event ?kind ?words ?when ?name WHERE {
              ?event a rp:Event ; rp:inArticle id:article\\/tesk-divers ; rp:eventKind ?kind ;
                rdfs:label ?words
              OPTIONAL { ?event rp:eventWhen/rp:expression ?when }
              OPTIONAL { ?event rp:participant/skos:prefLabel ?name }
            } ORDER BY ?name }
        } GROUP BY ?event ?kind ?words ?when ORDER BY ?kind""") == [
        ("broadcast", "broadcast", "that morning", "Perrin Vale, Radio Marn"),
        ("letter", "A letter from Vale", "on Monday", "Strait Council"),
        ("recognition", "recognised", "on 3 May 2019", "Reef Authority, Tesk"),
        ("storm", "storms of 2022", "2022", ""),
        ("vote", "vote", "in 2030", "Ossel, Strait Council"),
    ]


def test_a_saying_is_tied_to_the_event_in_which_it_was_said(ask: Ask) -> None:
    assert ask("""
        SELECT ?hop ?kind WHERE { ?hop rp:saidIn ?event . ?event rp:eventKind ?kind }
        ORDER BY ?hop""") == [
        ("report/r22/hop/1", "letter"),
        ("report/r3/hop/1", "broadcast"),
        ("report/r4/hop/1", "broadcast"),
    ]


def test_an_event_that_articles_share_is_linked_and_not_merged(ask: Ask) -> None:
    assert ask("SELECT ?told ?shared WHERE { ?told a rp:Event ; rp:denotes ?shared }") == [
        ("event/storms", "storms-of-2022")
    ]


def test_a_telling_is_tied_to_the_event_that_it_is_about(ask: Ask) -> None:
    assert ask("SELECT ?telling ?event WHERE { ?telling rp:about ?event } ORDER BY ?telling") == [
        ("report/r16", "event/storms"),
        ("report/r17", "event/recognition"),
        ("report/r18", "event/vote"),
        ("report/r20", "event/vote"),
        ("report/r21", "event/letter"),
    ]
