"""Whom words denote, held against whom the like denotes, and against who was named before."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from reportedly.ledger import pronouns
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Named, Reading
from reportedly.ledger.words import STEM, beginnings, set_of
from reportedly.model.places import Span
from reportedly.model.registry import SharedEvent

_BESIDE: Final = re.compile(r"[ \u00a0]\(")
_FIXED: Final = ("name", "spelling", "abbreviation", "adjective", "metonym")
"""Forms whose words denote the same wherever they stand in an article, if the form is the same."""
_FAR: Final = 5
"""Sentences behind which a pronoun does not reach."""
_FARTHEST: Final = 8
"""Sentences behind which a description reaches only by words of a name."""
_SHORTEST: Final = 4
"""Letters of a word that tells one name from another."""
_SPEAKERS: Final = set_of("we us our ours i me my")


def find(reading: Reading) -> Iterator[Slip]:
    """RP199 where the same words denote two, and RP196 where what is denoted is far.

    What stands in parentheses behind a name denotes the same. The same name, adjective or metonym
    denotes the same throughout. Each of a pronoun's candidates is named, if at all before it, in
    the few sentences before; and so is whom a description denotes that has no word of his name.
    """
    yield from _in_parentheses(reading)
    yield from _in_two_ways(reading)
    yield from _far(reading)


def _in_parentheses(reading: Reading) -> Iterator[Slip]:
    for one in reading.named:
        for other in reading.named:
            gap = reading.text[one.span.end : other.span.start]
            short = other.naming.form == "abbreviation" and len(one.ids) == len(other.ids) == 1
            if short and _BESIDE.fullmatch(gap) and one.ids != other.ids:
                what = f"'{other.naming.q}' in parentheses behind '{one.naming.q}' denotes another"
                yield Slip("RP199", (*other.path, "is"), what, None, (*one.path, "is"))


def _in_two_ways(reading: Reading) -> Iterator[Slip]:
    alike: dict[tuple[str, str], list[Named]] = defaultdict(list)
    seen = set()
    for named in reading.named:
        if named.path not in seen and named.naming.form in _FIXED and len(named.ids) == 1:
            seen.add(named.path)
            alike[(named.naming.q.lower(), named.naming.form)].append(named)
    for those in alike.values():
        counted = Counter(next(iter(named.ids)) for named in those)
        (usual, often), *others = counted.most_common()
        for named in those if others and often > others[0][1] else ():
            if usual not in named.ids:
                first = next(each for each in those if usual in each.ids)
                what = f"'{named.naming.q}' denotes '{usual}' elsewhere in the entry"
                yield Slip("RP199", (*named.path, "is"), what, None, (*first.path, "is"))


def _far(reading: Reading) -> Iterator[Slip]:
    found = set(pronouns.detect(reading.text))
    for named in reading.named:
        naming = named.naming
        for n, who in enumerate(naming.could_be):
            away = _sentences_back(reading, named, who)
            if named.span in found and away is not None and away >= _FAR:
                yield Slip("RP196", (*named.path, "could_be", n), _told(naming.q, who, away))
        described = naming.form == "description" and isinstance(naming.is_, str)
        if not described or naming.ends is not None or named.span in found:
            continue
        who = str(naming.is_)
        if isinstance(reading.record(who), SharedEvent) or _shares(reading, named, who):
            continue
        away = _sentences_back(reading, named, who)
        if away is not None and away >= _FARTHEST:
            yield Slip("RP196", (*named.path, "is"), _told(naming.q, who, away))


def _told(words: str, who: str, away: int) -> str:
    return f"'{words}' is to denote '{who}', which was named {away} sentences before, and not since"


def _shares(reading: Reading, named: Named, who: str) -> bool:
    """Whether a description has a word of a name, or speaks for the speaker."""
    said = beginnings(named.naming.q, shortest=_SHORTEST)
    record = reading.record(who)
    if record is None or {word.lower() for word in STEM.findall(named.naming.q)} & _SPEAKERS:
        return True
    return bool(said & beginnings(*record.names, shortest=_SHORTEST))


def _sentences_back(reading: Reading, named: Named, who: str) -> int | None:
    """How many sentences before somebody was named last; None if never before."""
    at = _number(reading, named.span)
    before = [
        number
        for other in reading.named
        if who in other.ids
        and other.path != named.path
        and (number := _number(reading, other.span)) <= at
    ]
    return at - max(before) if before else None


def _number(reading: Reading, span: Span) -> int:
    return sum(sentence.start <= span.start for sentence in reading.sentences)
