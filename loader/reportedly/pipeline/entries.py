"""One entry checked by all that needs no other entry, and said in quads if nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.anchor.shown import LARGEST_SHARE, LONGEST_RUN, Shown, shown
from reportedly.graph.build import Graphs, entry_graphs
from reportedly.ids import Ids
from reportedly.lock.lockfile import lock_path, read_lock
from reportedly.lock.verify import against_fresh, make_lock, without_text
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding
from reportedly.model.places import Lock
from reportedly.model.registry import Registry
from reportedly.parse.documents import Parsed, parse_document
from reportedly.pipeline.files import TextShelf
from reportedly.registry.dangling import dangling_in_entry

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
        graphs: its named graphs; None unless it may be loaded.
    """

    parsed: Parsed[Entry]
    lock: Lock | None
    standing: Standing
    findings: tuple[Finding, ...]
    graphs: Graphs | None


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
    if raw is not None:
        findings += _against_text(parsed, entry, raw, lock, lock_findings, findings)
    else:
        standing = "locked"
        findings += lock_findings
        findings += _no_text(parsed, texts, require_texts=require_texts)
        if lock is not None:
            stale = list(without_text(entry, lock, parsed.source, lock_path(file)))
            findings += stale
            if any(finding.code == "RP112" for finding in stale):
                standing = "unverified"
    if any(finding.severity == "error" for finding in findings) or lock is None:
        failed: Standing = "unverified" if standing == "unverified" else "failed"
        return CheckedEntry(parsed, lock, failed, tuple(findings), None)
    graphs = entry_graphs(entry, lock, ids)
    return CheckedEntry(parsed, lock, standing, tuple(findings), graphs)


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
    entry: Entry,
    raw: str,
    lock: Lock | None,
    lock_findings: list[Finding],
    so_far: list[Finding],
) -> Iterator[Finding]:
    """Every anchor against the text; the lock only if nothing else explains a difference."""
    text = FoldedText.of(raw)
    placed = place_entry(entry, text)
    for slot, miss in placed.misses:
        at = parsed.source.at((*slot.path, "q"))
        yield Finding(miss.code, miss.message, parsed.file, at, mend=miss.mend)
    yield from _too_much(parsed, text, shown(text, placed.places))
    if placed.misses or any(finding.code.startswith("RP13") for finding in so_far):
        return
    yield from lock_findings
    if lock is not None:
        fresh = make_lock(entry, len(raw), placed.places)
        yield from against_fresh(lock, fresh, lock_path(parsed.file))


def _too_much(parsed: Parsed[Entry], text: FoldedText, seen: Shown) -> Iterator[Finding]:
    mend = "Name long passages by their first and last words with ' … ' between."
    if seen.longest > LONGEST_RUN and seen.run is not None:
        words = text.words(seen.run)
        yield Finding(
            "RP114",
            f"{seen.longest} words running of the article are shown outside quotation marks "
            f"(at most {LONGEST_RUN}): '{words[:30]} … {words[-30:]}'",
            parsed.file,
            mend=mend,
        )
    if seen.share > LARGEST_SHARE:
        yield Finding(
            "RP114",
            f"{seen.shown} of the article's {seen.words} words are shown outside quotation marks "
            f"(at most {LARGEST_SHARE:.0%})",
            parsed.file,
            mend=mend,
        )
