"""Whether a deleted annotation is noticed: each one of every entry, one at a time.

Of an entry that is clean, one annotation is taken out, the entry is pinned again and checked with
its text at hand. Two questions are asked of each:

- Does the check notice, with nothing to go by but entry and text: reading, ids, anchors, figures,
  ledger, shapes, the rules of the whole store? This is what somebody is told who overlooked it.
- Does `reportedly pin` notice, whose lock remembers it (RP116)? This is what who lost it is told.

An annotation is what is anchored to words of the text and may be left out: reports, hops,
amounts, quotations, namings, times, events, aspects, roles, cues, disclaimers, unnamed sources,
zones, waivers. Keys without words (``on``, ``plural`` …) stand in a table of their own.

    python bench/deletion.py                                      # the invented entries
    python bench/deletion.py --seeds seeds --texts ../shared/seeds --write
"""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from annotations import LEDGER, Target, targets, without
from deletion_page import (
    COVERED,
    NO_DETECTOR,
    NOTHING_FOUND,
    Case,
    page,
    survivors,
    write,
)
from pyoxigraph import Quad, Store

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.figures.check import wrong_figures
from reportedly.graph.build import ONTOLOGY, entry_graphs, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.ledger.coverage import ledger_of
from reportedly.ledger.demands.reading import Reading
from reportedly.ledger.demands.table import DEMANDS
from reportedly.ledger.table import DETECTORS
from reportedly.lock.verify import forgotten, make_lock
from reportedly.model.entry import Entry
from reportedly.model.findings import SourceMap
from reportedly.model.places import Lock
from reportedly.parse.documents import as_document
from reportedly.parse.strict_yaml import YamlValue, read_yaml
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.reading import demand_findings, ledger_findings
from reportedly.pipeline.shared import read_shared
from reportedly.registry.credits import unstated
from reportedly.registry.dangling import dangling_in_entry
from reportedly.resources import data_dir
from reportedly.validate.rules import Rules, union_of
from reportedly.validate.shacl import Shapes

ROOT: Final = Path(__file__).parents[1]
ISLANDS: Final = ROOT / "tests" / "data" / "islands"
MOST_SURVIVORS: Final = 0.02
"""The share of anchored annotations whose loss may go unnoticed."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as it is, before anything is deleted."""

    value: YamlValue
    source: SourceMap
    entry: Entry
    text: FoldedText
    lock: Lock
    quads: tuple[Quad, ...]


class Bench:
    """Seeds read once, and what is needed to check a changed entry among the others.

    Args:
        seeds: a seeds folder whose entries are clean.
        texts: the folder of their texts.
    """

    def __init__(self, seeds: Path, texts: Path) -> None:
        self.ids = Ids()
        self.files = find_seeds(seeds)
        self.shelf = TextShelf.of(texts)
        self.shared = read_shared(self.files)
        self.shapes = Shapes.load(data_dir("shapes"), self.ids)
        self.rules = Rules.load(data_dir("shapes"), self.ids)
        self.known: dict[Path, Known] = {file: self._known(file) for file in self.files.entries}
        registry = registry_graphs(self.shared.registry, self.ids)
        ontology = (data_dir(ONTOLOGY) / "reportedly.ttl").read_bytes()
        self.registry = tuple(q for quads in registry.values() for q in quads)
        self.ontology = tuple(
            q for quads in ontology_graph(ontology, self.ids).values() for q in quads
        )
        for file, known in self.known.items():
            codes, _ = self.noticed(file, known.value)
            if codes:
                raise SystemExit(f"{file.name} is not clean: {', '.join(codes)}")

    def _known(self, file: Path) -> Known:
        value, source, findings = read_yaml(file.read_bytes(), file)
        parsed = as_document(value, source, Entry)
        if findings or value is None or parsed.document is None:
            raise SystemExit(f"{file.name} cannot be read; run `reportedly check`")
        raw = self.shelf.text(parsed.document.article.sha256)
        if raw is None:
            raise SystemExit(f"the text of {file.name} is not at hand")
        text = FoldedText.of(raw)
        lock, quads = self._said(parsed.document, text)
        return Known(value, source, parsed.document, text, lock, quads)

    def cases(self) -> list[tuple[Path, Target]]:
        """Every annotation of every entry."""
        return [(file, each) for file, known in self.known.items() for each in targets(known.entry)]

    def try_without(self, file: Path, target: Target) -> Case:
        """Delete one annotation and see what notices."""
        rules, remembered = self.noticed(file, without(self.known[file].value, target.path))
        where = ".".join(str(step) for step in target.path)
        why = "" if rules else self._why(file, target)
        return Case(file.stem, target.kind, where, target.words, rules, remembered, why)

    def _why(self, file: Path, target: Target) -> str:
        """Why the check, whose ledger is complete, does not notice that something is gone."""
        kind = None if ".amounts." in target.key else LEDGER.get(target.kind)
        if not target.words or kind is None:
            return NO_DETECTOR
        known = self.known[file]
        if kind in DETECTORS:
            found = DETECTORS[kind](known.text.raw)
        else:
            reading = Reading(known.entry, known.text.raw, known.lock.places, self.shared.registry)
            found = tuple(demand.span for demand in DEMANDS[kind](reading))
        places = known.lock.places[target.key]
        return COVERED if any(f.meets(at.span) for at in places for f in found) else NOTHING_FOUND

    def noticed(self, file: Path, value: YamlValue) -> tuple[tuple[str, ...], bool]:
        """The rules that object to a changed entry, and whether the lock remembers more.

        The graph is asked only if nothing before it objects.
        """
        known, registry = self.known[file], self.shared.registry
        parsed = as_document(value, known.source, Entry)
        entry = parsed.document
        if entry is None:
            return tuple(sorted({finding.code for finding in parsed.findings})), True
        codes = {f.code for f in dangling_in_entry(entry, known.source, registry)}
        placed = place_entry(entry, known.text)
        codes |= {miss.code for _, miss in placed.misses}
        whole = {
            key: known.text.raw[at[0].span.start : at[0].span.end]
            for key, at in placed.places.items()
            if at
        }
        codes |= {f.code for f in wrong_figures(entry, known.source, whole=whole)}
        codes |= {f.code for f in unstated(entry, known.source, registry)}
        if codes:
            return tuple(sorted(codes)), True
        lock, quads = self._said(entry, known.text)
        ledger = ledger_of(entry, known.text.raw, placed.places, registry)
        reading = Reading(entry, known.text.raw, placed.places, registry)
        codes |= {f.code for f in ledger_findings(parsed, reading, ledger)}
        codes = codes or {f.code for f in demand_findings(parsed, reading, ledger)}
        codes = codes or self._in_store(file, quads) or self._in_shapes(quads)
        return tuple(sorted(codes)), bool(forgotten(known.lock, lock))

    def _said(self, entry: Entry, text: FoldedText) -> tuple[Lock, tuple[Quad, ...]]:
        lock = make_lock(entry, len(text.raw), place_entry(entry, text).places)
        graphs = entry_graphs(entry, lock, self.ids)
        return lock, tuple(quad for quads in graphs.values() for quad in quads)

    def _in_shapes(self, said: tuple[Quad, ...]) -> set[str]:
        return {violation.code for violation in self.shapes.check((*said, *self.registry))}

    def _in_store(self, file: Path, said: tuple[Quad, ...]) -> set[str]:
        store = Store()
        others = (known.quads for other, known in self.known.items() if other != file)
        for quads in (said, *others, self.registry, self.ontology):
            store.extend(quads)
        return {violation.code for violation in self.rules.check(union_of(store))}


def run(seeds: Path, texts: Path, jobs: int) -> list[Case]:
    """Try every annotation, in as many processes; in the order of the files."""
    if jobs == 1:
        return [case for _, case in _share(seeds, texts, 0, 1)]
    with ProcessPoolExecutor(jobs) as pool:
        shares = pool.map(partial(_share, seeds, texts, jobs=jobs), range(jobs))
        tried = {number: case for share in shares for number, case in share}
    return [tried[number] for number in sorted(tried)]


def _share(seeds: Path, texts: Path, first: int, jobs: int) -> list[tuple[int, Case]]:
    """What one of several processes tries: every so-manieth annotation, with its number."""
    bench = Bench(seeds, texts)
    chosen = list(enumerate(bench.cases()))[first::jobs]
    return [(number, bench.try_without(*case)) for number, case in chosen]


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seeds", type=Path, default=ISLANDS / "seeds")
    options.add_argument("--texts", type=Path, default=ISLANDS / "texts")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--write", action="store_true", help="write bench/results/deletion.*")
    chosen = options.parse_args()
    cases = run(chosen.seeds, chosen.texts, chosen.jobs)
    said = page(cases)
    print(said)
    if chosen.write:
        write(cases)
    anchored = [case for case in cases if case.anchored]
    if len(survivors(anchored)) > MOST_SURVIVORS * len(anchored):
        raise SystemExit(f"more than {MOST_SURVIVORS:.0%} survived")


if __name__ == "__main__":
    main()
