"""When articles were published, and which of their times stand on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from reportedly.findings.dates.finder import dates
from reportedly.findings.dates.publication import published
from reportedly.findings.dates.resolving import Span
from reportedly.findings.dates.times import Calendar, Time

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


def shift(distance: str, unit: str, to: str = "a:published") -> str:
    return (
        f'; rp:relativeTo {to} ; rp:shift "{distance}"^^xsd:duration ; '
        f"rp:shiftUnit <http://www.w3.org/2006/time#unit{unit}>"
    )


LAST_WEEK = time("a:week", shift("-P7D", "Week"), "relative")


def test_a_time_relative_to_a_stated_date_resolves(found: Derive, stated: Stated) -> None:
    said = found(dates, stated(DATED + LAST_WEEK))["dates/one/week"]
    assert (said["earliest"], said["latest"]) == (["2031-03-03"], ["2031-03-09"])
    assert said["aspect"] == ["relativeTo"]


@pytest.mark.parametrize(
    ("unit", "modality", "first", "last"),
    [
        ("Day", "done", "2031-03-14", "2031-03-14"),  # today
        ("Week", "done", "2031-03-10", "2031-03-14"),  # earlier this week: not after publication
        ("Week", "planned", "2031-03-14", "2031-03-16"),  # later this week: not before it
        ("Week", "ongoing", "2031-03-10", "2031-03-16"),
        ("Month", "possible", "2031-03-01", "2031-03-31"),
    ],
)
def test_this_day_week_or_month_is_the_one_of_publication(
    unit: str, modality: str, first: str, last: str, found: Derive, stated: Stated
) -> None:
    this = time("a:this", shift("PT0S", unit), "relative")
    said = found(dates, stated(DATED + this + telling("a:r1", "a:this", modality)))
    assert (said["dates/one/this"]["earliest"], said["dates/one/this"]["latest"]) == (
        [first],
        [last],
    )
    assert f"the same {unit.lower()}" in said["dates/one/this"]["because"][0]


LATE_MAY = time("a:may", '; rp:edtf "XXXX-05" ' + shift("PT0S", "Year"), "partial")


def test_a_month_of_the_year_of_publication_is_resolved_by_it(
    found: Derive, stated: Stated
) -> None:
    said = found(dates, stated(DATED + LATE_MAY))["dates/one/may"]
    assert (said["earliest"], said["latest"]) == (["2031-05-01"], ["2031-05-31"])
    assert "XXXX-05 of that year" in said["because"][0]


@pytest.mark.parametrize(
    ("past", "first"),
    [("2030-02-07", "2030-05-01"), ("2030-06-09", "2030-06-09"), ("2029-12-31", "2029-12-31")],
)
def test_a_month_of_the_year_of_publication_that_is_past_bounds_it(
    past: str, first: str, found: Derive, stated: Stated
) -> None:
    turtle = UNDATED + time("a:t", day("earliest", past)) + telling("a:r1", "a:t")
    turtle += LATE_MAY + telling("a:r2", "a:may")
    assert found(dates, stated(turtle))["dates/one"]["earliest"] == [first]
    unbounded = UNDATED + LATE_MAY + telling("a:r2", "a:may")  # of which year nobody knows
    assert "earliest" not in found(dates, stated(unbounded))["dates/one"]


def test_one_that_is_ahead_bounds_it_above(found: Derive, stated: Stated) -> None:
    turtle = UNDATED + time("a:t", day("latest", "2030-12-31")) + telling("a:r1", "a:t", "planned")
    said = found(dates, stated(turtle + LATE_MAY + telling("a:r2", "a:may", "planned")))[
        "dates/one"
    ]
    assert said["latest"] == ["2030-05-31"]
    assert "“may” (one/may), of the year of publication, is told as ahead" in said["because"][0]


IN_JUNE = time("a:june", '; rp:edtf "XXXX-06" ; rp:bound rp:bound-at-least', "partial")
WITHIN = time("a:within", '; rp:relativeTo a:published ; rp:duration "P1M"^^xsd:duration')
NEXT = time("a:next", shift("P1M", "Month"), "relative")
ONE_DEED = "is:sends rp:agent is:tesk ; rp:act is:send .\n"


@pytest.mark.parametrize(("near", "name"), [(WITHIN, "a:within"), (NEXT, "a:next")])
def test_what_would_date_it_if_two_times_were_of_one_thing_is_printed_and_no_bound(
    near: str, name: str, found: Derive, stated: Stated
) -> None:
    turtle = UNDATED + IN_2030 + telling("a:r1", "a:t") + ONE_DEED + near + IN_JUNE
    turtle += telling("a:r2", name, "planned") + telling("a:r3", "a:june", "predicted")
    said = found(dates, stated(turtle))["dates/one"]
    assert said["earliest"] == ["2030-01-01"]
    assert "it was published from 1 May to 30 June, not before 2030-05-01." in said["because"][0]
    apart = turtle.replace(
        "a:r3 a rp:Telling ; rp:inArticle text:one ; rp:tells is:sends",
        "a:r3 a rp:Telling ; rp:inArticle text:one ; rp:tells is:other",
    )
    assert "of one thing" not in found(dates, stated(apart))["dates/one"]["because"][0]


DAYS = st.dates(date(1999, 1, 1), date(2033, 12, 31))
MONTHS = st.lists(st.integers(1, 12), max_size=2)


@given(DAYS, MONTHS, MONTHS)
def test_the_first_day_that_all_months_allow_is_found_day_by_day(
    low: date, past: list[int], ahead: list[int]
) -> None:
    """The oracle tries every day of three years."""

    def month(name: str, number: int) -> Time:
        edtf = f"XXXX-{number:02}"
        return Time(name, "one", name, "partial", edtf, Span(), "PT0S", "year", None, "published")

    begun = [month(f"p{i}", number) for i, number in enumerate(past)]
    still = [month(f"a{i}", number) for i, number in enumerate(ahead)]
    start = Time("low", "one", "low", "absolute", "", Span(low), "", "", None, "")
    calendar = Calendar(
        {each.name: each for each in (*begun, *still, start)},
        {"one": "published"},
        {"published": Span()},
        {},
        frozenset(each.name for each in (*begun, start)),
        frozenset(),
        frozenset(each.name for each in still),
    )
    allowed = (
        day
        for n in range(3 * 366)
        for day in [low + timedelta(days=n)]
        if all(number <= day.month for number in past)
        and all(day.month <= number for number in ahead)
    )
    bound = published(calendar, Span(), [*begun, *still, start]).low
    assert bound is not None
    assert bound.day == next(allowed, low)


def test_without_the_date_it_waits(found: Derive, stated: Stated) -> None:
    said = found(dates, stated(UNDATED + LAST_WEEK))
    assert list(said) == ["dates/one"]
    assert said["dates/one"]["because"][0].endswith("1 waiting for the date of publication.")


def test_a_time_relative_to_a_dated_event_resolves_and_bounds_the_article(
    found: Derive, stated: Stated
) -> None:
    event = "a:e a rp:Event ; rp:eventWhen a:t .\n"
    next_year = time("a:next", shift("P1Y", "Year", "a:e"), "relative")
    said = found(dates, stated(UNDATED + IN_2030 + event + next_year + telling("a:r1", "a:next")))
    assert said["dates/one/next"]["earliest"] == ["2031-01-01"]
    assert said["dates/one"]["earliest"] == ["2031-01-01"]


def test_times_relative_to_each_other_lead_nowhere(found: Derive, stated: Stated) -> None:
    turtle = UNDATED + time("a:x", shift("P1D", "Day", "a:y"), "relative")
    turtle += time("a:y", shift("P1D", "Day", "a:x"), "relative")
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
        ("2031-03-11", "2031-03-11"),  # that morning
        ("2031-03-12", "2031-03-12"),  # a day later
        ("2031-03-12", "2031-03-12"),  # on Wednesday
        ("2032-01-01", "2032-12-31"),  # next year
    ]
    assert "earliest" not in said["dates/tesk-short"]
