from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.answers import Kind, RequestError
from reportedly_api.formats.table import HTML, formats_for
from reportedly_api.negotiate import choose, prefers_page


@dataclass(frozen=True)
class Offered:
    names: tuple[str, ...]
    media_types: tuple[str, ...]


JSON = Offered(("json", "srj"), ("application/x-results+json", "application/json"))
CSV = Offered(("csv",), ("text/csv",))
PAGE = Offered(("html",), ("text/html",))
OFFERS = (JSON, CSV, PAGE)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/*", CSV),
        (BROWSER, PAGE),
        ("text/html, text/csv", CSV),
        ("text/html, */*", JSON),
        ("text/html;q=0.9, application/json;q=0.8", PAGE),
        ("text/*;q=0.5, text/html;q=0.1", CSV),
        ("*/*, application/x-results+json;q=0, application/json;q=0", CSV),
        ("nonsense, text/csv", CSV),
        ("text/csv;header=present", CSV),
    ],
)
def test_the_client_gets_what_it_prefers(accept: str | None, chosen: Offered) -> None:
    assert choose(OFFERS, accept=accept)[0] is chosen


def test_an_alias_is_sent_under_the_name_by_which_it_was_asked() -> None:
    assert choose(OFFERS, accept="application/json") == (JSON, "application/json")
    assert choose(OFFERS, accept="application/*") == (JSON, "application/x-results+json")


def test_a_name_decides_alone() -> None:
    assert choose(OFFERS, accept="text/csv", name="html") == (PAGE, "text/html")
    assert choose(OFFERS, accept="text/csv", name="srj") == (JSON, JSON.media_types[0])


@pytest.mark.parametrize("wish", [{"accept": "image/png"}, {"name": "xls"}, {"accept": "*/*;q=0"}])
def test_what_is_not_there_is_refused_with_what_is(wish: dict[str, str]) -> None:
    with pytest.raises(RequestError) as caught:
        choose(OFFERS, **wish)
    assert caught.value.fault.status == 406
    assert caught.value.fault.available == (
        "json (application/x-results+json)",
        "csv (text/csv)",
        "html (text/html)",
    )


def test_an_ask_that_takes_only_csv_is_refused() -> None:
    with pytest.raises(RequestError):
        choose(formats_for(Kind.BOOLEAN), accept="text/csv")
    assert choose(formats_for(Kind.BOOLEAN), accept="text/csv, */*;q=0.1")[0].name == "json"


def test_a_browser_is_shown_a_page_and_a_program_is_not() -> None:
    for kind in Kind:
        assert choose(formats_for(kind), accept=BROWSER)[0] is HTML
        assert choose(formats_for(kind), accept="*/*")[0] is not HTML
    assert prefers_page(BROWSER, "text/html", "application/problem+json")
    assert not prefers_page("*/*", "text/html", "application/problem+json")
    assert not prefers_page(None, "text/html", "application/problem+json")


MEDIA = sorted({media for offer in OFFERS for media in offer.media_types})
RANGES = [*MEDIA, "text/*", "application/*", "*/*", "image/png", "image/*"]


def oracle(ranges: dict[str, int]) -> str | None:
    """RFC 9110, 12.5.1, word by word: the most specific range gives a type its weight."""
    best: tuple[int, str] | None = None
    for offer in OFFERS:
        for media in offer.media_types:
            major = media.partition("/")[0]
            weights = [ranges[r] for r in (media, f"{major}/*", "*/*") if r in ranges]
            weight = weights[0] if weights else 0
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, media)
    return None if best is None else best[1]


@given(
    ranges=st.dictionaries(st.sampled_from(RANGES), st.integers(0, 1000), min_size=1),
    gap=st.sampled_from([", ", ",", " ,\t"]),
)
def test_every_accept_is_weighed_as_the_standard_says(ranges: dict[str, int], gap: str) -> None:
    accept = gap.join(f"{media};q={weight / 1000:.3f}" for media, weight in ranges.items())
    expected = oracle(ranges)
    if expected is None:
        with pytest.raises(RequestError):
            choose(OFFERS, accept=accept)
    else:
        assert choose(OFFERS, accept=accept)[1] == expected
