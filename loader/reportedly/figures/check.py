"""Every amount of an entry held against its own words; no text is needed for it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from types import MappingProxyType

from reportedly.figures.cues import allowed_by, opening_cue
from reportedly.figures.numbers import Said, is_said, numbers_in
from reportedly.figures.times import unsaid
from reportedly.model.anchors import Anchor
from reportedly.model.details import Amount, Number, Time
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.model.slots import slots_of
from reportedly.terms import Bound


def wrong_figures(
    entry: Entry,
    source: SourceMap,
    missed: Container[YamlPath] = (),
    whole: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """RP150 for a number that its words do not say, RP151 for a bound that its cue rules out.

    RP153 for a time that its words do not give. An elided anchor may have it in the words left out,
    so without these it is not held against them. A cue that is not known rules nothing out.

    Args:
        entry: the entry.
        source: where its paths stand.
        missed: paths of amounts whose words are not in the text, which says enough of them.
        whole: per slot key, the words of an elided anchor, with those left out.
    """
    for slot in slots_of(entry):
        if slot.path in missed:
            continue
        elided = slot.anchor.ends is not None
        words = whole.get(slot.key) if elided else slot.anchor.q
        if isinstance(slot.anchor, Amount):
            if words is not None:
                yield from _unsaid(slot.anchor, words, source, slot.path)
            yield from _ruled_out(slot.anchor, slot.anchor.reading, source, slot.path)
        elif isinstance(slot.anchor, Time):
            if words is not None:
                yield from unsaid(slot.anchor, words, source, slot.path)
            if slot.anchor.bound is not None:
                yield from _ruled_out(slot.anchor, slot.anchor.bound, source, slot.path)


def _unsaid(amount: Amount, words: str, source: SourceMap, path: YamlPath) -> Iterator[Finding]:
    said = numbers_in(words)
    if amount.cue is not None:
        of_cue = numbers_in(amount.cue.q)
        said = Said(said.amounts | of_cue.amounts, said.ranks | of_cue.ranks)
    given: tuple[tuple[str, Number | None], ...] = (
        ("value", amount.value),
        ("min", amount.min),
        ("max", amount.max),
        ("rank", amount.rank),
    )
    for key, number in given:
        numbers = said.ranks if key == "rank" else said.amounts
        if number is None or is_said(number, numbers):
            continue
        known = " and ".join(
            f"{each.numerator:,}" if each.denominator == 1 else f"{float(each):,.6g}"
            for each in sorted(numbers)
        )
        what = "place in an order" if key == "rank" else "number"
        yield Finding(
            "RP150",
            f"'{words}' does not say {number:,}: the {what} that it says is {known or 'none'}",
            source.file,
            source.at((*path, key)),
            mend="Give the number as the words give it; a place in an order is a rank, and a range "
            "has min and max.",
        )


def _ruled_out(
    anchor: Amount | Time, reading: Bound, source: SourceMap, path: YamlPath
) -> Iterator[Finding]:
    if isinstance(anchor, Amount) and anchor.rank is not None:
        return
    given: Anchor | None = anchor.cue if isinstance(anchor, Amount) else None
    cue = opening_cue(anchor.q) if given is None else given.q
    allowed = None if cue is None else allowed_by(cue)
    if allowed is None or reading in allowed:
        return
    where = (*path, "bound") if anchor.bound else (*path, "cue", "q") if given else (*path, "q")
    yield Finding(
        "RP151",
        f"'{cue}' does not leave the bound {reading}, but {' or '.join(sorted(allowed))}",
        source.file,
        source.at(where),
        mend="Give the bound that the cue leaves, and the cue with it.",
    )
