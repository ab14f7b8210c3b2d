"""Seeds become findings: each entry's verdict, then what the rules say of all together."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from reportedly.graph.build import ONTOLOGY, registry_graphs
from reportedly.ledger.coverage import Ledger
from reportedly.model.findings import Finding
from reportedly.pipeline.blame import UNUSED
from reportedly.pipeline.cache.database import Row
from reportedly.pipeline.cache.remembered import Remembered
from reportedly.pipeline.cache.verdicts import read_findings, say_findings
from reportedly.pipeline.entries import CheckedEntry, Standing, check_entry
from reportedly.pipeline.shared import read_shared
from reportedly.pipeline.since import Since
from reportedly.pipeline.slices import Slices
from reportedly.pipeline.sources import Outcome, Progress, Sources
from reportedly.pipeline.summary import summary_quads
from reportedly.pipeline.verdict import Batch, Checker, Verdict
from reportedly.pipeline.workers import check_all
from reportedly.store.backends import open_writer
from reportedly.validate.rules import Ask, Rules, union_of

_log = logging.getLogger(__name__)
SAVED: Final = 500
"""So many entries at most are checked for nothing if a check is broken off."""
FEW: Final = 50
"""So many entries at most are opened once more to see where an unused record was meant."""
_Seen = tuple[str, str, str | None]
"""Of an article its IRI, the digest of its text, and the one that it supersedes."""


def check(
    sources: Sources,
    progress: Progress | None = None,
    *,
    jobs: int = 1,
    memory: Path | None = None,
    since: Since | None = None,
) -> Outcome:
    """Check everything, in memory that does not grow with the number of entries.

    Entries are checked in batches, in several processes if that is allowed. What a rule of the
    scope ``entry`` says is part of an entry's verdict; the other rules are asked of all together
    once no entry is in error.

    Args:
        sources: what to check.
        progress: told of the work as it goes on.
        jobs: how many processes may check at once.
        memory: the folder in which verdicts are remembered, so that an entry is not checked again
            while nothing that its verdict follows from has changed; nothing is if it is None.
        since: what has changed since a revision at which nothing was in error; other entries are
            left out, but for those that name what has changed. What they say in warnings of their
            own is left out with them.

    Raises:
        InputError: a file cannot be read at all, a shape or rule is malformed, or a process died.
    """
    return _Check(sources, progress, jobs, memory).run(since)


def _remembered(folder: Path, sources: Sources, slices: Slices) -> Remembered | None:
    try:
        return Remembered(folder, sources, slices)
    except OSError as error:  # a folder that nobody may write to is no reason not to check
        _log.warning("nothing is remembered: %s", error)
        return None


class _Check:
    """One run over the sources: what was found so far."""

    def __init__(
        self, sources: Sources, progress: Progress | None, jobs: int, memory: Path | None
    ) -> None:
        self.sources = sources
        self.progress = progress
        self.jobs = jobs
        self.shared = read_shared(sources.seeds)
        external = sources.seeds.external
        links = b"" if external is None else external.read_bytes()
        self.slices = Slices.of(self.shared.registry, links)
        self.checker = Checker(sources, self.shared, self.slices)
        self.memory = None if memory is None else _remembered(memory, sources, self.slices)
        self.findings: list[Finding] = list(self.shared.findings)
        self.afterwards: list[Finding] = []
        self.standings: dict[Path, Standing] = {}
        self.ledgers: dict[Path, Ledger] = {}
        self.seen: dict[Path, _Seen] = {}
        self.uses: set[str] = set()
        self.closed = True
        self.rows: dict[Path, Row] = {}
        self.fresh: list[Path] = []

    def run(self, since: Since | None) -> Outcome:
        """Check, remember, and say what was found."""
        files = self.sources.seeds.entries
        waiting = [file for file in files if not self._recalled(file)]
        remembered = len(files) - len(waiting)
        left_out: tuple[Path, ...] = ()
        if since is not None:
            left_out = self._left_out(waiting, since)
            waiting = sorted(set(waiting) - set(left_out))
        others = self._check(waiting, len(files))
        registry = self._registry()
        self.findings += (*registry, *(others - set(registry)))
        in_error = any(finding.severity == "error" for finding in self.findings)
        if not in_error:
            self.tell("checking the whole store", 0, 1)
            self.findings += self._together()
            self.tell("checking the whole store", 1, 1)
        if self.memory is not None:
            told = say_findings(registry)
            self.memory.save(files, registry=self.slices.whole, registry_findings=told)
        return Outcome(
            tuple(sorted(self.findings, key=lambda finding: finding.sort_key)),
            {file: self.standings[file] for file in files if file in self.standings},
            None,
            not in_error,
            {file: self.ledgers[file] for file in files if file in self.ledgers},
            remembered,
            left_out,
        )

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell of the work, if anybody listens."""
        if self.progress is not None:
            self.progress(what, done, of)

    def _recalled(self, file: Path) -> bool:
        row = None if self.memory is None else self.memory.row(file)
        if row is None or self.memory is None:
            return False
        verdict = self.memory.verdict(file, row)
        if verdict is None:
            return False
        self.rows[file] = row
        self._add(verdict)
        return True

    def _left_out(self, waiting: list[Path], since: Since) -> tuple[Path, ...]:
        """Those of some entries that are as they were, and lean on nothing that has changed."""
        records = since.records(self.sources.seeds)
        with_texts = bool(records) and self.sources.texts is not None  # any name may stand there
        if with_texts or since.changes_rules(self.sources):
            return ()
        unchanged = [file for file in waiting if not since.changes(file)]
        found: list[Path] = []
        done = 0
        self.tell("reading what is left out", done, len(unchanged))
        for batch in self._batches(unchanged, summed_up=True):
            for verdict in batch.verdicts:
                if verdict.summary is None or since.touches(verdict, records, self.slices):
                    continue  # the revision was not sound, or what the entry names has changed
                found.append(verdict.file)
                self._see(verdict)
                if self.memory is not None:
                    self.memory.keep(verdict, summed_up=True)
            done += len(batch.verdicts)
            self.tell("reading what is left out", done, len(unchanged))
        return tuple(found)

    def _check(self, waiting: list[Path], total: int) -> set[Finding]:
        """Check some entries; gives what they say of other files."""
        done = total - len(waiting)
        others: set[Finding] = set()
        self.tell("checking entries", done, total)
        for batch in self._batches(waiting):
            others.update(batch.findings)
            for verdict in batch.verdicts:
                self._add(verdict)
                self._see(verdict)
                self.fresh.append(verdict.file)
                # What is said of other files is nobody's in particular: then all are asked again.
                if self.memory is not None and not (batch.findings or batch.afterwards):
                    self.memory.keep(verdict)
            self.afterwards += (each for each in batch.afterwards if each not in self.afterwards)
            done += len(batch.verdicts)
            self.tell("checking entries", done, total)
            if self.memory is not None and done // SAVED > (done - len(batch.verdicts)) // SAVED:
                self.memory.save_so_far()
        return others

    def _batches(self, files: list[Path], *, summed_up: bool = False) -> Iterable[Batch]:
        needed = (self.sources, self.shared, self.slices)
        return check_all(files, self.checker, needed, self.jobs, summed_up=summed_up)

    def _add(self, verdict: Verdict) -> None:
        self.findings += verdict.findings
        self.afterwards += verdict.afterwards
        self.standings[verdict.file] = verdict.standing
        if verdict.ledger is not None:
            self.ledgers[verdict.file] = verdict.ledger

    def _see(self, verdict: Verdict) -> None:
        summary = verdict.summary
        if summary is not None:
            self.seen[verdict.file] = (summary.article, summary.text, summary.supersedes)
            self.uses.update(summary.uses)
            self.closed = self.closed and summary.closed

    def _registry(self) -> tuple[Finding, ...]:
        """What the shapes say of the registry, unless that is known."""
        if self.memory is not None and self.memory.told("registry") == self.slices.whole:
            known = read_findings(self.memory.told("registry_findings") or "")
            if known is not None:
                return known
        return self.checker.registry

    def _together(self) -> list[Finding]:
        """What the rules say, those of single entries included."""
        rules, ids = self.checker.rules, self.sources.ids
        if not self.closed:  # what one entry says of another's parts is no affair of it alone
            return list(self._of_everything(rules))
        for file, row in self.rows.items():
            self.seen[file] = (row.article, row.text, row.supersedes or None)
        if self.memory is not None:
            self.uses.update(self.memory.uses(self.rows.values()))
        store = Store()
        for graph in registry_graphs(self.shared.registry, ids).values():
            store.extend(graph)
        store.extend(self.checker.vocabulary)
        store.bulk_extend(summary_quads(self.seen.values(), self.uses, ids))
        found = [*self.afterwards, *self._said(rules.within("shared"), union_of(store))]
        if rules.within("all").all:
            found += self._of_everything(rules.within("all"))
        return found

    def _said(self, rules: Rules, ask: Ask) -> Iterable[Finding]:
        violations = rules.check(ask)
        nodes = {node.value for each in violations for node in (each.focus, each.value) if node}
        files = [file for file, (article, *_) in self.seen.items() if article in nodes]
        if any(each.code in UNUSED for each in violations):
            files = sorted({*files, *self._looked_into()})
        entries = [self._again(file) for file in files]
        return self.checker.blame(entries).findings(violations) if violations else ()

    def _looked_into(self) -> Iterable[Path]:
        """Where a record that nothing uses is sought: everywhere, or of many where it was new."""
        files = self.sources.seeds.entries
        return files if len(files) <= FEW else list(self.fresh)[:FEW]

    def _of_everything(self, rules: Rules) -> Iterable[Finding]:
        """Ask rules of a store that holds every statement, on disk."""
        files, sources = self.sources.seeds.entries, self.sources
        prefix = "reportedly-check-"
        with tempfile.TemporaryDirectory(prefix=prefix) as folder, open_writer(folder) as writer:
            for file in files:
                for graph, quads in (self._again(file).graphs or {}).items():
                    writer.replace(graph, quads)
            for graph, quads in registry_graphs(self.shared.registry, sources.ids).items():
                writer.replace(graph, quads)
            writer.replace(sources.ids.shared_graph(ONTOLOGY), self.checker.vocabulary)
            with writer.draft() as view:
                violations = rules.check(view.query)
        if not violations:
            return ()
        return self.checker.blame([self._again(file) for file in files]).findings(violations)

    def _again(self, file: Path) -> CheckedEntry:
        """The entry once more, for its statements and their lines."""
        return check_entry(file, self.shared.registry, None, self.sources.ids)
