"""From a node that a shape or rule objects to, back to the line of YAML that said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from reportedly.graph.context import record_iri
from reportedly.graph.origins import all_origins, stated_at
from reportedly.graph.records import distinction_iri
from reportedly.ids import WIKIDATA, Ids
from reportedly.model.findings import Finding, Position, Related, SourceMap, YamlPath
from reportedly.model.references import references_of
from reportedly.model.registry import Kept
from reportedly.pipeline.entries import CheckedEntry
from reportedly.pipeline.files import TextShelf
from reportedly.pipeline.shared import Shared
from reportedly.pipeline.unused import perhaps_meant
from reportedly.validate.results import Term, Violation, short
from reportedly.vocabularies import SCHEMA_SAME_AS

UNUSED: Final = frozenset({"RP317", "RP318"})
"""Rules of a record that nothing uses: of what is meant to use it nothing is known."""
_Statement = tuple[NamedNode, NamedNode | None, Term | None]
"""Of which node what is said, and with which value."""


class Blame:
    """Knows which file and path said each node of what was checked.

    Args:
        entries: the entries whose nodes may be objected to.
        shared: the registry.
        ids: how instances are named.
        root: the file or folder to name for a node that no file said.
        mends: what to do about a broken rule, by its code.
        texts: the articles' texts, if some are at hand.
    """

    def __init__(
        self,
        entries: Iterable[CheckedEntry],
        shared: Shared,
        ids: Ids,
        root: Path,
        mends: Mapping[str, str],
        texts: TextShelf | None = None,
    ) -> None:
        self._ids = ids
        self._root = root
        self._mends = mends
        self._unsettled = {record_iri(ids, each) for each in shared.registry.unsettled}
        self._links: dict[_Statement, tuple[SourceMap, YamlPath]] = dict(_links(shared, ids))
        self._said: dict[NamedNode, tuple[SourceMap, YamlPath]] = {}
        self._also: dict[NamedNode, list[tuple[SourceMap, YamlPath]]] = {}
        self._entries = tuple(entries)
        self._registry = shared.registry
        self._texts = texts
        for record, source in shared.registry.sources.items():
            self._said[record_iri(ids, record)] = (source, ())
            for key in ("not_same_as", "disjoint_with", "distinct_from"):
                kept: tuple[Kept, ...] = getattr(shared.registry.records[record], key, ())
                for i, other in enumerate(kept):
                    node = distinction_iri(ids, record, other.id)
                    self._said.setdefault(node, (source, (key, i)))
        for checked in self._entries:
            entry, lock = checked.parsed.document, checked.lock
            if entry is None or lock is None:
                continue
            source = checked.parsed.source
            for node, (path, *others) in all_origins(entry, lock, ids).items():
                self._said.setdefault(node, (source, path))
                if others:
                    self._also.setdefault(node, [(source, other) for other in others])

    def findings(self, violations: Iterable[Violation]) -> Iterator[Finding]:
        """Each violation as a finding at the YAML node that it is about.

        What is wrong because a record could not be read is passed over: that is said of its file.
        """
        for violation in violations:
            if violation.value in self._unsettled:
                continue
            said = self._links.get((violation.focus, violation.path, violation.value))
            said = said or self._said.get(violation.focus)
            if said is None:
                yield Finding(
                    violation.code,
                    f"{violation.message} (at {violation.focus.value})",
                    self._root,
                    severity=violation.severity,
                    mend=self._mends.get(violation.code),
                )
                continue
            source, path = said
            at = source.at(stated_at(path, violation.path, source.values))
            yield Finding(
                violation.code,
                violation.message,
                source.file,
                at,
                severity=violation.severity,
                mend=self._mends.get(violation.code),
                related=tuple(self._related(violation, (source.file, at))),
            )

    def _related(self, violation: Violation, own: tuple[Path, Position]) -> Iterator[Related]:
        """Where the other nodes that a violation is about are said, if not at the same place."""
        shown = {own}
        for node in (violation.value, *violation.others):
            if not isinstance(node, NamedNode) or node not in self._said:
                continue
            source, path = self._said[node]
            place = (source.file, source.at(path))
            if place not in shown:
                shown.add(place)
                yield f"{short(node, self._ids)} is said here", *place
        for source, path in self._also.get(violation.focus, ()):
            place = (source.file, source.at(path))
            if place not in shown:
                shown.add(place)
                yield "said here, too", *place
        for why, file, position in self._between(violation):
            lines = {(where, at.line) for where, at in shown}
            if position is not None and (file, position.line) not in lines:
                shown.add((file, position))
                yield why, file, position

    def _between(self, violation: Violation) -> Iterator[Related]:
        """Where one of the nodes names another; or where one that none names may be meant."""
        nodes = [
            node
            for node in (violation.focus, violation.value, *violation.others)
            if isinstance(node, NamedNode)
        ]
        if violation.code in UNUSED:
            record = short(violation.focus, self._ids)
            yield from perhaps_meant(record, self._entries, self._registry, self._texts)
        for checked in self._entries if len(nodes) > 1 else ():
            entry = checked.parsed.document
            if entry is None:
                continue
            source = checked.parsed.source
            inside = [
                said[1]
                for said in (self._said.get(node) for node in nodes)
                if said is not None and said[0] is source
            ]
            names = {short(node, self._ids).rpartition("/")[2] for node in nodes}
            for reference in references_of(entry) if inside else ():
                within = reference.path[0] == "article" or any(
                    reference.path[: len(path)] == path for path in inside
                )
                if within and reference.target in names:
                    where = source.at(reference.path)
                    yield f"{reference.target} is named here", source.file, where


def _links(shared: Shared, ids: Ids) -> Iterator[tuple[_Statement, tuple[SourceMap, YamlPath]]]:
    """Which line of the links file said that a record is an item of Wikidata."""
    if shared.external is None:
        return
    for i, link in enumerate(shared.registry.links):
        said = (record_iri(ids, link.id), SCHEMA_SAME_AS, NamedNode(WIKIDATA + link.wikidata))
        yield said, (shared.external, ("links", i, "wikidata"))
