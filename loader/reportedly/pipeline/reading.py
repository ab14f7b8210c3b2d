"""The ledger of one entry as findings: what was left out of its article, and needless waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from reportedly.ledger.agreement import order
from reportedly.ledger.agreement.slip import Finder
from reportedly.ledger.agreement.table import FINDERS, LAST
from reportedly.ledger.coverage import Ledger
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.suspects import Suspect, suspects
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, Position, Related, YamlPath
from reportedly.model.places import Span
from reportedly.model.rules.table import RULES
from reportedly.model.waivers import LedgerKind
from reportedly.parse.documents import Parsed

_LEFT_OUT: Final[Mapping[LedgerKind, tuple[str, str]]] = {
    "quotation": ("RP140", "is quoted, but is no quotation of the entry"),
    "number": ("RP141", "is in no amount, time or name of the entry"),
    "time": ("RP142", "is no time of the entry"),
    "name": ("RP143", "is in no naming, role or credit of the entry"),
    "cue": ("RP144", "is the cue of no hop or report"),
    "sentence": ("RP145", "is told by no report"),
    "description": ("RP147", "describes somebody whom no naming of the entry denotes"),
    "purpose": ("RP148", "is the purpose of no report"),
    "status": ("RP149", "is in no role of the entry"),
    "pronoun": ("RP169", "stands for somebody whom no naming of the entry denotes"),
}
"""Per kind, the rule's code and what is said of the words."""
_OWED: Final[Mapping[LedgerKind, str]] = {
    "party": "RP160",
    "wording": "RP161",
    "role": "RP162",
    "place": "RP163",
    "sibling": "RP164",
    "pair": "RP165",
    "speaker": "RP166",
    "aim": "RP167",
    "infinitive": "RP168",
    "antecedent": "RP190",
    "clause": "RP191",
    "bound": "RP192",
    "request": "RP193",
    "subject": "RP186",
    "restatement": "RP187",
    "participant": "RP188",
    "occasion": "RP189",
}
"""Per kind of demand, the rule's code."""
_SEVERITIES: Final = {rule.code: rule.severity for rule in RULES}
_SHOWN: Final = 60
"""Letters of the text that a message shows at most."""


def ledger_findings(parsed: Parsed[Entry], reading: Reading, ledger: Ledger) -> Iterator[Finding]:
    """What is left open (RP140 to RP149, RP169); idle waivers (RP146).

    Of what is open, the first report in whose passage it stands is named, and beside it the others;
    where there is none, the article's id.
    """
    text = reading.text
    for row in ledger.rows:
        if row.kind not in _LEFT_OUT:
            continue
        code, what = _LEFT_OUT[row.kind]
        for gap in (gap for gaps in row.open for gap in gaps):
            line = text.count("\n", 0, gap.start) + 1
            message = f"'{_shown(text, gap)}' in line {line} of the text {what}"
            first, *others = _reports_at(parsed, reading, gap) or [("article", "id")]
            at = parsed.source.at(first)
            beside = [*suspects(reading, row.kind, gap)]
            beside += [("tells of the same words", other) for other in others]
            yield Finding(code, message, parsed.file, at, related=_related(parsed, at, beside))
    for slot, why in ledger.idle:
        yield Finding(
            "RP146",
            f"the waiver of '{slot.anchor.q}' waives nothing: {why}",
            parsed.file,
            parsed.source.at((*slot.path, "q")),
            mend="Drop the waiver, or correct its kind or its words.",
        )


def _reports_at(parsed: Parsed[Entry], reading: Reading, gap: Span) -> list[YamlPath]:
    """The paths of the reports whose passage holds the words, the narrowest passage first."""
    if parsed.document is None:
        return []
    holding = [
        (passage.end - passage.start, i)
        for i, report in enumerate(parsed.document.reports)
        for passage in reading.passages[report.id]
        if passage.holds(gap)
    ]
    return [("reports", i, "at") for _, i in sorted(holding)]


def agreement_findings(parsed: Parsed[Entry], reading: Reading) -> Iterator[Finding]:
    """RP170 to RP185 for what the entry makes of words that do not bear it, each place once."""
    yield from _found_by(FINDERS, parsed, reading)


def order_findings(parsed: Parsed[Entry], reading: Reading) -> Iterator[Finding]:
    """RP117, a warning: what stands elsewhere than in the order of the text."""
    yield from _found_by((order.find,), parsed, reading)


def last_findings(
    parsed: Parsed[Entry], reading: Reading, so_far: Iterable[Finding]
) -> Iterator[Finding]:
    """RP194 to RP199, warnings where no finding stands on the line yet.

    To be asked of an entry in which nothing else is wrong.
    """
    lines = {finding.position.line for finding in so_far if finding.position is not None}
    for finding in _found_by(LAST, parsed, reading):
        if finding.position is None or finding.position.line not in lines:
            yield finding


def _found_by(
    finders: Iterable[Finder], parsed: Parsed[Entry], reading: Reading
) -> Iterator[Finding]:
    said, formed = set(), set()
    for slip in (slip for find in finders for slip in find(reading)):
        if (slip.code, slip.path) in said or (slip.code == "RP185" and slip.path[:2] in formed):
            continue  # a wrong `is` is also a wrong form
        said.add((slip.code, slip.path))
        if slip.code == "RP170":
            formed.add(slip.path[:2])
        file, source = parsed.file, parsed.source
        at = source.at(slip.path)
        beside = [("the other", path) for path in (slip.other, *slip.others) if path is not None]
        severity = _SEVERITIES[slip.code]
        related = _related(parsed, at, beside)
        yield Finding(
            slip.code, slip.what, file, at, severity=severity, mend=slip.mend, related=related
        )


def demand_findings(parsed: Parsed[Entry], reading: Reading, ledger: Ledger) -> Iterator[Finding]:
    """What the entry owes to what else it says (RP160 to RP168, RP186 to RP193), at what owes it.

    To be asked of an entry in which nothing else is wrong: what is missing otherwise is missed
    here once more.
    """
    said = set()
    text = reading.text
    for row in ledger.rows:
        for demand in row.owed:
            line = text.count("\n", 0, demand.span.start) + 1
            message = f"{demand.what} (line {line} of the text)"
            if (row.kind, demand.span, demand.path) not in said:
                said.add((row.kind, demand.span, demand.path))
                at = parsed.source.at(demand.path)
                beside = [*suspects(reading, row.kind, demand.span, demand.who)]
                beside += [("belongs to it", other) for other in demand.others]
                related = _related(parsed, at, beside)
                yield Finding(_OWED[row.kind], message, parsed.file, at, related=related)


def _related(
    parsed: Parsed[Entry], own: Position, beside: Iterable[Suspect]
) -> tuple[Related, ...]:
    """Further places, each line once and none that the finding stands on itself."""
    places = {own.line: ("", own)}
    for why, path in beside:
        at = parsed.source.at(path)
        places.setdefault(at.line, (why, at))
    return tuple((why, parsed.file, at) for why, at in islice(places.values(), 1, None))


def _shown(text: str, span: Span) -> str:
    words = " ".join(text[span.start : span.end].split())
    if len(words) <= _SHOWN:
        return words
    half = _SHOWN // 2 - 2
    return f"{words[:half]} … {words[-half:]}"
