"""One entry checked by all that needs no other entry, and said in quads if nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import Placed, place_entry
from reportedly.anchor.shown import LARGEST_SHARE, LONGEST_RUN, shown
from reportedly.figures.check import wrong_figures
from reportedly.graph.build import Graphs, entry_graphs
from reportedly.ids import Ids
from reportedly.ledger.coverage import Ledger, ledger_of
from reportedly.ledger.demands.reading import Reading
from reportedly.lock.lockfile import lock_path, read_lock
from reportedly.lock.verify import against_fresh, make_lock, without_text
from reportedly.model.entry import Entry, Quotation
from reportedly.model.findings import Finding, YamlPath
from reportedly.model.places import Lock, Place, Span
from reportedly.model.references import references_of
from reportedly.model.registry import Registry
from reportedly.model.rules.agreement import AGREEMENT
from reportedly.model.slots import Slot, slots_of
from reportedly.parse.documents import Parsed, parse_document
from reportedly.pipeline.files import TextShelf
from reportedly.pipeline.misses import miss_findings
from reportedly.pipeline.reading import (
    agreement_findings,
    demand_findings,
    last_findings,
    ledger_findings,
    order_findings,
)
from reportedly.registry.credits import unstated
from reportedly.registry.dangling import dangling_in_entry

Places = Mapping[str, tuple[Place, ...]]
"""Per slot key, where its anchor stands."""

Standing = Literal["verified", "locked", "unverified", "failed"]
"""How far an entry was verified.

``verified``: every anchor against the text. ``locked``: no text at hand, but entry and lock agree.
``unverified``: no text at hand, and the entry changed since it was pinned. ``failed``: in error.
"""


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """What the checks of one entry found.

    Attributes:
        parsed: the entry as read.
        lock: its lock, if there is one that can be read.
        standing: how far it was verified.
        findings: what is wrong or worth saying.
        graphs: its named graphs; None unless it may be loaded, and all that it names is settled.
        ledger: what was read of the article; None without its text, or while an anchor misses.
    """

    parsed: Parsed[Entry]
    lock: Lock | None
    standing: Standing
    findings: tuple[Finding, ...]
    graphs: Graphs | None
    ledger: Ledger | None = None


def check_entry(
    file: Path,
    registry: Registry,
    texts: TextShelf | None,
    ids: Ids,
    *,
    require_texts: bool = False,
) -> CheckedEntry:
    """Check one entry file.

    Args:
        file: the entry; its lock lies beside it.
        registry: what it may name.
        texts: the texts at hand, if any.
        ids: how its instances are named.
        require_texts: whether an entry without its text is in error.
    """
    parsed = parse_document(file.read_bytes(), file, Entry)
    entry = parsed.document
    if entry is None:
        return CheckedEntry(parsed, None, "failed", parsed.findings, None)
    findings = [*_file_name(entry, parsed), *dangling_in_entry(entry, parsed.source, registry)]
    lock, lock_findings = _stored_lock(file)
    raw = texts.text(entry.article.sha256) if texts is not None else None
    standing: Standing = "verified"
    ledger: Ledger | None = None
    reading: Reading | None = None
    missed: frozenset[YamlPath] = frozenset()
    whole: dict[str, str] = {}
    if raw is not None:
        text = FoldedText.of(raw)
        placed = place_entry(entry, text)
        missed = frozenset(slot.path for slot, _ in placed.misses)
        whole = {
            key: raw[at[0].span.start : at[0].span.end] for key, at in placed.places.items() if at
        }
        reading = Reading(entry, raw, placed.places, registry)
        against, ledger = _against_text(
            parsed, reading, text, placed, lock, lock_findings, findings
        )
        findings += against
    else:
        standing = "locked"
        findings += lock_findings
        if lock is None or lock.text.sha256 == entry.article.sha256:  # else the digest is in doubt
            findings += _no_text(parsed, texts, require_texts=require_texts)
        if lock is not None:
            stale = list(without_text(entry, lock, parsed.source, lock_path(file)))
            findings += stale
            if any(finding.code == "RP112" for finding in stale):
                standing = "unverified"
    wrong = tuple(wrong_figures(entry, parsed.source, missed, whole))
    if wrong:  # a value that its words rule out is also unlike the same words elsewhere
        findings = [finding for finding in findings if finding.code != "RP173"]
    findings += wrong
    findings += unstated(entry, parsed.source, registry, missed)
    unsettled = any(each.target in registry.unsettled for each in references_of(entry))
    if unsettled:  # what it owes, means and may waive hangs on a record that nobody can read
        findings = [finding for finding in findings if finding.code not in _LEANING]
    elif reading is not None and ledger is not None and not _in_error(findings):
        findings += demand_findings(parsed, reading, ledger)
        if not _in_error(findings):
            findings += last_findings(parsed, reading, tuple(findings))
    if unsettled and not _in_error(findings):
        return CheckedEntry(parsed, lock, standing, tuple(findings), None, ledger)
    if _in_error(findings) or lock is None:
        failed: Standing = "unverified" if standing == "unverified" else "failed"
        return CheckedEntry(parsed, lock, failed, tuple(findings), None, ledger)
    graphs = entry_graphs(entry, lock, ids)
    return CheckedEntry(parsed, lock, standing, tuple(findings), graphs, ledger)


_LEANING: Final = frozenset({"RP146", *(rule.code for rule in AGREEMENT)})
"""What is said of an entry by what its records are."""


def _in_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _file_name(entry: Entry, parsed: Parsed[Entry]) -> Iterator[Finding]:
    if entry.article.id != parsed.file.stem:
        yield Finding(
            "RP115",
            f"the file is named '{parsed.file.stem}', but the article's id is '{entry.article.id}'",
            parsed.file,
            parsed.source.at(("article", "id")),
            mend=f"Name the file {entry.article.id}.yaml, or change the id.",
        )


def _stored_lock(entry_file: Path) -> tuple[Lock | None, list[Finding]]:
    file = lock_path(entry_file)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        missing = Finding(
            "RP110",
            "the entry has no lock beside it",
            entry_file,
            mend="Run `reportedly pin` with the text at hand.",
        )
        return None, [missing]
    read = read_lock(data, file)
    return (None, [read]) if isinstance(read, Finding) else (read, [])


def _no_text(
    parsed: Parsed[Entry], texts: TextShelf | None, *, require_texts: bool
) -> Iterator[Finding]:
    if texts is None and not require_texts:
        return
    where = f"below {texts.root}" if texts is not None else "(no --texts given)"
    yield Finding(
        "RP113",
        f"no text with this digest is at hand {where}",
        parsed.file,
        parsed.source.at(("article", "sha256")),
        severity="error" if require_texts else "warning",
        mend="Give the folder that holds the text with --texts, or correct the digest.",
    )


def _against_text(
    parsed: Parsed[Entry],
    reading: Reading,
    text: FoldedText,
    placed: Placed,
    lock: Lock | None,
    lock_findings: list[Finding],
    so_far: list[Finding],
) -> tuple[list[Finding], Ledger | None]:
    """Every anchor against the text; lock and ledger only if no anchor explains what they miss.

    While two parts have one id, nobody can say in whose passage an anchor is sought.
    """
    entry = reading.entry
    if any(finding.code == "RP133" for finding in so_far):
        return [], None
    findings = list(miss_findings(parsed, entry, placed))
    if findings:
        return findings, None
    too_much = tuple(_too_much(parsed, entry, text, placed.places))
    if any(finding.code.startswith("RP13") for finding in so_far):
        return [*findings, *too_much], None
    findings += lock_findings
    if lock is not None:
        fresh = make_lock(entry, len(text.raw), placed.places)
        findings += against_fresh(lock, fresh, lock_path(parsed.file))
    findings += order_findings(parsed, reading)
    slips = tuple(agreement_findings(parsed, reading))
    ledger = ledger_of(entry, text.raw, placed.places, reading.registry)
    if slips:  # what is read amiss is also missed where it belongs, and shows words for nothing
        return [*findings, *slips], ledger
    findings += too_much
    findings += ledger_findings(parsed, reading, ledger)
    return findings, ledger


def _too_much(
    parsed: Parsed[Entry], entry: Entry, text: FoldedText, places: Places
) -> Iterator[Finding]:
    """RP114, at the anchor that shows most of the longest run, or at the article's id."""
    seen = shown(text, places)
    mend = "Name long passages by their first and last words with ' … ' between."
    if seen.longest > LONGEST_RUN and seen.run is not None:
        words = text.words(seen.run)
        yield Finding(
            "RP114",
            f"{seen.longest} words running of the article are shown outside quotation marks "
            f"(at most {LONGEST_RUN}): '{words[:30]} … {words[-30:]}'",
            parsed.file,
            parsed.source.at(_shows_most(entry, places, seen.run)),
            mend=mend,
        )
    elif seen.share > LARGEST_SHARE:
        yield Finding(
            "RP114",
            f"{seen.shown} of the article's {seen.words} words are shown outside quotation marks "
            f"(at most {LARGEST_SHARE:.0%})",
            parsed.file,
            parsed.source.at(("article", "id")),
            mend=mend,
        )


def _shows_most(entry: Entry, places: Places, run: Span) -> YamlPath:
    """The path of the words that cover most of a run, of those that are given in full."""

    def share(slot: Slot) -> int:
        if isinstance(slot.anchor, Quotation) or slot.anchor.ends is not None:
            return 0
        common = (
            min(place.span.end, run.end) - max(place.span.start, run.start)
            for place in places.get(slot.key, ())
        )
        return max(common, default=0)

    return (*max(slots_of(entry), key=share).path, "q")
