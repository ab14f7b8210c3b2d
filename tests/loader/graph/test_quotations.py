"""Words in quotation marks, who spoke them and of whom: asked of the two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.conftest import Ask


def test_one_remark_on_two_channels_differs_in_words_length_and_whom_it_is_said_of(
    ask: Ask,
) -> None:
    # radio: “They are quiet people who ask for nothing but a lamp,” of the divers
    # paper: “quiet men who ask for nothing” of the boat crews
    assert ask("""
        SELECT ?words ?kind ?of ?channel WHERE {
          ?quotation rp:words ?words ; rp:quotationKind ?kind ; rp:saidOf ?of ; rp:spokenIn ?hop .
          ?hop rp:saidBy id:registry\\/perrin-vale
          OPTIONAL { ?hop ^rp:relays/rp:carriedBy ?channel }
        } ORDER BY ?words""") == [
        (
            "They are quiet people who ask for nothing but a lamp,",
            "rp:quotation-direct",
            "tesk-divers",
            "",
        ),
        ("quiet men who ask for nothing", "rp:quotation-cut", "boat-crews", "ossel-courier"),
    ]


def test_one_thing_is_said_in_different_words_by_an_office_and_by_a_name(ask: Ask) -> None:
    assert ask("""
        SELECT ?article ?speaker ?words WHERE {
          ?quotation rp:quotedIn ?telling ; rp:spokenIn/rp:saidBy ?speaker ; rp:words ?words .
          ?telling rp:tells id:registry\\/divers-are-gift ; rp:inArticle ?article
        } ORDER BY ?article""") == [
        ("article/tesk-divers", "tesk-envoy-in-quill-bay", "a gift"),
        ("article/tesk-short", "lio-marsh", "A gift to our neighbours,"),
    ]


def test_a_speech_over_two_paragraphs_goes_on_where_its_mark_was_left_open(ask: Ask) -> None:
    # “We asked nobody for divers,” said Ines Vale … “The lamps have burned … for nine years.⏎
    # “They will burn without them next year.”
    assert ask("""
        SELECT ?words ?goes_on_from ?unclosed WHERE {
          ?quotation rp:spokenIn/rp:saidBy id:registry\\/ines-vale ; rp:words ?words .
          OPTIONAL { ?quotation rp:continues/rp:words ?goes_on_from }
          OPTIONAL { ?quotation rp:unclosed ?unclosed }
          ?quotation rp:passage/oa:hasSelector/oa:start ?start
        } ORDER BY ?start""") == [
        ("We asked nobody for divers,", "", ""),
        (
            "The lamps have burned without them for nine years.",
            "We asked nobody for divers,",
            "true",
        ),
        (
            "They will burn without them next year.",
            "The lamps have burned without them for nine years.",
            "",
        ),
    ]


def test_scare_quotes_are_spoken_by_nobody(ask: Ask) -> None:
    assert ask("""
        SELECT ?words ?of ?zone WHERE {
          ?quotation rp:quotationKind rp:quotation-label ; rp:words ?words ; rp:saidOf ?of ;
            rp:passage/rp:zone ?zone
          FILTER NOT EXISTS { ?quotation rp:spokenIn ?hop }
        }""") == [("reef wardens", "diver", "rp:zone-headline")]
    assert (
        ask("""
        SELECT ?quotation WHERE {
          ?quotation rp:quotationKind ?kind FILTER (?kind != rp:quotation-label)
          FILTER NOT EXISTS { ?quotation rp:spokenIn ?hop }
        }""")
        == []
    )


def test_a_quotation_is_spoken_at_the_depth_of_its_speaker(ask: Ask) -> None:
    # the Courier (1) printed what Vale (2) had said: the words are Vale's, not the Courier's
    assert (
        ask("""
        SELECT ?hop ?depth WHERE {
          id:article\\/tesk-divers\\/quotation\\/q3 rp:spokenIn ?hop . ?hop rp:depth ?depth }""")
        == [("report/r6/hop/2", "2")]
    )
