"""An entry that says no more than its text gives by itself, and lists what is left to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.anchor.resolve import Miss, resolve
from reportedly.errors import InputError
from reportedly.ledger.coverage import Ledger, ledger_of
from reportedly.model.anchors import ELISION, Anchor
from reportedly.model.entry import Entry
from reportedly.model.places import Span
from reportedly.model.registry import Registry
from reportedly.model.waivers import LedgerKind
from reportedly.model.words import fold
from reportedly.parse.documents import parse_document
from reportedly.parse.written import scalar

TO_DO: Final = "to-do"
"""The claim of the one report that a beginning has: no registry has it, and the check says so."""
_WHOLE: Final = 8
"""Words that a headline may have to be quoted whole."""
_ENDS: Final = 3
"""Words that are quoted of each end of a longer one."""
_SHOWN: Final = 44
"""Letters of the text that a line of the list shows at most."""
_LISTED: Final[Mapping[LedgerKind, str]] = {
    "quotation": "quotations",
    "number": "amounts, or a time or name",
    "time": "when, event_when, times",
    "name": "namings, outlet, author",
    "cue": "the cue of a hop",
    "description": "namings with form: description",
    "purpose": "purpose",
    "status": "the role of a naming",
}
"""What is listed, and which keys take it; sentences are in the article for all to see."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of an article before anybody reads it.

    Attributes:
        id: the id that it is to have.
        text: its text.
        sha256: SHA-256 (hex) of the text file's bytes.
        language: the language it is in.
        annotator: who is going to read it.
        schema: where the entry's JSON Schema lies, seen from the entry; None if nowhere.
    """

    id: str
    text: str
    sha256: str
    language: str
    annotator: str
    schema: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of an entry.

    Attributes:
        yaml: the entry's file.
        ledger: what of the article it accounts for.
    """

    yaml: str
    ledger: Ledger


def begin(start: Start, registry: Registry) -> Beginning:
    """The beginning of an entry: valid in form, and refused only for what is to be done.

    Args:
        start: what is known of the article.
        registry: what entries share; names that it knows are listed with their ids.

    Raises:
        InputError: the id or the language is none, or the text has no headline.
    """
    folded = FoldedText.of(start.text)
    written = _written(start, _headline(folded))
    parsed = parse_document(written.encode(), Path(f"{start.id}.yaml"), Entry)
    entry = parsed.document
    if entry is None:
        finding = parsed.findings[0]
        raise InputError(finding.message, rule=finding.code, mend=finding.mend)
    places = place_entry(entry, folded).places
    ledger = ledger_of(entry, start.text, places, registry)
    return Beginning(written + "".join(_list(start.text, ledger, _names(registry))), ledger)


def _headline(text: FoldedText) -> str:
    """The first line, as an anchor that finds it: whole, or its ends if it is long."""
    lines = (line for line in text.raw.splitlines() if line.strip())
    line = fold(next(lines, ""))
    if not line:
        raise InputError("the text is empty", mend="Save the article as plain text in UTF-8.")
    words = line.split(" ")
    tries = [line] if len(words) <= _WHOLE else []
    ends = range(_ENDS, len(words) // 2)
    tries += [f"{' '.join(words[:n])}{ELISION}{' '.join(words[-n:])}" for n in ends]
    for q in dict.fromkeys([*tries, line]):
        for nth in (None, 1):
            found = resolve(text, Anchor(q=q, nth=nth))
            if not isinstance(found, Miss) and fold(text.words(found[0].span)) == line:
                return f"q: {scalar(q, chr(34))}" + ("" if nth is None else ", nth: 1")
    raise InputError(
        f"the first line, '{line[:_SHOWN]}', is no headline that an anchor can name",
        mend="Let the text begin with its headline.",
    )


def _written(start: Start, headline: str) -> str:
    schema = "" if start.schema is None else f"# yaml-language-server: $schema={start.schema}\n"
    return f"""\
{schema}format: 1
article:
  id: {scalar(start.id)}
  language: {scalar(start.language)}
  sha256: {start.sha256}
  headline: {{{headline}}}
  # to do: lead, byline, furniture, correction, where the article has them
  outlet: {{basis: unknown}}  # to do: {{is: …, q: …}}, or {{is: …, basis: editor}}
  author: {{basis: unknown}}  # to do: {{is: …, q: …}}
  published: {{edtf: XXXX, basis: unknown}}  # to do: {{edtf: …, q: …}}, if the text says when
annotators: [{scalar(start.annotator)}]
review: draft
reports:
  - id: r1
    at: {{{headline}, zone: headline}}
    tells: {TO_DO}  # which claim of the registry the headline tells
    chain: []  # to do: on whose word; empty is the article's own voice
    certainty: stated
    modality: fact  # to do: fact, done, planned, denied, …
"""


def _list(text: str, ledger: Ledger, names: Mapping[str, str]) -> Iterator[str]:
    """What is open, by the lines of the text, as comments."""
    open_: list[tuple[Span, LedgerKind]] = sorted(
        (gap, row.kind)
        for row in ledger.rows
        if row.kind in _LISTED
        for gaps in row.open
        for gap in gaps
    )
    times = [gap for gap, kind in open_ if kind == "time"]
    open_ = [  # the number of a date is told with it
        (gap, kind)
        for gap, kind in open_
        if kind != "number" or not any(time.holds(gap) for time in times)
    ]
    if not open_:
        return
    yield "\n# To be said, or waived with the reason; `reportedly check` counts what is left.\n"
    for kind in dict.fromkeys(kind for _, kind in open_):
        yield f"#   {kind:<12} {_LISTED[kind]}\n"
    last = 0
    for gap, kind in open_:
        line = text.count("\n", 0, gap.start) + 1
        if line != last:
            yield f"# line {line}\n"
            last = line
        words = fold(text[gap.start : gap.end])
        known = names.get(words.casefold())
        yield f"#   {kind:<12} {_short(words)}{'' if known is None else f'  = {known}'}\n"


def _short(words: str) -> str:
    half = _SHOWN // 2 - 1
    return words if len(words) <= _SHOWN else f"{words[:half].rstrip()}…{words[-half:].lstrip()}"


def _names(registry: Registry) -> dict[str, str]:
    """The ids of what a name of the registry can mean; a name of two records means neither."""
    found: dict[str, set[str]] = {}
    for record in registry.records.values():
        aliases = (name for names in record.aliases.values() for name in names)
        for name in (*record.label.values(), *aliases):
            found.setdefault(name.casefold(), set()).add(record.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
