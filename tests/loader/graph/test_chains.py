"""Who said it, through whom, with which words and how surely: asked of the two articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loader.conftest import Ask


def test_each_hop_has_its_own_speaker_channel_cue_certainty_and_time(ask: Ask) -> None:
    # "Radio Marn said on Wednesday that the Courier had reported on 9 March that a harbour pilot
    #  claimed the first divers were already in the water."
    assert ask("""
        SELECT ?depth ?speaker ?channel ?cue ?certainty ?when WHERE {
          ?telling rp:tells id:registry\\/divers-dive ; rp:depth 0 .
          ?hop rp:ofTelling ?telling ; rp:depth ?depth ; rp:saidBy ?speaker ;
            rp:cue/rdfs:label ?cue ; rp:certainty ?certainty .
          OPTIONAL { ?hop rp:carriedBy ?channel }
          OPTIONAL { ?hop rp:saidWhen/rp:expression ?when }
        } ORDER BY ?depth""") == [
        ("1", "radio-marn", "radio-marn", "said", "rp:certainty-stated", "on Wednesday"),
        (
            "2",
            "ossel-courier",
            "ossel-courier",
            "had reported",
            "rp:certainty-stated",
            "on 9 March",
        ),
        ("3", "source/pilot", "", "claimed", "rp:certainty-claimed", ""),
    ]


def test_a_chain_is_a_path_from_the_telling_to_where_the_trail_ends(ask: Ask) -> None:
    assert ask("""
        SELECT ?from ?to WHERE {
          id:article\\/tesk-divers\\/report\\/r7 rp:relays* ?from . ?from rp:relays ?to
        } ORDER BY ?from""") == [
        ("report/r7", "report/r7/hop/1"),
        ("report/r7/hop/1", "report/r7/hop/2"),
        ("report/r7/hop/2", "report/r7/hop/3"),
    ]


def test_the_articles_own_voice_relays_nobody(ask: Ask) -> None:
    # the reef lies between, the lamps went dark, Marn recognised, the vote, the fleet, walked out
    assert ask("""
        SELECT ?telling ?claim WHERE {
          ?telling a rp:Telling ; rp:tells ?claim ; rp:inArticle id:article\\/tesk-divers
          FILTER NOT EXISTS { ?telling rp:relays ?hop }
        } ORDER BY ?telling""") == [
        ("report/r15", "boats-meet-at-reef"),
        ("report/r16", "lamps-go-dark"),
        ("report/r17", "tesk-recognises-reef-authority"),
        ("report/r18", "council-backs-reef-authority"),
        ("report/r19", "ossel-keeps-fleet"),
        ("report/r20", "ossel-leaves-vote"),
    ]


def test_an_unnamed_source_has_its_words_its_number_and_what_it_belongs_to(ask: Ask) -> None:
    assert ask("""
        SELECT ?source ?words ?plural ?affiliation WHERE {
          ?source a rp:UnnamedSource ; rdfs:label ?words ; rp:plural ?plural
          OPTIONAL { ?source rp:affiliation ?affiliation }
        } ORDER BY ?source""") == [
        ("source/letter-writer", "A letter from Vale", "false", ""),
        ("source/pilot", "a harbour pilot", "false", ""),
        ("source/two-people", "Two people … Reef Authority", "true", "reef-authority"),
    ]


def test_a_collective_an_office_and_plural_speakers_can_be_told_from_persons(ask: Ask) -> None:
    assert ask("""
        SELECT DISTINCT ?speaker ?kind ?plural WHERE {
          ?hop rp:saidBy ?speaker ; rp:plural ?plural . ?speaker rp:actorKind ?kind
          FILTER (?kind IN (rp:actor-collective, rp:actor-office))
        } ORDER BY ?speaker""") == [
        ("mayor-of-quill-bay", "rp:actor-office", "false"),
        ("osselite-state-media", "rp:actor-collective", "true"),
        ("tesk-envoy-in-quill-bay", "rp:actor-office", "false"),
        ("teskan-state-media", "rp:actor-collective", "true"),
    ]


def test_a_suspicion_is_the_editors_has_a_reason_and_is_no_identity(ask: Ask) -> None:
    assert ask("""
        SELECT ?who ?suspect ?because WHERE {
          GRAPH ?graph { ?who rp:mayBe ?suspect ; rp:because ?because }
          FILTER STRENDS(STR(?graph), "/editor")
        } ORDER BY ?who""") == [
        ("report/r9/hop/1", "lio-marsh", "A notice of the Ossel Courier calls him the envoy."),
        ("source/letter-writer", "perrin-vale", "The letter promises what the minister offered."),
    ]
    assert (
        ask("""
        SELECT ?who WHERE {
          ?who rp:mayBe|rp:saidBy ?one . ?who schema:sameAs|owl:sameAs ?other }""")
        == []
    )


def test_the_articles_hedge_stands_beside_the_certainty_of_the_hop(ask: Ask) -> None:
    # "Two people … reportedly told the Courier that Tesk plans to send more than 90 divers"
    assert ask("""
        SELECT ?sureness ?hedge ?said ?cue ?to WHERE {
          id:article\\/tesk-divers\\/report\\/r8 rp:certainty ?sureness ; rp:cue/rdfs:label ?hedge ;
            rp:relays ?hop .
          ?hop rp:certainty ?said ; rp:cue/rdfs:label ?cue ; rp:saidTo ?to
        }""") == [
        ("rp:certainty-reported", "reportedly", "rp:certainty-stated", "told", "ossel-courier")
    ]


def test_one_claim_is_told_in_several_modalities_and_by_both_articles(ask: Ask) -> None:
    assert ask("""
        SELECT ?article ?modality WHERE {
          ?telling a rp:Telling ; rp:tells id:registry\\/tesk-sends-divers ;
            rp:inArticle ?article ; rp:modality ?modality
        } ORDER BY ?article ?modality""") == [
        ("article/tesk-divers", "rp:modality-conditional"),
        ("article/tesk-divers", "rp:modality-done"),
        ("article/tesk-divers", "rp:modality-planned"),
        ("article/tesk-divers", "rp:modality-planned"),
        ("article/tesk-short", "rp:modality-offered"),
    ]


def test_what_one_affirms_and_another_denies_is_one_claim(ask: Ask) -> None:
    # Vale: "at the request of Ossel"; "Osselite state media denied that Ossel had asked"
    assert ask("""
        SELECT ?speaker ?modality WHERE {
          ?telling rp:tells id:registry\\/ossel-requests-divers ; rp:modality ?modality ;
            rp:relays/rp:saidBy ?speaker
        } ORDER BY ?speaker""") == [
        ("osselite-state-media", "rp:modality-denied"),
        ("perrin-vale", "rp:modality-fact"),
    ]


def test_a_disclaimer_stands_with_the_telling_that_it_withholds_belief_from(ask: Ask) -> None:
    assert ask("""
        SELECT ?telling ?words WHERE { ?telling rp:disclaimer/rdfs:label ?words }""") == [
        ("report/r7", "The pilot’s … confirmed.")
    ]


def test_a_headline_that_says_more_than_its_body_can_be_found(ask: Ask) -> None:
    # headline: "Tesk sends 400"; body: "Tesk could send up to 400 … if the Strait Council agrees"
    assert ask("""
        SELECT ?headline ?says ?least ?body ?tells ?most WHERE {
          ?headline rp:restates ?body ; rp:passage/rp:zone rp:zone-headline ;
            rp:modality ?says ; rp:amount/schema:minValue ?least .
          ?body rp:modality ?tells ; rp:amount ?quantity .
          ?quantity rp:counts id:registry\\/diver ; schema:maxValue ?most
          FILTER NOT EXISTS { ?quantity schema:minValue ?floor }
        }""") == [
        ("report/r1", "rp:modality-done", "400", "report/r2", "rp:modality-conditional", "400")
    ]


def test_purpose_place_return_and_initiative_have_their_words(ask: Ask) -> None:
    assert ask("""
        SELECT ?telling ?aspect ?value ?words WHERE {
          ?telling rp:facet ?facet ; ?aspect ?value .
          ?facet rp:aspect ?aspect ; rp:value ?value ; rp:passage/rdfs:label ?words
        } ORDER BY ?telling ?aspect ?value""") == [
        ("report/r1", "rp:place", "selka-reef", "to Selka"),
        ("report/r15", "rp:place", "selka-reef", "there"),
        ("report/r2", "rp:place", "selka-reef", "Selka Reef"),
        ("report/r3", "rp:inReturnFor", "fishing-licence", "fishing licences"),
        ("report/r3", "rp:inReturnFor", "pay", "2.5 million crowns a year"),
        ("report/r3", "rp:initiative", "ossel", "request of Ossel"),
        ("report/r3", "rp:purpose", "guard", "guard the lamps"),
    ]


def test_claims_that_look_alike_are_kept_apart_both_ways_with_the_reason(ask: Ask) -> None:
    assert ask("""
        SELECT ?one ?other ?because WHERE {
          ?one rp:notSameAs ?other .
          ?reason a rp:Distinction ; rp:between ?one, ?other ; rp:because ?because
          FILTER (?one IN (id:registry\\/divers-are-modest, id:registry\\/crews-are-modest))
          FILTER (?one != ?other)
        } ORDER BY ?one""") == [
        ("crews-are-modest", "divers-are-modest", "The same words, said of other people."),
        ("divers-are-modest", "crews-are-modest", "The same words, said of other people."),
    ]
