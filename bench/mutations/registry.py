"""Mutants of the registry's files that the entries use, checked with all that depends on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, get_args

from pyoxigraph import Quad, Store

from bench.mutations import near
from bench.mutations.harness import Case, Harness, case_of
from bench.mutations.mutants import Mutant, Operator, chosen_of, kind_of, quoted
from bench.mutations.sites import Scalar, sites
from reportedly.graph.build import registry_graphs
from reportedly.model.findings import Finding, SourceMap, YamlPath
from reportedly.model.references import references_of, references_of_record
from reportedly.model.registry import KINDS, Concept, Record, Registry
from reportedly.parse.documents import parse_document
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.entries import CheckedEntry, check_entry
from reportedly.pipeline.shared import Shared
from reportedly.registry.dangling import dangling_in_registry, dangling_links
from reportedly.registry.shelve import shelve
from reportedly.terms import ActorKind, LocationKind
from reportedly.validate.rules import union_of

_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": get_args(ActorKind),
    "locations": get_args(LocationKind),
}
_SCHEMES: Final = get_args(Concept.model_fields["scheme"].annotation)


class RegistryHarness(Harness):
    """The harness of the entries, whose mutants are of the records that they use.

    A mutant is in error if the registry is, or an entry that uses the record, or the whole store;
    the other entries are taken as they are.
    """

    @cached_property
    def _read(self) -> Mapping[str, tuple[str, Path, Record, SourceMap]]:
        """Per id of a record: its folder, its file, what it says, and where."""
        found = {}
        for folder, file in self.files.records:
            parsed = parse_document(file.read_bytes(), file, KINDS[folder])
            if parsed.document is None:
                raise SystemExit(f"{file.name} cannot be read; run `reportedly check`")
            found[file.stem] = (folder, file, parsed.document, parsed.source)
        return found

    @cached_property
    def _users(self) -> Mapping[str, frozenset[str]]:
        """Per record the entries that use it, or use a record that does."""
        users: dict[str, set[str]] = {}
        for name, clean in self.clean.items():
            waiting = [each.target for each in references_of(clean.subject.entry)]
            seen: set[str] = set()
            while waiting:
                target = waiting.pop()
                if target in self._read and target not in seen:
                    seen.add(target)
                    users.setdefault(target, set()).add(name)
                    record = self._read[target][2]
                    waiting += [each.target for each in references_of_record(record)]
        return {key: frozenset(those) for key, those in users.items()}

    def mutants(self) -> tuple[Mutant, ...]:
        """Every mutant of every record that an entry uses."""
        return tuple(each for key in sorted(self._users) for each in self._mutants_of(key))

    def _mutants_of(self, key: str) -> Iterator[Mutant]:
        folder, file, record, _ = self._read[key]
        text = file.read_text(encoding="utf-8")
        keys, scalars = sites(text)
        for each in keys:
            yield Mutant(key, "key dropped", each.path, *each.without, each.holder)
        targets: dict[YamlPath, str] = {r.path: r.target for r in references_of_record(record)}
        for scalar in scalars:
            for operator, value in self._values(folder, scalar, targets):
                put = quoted(value, scalar)
                if put != text[scalar.start : scalar.end]:
                    lines = (scalar.line, scalar.line)
                    start, end = scalar.start, scalar.end
                    yield Mutant(key, operator, scalar.path, start, end, put, lines, scalar.value)

    def _values(
        self, folder: str, scalar: Scalar, targets: Mapping[YamlPath, str]
    ) -> Iterator[tuple[Operator, str]]:
        if scalar.path in targets:
            target = targets[scalar.path]
            alike = [
                each
                for each, (_, _, record, _) in sorted(self._read.items())
                if each != target and kind_of(record) == kind_of(self._read[target][2])
            ]
            other = chosen_of([each for each in alike if each in self._users], str(scalar.path))
            if other is not None:
                yield "reference re-pointed", other
            yield "value mistaken", near.misspelt(scalar.value)
        elif scalar.path[-1] == "kind" and folder in _KINDS:
            yield "value mistaken", near.neighbour(scalar.value, _KINDS[folder])
        elif scalar.path[-1] == "scheme":
            yield "value mistaken", near.neighbour(scalar.value, _SCHEMES)
        elif scalar.path[-1] == "language":
            yield "value mistaken", near.other_language(scalar.value)
        else:
            yield "value mistaken", near.misspelt(scalar.value)

    def try_mutant(self, mutant: Mutant) -> Case:
        """Change one record and see what the check of all that depends on it says."""
        folder, file, _, _ = self._read[mutant.entry]
        data = mutant.of(file.read_text(encoding="utf-8")).encode()
        parsed = parse_document(data, file, KINDS[folder])
        if parsed.document is None:
            return case_of(mutant, parsed.findings, equivalent=False, stale=True)
        read = [
            (record, source) if key != mutant.entry else (parsed.document, parsed.source)
            for key, (_, _, record, source) in self._read.items()
        ]
        registry, findings = shelve(read, self.shared.registry.links)
        found = [*parsed.findings, *findings, *dangling_in_registry(registry)]
        if self.shared.external is not None:
            found += dangling_links(registry, self.shared.external)
        if not any(each.severity == "error" for each in found):
            more, same = self._depending(mutant.entry, registry)
            found += more
            if not found and same:
                return case_of(mutant, (), equivalent=True, stale=False)
        return case_of(mutant, tuple(found), equivalent=False, stale=False)

    def _depending(self, key: str, registry: Registry) -> tuple[list[Finding], bool]:
        """What is found in entries and store; and whether the registry says just the same."""
        graphs = registry_graphs(registry, self.ids)
        quads = tuple(quad for those in graphs.values() for quad in those)
        same = frozenset(quads) == frozenset(self.registry)
        checked = {name: clean.checked for name, clean in self.clean.items()}
        for name in self._users[key]:
            file = next(each for each in self.files.entries if each.stem == name)
            checked[name] = check_entry(file, registry, self.shelf, self.ids, require_texts=True)
        found = [each for entry in checked.values() for each in entry.findings]
        if same or any(entry.graphs is None for entry in checked.values()):
            return found, same
        return [*found, *self._together(registry, quads, tuple(checked.values()))], False

    def _together(
        self, registry: Registry, quads: tuple[Quad, ...], checked: tuple[CheckedEntry, ...]
    ) -> Iterable[Finding]:
        """What the shapes and the rules of the whole store say."""
        told = [q for each in checked for graph in (each.graphs or {}).values() for q in graph]
        violations = self.shapes.check((*told, *quads))
        if not violations:
            store = Store()
            for those in (told, quads, self.ontology):
                store.extend(those)
            violations = self.rules.check(union_of(store))
        shared = Shared(registry, self.shared.external, ())
        return Blame(checked, shared, self.ids, self.files.root, {}).findings(violations)
