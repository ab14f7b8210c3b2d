"""Words that name somebody once name somebody wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import names
from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import BEINGS, Named, Reading
from reportedly.ledger.lexicon import is_person
from reportedly.ledger.words import STEM
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.slots import naming_key

_ARTICLE: Final = re.compile(r"(?i)(?:the|an?)[ \u00a0]")
_ROLE: Final = re.compile(r"namings\..+\.role|article\.(?:outlet|author|photographer)")
_EVENT: Final = re.compile(r"events\.[^.]+")
_HEAD: Final = re.compile(r"\b(?:the|an?|this|that|one|each|both|[a-z]+)[ \u00a0](?P<it>[a-z]+)\Z")
_DETERMINERS: Final = r"\b(?:the|this|that|these|those|one|each|either|neither|both|another)"
_AT: Final[YamlPath] = ("article", "id")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand a naming of its own for known names, known wordings, and names inside descriptions.

    A name that the registry knows is named by exactly these words ("the" aside), not by a longer
    description around them. A wording of two words or more that is a naming at one place is in a
    naming, or in the words of an event, at every place. Of a description, the proper names in it
    are namings or roles of their own, and those in a role are namings, except titles. Furniture is
    left out.
    """
    yield from _known_names(reading)
    yield from _known_wordings(reading)
    yield from _known_nouns(reading)
    yield from _names_in_descriptions(reading)


def _known_names(reading: Reading) -> Iterator[Demand]:
    known = {
        name[article.end() :] if (article := _ARTICLE.match(name)) else name: of
        for of, record in reading.registry.records.items()
        if isinstance(record, BEINGS)
        for name in record.names
    }
    credited = reading.anchored(_ROLE)
    own = {_core(reading, named.span) for named in reading.named} | set(credited)
    found: list[Span] = []
    for name in sorted(known, key=len, reverse=True):
        for span in _standing(reading, name):
            if not any(longer.holds(span) for longer in (*found, *credited)):
                if name[0].isupper():  # within a description such as "towns in Norland" names stay
                    found.append(span)
                what = f"'{reading.words(span)}' is a known name, and no naming has just its words"
                yield Demand(span, span in own, what, _AT, who=known[name])


def _core(reading: Reading, span: Span) -> Span:
    article = _ARTICLE.match(reading.text, span.start, span.end)
    if article is None or article.end() >= span.end:  # of nothing but an article, all is kept
        return span
    return Span(article.end(), span.end)


def _known_wordings(reading: Reading) -> Iterator[Demand]:
    wordings = {
        reading.text[named.span.start : named.span.end]: named.path
        for named in reading.named
        if named.naming.ends is None and len(STEM.findall(named.naming.q)) > 1
    }
    denoting = (*(each.span for each in reading.named), *reading.anchored(_EVENT))
    for words, path in wordings.items():
        for span in _standing(reading, words):
            met = any(each.holds(span) for each in denoting) or _is_title(reading, span)
            what = f"'{reading.words(span)}' is a naming elsewhere, and here it is in none"
            yield Demand(span, met, what, path)


def _known_nouns(reading: Reading) -> Iterator[Demand]:
    """The noun of a description, with an article or the like, elsewhere in its sentence."""
    denoting = (*(each.span for each in reading.named), *reading.anchored(_EVENT))
    for each in filter(_describes, reading.named):
        noun = _HEAD.search(reading.text, each.span.start, each.span.end)
        if noun is None or each.naming.ends is not None:
            continue
        sentence = reading.sentence_of(each.span)
        pattern = re.compile(
            rf"(?i:{_DETERMINERS})[ \u00a0](?P<it>{re.escape(noun['it'])})(?![\w'’-])"
        )
        for match in pattern.finditer(reading.text, sentence.start, sentence.end):
            span = Span(*match.span("it"))
            met = any(other.holds(span) for other in denoting)
            what = f"'{reading.words(Span(*match.span()))}' stands beside '{each.naming.q}' unnamed"
            yield Demand(span, met, what, each.path)


def _is_title(reading: Reading, span: Span) -> bool:
    """Whether a name follows directly, of which the words are the title."""
    return any(named.span.start == span.end + 1 for named in reading.named)


def _names_in_descriptions(reading: Reading) -> Iterator[Demand]:
    roles = reading.anchored(_ROLE)
    own = (*(each.span for each in reading.named if not _describes(each)), *roles)
    found = names.detect(reading.text)
    for each in filter(_describes, reading.named):
        yield from _names_in(reading, found, each.span, own, each)
    for each in reading.named:
        for role in reading.spans(f"{naming_key(each.naming)}.role"):
            named = tuple(other.span for other in reading.named)
            yield from _names_in(reading, found, role, named, each)


def _names_in(
    reading: Reading, found: tuple[Span, ...], where: Span, own: tuple[Span, ...], of: Named
) -> Iterator[Demand]:
    """The names in some words, of which titles such as "President" are none."""
    for name in (span for span in found if span.meets(where)):
        for match in STEM.finditer(reading.text, name.start, name.end):
            word = Span(*match.span())
            if where.holds(word) and not is_person(match.group()):
                met = any(span.holds(word) for span in own)
                what = f"'{match.group()}' with '{of.naming.q}' is a name without a naming"
                yield Demand(word, met, what, of.path)


def _describes(named: Named) -> bool:
    return named.naming.form == "description"


def _standing(reading: Reading, words: str) -> Iterator[Span]:
    """Where words stand as whole words, no part of a compound, outside the furniture."""
    if words not in reading.text:
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(words)}(?![\w-])", reading.text):
        span = Span(*match.span())
        if not any(stretch.holds(span) for stretch in reading.furniture):
            yield span
