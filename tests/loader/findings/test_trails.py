"""Where trails end, and how many origins that can be: DESIGN's cases, and brute force."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.trails import (
    Bounds,
    End,
    Hop,
    Kinds,
    Telling,
    bounds,
    ends,
    last_speakers,
    own_voices,
    restating,
)

SPEAKERS = ["Ada", "Bo", "Cy", "office", "agency", "reports"]
NAMED = frozenset({"Ada", "Bo", "Cy"})


def telling(name: str, *chain: str, article: str = "x", again: Iterable[str] = ()) -> Telling:
    """A telling; a speaker written with a plus is plural."""
    hops = tuple(Hop(who.removesuffix("+"), who.endswith("+")) for who in chain)
    return Telling(name, article, hops, frozenset(again))


def names(found: Iterable[End]) -> list[str]:
    """The ends, as the tests write speakers."""
    return ["=".join(sorted(end.speakers)) + "+" * end.plural for end in found]


def kinds(*pairs: tuple[str, str]) -> Kinds:
    different: dict[str, set[str]] = {}
    for one, other in pairs:
        different.setdefault(one, set()).add(other)
        different.setdefault(other, set()).add(one)
    return Kinds(NAMED, different)


def of(*tellings: Telling, apart: Iterable[tuple[str, str]] = ()) -> Bounds:
    return bounds(ends(tellings), kinds(*apart))


# ---------------------------------------------------------------- the cases that DESIGN speaks of


def test_the_end_of_a_chain_is_its_last_speaker() -> None:
    assert names(ends([telling("r1", "Ada", "Bo", "reports+")])) == ["reports+"]


def test_a_telling_that_restates_another_of_the_set_adds_no_end() -> None:
    body = telling("r3", "Ada")
    headline = telling("r1", "office", again=["r3"])
    assert names(ends([body, headline])) == ["Ada"]
    assert restating([body, headline]) == (headline,)


def test_a_telling_that_restates_one_outside_the_set_stands_for_itself() -> None:
    assert names(ends([telling("r1", "office", again=["r3"])])) == ["office"]


def test_a_source_is_not_lost_by_restating_what_has_none() -> None:
    own, headline = telling("r3"), telling("r1", "office", again=["r3"])
    assert names(ends([own, headline])) == ["office"]
    assert of(own, headline).at_least == 1


def test_tellings_that_restate_each_other_in_a_circle_all_count() -> None:
    circle = [telling("r1", "Ada", again=["r2"]), telling("r2", "Bo", again=["r1"])]
    assert names(ends(circle)) == ["Ada", "Bo"]
    assert names(ends([telling("r1", "Ada", again=["r1"])])) == ["Ada"]


def test_a_speaker_who_relays_someone_else_within_the_set_is_no_end() -> None:
    told = [telling("a", "Ada"), telling("b", "Bo", "Ada", "reports+")]
    assert names(ends(told)) == ["reports+"]
    assert last_speakers(told) == ("Ada", "reports")
    assert names(ends(told, relaying=True)) == ["Ada", "reports+"]


def test_the_trail_goes_on_even_through_a_telling_that_restates() -> None:
    told = [telling("body", "Ada"), telling("lead", "Ada", "Bo", again=["body"])]
    assert names(ends(told)) == ["Bo"]


def test_a_circle_without_exit_is_one_end() -> None:
    told = [telling("a", "Ada", "Bo"), telling("b", "Bo", "Ada")]
    assert names(ends(told)) == ["Ada=Bo"]
    assert of(*told) == Bounds(1, 1, open_above=False)


def test_a_circle_with_an_exit_ends_where_the_exit_does() -> None:
    told = [telling("a", "Ada", "Bo"), telling("b", "Bo", "Ada"), telling("c", "Bo", "Cy")]
    assert names(ends(told)) == ["Cy"]


def test_a_speaker_who_relays_himself_is_one_end() -> None:
    assert names(ends([telling("a", "Ada", "Ada")])) == ["Ada"]


def test_an_own_voice_is_no_source_and_is_listed_by_article() -> None:
    told = [telling("a", article="y"), telling("b", article="x"), telling("c", article="x")]
    assert own_voices(told) == ("x", "y")
    assert ends(told) == ()
    assert of(*told) == Bounds(0, 0, open_above=False)


def test_different_proper_names_are_different_origins() -> None:
    assert of(telling("a", "Ada"), telling("b", "Bo")) == Bounds(2, 2, open_above=False)


@pytest.mark.parametrize("other", ["office", "agency", "reports+"])
def test_whoever_has_no_proper_name_may_be_anyone(other: str) -> None:
    found = of(telling("a", "Ada"), telling("b", other), telling("c", "agency"))
    assert found.at_least == 1
    assert found.open_above is other.endswith("+")


def test_pairs_that_are_declared_different_are_kept_apart() -> None:
    told = [telling("a", "office"), telling("b", "agency"), telling("c", "Ada")]
    assert of(*told).at_least == 1
    assert of(*told, apart=[("office", "agency")]).at_least == 2
    everyone = [("office", "agency"), ("office", "Ada"), ("agency", "Ada")]
    assert of(*told, apart=everyone).at_least == 3


def test_a_circle_is_kept_apart_only_if_each_of_its_speakers_is() -> None:
    circle = [telling("a", "Ada", "office"), telling("b", "office", "Ada")]
    assert of(*circle, telling("c", "Bo")).at_least == 1
    assert of(*circle, telling("c", "Bo"), apart=[("office", "Bo")]).at_least == 2


# -------------------------------------------------------------------------------- against oracles


def closure(edges: set[tuple[str, str]], over: Iterable[str]) -> set[tuple[str, str]]:
    """Who is reached from whom, each from itself too: Warshall's algorithm."""
    everyone = list(over)
    reached = edges | {(each, each) for each in everyone}
    for middle in everyone:
        for a in everyone:
            for b in everyone:
                if (a, middle) in reached and (middle, b) in reached:
                    reached.add((a, b))
    return reached


speakers = st.sampled_from(SPEAKERS)
hops = st.builds(Hop, speakers, st.booleans())


@st.composite
def sets_of_tellings(draw: st.DrawFn) -> list[Telling]:
    them = [f"r{i}" for i in range(draw(st.integers(0, 5)))]
    pairs = st.sampled_from([(a, b) for a in them for b in them]) if them else st.nothing()
    again = closure(draw(st.sets(pairs, max_size=4)) if them else set(), them)
    return [
        Telling(
            name,
            draw(st.sampled_from(["x", "y"])),
            tuple(draw(st.lists(hops, max_size=4))),
            frozenset(b for a, b in again if a == name),
        )
        for name in them
    ]


pairs_apart = st.sets(st.sampled_from(list(combinations(SPEAKERS, 2))), max_size=6)


@given(sets_of_tellings())
def test_ends_are_the_circles_without_exit_that_trails_lead_to(told: list[Telling]) -> None:
    reached = closure(
        {
            (near.speaker, far.speaker)
            for each in told
            for near, far in zip(each.chain, each.chain[1:], strict=False)
        },
        SPEAKERS,
    )
    circles = {
        frozenset(b for b in SPEAKERS if (a, b) in reached)
        for a in SPEAKERS
        if all((b, a) in reached for b in SPEAKERS if (a, b) in reached)
    }
    starts = last_speakers(told)
    expected = {
        c for c in circles if any((start, each) in reached for start in starts for each in c)
    }
    assert {end.speakers for end in ends(told)} == expected


@given(sets_of_tellings())
def test_without_repeats_and_circles_the_ends_are_as_design_words_them(told: list[Telling]) -> None:
    order = {speaker: place for place, speaker in enumerate(SPEAKERS)}
    plain = [
        Telling(
            t.name, t.article, tuple(dict.fromkeys(sorted(t.chain, key=lambda h: order[h.speaker])))
        )
        for t in told
    ]
    plain = [t for t in plain if len({h.speaker for h in t.chain}) == len(t.chain)]
    last = {t.chain[-1].speaker for t in plain if t.chain}
    relaying = {hop.speaker for t in plain for hop in t.chain[:-1]}
    assert {s for end in ends(plain) for s in end.speakers} == last - relaying


@given(sets_of_tellings(), pairs_apart, st.randoms())
def test_the_order_of_the_tellings_changes_nothing(
    told: list[Telling], apart: set[tuple[str, str]], chance: object
) -> None:
    assert hasattr(chance, "shuffle")
    mixed = list(told)
    chance.shuffle(mixed)
    assert ends(mixed) == ends(told)
    assert of(*mixed, apart=apart) == of(*told, apart=apart)


def groupings(them: list[End]) -> list[list[list[End]]]:
    if not them:
        return [[]]
    found = []
    for groups in groupings(them[1:]):
        found.append([[them[0]], *groups])
        for i, group in enumerate(groups):
            found.append([*groups[:i], [*group, them[0]], *groups[i + 1 :]])
    return found


@given(sets_of_tellings(), pairs_apart)
def test_the_lower_bound_is_the_best_of_all_partitions(
    told: list[Telling], apart: set[tuple[str, str]]
) -> None:
    them = list(ends(told))
    keep = kinds(*apart)
    allowed = [
        len(groups)
        for groups in groupings(them)
        if not any(
            all(keep.apart(a, b) for a in one.speakers for b in other.speakers)
            for group in groups
            for one, other in combinations(group, 2)
        )
    ]
    found = bounds(them, keep)
    assert found.at_least == min(allowed)
    assert found.at_most == len(them)
    assert (found.at_least == 0) is (not them)
    assert found.open_above is any(end.plural for end in them)


@given(sets_of_tellings())
def test_there_is_an_origin_wherever_there_is_a_source(told: list[Telling]) -> None:
    assert bool(ends(told)) is any(each.chain for each in told)
