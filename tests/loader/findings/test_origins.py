"""Origins of claims and figures, read from builds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.origins import origins

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]


TWO_PEOPLE = "tesk-divers/source/two-people"


def bounds(finding: dict[str, list[str]]) -> str:
    """The bounds of a finding as people write them: ``1..3+``."""
    (least,), (most,), (above,) = finding["atLeast"], finding["atMost"], finding["openAbove"]
    return f"{least}..{most}" + "+" * (above == "true")


@pytest.fixture(scope="module")
def derived(found: Derive, islands_store: Store) -> Said:
    return found(origins, islands_store)


@pytest.mark.parametrize(
    ("finding", "expected", "ends"),
    [
        # the state media of the headline restate the lead
        ("claim/tesk-sends-divers", "2..3+", ["lio-marsh", "perrin-vale", TWO_PEOPLE]),
        ("claim/tesk-sends-divers/in/tesk-divers", "1..2+", ["perrin-vale", TWO_PEOPLE]),
        ("claim/tesk-sends-divers/in/tesk-short", "1..1", ["lio-marsh"]),
        # an office may be held by the person
        ("claim/divers-are-gift", "1..2", ["lio-marsh", "tesk-envoy-in-quill-bay"]),
        # three hops, the last of them a source without a name
        ("claim/divers-dive", "1..1", ["tesk-divers/source/pilot"]),
        # state media deny what the minister says: both are heard
        ("claim/ossel-requests-divers", "1..2+", ["osselite-state-media", "perrin-vale"]),
        # nobody is said to say it
        ("claim/boats-meet-at-reef", "0..0", []),
        # one number of two claims' tellings, counting different things
        ("number/400", "1..1", ["perrin-vale"]),
        ("number/400/counts/reef-warden", "1..1+", ["teskan-state-media"]),
        ("number/90", "1..2+", ["lio-marsh", TWO_PEOPLE]),
        # a range, and the amount of a return
        ("number/1500-1800", "1..1", ["perrin-vale"]),
        ("number/2500000/unit/crown/per/year", "1..1", ["perrin-vale"]),
    ],
)  # fmt: skip
def test_bounds_and_ends_of_the_islands(
    finding: str, expected: str, ends: list[str], derived: Said
) -> None:
    said = derived[f"origins/{finding}"]
    assert bounds(said) == expected
    assert sorted(said.get("trailEnd", [])) == ends


def test_an_own_voice_is_listed_beside_the_bounds(derived: Said) -> None:
    assert derived["origins/claim/boats-meet-at-reef"]["ownVoice"] == ["tesk-divers"]
    assert "ownVoice" not in derived["origins/claim/divers-dive"]


def test_a_finding_within_an_article_says_which(derived: Said) -> None:
    for name, said in derived.items():
        assert said.get("inArticle", []) == ([name.rpartition("/in/")[2]] if "/in/" in name else [])


def test_what_a_figure_is_can_be_asked_for(derived: Said) -> None:
    assert derived["origins/number/400"]["number"] == ["400"]
    assert derived["origins/number/400"]["counts"] == ["diver", "reef-warden"]
    year = derived["origins/number/2500000/unit/crown/per/year"]
    assert (year["unit"], year["per"], year["counts"]) == (["crown"], ["year"], ["pay"])


def test_every_claim_that_is_told_has_its_bounds(derived: Said, islands_store: Store) -> None:
    told = islands_store.query(
        "SELECT DISTINCT ?claim WHERE { ?telling a <https://w3id.org/reportedly/ns#Telling> ; "
        "<https://w3id.org/reportedly/ns#tells> ?claim }",
        use_default_graph_as_union=True,
    )
    claims = {str(row["claim"].value).rpartition("/")[2] for row in told}  # type: ignore[union-attr]
    assert len(claims) == 18
    assert claims == {
        name.split("/")[2]
        for name in derived
        if name.startswith("origins/claim/") and "/in/" not in name
    }


def test_a_minister_who_is_relayed_and_heard_is_one_origin(
    found: Derive, vell_store: Store
) -> None:
    said = found(origins, vell_store)["origins/claim/norland-offers-grain"]
    assert bounds(said) == "1..1"
    assert said["trailEnd"] == ["ada-lind"]
    assert said["ownVoice"] == ["post-grain"]
    (because,) = said["because"]
    assert because == (
        "5 tellings in 2 articles. The trail ends with Ada Lind. 2 tellings restate others of the "
        "set and add no end (Channel Two). At least 1. At most 1. 1 telling is in the article's "
        "own voice, which is no source (post-grain)."
    )


FIGURE = """
text:one a rp:Article . text:two a rp:Article . text:three a rp:Article .
is:ada rp:actorKind rp:actor-person ; skos:prefLabel "Ada Lind"@en .
is:post rp:actorKind rp:actor-organisation ; skos:prefLabel "The Post"@en .
is:media rp:actorKind rp:actor-collective ; skos:prefLabel "state media"@en .
a:rumour a rp:UnnamedSource ; rp:inArticle text:one ; rp:plural true ; rdfs:label "reports"@en .
a:r1 a rp:Telling ; rp:inArticle text:one ; rp:tells is:offers ; rp:amount a:q1 .
a:q1 rp:number 500.0 ; rp:counts is:truck .
a:h1 rp:ofTelling a:r1 ; rp:depth 1 ; rp:saidBy is:post ; rp:plural false .
a:h2 rp:ofTelling a:r1 ; rp:depth 2 ; rp:saidBy is:ada ; rp:plural false .
a:h3 rp:ofTelling a:r1 ; rp:depth 3 ; rp:saidBy a:rumour ; rp:plural false .
b:r1 a rp:Telling ; rp:inArticle text:two ; rp:tells is:sends ; rp:amount b:q1 .
b:q1 rp:number 500.0 ; rp:counts is:truck .
b:h1 rp:ofTelling b:r1 ; rp:depth 1 ; rp:saidBy is:ada ; rp:plural false .
c:r1 a rp:Telling ; rp:inArticle text:three ; rp:tells is:sends ; rp:amount c:q1 .
c:q1 rp:number 500.0 ; rp:counts is:lorry .
"""


def test_a_figure_is_followed_across_claims_and_the_assumption_is_printed(
    found: Derive, stated: Callable[[str], Store]
) -> None:
    said = found(origins, stated(FIGURE))
    assert bounds(said["origins/number/500"]) == "1..1+"
    assert said["origins/number/500"]["trailEnd"] == ["one/rumour"]
    (because,) = said["origins/number/500"]["because"]
    assert because == (
        "3 tellings in 3 articles, counting lorry and truck. The trail ends with “reports” of one "
        "(several). Ada Lind ends a trail in one telling and relays someone else in another, and "
        "so is taken to have no other basis: an assumption. Without it: at least 1, at most 2 or "
        "more. At least 1. At most 1, or more, since “reports” of one stands for several. 1 "
        "telling is in the article's own voice, which is no source (three)."
    )
    assert bounds(said["origins/number/500/in/two"]) == "1..1"
    assert bounds(said["origins/number/500/counts/lorry"]) == "0..0"


def test_a_declared_pair_raises_the_lower_bound_and_is_named(
    found: Derive, stated: Callable[[str], Store]
) -> None:
    two = """
    a:r1 a rp:Telling ; rp:inArticle text:one ; rp:tells is:offers .
    a:h1 rp:ofTelling a:r1 ; rp:depth 1 ; rp:saidBy is:media ; rp:plural true .
    b:r1 a rp:Telling ; rp:inArticle text:two ; rp:tells is:offers .
    b:h1 rp:ofTelling b:r1 ; rp:depth 1 ; rp:saidBy is:office ; rp:plural false .
    is:media rp:actorKind rp:actor-collective ; skos:prefLabel "state media"@en .
    is:office rp:actorKind rp:actor-office ; skos:prefLabel "the envoy"@en .
    """
    apart = "is:office owl:differentFrom is:media ."
    assert bounds(found(origins, stated(two))["origins/claim/offers"]) == "1..2+"
    said = found(origins, stated(two + apart))["origins/claim/offers"]
    assert bounds(said) == "2..2+"
    assert "the registry keeps apart state media from the envoy" in said["because"][0]
