"""Seeds become findings, and, if none is an error, a published build."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from reportedly.findings.finding import FINDINGS
from reportedly.findings.table import derive
from reportedly.graph.build import Graphs, ontology_graph, registry_graphs
from reportedly.ledger.coverage import Ledger
from reportedly.model.findings import Finding
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.checking import check
from reportedly.pipeline.entries import CheckedEntry, Standing, check_entry
from reportedly.pipeline.shared import Shared, read_shared
from reportedly.pipeline.sources import Outcome, Progress, Sources
from reportedly.store.backends import open_writer
from reportedly.store.build import Publication
from reportedly.store.protocol import View, Writer
from reportedly.validate.rules import Rules
from reportedly.validate.shacl import Shapes

BATCH: Final = 30
"""Entries validated together: about 90,000 statements, in some 150 MB."""

__all__ = ["BATCH", "Outcome", "Progress", "Sources", "check", "load"]


def load(sources: Sources, store: str | Path, progress: Progress | None = None) -> Outcome:
    """Check everything, and publish it as one build if nothing is in error.

    Entries are parsed and validated in batches, so that their documents do not pile up; the
    writer holds the statements until it publishes.

    Args:
        sources: what to build from.
        store: where the store is.
        progress: told of the work as it goes on.

    Raises:
        InputError: a file cannot be read at all, or a shape or rule is malformed.
        StoreError: the store cannot be written.
    """
    work = _Work(sources, progress)
    with open_writer(store) as writer:
        rules_ran = work.accepts(writer)
        publication = None if work.in_error else writer.publish()
    return work.outcome(publication, rules_ran=rules_ran)


@contextmanager
def drafted(
    sources: Sources, progress: Progress | None = None
) -> Iterator[tuple[Outcome, View | None]]:
    """Check everything, and show what `load` would publish, findings and all, without a store.

    Gives the outcome, and the build; None if something is in error.

    Raises:
        InputError: a file cannot be read at all, or a shape or rule is malformed.
    """
    work = _Work(sources, progress)
    prefix = "reportedly-draft-"
    with tempfile.TemporaryDirectory(prefix=prefix) as folder, open_writer(folder) as writer:
        outcome = work.outcome(None, rules_ran=work.accepts(writer))
        if work.in_error:
            yield outcome, None
        else:
            with writer.draft() as view:
                yield outcome, view


class _Work:
    """One run over the sources: what was found so far, and how far each entry was verified."""

    def __init__(self, sources: Sources, progress: Progress | None) -> None:
        self.sources = sources
        self.progress = progress
        self.shared: Shared = read_shared(sources.seeds)
        self.shapes = Shapes.load(sources.shapes, sources.ids)
        self.rules = Rules.load(sources.shapes, sources.ids)
        self.mends = {
            rule.code: rule.mend
            for rule in (*self.shapes.rules.values(), *(each.rule for each in self.rules.all))
        }
        self.findings: list[Finding] = list(self.shared.findings)
        self.standings: dict[Path, Standing] = {}
        self.ledgers: dict[Path, Ledger] = {}

    @property
    def in_error(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell of the work, if anybody listens."""
        if self.progress is not None:
            self.progress(what, done, of)

    def outcome(self, publication: Publication | None, *, rules_ran: bool) -> Outcome:
        findings = tuple(sorted(self.findings, key=lambda finding: finding.sort_key))
        return Outcome(findings, self.standings, publication, rules_ran, self.ledgers)

    def accepts(self, writer: Writer) -> bool:
        """Fill a writer; if nothing is in error, run the rules over the draft and derive from it.

        Returns:
            Whether the rules were reached.
        """
        self.fill(writer)
        if self.in_error:
            return False
        with writer.draft() as view:
            self.inspect(view)
            if not self.in_error:
                self.derive(view, writer)
        return True

    def fill(self, writer: Writer) -> None:
        """Check every entry and hand what is clean to the writer, batch by batch."""
        shared = registry_graphs(self.shared.registry, self.sources.ids)
        registry = next(iter(shared.values()))
        total, done = len(self.sources.seeds.entries), 0
        self.tell("checking entries", 0, total)
        for batch in self._batches():
            self._validate(batch, registry)
            for checked in batch:
                _write(writer, checked.graphs)
            done += len(batch)
            self.tell("checking entries", done, total)
        _write(writer, shared)
        _write(writer, ontology_graph(self.sources.ontology.read_bytes(), self.sources.ids))

    def _batches(self) -> Iterator[list[CheckedEntry]]:
        files = iter(self.sources.seeds.entries)
        while batch := [self._entry(file) for file in islice(files, BATCH)]:
            yield batch

    def _entry(self, file: Path) -> CheckedEntry:
        sources = self.sources
        checked = check_entry(
            file,
            self.shared.registry,
            sources.texts,
            sources.ids,
            require_texts=sources.require_texts,
        )
        self.findings += checked.findings
        self.standings[file] = checked.standing
        if checked.ledger is not None:
            self.ledgers[file] = checked.ledger
        return checked

    def _validate(self, batch: list[CheckedEntry], registry: tuple[Quad, ...]) -> None:
        quads = [q for c in batch if c.graphs for graph in c.graphs.values() for q in graph]
        violations = self.shapes.check([*quads, *registry])
        if violations:
            blame = self._blame(each for each in batch if each.graphs)  # only they have nodes
            known = set(self.findings)  # the registry is validated with every batch
            said = {(f.file, f.position) for f in known}  # a shape echoes a name that dangles
            self.findings += [
                found
                for found in blame.findings(violations)
                if found not in known
                and (found.position is None or (found.file, found.position) not in said)
            ]

    def inspect(self, view: View) -> None:
        """Run the whole-store rules over a draft."""
        self.tell("checking the whole store", 0, 1)
        violations = self.rules.check(view.query)
        if violations:
            entries = [self._again(file) for file in self.sources.seeds.entries]
            blame = self._blame(entries)
            self.findings += blame.findings(violations)
        self.tell("checking the whole store", 1, 1)

    def derive(self, view: View, writer: Writer) -> None:
        """Add to a build what follows from its draft, as a graph of its own."""
        self.tell("deriving findings", 0, 1)
        ids = self.sources.ids
        writer.replace(ids.shared_graph(FINDINGS), derive(view.query, ids))
        self.tell("deriving findings", 1, 1)

    def _blame(self, entries: Iterable[CheckedEntry]) -> Blame:
        sources = self.sources
        root = sources.seeds.root
        return Blame(entries, self.shared, sources.ids, root, self.mends, sources.texts)

    def _again(self, file: Path) -> CheckedEntry:
        """The entry once more, only to find the lines that violations are about."""
        return check_entry(file, self.shared.registry, None, self.sources.ids)


def _write(writer: Writer, graphs: Graphs | None) -> None:
    for graph, quads in (graphs or {}).items():
        writer.replace(graph, quads)
