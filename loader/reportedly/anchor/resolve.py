"""One anchor, sought in one text: exactly one answer, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.anchor.folding import FoldedText
from reportedly.model.anchors import ELISION, Anchor, EveryAnchor
from reportedly.model.places import Span
from reportedly.model.words import fold


@dataclass(frozen=True, slots=True)
class Match:
    """Where an anchor stands.

    Attributes:
        span: the whole passage.
        head: its first words, if the anchor elides its middle.
        tail: its last words, likewise.
    """

    span: Span
    head: Span | None = None
    tail: Span | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Why an anchor does not resolve.

    Attributes:
        code: RP101 not there, RP102 more than once, RP103 ``nth`` too high, RP104 only where it
            is not sought.
        message: the same in plain words.
        mend: what to do about it.
        printed: the words that the text prints instead, each way once, where they differ from
            those sought in the glyphs of quotation marks and dashes alone.
        occurrences: how often the words stand where they are sought.
        others: keys of the slots with which it does not go together.
    """

    code: str
    message: str
    mend: str
    printed: tuple[str, ...] = ()
    occurrences: int = 0
    others: tuple[str, ...] = ()


def resolve(
    text: FoldedText,
    anchor: Anchor,
    within: tuple[Span, ...] | None = None,
    furniture: tuple[Span, ...] = (),
) -> tuple[Match, ...] | Miss:
    """Seek an anchor.

    Args:
        text: the pinned text.
        anchor: what is sought.
        within: stretches in the order of the text, one of which must hold the whole passage;
            None for the whole text.
        furniture: stretches in which an anchor for every occurrence is not sought.

    Returns:
        The matches (one, or several for an anchor that names every occurrence), or a `Miss`.
    """
    matches = _matches(text, anchor, within)
    where = _where(anchor, within)
    if not matches:
        return _absent(text, anchor, within, where)
    if isinstance(anchor, EveryAnchor) and anchor.every:
        outside = [m for m in matches if not any(m.span.meets(out) for out in furniture)]
        return tuple(outside) or Miss(
            "RP104",
            f"'{anchor.q}' stands {where} only in the page's furniture, which yields nothing",
            "Anchor to the article's own words, or leave it out.",
        )
    if anchor.nth is None and len(matches) > 1:
        return Miss(
            "RP102",
            f"'{anchor.q}' stands {len(matches)} times {where}",
            f"Say which is meant with nth: 1 to {len(matches)}, or quote more words.",
            occurrences=len(matches),
        )
    nth = anchor.nth or 1
    if nth > len(matches):
        count = "once" if len(matches) == 1 else f"{len(matches)} times"
        return Miss(
            "RP103",
            f"'{anchor.q}' stands only {count} {where}, but nth is {nth}",
            "Drop nth." if len(matches) == 1 else f"Use nth: 1 to {len(matches)}.",
            occurrences=len(matches),
        )
    return (matches[nth - 1],)


def _matches(text: FoldedText, anchor: Anchor, within: tuple[Span, ...] | None) -> list[Match]:
    stretches = (None,) if within is None else within
    if anchor.ends is None:
        return [Match(s) for stretch in stretches for s in text.occurrences(anchor.q, stretch)]
    first, last = anchor.ends
    return [m for stretch in stretches for m in _elided(text, first, last, stretch)]


def _elided(text: FoldedText, first: str, last: str, stretch: Span | None) -> Iterator[Match]:
    tails = text.occurrences(last, stretch)
    for head in text.occurrences(first, stretch):
        tail = next((t for t in tails if t.start >= head.end), None)
        if tail is not None:
            yield Match(Span(head.start, tail.end), head, tail)


def _where(anchor: Anchor, within: tuple[Span, ...] | None) -> str:
    if anchor.zone is not None:
        return f"in the {anchor.zone} where it is sought"
    return "in the text" if within is None else "in the passage it is sought in"


_LOOKALIKES: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def _absent(text: FoldedText, anchor: Anchor, within: tuple[Span, ...] | None, where: str) -> Miss:
    message = f"'{anchor.q}' does not stand {where}"
    plain = FoldedText(
        text.raw, text.folded.translate(_LOOKALIKES), text.offsets
    )  # one code point each, so the offsets hold
    alike = anchor.model_copy(update={"q": anchor.q.translate(_LOOKALIKES)})
    printed = tuple(dict.fromkeys(_as_printed(text, m) for m in _matches(plain, alike, within)))
    if printed:
        return Miss("RP101", message, f"The text prints: {printed[0]}", printed)
    elsewhere = () if within is None else _matches(text, anchor, None)
    if elsewhere and anchor.zone is not None:
        mend = f"It stands elsewhere in the text ({len(elsewhere)}×): correct or drop zone."
    elif elsewhere:
        mend = (
            f"It stands elsewhere in the text ({len(elsewhere)}×): widen the passage, "
            "or say outside: true if that is meant."
        )
    elif anchor.ends and all(_matches(text, Anchor(q=end), within) for end in anchor.ends):
        mend = f"'{anchor.ends[1]}' stands there, but not after '{anchor.ends[0]}'."
    else:
        mend = (
            "Copy the words from the text; an anchor is exact but for white space, "
            "and begins and ends with whole words."
        )
    return Miss("RP101", message, mend)


def _as_printed(text: FoldedText, match: Match) -> str:
    """The words of a match as the text has them, white space folded."""
    ends = (match.head, match.tail) if match.head else (match.span,)
    return ELISION.join(fold(text.words(end)) for end in ends if end is not None)
