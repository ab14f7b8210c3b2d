"""What all formats say in the same words: the verdict, a change in a line, why bounds moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from reportedly.changes.describe import PLACE
from reportedly.changes.kinds.origins import BOUNDS
from reportedly.changes.kinds.table import KINDS
from reportedly.changes.record import Change, Changes, Did, Part

_DIDS: tuple[Did, ...] = ("added", "removed", "re-pinned", "renamed", "changed", "gained", "lost")
_BECAUSE = "because"
_NONE = "0…0"
_NO_SOURCE = "told in the articles' own voice alone, which is no source"
_OF_AN_ARTICLE = frozenset({"credit", "published", "review", "text (SHA-256)"})
_IN_ARTICLES = frozenset({"article", "report", "quotation", "detail"})
_SHA256 = re.compile(r"[0-9a-f]{64}")
HIDDEN = frozenset({_BECAUSE, "class"})
"""Parts that a line leaves out: they are given in full where there is room."""


def verdict(changes: Changes) -> str:
    """In a sentence, what the second side does to the graph."""
    if not changes.differ:
        return "Nothing changes: both sides hold the same quads."
    said = [_counted(kind, changes.of(kind)) for kind, row in KINDS.items() if not row.minor]
    minor = sum(len(changes.of(kind)) for kind, row in KINDS.items() if row.minor)
    more = f"{minor:,} smaller change{'s' if minor != 1 else ''}" if minor else ""
    sentences = [each for each in (*said, more) if each]
    added = sum(len(graph.added) for graph in changes.graphs)
    removed = sum(len(graph.removed) for graph in changes.graphs)
    noun = "triple" if added == 1 else "triples"
    triples = f"{added:,} {noun} added, {removed:,} removed."
    return f"{'; '.join(sentences)}. {triples}" if sentences else triples


def _counted(kind: str, those: Sequence[Change]) -> str:
    """The changes of a kind by what was done: ``2 claims added, 1 changed``."""
    row, counts = KINDS[kind], Counter(change.did for change in those)
    said: list[str] = []
    for did in _DIDS:
        if number := counts[did]:
            noun = f" {row.one if number == 1 else row.many}" if not said else ""
            said.append(f"{number:,}{noun} {_DONE.get((kind, did), did)}")
    return ", ".join(said)


_DONE = {
    ("origins", "added"): "with first origins",
    ("origins", "removed"): "without origins now",
    ("origins", "changed"): "with other origins",
    ("sources", "gained"): "with a first named source",
    ("sources", "lost"): "without its last named source",
    ("disagreement", "added"): "new",
    ("disagreement", "removed"): "gone",
    ("saying", "added"): "newly quoted more than once",
    ("saying", "removed"): "no longer quoted more than once",
    ("saying", "changed"): "with other quotations",
}


def title(change: Change) -> str:
    """What a change is of, for a reader: ``North Korea offers volunteers``, without its place."""
    name = change.thing.name
    for start in ("Origins of the claim: ", "Origins of the "):
        name = name.removeprefix(start)
    return name


def moved(change: Change) -> str:
    """What a change does, in one line."""
    return "; ".join(clauses(change))


def clauses(change: Change) -> tuple[str, ...]:
    """What a change does: the reason for bounds, or part by part.

    What was added or removed says what it says, but for what an article has as a matter of course;
    a finding gives its reasons.
    """
    if change.kind == "origins":
        return (_bounds(change),)
    if change.kind == "sources":
        part = change.part("named sources")
        verb = "now named by" if change.did == "gained" else "was named only by"
        return (f"{verb} {', '.join(part.after or part.before)}",)
    if change.did in {"added", "removed"} and change.kind in {"disagreement", "finding"}:
        return (" ".join(reasons_in_full(change)),)
    parts = [part for part in change.parts if part.name not in HIDDEN]
    if change.kind in _IN_ARTICLES:  # the words of a thing are its label
        parts = [part for part in parts if part.name != "label"] or parts
    if change.kind == "article" and change.did in {"added", "removed"}:
        parts = [part for part in parts if part.name in _OF_AN_ARTICLE]
    if len(parts) > 1:
        parts = [part for part in parts if part.name != PLACE]
    said = tuple(_part(part, change.did) for part in parts)
    return said or (("argued otherwise",) if change.did == "changed" else ())


def _part(part: Part, did: Did) -> str:
    was, is_ = _joined(part.before), _joined(part.after)
    if did in {"added", "removed"}:
        return f"{part.name}: {was or is_}"
    if not was:
        return f"{part.name}: + {is_}"
    return f"{part.name}: {was} → {is_}" if is_ else f"{part.name}: − {was}"


def _joined(said: Sequence[str]) -> str:
    """Several values, one after the other; a digest by its start."""
    return " + ".join(f"{each[:12]}…" if _SHA256.fullmatch(each) else each for each in said)


def _bounds(change: Change) -> str:
    """``1…2 → 1…3, because …``: what moved the bounds, as far as it is known."""
    bounds = change.part(BOUNDS)
    was, is_ = "".join(bounds.before), "".join(bounds.after)
    if change.did != "changed":
        return _NO_SOURCE if (was or is_) == _NONE else f"origins {was or is_}"
    said = f"origins {was} → {is_}" if bounds.before else "as many origins, but others"
    reasons = list(_reasons(change))
    return f"{said}, because {' and '.join(reasons)}" if reasons else said


def _reasons(change: Change) -> Iterator[str]:
    ends, several = change.part("ends of trails"), change.part("stands for several")
    apart = change.part("kept apart")
    if ends.after:
        yield f"a trail now ends with {' and with '.join(ends.after)}"
    if ends.before:
        yield f"no trail ends with {' or '.join(ends.before)} any more"
    if several.after:
        yield f"{' and '.join(several.after)} may now stand for several"
    if several.before:
        yield f"{' and '.join(several.before)} no longer may stand for several"
    if apart.after:
        yield f"{', '.join(apart.after)} are now kept apart"
    if apart.before:
        yield f"{', '.join(apart.before)} are no longer kept apart"
    if not (ends.after or ends.before):
        tellings = change.part("tellings")
        if tellings.after:
            yield f"{', '.join(tellings.after)} now tells it"
        if tellings.before:
            yield f"{', '.join(tellings.before)} no longer tells it"


def places(change: Change) -> tuple[str, ...]:
    """The line of the seeds that says it, or said it if nothing does any more."""
    return tuple(each for each in (change.thing.where,) if each)


def reasons_in_full(change: Change) -> tuple[str, ...]:
    """The reasons that findings give, former and present."""
    part = change.part(_BECAUSE)
    before = [f"Before: {each}" for each in part.before] if part.after else list(part.before)
    after = [f"Now: {each}" for each in part.after] if part.before else list(part.after)
    return tuple(chain(before, after))
