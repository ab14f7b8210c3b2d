"""One anchor, sought in one text: exactly one answer, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.anchor.folding import FoldedText
from reportedly.model.anchors import Anchor, EveryAnchor
from reportedly.model.places import Span


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
        code: RP101 not there, RP102 more than once, RP103 ``nth`` too high.
        message: the same in plain words.
        mend: what to do about it.
    """

    code: str
    message: str
    mend: str


def resolve(
    text: FoldedText,
    anchor: Anchor,
    scope: Span | None = None,
    excluded: tuple[Span, ...] = (),
) -> tuple[Match, ...] | Miss:
    """Seek an anchor.

    Args:
        text: the pinned text.
        anchor: what is sought.
        scope: the stretch that must hold the whole passage; None for the whole text.
        excluded: stretches in which an anchor for every occurrence is not sought.

    Returns:
        The matches (one, or several for an anchor that names every occurrence), or a `Miss`.
    """
    ends = anchor.ends
    matches = _elided(text, *ends, scope) if ends else _plain(text, anchor.q, scope)
    where = "in the text" if scope is None else "in the passage it is sought in"
    if isinstance(anchor, EveryAnchor) and anchor.every:
        matches = [m for m in matches if not any(m.span.meets(out) for out in excluded)]
        return tuple(matches) or _absent(text, anchor, scope, where)
    if not matches:
        return _absent(text, anchor, scope, where)
    if anchor.nth is None and len(matches) > 1:
        return Miss(
            "RP102",
            f"'{anchor.q}' stands {len(matches)} times {where}",
            f"Say which is meant with nth: 1 to {len(matches)}, or quote more words.",
        )
    nth = anchor.nth or 1
    if nth > len(matches):
        return Miss(
            "RP103",
            f"'{anchor.q}' stands only {len(matches)} times {where}, but nth is {nth}",
            f"Use nth: 1 to {len(matches)}.",
        )
    return (matches[nth - 1],)


def _plain(text: FoldedText, words: str, scope: Span | None) -> list[Match]:
    return [Match(span) for span in text.occurrences(words, scope)]


def _elided(text: FoldedText, first: str, last: str, scope: Span | None) -> list[Match]:
    tails = text.occurrences(last, scope)
    matches = []
    for head in text.occurrences(first, scope):
        tail = next((t for t in tails if t.start >= head.end), None)
        if tail is not None:
            matches.append(Match(Span(head.start, tail.end), head, tail))
    return matches


_LOOKALIKES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def _absent(text: FoldedText, anchor: Anchor, scope: Span | None, where: str) -> Miss:
    message = f"'{anchor.q}' does not stand {where}"
    plain = FoldedText(
        text.raw, text.folded.translate(_LOOKALIKES), text.offsets
    )  # one code point each, so the offsets hold
    sought = anchor.ends or (anchor.q,)
    near = [plain.occurrences(part.translate(_LOOKALIKES), scope) for part in sought]
    if all(near):
        printed = " … ".join(text.words(spans[0]) for spans in near)
        if printed != anchor.q:
            return Miss("RP101", message, f"The text prints: {printed}")
    if scope is not None and not isinstance(resolve_anywhere := _anywhere(text, anchor), Miss):
        count = len(resolve_anywhere)
        return Miss(
            "RP101",
            message,
            f"It stands elsewhere in the text ({count}×): widen the passage, "
            "or say outside: true if that is meant.",
        )
    return Miss(
        "RP101",
        message,
        "Copy the words from the text; an anchor is exact but for white space, "
        "and begins and ends with whole words.",
    )


def _anywhere(text: FoldedText, anchor: Anchor) -> tuple[Match, ...] | Miss:
    matches = _elided(text, *anchor.ends, None) if anchor.ends else _plain(text, anchor.q, None)
    return tuple(matches) or Miss("RP101", "", "")
