"""An EDTF value bounds days, and bounds none that the text does not."""

from __future__ import annotations

import calendar
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.dates import DateBounds, bounds_of

BOUNDS: dict[str, tuple[str | None, str | None]] = {
    "2022": ("2022-01-01", "2022-12-31"),
    "2022-07": ("2022-07-01", "2022-07-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2022-07-25": ("2022-07-25", "2022-07-25"),
    "2024-02-29": ("2024-02-29", "2024-02-29"),
    "2022-07-25T10:30:00Z": ("2022-07-25", "2022-07-25"),
    # unknown digits
    "202X": ("2020-01-01", "2029-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2022-XX": ("2022-01-01", "2022-12-31"),
    "2022-07-XX": ("2022-07-01", "2022-07-31"),
    "2022-XX-XX": ("2022-01-01", "2022-12-31"),
    "2022-1X": ("2022-10-01", "2022-12-31"),
    "2022-X2": ("2022-02-01", "2022-12-31"),
    "2022-07-2X": ("2022-07-20", "2022-07-29"),
    "202X-02-29": ("2020-02-29", "2028-02-29"),
    "15XX-12-25": ("1500-12-25", "1599-12-25"),
    # an unknown year bounds no day
    "XXXX": (None, None),
    "XXXX-07": (None, None),
    "XXXX-07-25": (None, None),
    "XXXX-02-29": (None, None),
    # seasons
    "2022-21": ("2022-03-01", "2022-05-31"),
    # marks of doubt do not widen
    "2022?": ("2022-01-01", "2022-12-31"),
    "2022-07~": ("2022-07-01", "2022-07-31"),
    "2022-07-25%": ("2022-07-25", "2022-07-25"),
    # intervals
    "2022-07/2022-08": ("2022-07-01", "2022-08-31"),
    "2022/2022": ("2022-01-01", "2022-12-31"),
    "2022-07-25/..": ("2022-07-25", None),
    "../2022-07-25": (None, "2022-07-25"),
    "2022-07-25/": ("2022-07-25", None),
    "/2022-07-25": (None, "2022-07-25"),
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03"),
    "2004-06~/..": ("2004-06-01", None),
    "XXXX-06/..": (None, None),
    "../XXXX-06-25": (None, None),
    "XXXX-06/XXXX-08": (None, None),
    "XXXX-06/2022": (None, "2022-12-31"),
    # sets
    "[2022-07,2022-09]": ("2022-07-01", "2022-09-30"),
    "{2021,2022}": ("2021-01-01", "2022-12-31"),
}
REFUSED = (
    "",
    " ",
    "2022 ",
    "2022\n",
    "1 August 2022",
    "August",
    "22",
    "2022-7",
    "2022-13",
    "2022-00",
    "2022-07-32",
    "2022-02-30",
    "2022-02-29",
    "XXXX-13",
    "XXXX-02-30",
    "XXXX-04-31",
    "2022-02-3X",
    "2022-2X",
    "XXXX-13/..",
    "../..",
    "2022-07-25T10:00:00/..",
    "２０２２",
    "2022/07",
    "2022-08/2022-07",
    "2022-07-25/P1D",
    "unknown",
    "..",
    "/",
    "[]",
    "-0044",
    "Y20000",
    "%2022S22022S221S2",
    "../,{}02-3025",
)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize("value", BOUNDS)
def test_a_value_bounds_its_first_and_its_last_day(value: str) -> None:
    first, last = BOUNDS[value]
    assert bounds_of(value) == DateBounds(day(first), day(last))


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_value_or_no_day_is_refused_by_its_name(value: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the message follows
        bounds_of(value)
    assert str(caught.value).startswith(f"'{value}' ")


@given(st.dates())
def test_a_day_a_month_and_a_year_bound_what_the_calendar_says(when: date) -> None:
    iso = when.isoformat()
    last = calendar.monthrange(when.year, when.month)[1]
    assert bounds_of(iso) == DateBounds(when, when)
    assert bounds_of(iso[:7]) == DateBounds(when.replace(day=1), when.replace(day=last))
    year = DateBounds(date(when.year, 1, 1), date(when.year, 12, 31))
    assert bounds_of(iso[:4]) == year


@given(st.dates(date(1600, 1, 1), date(2399, 12, 31)), st.sets(st.integers(2, 9)))
def test_unknown_digits_allow_the_days_that_match_the_known(when: date, unknown: set[int]) -> None:
    """Every day of eight centuries is tried; the first two digits of the year are known."""
    pattern = "".join("X" if i in unknown and c != "-" else c for i, c in enumerate(str(when)))
    allowed = re.compile(pattern.replace("X", "."))
    century = when.year // 100 * 100
    first = date(century, 1, 1).toordinal()
    days = map(date.fromordinal, range(first, date(century + 99, 12, 31).toordinal() + 1))
    matching = [day for day in days if allowed.fullmatch(str(day))]
    assert bounds_of(pattern) == DateBounds(matching[0], matching[-1])


@given(st.dates(), st.dates())
def test_an_interval_runs_from_its_first_to_its_last_day_or_is_refused(a: date, b: date) -> None:
    interval = f"{a.isoformat()}/{b.isoformat()}"
    if a <= b:
        assert bounds_of(interval) == DateBounds(a, b)
    else:
        with pytest.raises(ValueError, match="ends before it starts"):
            bounds_of(interval)


PIECES = st.sampled_from(
    [
        "2022",
        "202X",
        "XXXX",
        "-",
        "07",
        "25",
        "02-30",
        "/",
        "..",
        "?",
        "~",
        "%",
        "{",
        "}",
        "[",
        "]",
        ",",
        "Y",
        "S2",
        "E5",
        "T10:00:00",
        "Z",
        "+01:00",
        "21",
        "XX",
        "00",
    ]
)


@given(st.lists(PIECES, max_size=7).map("".join))
def test_anything_like_a_date_is_bounded_or_refused_and_says_nothing_else(value: str) -> None:
    refusal: ValueError | None = None
    bounds = DateBounds(None, None)
    try:
        bounds = bounds_of(value)
    except ValueError as error:
        refusal = error
    assert refusal is None or str(refusal).startswith(f"'{value}' ")
    if bounds.earliest is not None and bounds.latest is not None:
        assert bounds.earliest <= bounds.latest


def test_a_refusal_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no EDTF value"):
        bounds_of("%2022S22022S221S3")
    assert capsys.readouterr() == ("", "")
