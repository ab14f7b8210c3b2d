"""The same words, read in the same way, say the same at every place of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel

from reportedly.ledger.agreement.certainties import FREE
from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.model.findings import YamlPath
from reportedly.model.places import Span
from reportedly.model.slots import Slot

_READ: Final = re.compile(
    r"reports\..+\.(?P<what>purpose|place|in_return_for|amounts|event_when|when|chain)"
    r"(?:\.\d+)?(?P<cue>\.cue)?|reports\..+\.(?P<own>initiative)|(?:reports|events)\..+\.when"
)
_ITS_OWN: Final = frozenset(
    {"id", "q", "nth", "outside", "zone", "every", "cue", "part_of", "in_", "amount"}
)
"""What finds the words or names the annotation, and says nothing of what they mean."""


def find(reading: Reading) -> Iterator[Slip]:
    """RP173 where the very same words of the text are read in two ways.

    Times, amounts and aspects of one span have the same values in every report that has them; the
    cue of a saying has the same speaker, outlet, hearer, event and certainty, and a speaker is
    several everywhere or nowhere.
    """
    yield from _several(reading)
    first: dict[tuple[str, Span], tuple[dict[str, Any], YamlPath]] = {}
    for slot in reading.slots:
        sort = _sort(slot)
        if sort is None:
            continue
        said, path = _said(reading, slot)
        for span in reading.spans(slot.key):
            before, where = first.setdefault((sort, span), (said, path))
            for key in (each for each in {**before, **said} if before.get(each) != said.get(each)):
                if {before.get(key), said.get(key)} & FREE:
                    continue
                name = key.removesuffix("_")
                yield Slip(
                    "RP173",
                    (*path, name),
                    f"'{reading.words(span)}' is {name}: {_shown(said.get(key))} here, "
                    f"and {_shown(before.get(key))} elsewhere in the entry",
                    None,
                    (*where, name),
                )


def _several(reading: Reading) -> Iterator[Slip]:
    """Speakers who are several in one hop and one in another, or as an unnamed source."""
    first: dict[str, tuple[bool, YamlPath]] = {
        f"unnamed.{source.id}": (source.plural, ("unnamed", i, "plural"))
        for i, source in enumerate(reading.entry.unnamed)
    }
    for i, report in enumerate(reading.entry.reports):
        for h, hop in enumerate(report.chain):
            path: YamlPath = ("reports", i, "chain", h, "plural")
            plural, where = first.setdefault(speaker_id(hop.by), (hop.plural, path))
            if plural != hop.plural:
                here, there = _number(hop.plural), _number(plural)
                what = f"'{speaker_id(hop.by)}' is {here} here, and {there} elsewhere in the entry"
                yield Slip("RP173", path, what, None, where)


def _number(plural: bool) -> str:
    return "several" if plural else "one"


def _sort(slot: Slot) -> str | None:
    if "when" in slot.key.rpartition(".")[2] or ".event_when." in slot.key:
        return "time"
    match = _READ.fullmatch(slot.key)
    if match is None:
        return None
    if match["what"] == "chain":
        return "cue" if match["cue"] else None
    return None if match["cue"] else match["what"] or match["own"]


def _said(reading: Reading, slot: Slot) -> tuple[dict[str, Any], YamlPath]:
    anchor: BaseModel = slot.anchor
    path = slot.path
    keys = _ITS_OWN
    if slot.path[-1] == "cue":
        path = slot.path[:-1]
        report, hop = path[1], path[3]
        if not (isinstance(report, int) and isinstance(hop, int)):
            raise TypeError(f"a hop has no place {path}")
        anchor = reading.entry.reports[report].chain[hop]
        keys = _ITS_OWN - {"in_"} | {"when", "may_be", "plural"}
    return {
        name: getattr(anchor, name) for name in type(anchor).model_fields if name not in keys
    }, path


def _shown(value: object) -> str:
    if isinstance(value, BaseModel):
        return " ".join(str(each) for each in value.model_dump().values())
    return "not given" if value is None else str(value)
