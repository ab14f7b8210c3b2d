"""When articles were published, and which of their times stand on the calendar."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from reportedly.findings.dates.finder import dates

Said = dict[str, dict[str, list[str]]]
Derive = Callable[..., Said]
Stated = Callable[[str], Store]

ARTICLE = """text:one a rp:Article ; rp:publishedWhen a:published .
a:published a rp:TimeReference ; rp:inArticle text:one ; rp:basis rp:basis-{} {} .
"""
UNDATED = ARTICLE.format("unknown", "")


def day(name: str, value: str) -> str:
    return f'; rp:{name} "{value}"^^xsd:date '


DATED = ARTICLE.format("stated", day("earliest", "2031-03-14") + day("latest", "2031-03-14"))


def time(name: str, more: str = "", kind: str = "absolute") -> str:
    return (
        f"{name} a rp:TimeReference ; rp:inArticle text:one ; rp:timeKind rp:time-{kind} ; "
        f'rp:expression "{name[2:]}"@en {more} .\n'
    )


def telling(name: str, when: str, modality: str = "done", more: str = "") -> str:
    return (
        f"{name} a rp:Telling ; rp:inArticle text:one ; rp:tells is:sends ; rp:eventWhen {when} ; "
        f"rp:modality rp:modality-{modality} {more} .\n"
    )


IN_2030 = time("a:t", day("earliest", "2030-01-01") + day("latest", "2030-12-31"))


@pytest.mark.parametrize("modality", ["done", "fact", "ongoing"])
def test_an_article_is_no_older_than_what_it_tells_as_past(
    modality: str, found: Derive, stated: Stated
) -> None:
    said = found(dates, stated(UNDATED + IN_2030 + telling("a:r1", "a:t", modality)))["dates/one"]
    assert said["earliest"] == ["2030-01-01"]
    assert "latest" not in said
    assert said["concerns"] == ["one", "one/t"]
    assert "Not before 2030-01-01: “t” (one/t) is told as past." in said["because"][0]


@pytest.mark.parametrize("modality", ["promised", "possible", "denied", "opinion"])
def test_what_is_not_told_as_past_bounds_nothing_below(
    modality: str, found: Derive, stated: Stated
) -> None:
    said = found(dates, stated(UNDATED + IN_2030 + telling("a:r1", "a:t", modality)))["dates/one"]
    assert {"earliest", "latest"}.isdisjoint(said)


def test_what_an_article_tells_ahead_in_its_own_voice_bounds_it_above(
    found: Derive, stated: Stated
) -> None:
    ahead = telling("a:r1", "a:t", "predicted")
    assert found(dates, stated(UNDATED + IN_2030 + ahead))["dates/one"]["latest"] == ["2030-12-31"]
    relayed = telling("a:r1", "a:t", "predicted", "; rp:relays a:h")
    assert "latest" not in found(dates, stated(UNDATED + IN_2030 + relayed))["dates/one"]


@pytest.mark.parametrize(
    "told",
    [
        "a:h a rp:Hop ; rp:saidWhen a:t .",
        "a:h a rp:Hop ; rp:saidIn a:e . a:e a rp:Event ; rp:eventWhen a:t .",
    ],
)
def test_a_saying_is_past_whatever_it_is_about(told: str, found: Derive, stated: Stated) -> None:
    said = found(dates, stated(UNDATED + IN_2030 + told))["dates/one"]
    assert said["earliest"] == ["2030-01-01"]


def test_the_date_that_the_text_states_bounds_both_ends(found: Derive, stated: Stated) -> None:
    said = found(dates, stated(DATED + IN_2030 + telling("a:r1", "a:t")))["dates/one"]
    assert (said["earliest"], said["latest"]) == (["2031-03-14"], ["2031-03-14"])
    assert said["conflicting"] == ["false"]
    late = time("a:t", day("earliest", "2031-04-01"))
    said = found(dates, stated(DATED + late + telling("a:r1", "a:t")))["dates/one"]
    assert said["conflicting"] == ["true"]


def test_a_date_that_an_editor_gives_is_not_used(found: Derive, stated: Stated) -> None:
    edited = DATED.replace("basis-stated", "basis-editor")
    assert "earliest" not in found(dates, stated(edited))["dates/one"]


def test_a_year_that_is_not_stated_is_waited_for(found: Derive, stated: Stated) -> None:
    turtle = UNDATED + time("a:july", kind="partial") + telling("a:r1", "a:july")
    (because,) = found(dates, stated(turtle))["dates/one"]["because"]
    assert "It was published after “july” (one/july), of a year that is not stated." in because
    assert because.endswith("Of its 1 time expression: 1 waiting for a year.")


LAST_WEEK = time(
    "a:week", '; rp:relativeTo a:published ; rp:shift "-P7D"^^xsd:duration', "relative"
)


def test_a_time_relative_to_a_stated_date_resolves(found: Derive, stated: Stated) -> None:
    said = found(dates, stated(DATED + LAST_WEEK))["dates/one/week"]
    assert (said["earliest"], said["latest"]) == (["2031-03-03"], ["2031-03-09"])
    assert said["aspect"] == ["relativeTo"]


def test_without_the_date_it_waits(found: Derive, stated: Stated) -> None:
    said = found(dates, stated(UNDATED + LAST_WEEK))
    assert list(said) == ["dates/one"]
    assert said["dates/one"]["because"][0].endswith("1 waiting for the date of publication.")


def test_a_time_relative_to_a_dated_event_resolves_and_bounds_the_article(
    found: Derive, stated: Stated
) -> None:
    event = "a:e a rp:Event ; rp:eventWhen a:t .\n"
    next_year = time("a:next", '; rp:relativeTo a:e ; rp:shift "P1Y"^^xsd:duration', "relative")
    said = found(dates, stated(UNDATED + IN_2030 + event + next_year + telling("a:r1", "a:next")))
    assert said["dates/one/next"]["earliest"] == ["2031-01-01"]
    assert said["dates/one"]["earliest"] == ["2031-01-01"]


def test_times_relative_to_each_other_lead_nowhere(found: Derive, stated: Stated) -> None:
    shift = '; rp:shift "P1D"^^xsd:duration'
    turtle = UNDATED + time("a:x", f"; rp:relativeTo a:y {shift}", "relative")
    turtle += time("a:y", f"; rp:relativeTo a:x {shift}", "relative")
    said = found(dates, stated(turtle))
    assert list(said) == ["dates/one"]
    assert "2 waiting for the date of an event" in said["dates/one"]["because"][0]


def test_the_times_of_the_islands(found: Derive, islands_store: Store) -> None:
    said = found(dates, islands_store)
    resolved = {
        name.removeprefix("dates/tesk-divers/time/"): (*finding["earliest"], *finding["latest"])
        for name, finding in said.items()
        if "/time/" in name
    }
    assert sorted(resolved.values()) == [
        ("2031-03-03", "2031-03-09"),  # last week
        ("2031-03-10", "2031-03-10"),  # on Monday
        ("2031-03-11", "2031-03-11"),  # on Tuesday
        ("2031-03-12", "2031-03-12"),  # a day later
        ("2031-03-12", "2031-03-12"),  # on Wednesday
        ("2032-01-01", "2032-12-31"),  # next year
    ]
    assert "earliest" not in said["dates/tesk-short"]
