"""Time expressions: TIMEX3 dates, times, durations and sets, and phrases relative to an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.timex import TIMEX
from reportedly.ledger.words import TOKEN, apart, set_of, spans_of
from reportedly.model.places import Span

_EVENT_SIGNAL: Final = re.compile(
    r"(?i)(?<![\w-])(?:shortly |soon |immediately |just |ever )?"
    r"(?:after|before|during|since|until|till|in response to|prior to|ahead of|in the wake of"
    r"|(?<!the )(?<!a )following|throughout)(?![\w-])"
)
_LEADING: Final = set_of(
    "the a an its his her their our my your this that these those all some any each it he she they"
)
_ENDING: Final = set_of(
    """to of in on at by for from with and or but as that which who whom whose when where while
    than into over about against between through a an the its his her their this that is was were
    are be been has have had will would could should may might can did do does not if because
    after before during since until"""
)
_GAPS: Final = frozenset((" ", "\u00a0", "-", " “", ' "', " ‘"))
"""What may stand between two words of a phrase."""


def detect(text: str) -> tuple[Span, ...]:
    """Every time expression, without preposition or modifier ("over", "about").

    Found are TIMEX3's DATE, TIME, DURATION and SET (ISO 24617-1) by their form, "recently" and its
    like, and event-relative phrases: "post-war", or a signal (after, before, during, since …) with
    the noun or clause that follows, to its first words only. A signal directly before a time
    expression is no part of it. "While", "as" and "when" open no such phrase, and adjectives that
    date a role ("former") belong to the role.
    """
    timex = apart(span for pattern in TIMEX for span in spans_of(pattern, text))
    return apart((*timex, *_relative_to_events(text, timex)))


def _relative_to_events(text: str, timex: tuple[Span, ...]) -> Iterator[Span]:
    """Signals with what follows them, up to the first word that ends a noun group or clause."""
    dated = {span.start for span in timex}
    for signal in _EVENT_SIGNAL.finditer(text):
        end, content = signal.end(), False
        for word in TOKEN.finditer(text, signal.end()):
            form = word.group().lower()
            if text[end : word.start()] not in _GAPS or word.start() in dated:
                break
            if form in _ENDING and (content or form not in _LEADING):
                break
            end, content = word.end(), content or form not in _LEADING
        if content:
            yield Span(signal.start(), end)
