"""What differs, what conflicts, and why: DESIGN's rules on statements written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.disagreements.finder import disagreements

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]
Stated = Callable[[str], Store]


def tells(report: str, more: str = "", claim: str = "is:sends", modality: str = "planned") -> str:
    article = {"a": "one", "b": "two", "c": "three"}[report[0]]
    return (
        f"{report} a rp:Telling ; rp:inArticle text:{article} ; rp:tells {claim} ; "
        f"rp:certainty rp:certainty-stated ; rp:modality rp:modality-{modality} ; "
        f"rp:passage {report}-p {more} .\n"
    )


def amount(report: str, bound: str, counts: str = "is:truck", **value: int) -> str:
    said = "".join(
        f"{'rp:number' if name == 'number' else f'schema:{name}Value'} {number}.0 ; "
        for name, number in value.items()
    )
    words = f"{bound} {' '.join(map(str, value.values()))}"
    return (
        f"{report} rp:amount {report}-q . {report}-q {said} rp:bound rp:bound-{bound} ; "
        f'rp:counts {counts} ; rdfs:label "{words}"@en ; rp:passage {report}-qp .\n'
    )


EXACT = tells("a:r1") + amount("a:r1", "exact", number=500, min=500, max=500)
UP_TO = tells("b:r1") + amount("b:r1", "at-most", number=500, max=500)
OVER = tells("b:r1") + amount("b:r1", "above", number=600, min=600)


# ------------------------------------------------------------------------------------------ numbers


def test_numbers_differ_if_their_intervals_meet(found: Derive, stated: Stated) -> None:
    said = found(disagreements, stated(EXACT + UP_TO))["disagreement/amount/sends/truck"]
    assert said["conflicting"] == ["false"]
    assert said["aspect"] == ["amount"]
    assert sorted(said["concerns"]) == ["one/r1", "one/r1-q", "sends", "two/r1", "two/r1-q"]
    assert sorted(said["passage"]) == ["one/r1-qp", "two/r1-qp"]
    assert "“at-most 500 500” (two/r1) and “exact 500 500 500” (one/r1)" in said["because"][0]


def test_numbers_conflict_if_no_number_fits_both(found: Derive, stated: Stated) -> None:
    said = found(disagreements, stated(EXACT + OVER))["disagreement/amount/sends/truck"]
    assert said["conflicting"] == ["true"]
    assert "they conflict" in said["because"][0]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("b:r1 rp:place is:port .", "the place told is not the same"),
        ("b:r1 rp:eventWhen b:t .", "the time told is not the same"),
        ("b:r1 rp:eventWhen b:t ; rp:place is:port .", "the time and place told is not the same"),
    ],
)
def test_of_another_time_or_place_they_only_differ(
    more: str, reason: str, found: Derive, stated: Stated
) -> None:
    said = found(disagreements, stated(EXACT + OVER + more))["disagreement/amount/sends/truck"]
    assert said["conflicting"] == ["false"]
    assert reason in said["because"][0]


def test_the_same_days_are_the_same_time_and_an_undated_time_is_the_same_as_no_other(
    found: Derive, stated: Stated
) -> None:
    dated = "a:r1 rp:eventWhen a:t . b:r1 rp:eventWhen b:t . "
    days = "".join(
        f'{time} rp:earliest "2022-07-01"^^xsd:date ; rp:latest "2022-07-31"^^xsd:date . '
        for time in ("a:t", "b:t")
    )
    name = "disagreement/amount/sends/truck"
    assert found(disagreements, stated(EXACT + OVER + dated))[name]["conflicting"] == ["false"]
    assert found(disagreements, stated(EXACT + OVER + dated + days))[name]["conflicting"] == [
        "true"
    ]


def test_a_denied_number_is_nobodys_number(found: Derive, stated: Stated) -> None:
    denied = OVER.replace("modality-planned", "modality-denied")
    said = found(disagreements, stated(EXACT + denied))
    assert said["disagreement/amount/sends/truck"]["conflicting"] == ["false"]
    assert said["disagreement/modality/sends"]["conflicting"] == ["true"]


@pytest.mark.parametrize(
    "other",
    [
        UP_TO.replace("is:sends", "is:offers"),  # another claim
        UP_TO.replace("is:truck", "is:boat"),  # another thing, another number
        UP_TO.replace("rp:counts", "rp:per is:month ; rp:counts"),
        UP_TO.replace("rp:counts", "rp:partOf a:r1-q ; rp:counts"),
        EXACT.replace("a:r1", "b:r1").replace("one", "two"),  # the same
    ],
)
def test_what_is_not_the_same_question_is_not_compared(
    other: str, found: Derive, stated: Stated
) -> None:
    other = other.replace("number 500.0", "number 499.0") if "is:boat" in other else other
    assert found(disagreements, stated(EXACT + other)) == {}


def test_one_number_of_two_things_differs(found: Derive, stated: Stated) -> None:
    soldiers = UP_TO.replace("is:truck", "is:lorry")
    said = found(disagreements, stated(EXACT + soldiers))["disagreement/counts/sends/500"]
    assert (said["aspect"], said["value"]) == (["counts"], ["lorry", "truck"])
    assert said["conflicting"] == ["false"]


# -------------------------------------------------------------------------------------------- roles


def described(naming: str, role: str, who: str = "is:ada") -> str:
    article = {"a": "one", "b": "two"}[naming[0]]
    return (
        f"{naming} a rp:Naming ; rp:denotes {who} ; rp:inArticle text:{article} ; "
        f"rp:roleGiven is:{role} ; rp:roleWords {naming}-p . "
        f'{naming}-p rdfs:label "the {role}"@en .'
    )


DISJOINT = """is:envoy rp:conflictsWith is:minister . is:minister rp:conflictsWith is:envoy .
is:d a rp:Distinction ; rp:between is:envoy , is:minister ; rp:because "One cannot be both."@en .
is:envoy skos:prefLabel "envoy"@en . is:minister skos:prefLabel "minister"@en ."""


def test_roles_of_several_articles_differ(found: Derive, stated: Stated) -> None:
    turtle = described("a:n1", "envoy") + described("b:n1", "minister")
    said = found(disagreements, stated(turtle))["disagreement/role/ada"]
    assert (said["conflicting"], said["value"]) == (["false"], ["envoy", "minister"])
    assert said["concerns"] == ["ada", "one/n1", "two/n1"]
    (because,) = said["because"]
    assert because == (
        "ada is described as “the envoy” (one) and “the minister” (two). They differ; the registry "
        "lists none of them as disjoint, so nothing conflicts."
    )


def test_roles_conflict_only_if_the_registry_says_so_and_says_why(
    found: Derive, stated: Stated
) -> None:
    turtle = described("a:n1", "envoy") + described("b:n1", "minister") + DISJOINT
    said = found(disagreements, stated(turtle))["disagreement/role/ada"]
    assert said["conflicting"] == ["true"]
    assert "envoy and minister (One cannot be both)" in said["because"][0]


def test_roles_of_one_article_are_a_finding_only_if_they_conflict(
    found: Derive, stated: Stated
) -> None:
    turtle = described("a:n1", "envoy") + described("a:n2", "minister")
    assert found(disagreements, stated(turtle)) == {}
    assert "disagreement/role/ada" in found(disagreements, stated(turtle + DISJOINT))


def test_two_articles_that_describe_alike_do_not_differ(found: Derive, stated: Stated) -> None:
    turtle = described("a:n1", "envoy") + described("b:n1", "envoy")
    assert found(disagreements, stated(turtle + DISJOINT)) == {}


# ----------------------------------------------------------------------------------------- channels


def speaks(hop: str, more: str, claim: str = "is:sends") -> str:
    return (
        f"{hop} a rp:Hop ; rp:saidBy is:ada ; rp:tells {claim} ; rp:passage {hop}-p ; "
        f"rp:depth 1 ; rp:plural false {more} .\n"
    )


def test_one_claim_of_one_speaker_on_two_channels(found: Derive, stated: Stated) -> None:
    turtle = speaks("a:h", "; rp:carriedBy is:one") + speaks("b:h", "; rp:carriedBy is:two")
    said = found(disagreements, stated(turtle))["disagreement/channel/claim/sends/by/ada"]
    assert (said["value"], said["conflicting"]) == (["one", "two"], ["false"])
    assert said["concerns"] == ["sends", "ada", "one/h", "two/h"]


def test_a_hop_is_on_the_channel_of_its_appearance(found: Derive, stated: Stated) -> None:
    appearance = (
        speaks("a:h1", "; rp:carriedBy is:one ; rp:saidIn a:show", "is:other")
        + speaks("a:h2", "; rp:saidIn a:show")
        + speaks("b:h", "; rp:carriedBy is:two")
    )
    said = found(disagreements, stated(appearance))["disagreement/channel/claim/sends/by/ada"]
    assert "one/h2 (by the appearance that it belongs to)" in said["because"][0]


def quoted(name: str, article: str, words: str) -> str:
    return (
        f'{name} a rp:Quotation ; rp:inArticle text:{article} ; rp:words "{words}"@en ; '
        f"rp:quotationKind rp:quotation-direct ; rp:passage {name}p ; rp:spokenIn {name[0]}:h .\n"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We shall send them all.", "we shall send them all"),
        (
            "We wait like the reef, which asks for nothing and never moves.",
            "they lie like stones, who ask for nothing and never stir",
        ),
    ],
)
def test_a_saying_on_two_channels_is_found_whatever_it_tells(
    one: str, other: str, found: Derive, stated: Stated
) -> None:
    turtle = (
        speaks("a:h", "; rp:carriedBy is:one", "is:other")
        + speaks("b:h", "; rp:carriedBy is:two")
        + quoted("a:q", "one", one)
        + quoted("b:q", "two", other)
    )
    said = found(disagreements, stated(turtle))
    assert list(said) == ["disagreement/channel/words/one/q"]
    assert said["disagreement/channel/words/one/q"]["concerns"] == ["ada", "one/q", "two/q"]


def test_a_channel_that_is_not_stated_disagrees_with_none(found: Derive, stated: Stated) -> None:
    turtle = speaks("a:h", "; rp:carriedBy is:one") + speaks("b:h", "")
    assert found(disagreements, stated(turtle)) == {}


# --------------------------------------------------------------------------- certainty and modality


def test_certainties_differ_and_never_conflict(found: Derive, stated: Stated) -> None:
    turtle = tells("a:r1") + tells("b:r1").replace("certainty-stated", "certainty-alleged")
    said = found(disagreements, stated(turtle))["disagreement/certainty/sends"]
    assert (said["value"], said["conflicting"]) == (["alleged", "stated"], ["false"])
    (because,) = said["because"]
    assert because == (
        "It is told as alleged by two/r1; stated by one/r1. They differ; to be less sure of it is "
        "no conflict."
    )


@pytest.mark.parametrize(
    ("denial", "other", "conflicting"),
    [
        ("", "", "true"),
        ("", "; rp:place is:port", "true"),  # a denial without a place is of every place
        ("; rp:place is:port", "; rp:place is:hill", "false"),
        ("", "; rp:eventWhen b:t", "false"),
    ],
)
def test_a_denial_conflicts_with_what_it_denies(
    denial: str, other: str, conflicting: str, found: Derive, stated: Stated
) -> None:
    turtle = tells("a:r1", denial, modality="denied") + tells("b:r1", other)
    said = found(disagreements, stated(turtle))["disagreement/modality/sends"]
    assert said["conflicting"] == [conflicting]


def test_an_offer_beside_a_plan_only_differs(found: Derive, stated: Stated) -> None:
    turtle = tells("a:r1", modality="offered") + tells("b:r1")
    said = found(disagreements, stated(turtle))["disagreement/modality/sends"]
    assert (said["value"], said["conflicting"]) == (["offered", "planned"], ["false"])


# -------------------------------------------------------------------------------- invented articles


def test_the_disagreements_of_the_islands(found: Derive, islands_store: Store) -> None:
    said = found(disagreements, islands_store)
    assert {
        name.removeprefix("disagreement/"): each["conflicting"] for name, each in said.items()
    } == {
        "amount/tesk-sends-divers/diver": ["false"],  # over 90 in April; nearly 90, no time given
        "counts/tesk-sends-divers/400": ["false"],
        "certainty/tesk-sends-divers": ["false"],
        "modality/tesk-sends-divers": ["false"],
        "modality/lamps-burn": ["false"],
        "modality/ossel-requests-divers": ["true"],
    }


def test_an_envoy_who_is_a_minister_conflicts_among_the_grain(
    found: Derive, vell_store: Store
) -> None:
    said = found(disagreements, vell_store)
    assert said["disagreement/role/ada-lind"]["conflicting"] == ["true"]
    assert (
        "(An envoy speaks for a country and a minister governs in it)"
        in (said["disagreement/role/ada-lind"]["because"][0])
    )
