"""All anchors of an entry find their places; a mistake is reported once; nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import Placed, place_entry
from reportedly.model.entry import Entry
from reportedly.model.places import Span
from reportedly.model.slots import slots_of
from reportedly.model.words import digest

MakeEntry = Callable[..., Entry]

TEXT = """\
Norland Offers Grain

By Mara Quill
Share this story

Norland has offered grain to Sudland, an envoy said.

Share this story

“We are glad,” said Sudland. It is ‘grain’ and Norland’s “bread, said Ada Lind.
"""
FOLDED = FoldedText.of(TEXT)
HEADLINE = "Norland Offers Grain"
AT = {"q": "Norland has … envoy said."}
FURNITURE = {"furniture": [{"q": "Share this story", "every": True}]}


@pytest.fixture
def place(make_entry: MakeEntry) -> Callable[..., Placed]:
    """Place an entry over TEXT: the headline and one report, but for what is given."""

    def placed(**parts: Any) -> Placed:  # noqa: ANN401  # see make_entry
        return place_entry(make_entry(**{"headline": HEADLINE, "at": AT} | parts), FOLDED)

    return placed


Place = Callable[..., Placed]


def words(placed: Placed, key: str) -> list[str]:
    return [FOLDED.words(place.span) for place in placed.places[key]]


def codes(placed: Placed) -> dict[str, str]:
    return {slot.key: miss.code for slot, miss in placed.misses}


def test_each_anchor_is_placed_with_its_words_zone_and_digest(place: Place) -> None:
    placed = place()
    assert placed.misses == ()
    assert list(placed.places) == ["article.headline", "reports.r1.at"]
    (headline,), (at,) = placed.places.values()
    assert (headline.span, headline.zone, headline.head) == (Span(0, 20), "headline", None)
    assert headline.sha256 == digest("Norland Offers Grain")
    start = TEXT.index("Norland has")
    end = TEXT.index("envoy said.") + 11
    assert (at.span, at.zone) == (Span(start, end), "body")
    assert at.head == Span(start, start + 11)
    assert at.tail == Span(end - 11, end)
    assert at.sha256 == digest("Norland has offered grain to Sudland, an envoy said.")


def test_an_inner_anchor_is_sought_in_the_passage_of_its_report(place: Place) -> None:
    placed = place(report={"cue": {"q": "said"}, "purpose": [{"q": "grain", "is": "grain"}]})
    assert placed.misses == ()
    at = placed.places["reports.r1.at"][0].span
    assert at.holds(placed.places["reports.r1.cue"][0].span)
    assert at.holds(placed.places["reports.r1.purpose.1"][0].span)


def test_an_anchor_outside_the_passage_is_missed_unless_it_says_so(place: Place) -> None:
    beyond = {"q": "We are glad,"}
    assert codes(place(report={"disclaimer": beyond})) == {"reports.r1.disclaimer": "RP101"}
    placed = place(report={"disclaimer": beyond | {"outside": True}})
    assert words(placed, "reports.r1.disclaimer") == ["We are glad,"]


def test_a_passage_that_is_missed_takes_nothing_with_it_into_the_report(place: Place) -> None:
    placed = place(
        at={"q": "Norland has sold grain"},
        report={
            "chain": [{"by": "ada-lind", "cue": {"q": "sold"}, "certainty": "stated"}],
            "amounts": [{"q": "ten", "value": 10, "counts": "truck"}],
        },
        quotations=[{"id": "q1", "q": "sold", "kind": "label", "in": ["r1"]}],
    )
    assert codes(placed) == {"reports.r1.at": "RP101"}


def test_a_missed_headline_is_not_missed_again_by_what_is_sought_in_it(place: Place) -> None:
    placed = place(headline="Norland Sells Grain", at={"q": HEADLINE, "zone": "headline"})
    assert codes(placed) == {"article.headline": "RP101"}


def test_an_event_s_time_is_sought_in_the_words_of_the_event(place: Place) -> None:
    event = {"id": "e1", "q": "grain to Sudland, an envoy said", "kind": "talk"}
    when = {"q": "an envoy", "relative_to": "published"}
    placed = place(events=[event | {"when": when}])
    assert words(placed, "events.e1.when") == ["an envoy"]
    far = {"q": "glad", "relative_to": "published"}
    assert codes(place(events=[event | {"when": far}])) == {"events.e1.when": "RP101"}


# Zones


def test_zones_are_made_by_the_article_s_own_anchors(place: Place) -> None:
    placed = place(article={"byline": [{"q": "By Mara Quill"}], **FURNITURE})
    zones = {key: [at.zone for at in places] for key, places in placed.places.items()}
    assert zones == {
        "article.headline": ["headline"],
        "article.byline.1": ["byline"],
        "article.furniture.1": ["furniture", "furniture"],
        "reports.r1.at": ["body"],
    }


def test_words_are_sought_in_the_zone_that_the_anchor_names(place: Place) -> None:
    placed = place(namings=[{"q": "Norland", "is": "norland", "zone": "headline"}])
    (at,) = placed.places["namings.norland: Norland in the headline"]
    assert (at.span, at.zone) == (Span(0, 7), "headline")


def test_words_are_sought_in_the_body_around_the_other_zones(place: Place) -> None:
    placed = place(
        article=FURNITURE | {"lead": AT},
        at={"q": "said Sudland", "zone": "body"},
        namings=[{"q": "Norland", "is": "norland", "zone": "body"}],
    )
    assert placed.misses == ()
    (at,) = placed.places["namings.norland: Norland in the body"]
    assert at.span.start == TEXT.index("Norland’s")


def test_in_the_body_an_elided_passage_never_runs_over_another_zone(place: Place) -> None:
    placed = place(
        article=FURNITURE, at={"q": "Norland has … glad,”", "zone": "body"}, report={"cue": None}
    )
    assert codes(placed) == {"reports.r1.at": "RP101"}


def test_a_zone_and_a_passage_narrow_the_search_together(place: Place) -> None:
    cue = {"q": "said", "zone": "headline"}
    assert codes(place(report={"cue": cue})) == {"reports.r1.cue": "RP101"}
    placed = place(report={"cue": {"q": "Offers", "zone": "headline", "outside": True}})
    assert words(placed, "reports.r1.cue") == ["Offers"]


def test_a_zone_that_only_adjoins_the_passage_holds_none_of_it(place: Place) -> None:
    lead = {"q": "“We are glad,"}
    cue = {"q": "glad", "zone": "lead"}
    placed = place(article={"lead": lead}, at={"q": "” said Sudland."}, report={"cue": cue})
    assert codes(placed) == {"reports.r1.cue": "RP101"}


def test_each_of_several_stretches_of_a_zone_is_searched(place: Place) -> None:
    lines = [{"q": "By Mara Quill"}, {"q": "said Ada Lind."}]
    author = {"q": "Ada Lind", "is": "ada-lind", "zone": "byline"}
    placed = place(article={"byline": lines}, namings=[author])
    assert words(placed, "namings.ada-lind: Ada Lind in the byline") == ["Ada Lind"]


def test_a_zone_that_the_article_lacks_is_said_to_be_lacking(place: Place) -> None:
    ((_, miss),) = place(at={"q": "glad", "zone": "lead"}).misses
    assert miss.code == "RP101"
    assert miss.message == "'glad' is sought in the lead, but the article has none"


def test_an_anchor_that_makes_a_zone_is_sought_in_none(place: Place) -> None:
    with pytest.raises(ValidationError, match="drop zone there"):
        place(article={"lead": AT | {"zone": "lead"}})


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ({"q": "Offers Grain … By Mara"}, "RP105"),
        ({"q": "Norland has … glad,”"}, "RP105"),
        ({"q": "Share this story … Norland has"}, "RP105"),
        ({"q": "Share this", "nth": 1}, "RP104"),
        ({"q": "Share this story", "nth": 2}, "RP104"),
    ],
)
def test_a_passage_lies_in_one_zone_and_in_no_furniture(
    place: Place, at: dict[str, Any], code: str
) -> None:
    assert codes(place(article=FURNITURE, at=at)) == {"reports.r1.at": code}


def test_a_credit_may_stand_in_the_furniture(place: Place) -> None:
    outlet = {"is": "daily-lantern", "q": "Share", "nth": 2, "basis": "inferred"}
    placed = place(article=FURNITURE | {"outlet": outlet})
    assert placed.misses == ()
    assert [at.zone for at in placed.places["article.outlet"]] == ["furniture"]


def test_a_line_belongs_to_one_zone(place: Place) -> None:
    placed = place(article={"lead": {"q": "Offers Grain"}, "byline": [{"q": "Grain … Mara Quill"}]})
    assert codes(placed) == {"article.lead": "RP105", "article.byline.1": "RP105"}


def test_a_naming_of_every_occurrence_passes_the_furniture_over(place: Place) -> None:
    text_s_own = {"q": "Norland", "is": "norland", "every": True}
    placed = place(article={"furniture": [{"q": HEADLINE + " by Vell"}]}, namings=[text_s_own])
    assert codes(placed) == {"article.furniture.1": "RP101"}
    assert words(placed, "namings.norland: Norland") == ["Norland"] * 3
    only_there = {"q": "story", "is": "vell", "every": True}
    assert codes(place(article=FURNITURE, namings=[only_there])) == {"namings.vell: story": "RP104"}


# Namings


def test_a_role_is_sought_where_its_naming_is(place: Place) -> None:
    naming = {"q": "Sudland", "is": "sudland", "in": "r1", "role": {"q": "envoy", "as": "envoy"}}
    placed = place(namings=[naming])
    assert words(placed, "namings.sudland: Sudland in r1.role") == ["envoy"]


@pytest.mark.parametrize(
    "others",
    [
        {"is": "norland-town", "nth": 2},
        {"is": "norland", "nth": 2},
        {"could_be": ["norland", "norland-town"], "in": "r1"},
    ],
)
def test_the_same_words_are_one_naming(place: Place, others: dict[str, Any]) -> None:
    every = {"q": "Norland", "is": "norland", "every": True}
    placed = place(namings=[every, {"q": "Norland"} | others])
    ((slot, miss),) = placed.misses
    assert (slot.path, miss.code) == (("namings", 1), "RP133")
    assert "could_be" in miss.mend


def test_namings_of_one_form_at_different_places_are_different(place: Place) -> None:
    namings = [
        {"q": "Norland", "is": "norland", "zone": "headline"},
        {"q": "Norland", "is": "norland", "in": "r1"},
        {"q": "Norland", "is": "norland", "nth": 3},
    ]
    assert place(namings=namings).misses == ()


# Quotation marks are in test_marks


def test_quoted_words_stand_between_marks_and_in_their_report(place: Place) -> None:
    quoting = {"at": {"q": "“We are … Ada Lind."}}
    quotation = {"id": "q1", "q": "We are glad,", "kind": "cut", "in": ["r1"]}
    placed = place(**quoting, quotations=[quotation])
    assert words(placed, "quotations.q1") == ["We are glad,"]
    less = quotation | {"q": "are glad,"}
    assert codes(place(**quoting, quotations=[less])) == {"quotations.q1": "RP106"}


def test_an_entry_s_slots_are_placed_or_missed_or_passed_over_once(
    make_entry: MakeEntry,
) -> None:
    entry = make_entry(
        headline=HEADLINE,
        at=AT,
        article=FURNITURE,
        report={"amounts": [{"q": "ten", "value": 10, "counts": "truck"}], "cue": {"q": "said"}},
        namings=[{"q": "Ada Lind", "is": "ada-lind"}],
    )
    placed = place_entry(entry, FOLDED)
    keys = [slot.key for slot in slots_of(entry)]
    assert len(keys) == len(set(keys)) == 6
    assert codes(placed) == {"reports.r1.amounts.1": "RP101"}
    assert list(placed.places) == [key for key in keys if key != "reports.r1.amounts.1"]
    assert place_entry(entry, FOLDED) == placed
