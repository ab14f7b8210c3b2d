"""Proper names: capitalised words that are not capital for another reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger.words import any_of, apart, lines_of, set_of
from reportedly.model.places import Span

_WORD: Final = re.compile(r"[^\W_]+(?:\.[^\W\d_]\b)*\.?(?<!\w\w\.)|[^\W_]+")
"""A word, or an abbreviation such as U.S."""
_NO_NAME: Final = re.compile(
    r"(?i)"
    + any_of(
        """i january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
    wednesdays thursdays fridays saturdays sundays mr mrs ms dr mr. mrs. ms. dr.
    jan feb aug sept oct nov dec gmt utc am pm tv pr"""
    )
)
"""Capitalised wherever they stand, and no names: the pronoun, titles of address, dates, common
abbreviations."""
_OPENERS: Final = set_of(
    """a about above according after again all also although amid among an and another any
    are as asked at be because before being between both but by can could did do does due during
    each earlier either even every everyone few finally first for former from further
    furthermore get given had has have he her here his how however i if in indeed instead is it its
    just last later latest less like many may maybe meanwhile might more moreover most much my
    nearly neither never new next no nobody none nor not nothing now of off on once one only or
    other others our out over part perhaps prior rather read recently s second set several shall she
    should since so some somebody someone still such than that the their them then there these they
    this those though three through throughout thus to today together two under unless unlike until
    up upon very was we well were what when where whether which while who whose why will with within
    without would yes yesterday yet you your"""
)
"""Words of the closed classes, which open sentences."""
_OPENER: Final = re.compile(r"(?i)\w{3,}(?:ing|ly)")
"""Participles and adverbs, which open sentences too."""
_AFTER_A_NAME: Final = re.compile(
    rf"""(?x) ['’]s?\b | [ ] {
        any_of('''said says told wrote is was has had will would did does also
    called claimed added argued warned announced reported denied went took stated insisted''')
    } \b"""
)
_OPENS: Final = re.compile(
    r"(?:^|[.!?:;…][\"”’)\]]*\s|(?:^|[\s(\[])[\"“‘'„«]|[•·*(\[@]\s*)[\s\"“‘'(\[]*$"
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov)\.) $"
)
"""A full stop after which a sentence seldom opens."""
_TITLE_SHARE: Final = 0.6
_LONG: Final = 4
"""Letters from which a word counts when a line is judged to be in title case."""


def detect(text: str) -> tuple[Span, ...]:
    """Every run of capitalised words that is not capital for where it stands.

    Words that open a sentence or a quotation, and words of a line in title case, are capital in
    any case: they count if the same word stands capitalised amid a sentence of the text, if it
    has a capital or digit inside (NATO, WW3), or, as an opener, if another name follows it, or what
    follows a name. Adjectives of names ("Russian") count; days, months and "I" do not. Of
    "Russian-occupied" only the capitalised part is found.
    """
    prose, doubtful = _sort(text)
    known = {text[span.start : span.end] for span in prose}
    names = {*prose, *(span for span in doubtful if text[span.start : span.end] in known)}
    return apart(_runs(text, sorted(names)))


def _sort(text: str) -> tuple[set[Span], list[Span]]:
    """Words that are names by where they stand, and capitalised words that may be."""
    names: set[Span] = set()
    doubtful: list[Span] = []
    for line in lines_of(text):
        words = text[line.start : line.end]
        title = _in_title_case(words)
        for match in _WORD.finditer(words):
            word = match.group()
            if not word[0].isupper() or _NO_NAME.fullmatch(word):
                continue
            span = Span(line.start + match.start(), line.start + match.end())
            before = words[: match.start()]
            opens = _OPENS.search(before) is not None
            abbreviated = _ABBREVIATED.search(before) is not None
            if _inner_capital(word):
                names.add(span)
            elif title or (opens and not abbreviated and not _named_by_context(words, match)):
                if not _is_opener(word):
                    doubtful.append(span)
            elif not opens or not _is_opener(word):
                names.add(span)
    return names, doubtful


def _is_opener(word: str) -> bool:
    return word.lower() in _OPENERS or _OPENER.fullmatch(word) is not None


def _inner_capital(word: str) -> bool:
    return len(word) > 1 and any(c.isupper() or c.isdigit() for c in word[1:])


def _named_by_context(words: str, match: re.Match[str]) -> bool:
    if _is_opener(match.group()):
        return False
    if _AFTER_A_NAME.match(words, match.end()):
        return True
    following = _WORD.match(words, match.end() + 1)
    return (
        following is not None
        and words[match.end()] in " -"
        and following.group()[0].isupper()
        and _NO_NAME.fullmatch(following.group()) is None
    )


def _in_title_case(line: str) -> bool:
    """Whether a line is a heading that capitalises its words."""
    if re.search(r"[.!?][\"”’)]*$", line):
        return False
    long = [m.group() for m in _WORD.finditer(line) if len(m.group()) >= _LONG]
    capital = sum(word[0].isupper() for word in long)
    return len(long) >= _LONG and capital >= _TITLE_SHARE * len(long)


def _runs(text: str, words: list[Span]) -> Iterator[Span]:
    """Words of a name that follow one another with nothing but a space or a hyphen between."""
    if not words:
        return
    start, end = words[0].start, words[0].end
    for word in words[1:]:
        if re.fullmatch(r"[ \u00a0-]|['’]s? ", text[end : word.start]):
            end = word.end
        else:
            yield Span(start, end)
            start, end = word.start, word.end
    yield Span(start, end)
