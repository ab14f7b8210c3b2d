"""One mutant, checked as `reportedly check --texts` would after `reportedly pin`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import Quad, Store

from bench.mutations.mutants import Mutant, Subject, mutants_of
from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.graph.build import ONTOLOGY, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.lock.lockfile import lock_path, write_lock
from reportedly.model.entry import Entry
from reportedly.model.findings import Finding, Position
from reportedly.parse.documents import parse_document
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.entries import CheckedEntry, check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.pin import pin
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir
from reportedly.validate.rules import Rules, union_of
from reportedly.validate.shacl import Shapes

Verdict = Literal["on the line", "elsewhere", "equivalent", "unnoticed"]
VERDICTS: Final[tuple[Verdict, ...]] = ("on the line", "elsewhere", "equivalent", "unnoticed")


@dataclass(frozen=True, slots=True)
class Case:
    """What came of one mutant.

    Attributes:
        mutant: its name.
        operator: the kind of mistake.
        kind: the key at fault.
        verdict: whether a finding stands on the mutated line, or only elsewhere; or none does,
            because the graph and the lock are the same, or though they are not.
        rules: the rules that objected, each once, in the order of the findings.
        findings: how many findings there were.
        stale: whether the check notices if nobody pinned again.
        among: of one on the line at which no finding stands, among how many other places of one
            finding the line is shown; 0 of any other; None if that was not counted.
    """

    mutant: str
    operator: str
    kind: str
    verdict: Verdict
    rules: tuple[str, ...]
    findings: int
    stale: bool
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Clean:
    """An entry as it is.

    Attributes:
        subject: what mutants are made from.
        checked: what the check makes of it.
        lock: its lock's bytes.
        quads: what it says.
        said: the same, to compare with.
    """

    subject: Subject
    checked: CheckedEntry
    lock: bytes
    quads: tuple[Quad, ...]
    said: frozenset[Quad]


class Harness:
    """Seeds read once; each mutant is written beside a lock of its own and checked.

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
        graphs = registry_graphs(self.shared.registry, self.ids)
        self.registry = tuple(q for quads in graphs.values() for q in quads)
        ontology = (data_dir(ONTOLOGY) / "reportedly.ttl").read_bytes()
        vocabulary = ontology_graph(ontology, self.ids)
        self.ontology = tuple(q for quads in vocabulary.values() for q in quads)
        self.clean = {file.stem: self._clean(file) for file in self.files.entries}

    def _clean(self, file: Path) -> Clean:
        parsed = parse_document(file.read_bytes(), file, Entry)
        checked = check_entry(file, self.shared.registry, self.shelf, self.ids)
        if parsed.document is None or checked.findings or checked.graphs is None:
            raise SystemExit(f"{file.name} is not clean; run `reportedly check`")
        raw = self.shelf.text(parsed.document.article.sha256)
        if raw is None or checked.lock is None:
            raise SystemExit(f"the text of {file.name} is not at hand")
        text = FoldedText.of(raw)
        subject = Subject(
            file.read_text(encoding="utf-8"),
            parsed.document,
            text,
            place_entry(parsed.document, text).places,
            self.shared.registry,
        )
        quads = tuple(quad for graph in checked.graphs.values() for quad in graph)
        return Clean(subject, checked, write_lock(checked.lock), quads, frozenset(quads))

    def mutants(self) -> tuple[Mutant, ...]:
        """Every mutant of every entry."""
        return tuple(each for clean in self.clean.values() for each in mutants_of(clean.subject))

    def try_mutant(self, mutant: Mutant) -> Case:
        """Make one mutant and see what the check says."""
        clean = self.clean[mutant.entry]
        with tempfile.TemporaryDirectory(prefix="reportedly-mutant-") as folder:
            file = Path(folder) / f"{mutant.entry}.yaml"
            file.write_text(mutant.of(clean.subject.file), encoding="utf-8")
            lock_path(file).write_bytes(clean.lock)
            pinned = pin(file, self.shelf, forget=True)
            if pinned.findings and not pinned.anchors and _unread(pinned.findings):
                return case_of(mutant, pinned.findings, equivalent=False, stale=True)
            checked = check_entry(
                file, self.shared.registry, self.shelf, self.ids, require_texts=True
            )
            same_lock = _places(lock_path(file).read_bytes()) == _places(clean.lock)
            findings, equivalent = self._findings(mutant, checked, same_lock=same_lock)
        return case_of(mutant, findings, equivalent=equivalent, stale=pinned.changed)

    def _findings(
        self, mutant: Mutant, checked: CheckedEntry, *, same_lock: bool
    ) -> tuple[tuple[Finding, ...], bool]:
        """All findings; and whether there is no difference to be found."""
        if checked.graphs is None:
            return checked.findings, False
        quads = tuple(quad for graph in checked.graphs.values() for quad in graph)
        clean = self.clean[mutant.entry].said
        if frozenset(quads) == clean or _renamed(mutant, quads) == _lines(clean):
            return checked.findings, same_lock
        violations = self.shapes.check((*quads, *self.registry))
        others = [clean for name, clean in self.clean.items() if name != mutant.entry]
        if not violations:
            store = Store()
            for said in (quads, *(other.quads for other in others), self.registry, self.ontology):
                store.extend(said)
            violations = self.rules.check(union_of(store))
        entries = (checked, *(other.checked for other in others))
        blame = Blame(entries, self.shared, self.ids, self.files.root, {}, self.shelf)
        return (*checked.findings, *blame.findings(violations)), False


def _unread(findings: Iterable[Finding]) -> bool:
    """Whether the file is no entry, of which the check says what `reportedly pin` says."""
    return all(finding.code.startswith("RP0") for finding in findings)


def case_of(
    mutant: Mutant, findings: tuple[Finding, ...], *, equivalent: bool, stale: bool
) -> Case:
    """What came of a mutant of which these findings tell."""
    return Case(
        mutant.name,
        mutant.operator,
        mutant.kind,
        verdict(mutant, findings, equivalent=equivalent),
        tuple(dict.fromkeys(finding.code for finding in findings)),
        len(findings),
        stale or bool(findings),
        among(mutant, findings),
    )


def _places(lock: bytes) -> list[str]:
    """What a lock pins: the digest of the text, and every place, whatever asks for it."""
    read = json.loads(lock)
    places = (place for row in read["anchors"].values() for place in row[1:])
    return [json.dumps(read["text"]), *sorted(map(json.dumps, places))]


def _lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(map(str, quads))


def _renamed(mutant: Mutant, quads: Iterable[Quad]) -> list[str] | None:
    """The statements with an own id as it was; None if the mutant is of no own id.

    Ids within an entry are free, so that what differs in one alone says the same.
    """
    if mutant.kind != "id" or mutant.path[0] == "article" or mutant.operator != "value mistaken":
        return None
    new = re.escape(mutant.put)
    pattern = re.compile(rf"(?<=/){new}(?=[/>])")
    return sorted(pattern.sub(mutant.was, str(quad)) for quad in quads)


def verdict(mutant: Mutant, findings: Iterable[Finding], *, equivalent: bool) -> Verdict:
    """Whether the findings stand where the mistake was made."""
    found = tuple(findings)
    if not found:
        return "equivalent" if equivalent else "unnoticed"
    met = any(
        _is_line(mutant, file, at)
        for finding in found
        for file, at in ((finding.file, finding.position), *_beside(finding))
    )
    return "on the line" if met else "elsewhere"


def among(mutant: Mutant, findings: Iterable[Finding]) -> int:
    """Among how few other places of one finding the mutated line is; 0 if a finding stands there.

    0 also if it is nowhere.
    """
    found = tuple(findings)
    if any(_is_line(mutant, finding.file, finding.position) for finding in found):
        return 0
    shown = (
        len(finding.related)
        for finding in found
        if any(_is_line(mutant, file, at) for file, at in _beside(finding))
    )
    return min(shown, default=0)


def _beside(finding: Finding) -> Iterator[tuple[Path, Position | None]]:
    return ((file, at) for _, file, at in finding.related)


def _is_line(mutant: Mutant, file: Path, at: Position | None) -> bool:
    first, last = mutant.lines
    entry = file.stem == mutant.entry and file.suffix == ".yaml"
    return entry and at is not None and first <= at.line <= last
