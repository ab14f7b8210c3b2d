"""Where else to look when words lie bare: the anchors that may have been meant for them."""

from __future__ import annotations

from typing import Any, Final

from tests.support.guesses import REGISTRY, SAID
from tests.support.sentences import reading_of

from reportedly.ledger.suspects import MOST, suspects
from reportedly.model.places import Span
from reportedly.model.waivers import LedgerKind

BODY: Final = "Ada Lind said the old captain sailed 10 barges for gold in May."


def shown(
    kind: LedgerKind,
    words: str,
    report: dict[str, Any],
    who: str | None = None,
    body: str = BODY,
    **entry: Any,  # noqa: ANN401  # of YAML
) -> list[tuple[Any, ...]]:
    reading = reading_of(body, REGISTRY, report, entry)
    start = reading.text.index(words)
    return [path for _, path in suspects(reading, kind, Span(start, start + len(words)), who)]


def test_a_cue_that_lies_bare_shows_the_cues_of_its_report() -> None:
    report = {"chain": [{**SAID, "cue": {"q": "captain"}}]}
    assert ("reports", 0, "chain", 0, "cue", "q") in shown("cue", "said", report)


def test_a_time_that_lies_bare_shows_the_sayings_and_events_that_may_have_it() -> None:
    events = [{"id": "trip", "q": "sailed", "kind": "storm"}]
    found = shown("time", "in May", {"chain": [SAID]}, events=events)
    assert ("reports", 0, "chain", 0) in found
    assert ("events", 0, "q") in found


def test_a_number_that_lies_bare_shows_the_returns_of_its_report() -> None:
    report = {"in_return_for": [{"q": "for gold", "is": "carry"}]}
    assert ("reports", 0, "in_return_for", 0) in shown("number", "10", report)


def test_a_description_shows_the_namings_beside_it_and_those_on_words_for_nobody() -> None:
    namings = [
        {"q": "Ada Lind", "is": "ada"},
        {"q": "old", "is": "crew", "form": "description"},
        {"q": "for gold", "is": "crew", "form": "description"},
    ]
    found = shown("description", "captain", {}, namings=namings)
    assert found[0] == ("namings", 1, "q")
    assert ("namings", 2, "q") in found


def test_whom_nothing_denotes_there_is_shown_where_something_does() -> None:
    body = f"{BODY} Later Norland paid."
    report = {"at": {"q": BODY}}
    namings = [{"q": "Norland", "is": "norland"}, {"q": "Ada Lind", "is": "ada"}]
    found = shown("party", "Ada", report, "norland", body, namings=namings)
    assert found == [("namings", 1, "q"), ("namings", 0, "q")]


def test_words_of_no_report_show_those_before_and_behind() -> None:
    body = "The crew sailed. It was late. The crew came home."
    told = {"tells": "crew-sails", "chain": [], "certainty": "stated", "modality": "done"}
    reports = [
        {**told, "id": "r1", "at": {"q": "The crew sailed."}},
        {**told, "id": "r2", "at": {"q": "The crew came home."}},
    ]
    found = shown("sentence", "It was late.", {}, body=body, reports=reports)
    assert found == [("reports", 0, "id"), ("reports", 1, "id")]


def test_no_more_are_shown_than_one_reads() -> None:
    words = [f"bark{chr(ord('a') + n)}" for n in range(2 * MOST)]
    namings = [{"q": word, "is": "crew", "form": "description"} for word in words]
    body = f"The captain sailed {' '.join(words)}."
    found = shown("description", "captain", {}, body=body, namings=namings)
    assert 0 < len(found) <= MOST
    assert len(set(found)) == len(found)
