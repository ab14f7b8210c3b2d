"""What the checks say of one entry, by all that needs no other entry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import Quad, Store

from reportedly.graph.build import ontology_graph, registry_graphs
from reportedly.ledger.coverage import Ledger
from reportedly.lock.lockfile import lock_path
from reportedly.model.findings import Finding
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.entries import CheckedEntry, Standing, check_entry
from reportedly.pipeline.shared import Shared
from reportedly.pipeline.slices import Slices, watched
from reportedly.pipeline.sources import Sources
from reportedly.pipeline.summary import Summary, summary_of
from reportedly.validate.results import Violation
from reportedly.validate.rules import Rules, union_of
from reportedly.validate.shacl import Shapes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checks say of one entry.

    Attributes:
        file: the entry.
        content: the digest of the entry's and its lock's bytes, after they were read.
        standing: how far it was verified.
        findings: what is wrong or worth saying.
        afterwards: what the rules of the scope ``entry`` say; shown once nothing else is in error.
        ledger: what was read of the article; None without its text, or while an anchor misses.
        summary: what others see of it; None while it is in error.
        text: the digest of the text that it pins; None if it cannot be read.
        leans_on: the ids of the records that the verdict can follow from, there or not.
        leans_on_all: whether it can follow from any record.
    """

    file: Path
    content: str
    standing: Standing
    findings: tuple[Finding, ...]
    afterwards: tuple[Finding, ...]
    ledger: Ledger | None
    summary: Summary | None
    text: str | None
    leans_on: tuple[str, ...]
    leans_on_all: bool

    @property
    def in_error(self) -> bool:
        """Whether the entry may not be loaded."""
        return any(finding.severity == "error" for finding in self.findings)


def content_digest(entry: Path) -> str:
    """A digest of an entry's bytes and its lock's; a lock that is missing counts as such."""
    told = hashlib.sha256(entry.read_bytes()).hexdigest()
    try:
        lock = hashlib.sha256(lock_path(entry).read_bytes()).hexdigest()
    except FileNotFoundError:
        lock = "-"
    return f"{told[:32]} {lock[:32]}"


@dataclass(frozen=True, slots=True)
class Batch:
    """What the checks say of some entries.

    Attributes:
        verdicts: one an entry, in the order in which they were given.
        findings: what the shapes say of other files, beyond what they say of the registry alone.
        afterwards: what the rules of the scope ``entry`` say of other files.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()
    afterwards: tuple[Finding, ...] = ()


class Checker:
    """Checks entries one by one or in batches; what all of them need is read once.

    Args:
        sources: what is checked, and by which shapes and rules.
        shared: the registry and the links.
        slices: which records hang together.
    """

    def __init__(self, sources: Sources, shared: Shared, slices: Slices) -> None:
        self._sources = sources
        self._shared = shared
        self._slices = slices

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes, parsed once."""
        return Shapes.load(self._sources.shapes, self._sources.ids)

    @cached_property
    def rules(self) -> Rules:
        """The rules, read once."""
        return Rules.load(self._sources.shapes, self._sources.ids)

    @cached_property
    def mends(self) -> Mapping[str, str]:
        """What to do about a broken shape or rule, by its code."""
        rules = (*self.shapes.rules.values(), *(each.rule for each in self.rules.all))
        return {rule.code: rule.mend for rule in rules}

    @cached_property
    def vocabulary(self) -> tuple[Quad, ...]:
        """The ontology, parsed once."""
        graphs = ontology_graph(self._sources.ontology.read_bytes(), self._sources.ids)
        return tuple(quad for quads in graphs.values() for quad in quads)

    def blame(self, entries: Iterable[CheckedEntry]) -> Blame:
        """What knows the lines that said the nodes of some entries and of the registry."""
        sources = self._sources
        root = sources.seeds.root
        return Blame(entries, self._shared, sources.ids, root, self.mends, sources.texts)

    @cached_property
    def registry(self) -> tuple[Finding, ...]:
        """What the shapes say of the registry alone."""
        graphs = registry_graphs(self._shared.registry, self._sources.ids)
        violations = self.shapes.check(next(iter(graphs.values())))
        return self._said(violations, self.blame(()), self._shared.findings) if violations else ()

    def check(self, files: Sequence[Path], *, summed_up: bool = False) -> Batch:
        """Check some entries; validating them together saves what each validation costs anew.

        Args:
            files: the entries.
            summed_up: whether they are only summed up: neither texts, shapes nor rules are asked.
        """
        sources = replace(self._sources, texts=None, require_texts=False)
        work = [
            _Entry(file, sources if summed_up else self._sources, self._shared) for file in files
        ]
        if summed_up:
            return Batch(tuple(each.verdict((), ()) for each in work))
        sound = [each for each in work if each.checked.graphs is not None]
        batch = [each.checked for each in sound]
        quads = [q for c in batch for graph in (c.graphs or {}).values() for q in graph]
        used = {id_ for each in sound if each.summary for id_ in each.summary.records}
        registry = registry_graphs(self._slices.part(used), self._sources.ids)
        slice_ = [quad for graph in registry.values() for quad in graph]
        found: tuple[Finding, ...] = ()
        after: tuple[Finding, ...] = ()
        if sound:
            before = [*self._shared.findings, *(f for each in work for f in each.checked.findings)]
            if violations := self.shapes.check([*quads, *slice_]):
                found = self._said(violations, self.blame(batch), before)
            store = Store()
            store.extend([*quads, *slice_, *self.vocabulary])
            if broken := self.rules.within("entry").check(union_of(store)):
                after = tuple(self.blame(batch).findings(broken))
        own = set(files)
        others = tuple(each for each in found if each.file not in own)
        return Batch(
            tuple(each.verdict(found, after) for each in work),
            tuple(each for each in others if each not in self.registry),
            tuple(each for each in after if each.file not in own),
        )

    @staticmethod
    def _said(
        violations: Iterable[Violation], blame: Blame, before: Iterable[Finding]
    ) -> tuple[Finding, ...]:
        known = set(before)
        said = {(f.file, f.position) for f in known}  # a shape echoes a name that dangles
        return tuple(
            found
            for found in blame.findings(violations)
            if found not in known
            and (found.position is None or (found.file, found.position) not in said)
        )


class _Entry:
    """One entry on its way to a verdict."""

    def __init__(self, file: Path, sources: Sources, shared: Shared) -> None:
        registry, self.asked = watched(shared.registry)
        self.file = file
        self.checked = check_entry(
            file, registry, sources.texts, sources.ids, require_texts=sources.require_texts
        )
        entry, graphs = self.checked.parsed.document, self.checked.graphs
        self.text = None if entry is None else entry.article.sha256
        self.summary: Summary | None = None
        if entry is not None and graphs is not None:
            self.summary = summary_of(entry, graphs, sources.ids)

    def verdict(self, found: Iterable[Finding], after: Iterable[Finding]) -> Verdict:
        """The entry's own findings, with those of its batch that are about its file."""
        records = set() if self.summary is None else self.summary.records
        return Verdict(
            self.file,
            content_digest(self.file),
            self.checked.standing,
            (*self.checked.findings, *(each for each in found if each.file == self.file)),
            tuple(each for each in after if each.file == self.file),
            self.checked.ledger,
            self.summary,
            self.text,
            tuple(sorted(self.asked.asked | records)),
            self.asked.all_asked,
        )
