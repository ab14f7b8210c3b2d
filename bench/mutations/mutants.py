"""Every single-place mutation of one entry, as an edit of its letters."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from bench.mutations import near
from bench.mutations.sites import Key, Scalar, sites
from reportedly.anchor.folding import FoldedText
from reportedly.model.anchors import ELISION
from reportedly.model.entry import Entry
from reportedly.model.findings import YamlPath
from reportedly.model.places import Place, Span
from reportedly.model.references import PUBLISHED, Reference, references_of
from reportedly.model.registry import Concept, Record, Registry
from reportedly.model.slots import Slot, slots_of
from reportedly.registry.own_ids import own_ids

Operator = Literal[
    "key dropped",
    "key misspelt",
    "value mistaken",
    "reference re-pointed",
    "anchor moved",
    "number nudged",
]
T = TypeVar("T")

_WORD: Final = re.compile(r"\w+(?:[’'.,-]\w+)*")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9/.-]*|-?P[0-9]+[YMWD]|\d{4}-[\dX-]+")
_MOVES: Final = frozenset({"nth", "outside", "zone"})
_ENDS: Final = 2
"""Words at each end of an elided anchor that was moved."""
_TRIES: Final = 12


@dataclass(frozen=True, slots=True)
class Mutant:
    """An entry with one mistake.

    Attributes:
        entry: the article's id.
        operator: the kind of mistake.
        path: where it was made.
        start: the first letter replaced, in code points of the file, from 0.
        end: the letter after the last one replaced.
        put: what stands there instead.
        lines: the first and the last line, from 1, on which a finding meets the mistake.
        was: the value before, unquoted; empty where a key was changed.
    """

    entry: str
    operator: Operator
    path: YamlPath
    start: int
    end: int
    put: str
    lines: tuple[int, int]
    was: str = ""

    @property
    def kind(self) -> str:
        """The key at fault."""
        return next(step for step in reversed(self.path) if isinstance(step, str))

    @property
    def name(self) -> str:
        """The mutant in one line; no two of an entry have the same."""
        where = ".".join(map(str, self.path))
        return f"{self.entry} {self.operator} {where} {self.put!r}"

    def of(self, text: str) -> str:
        """The mutated file."""
        return text[: self.start] + self.put + text[self.end :]


@dataclass(frozen=True, slots=True)
class Subject:
    """A clean entry with what its mutants are made from.

    Attributes:
        file: the entry file's text.
        entry: what it says.
        text: the article.
        places: per slot key, where its anchor stands.
        registry: what it may name.
    """

    file: str
    entry: Entry
    text: FoldedText
    places: Mapping[str, tuple[Place, ...]]
    registry: Registry


def mutants_of(subject: Subject) -> tuple[Mutant, ...]:
    """Every mutant of an entry, in the order of its file, each text once."""
    keys, scalars = sites(subject.file)
    every = (*_of_keys(subject, keys), *_of_scalars(subject, scalars))
    unique = {(each.start, each.end, each.put): each for each in reversed(every)}
    return tuple(sorted(unique.values(), key=lambda each: (each.start, each.operator, each.put)))


def _of_keys(subject: Subject, keys: tuple[Key, ...]) -> Iterator[Mutant]:
    name = subject.entry.article.id
    for key in keys:
        start, end, put = key.without
        yield Mutant(name, "key dropped", key.path, start, end, put, key.holder)
        wrong = near.misspelt(key.name)
        lines = (key.line, key.line)
        yield Mutant(name, "key misspelt", key.path, key.start, key.end, wrong, lines)


def _of_scalars(subject: Subject, scalars: tuple[Scalar, ...]) -> Iterator[Mutant]:
    references = {each.path: each for each in references_of(subject.entry)}
    slots = {(*slot.path, "q"): slot for slot in slots_of(subject.entry)}
    used = _used(references.values())
    for scalar in scalars:
        for operator, value in _values(subject, scalar, references, slots, used):
            put = quoted(value, scalar)
            if put != subject.file[scalar.start : scalar.end]:
                name = subject.entry.article.id
                lines = (scalar.line, scalar.line)
                start, end = scalar.start, scalar.end
                yield Mutant(name, operator, scalar.path, start, end, put, lines, scalar.value)


def _values(  # noqa: PLR0912  # one branch a sort of value
    subject: Subject,
    scalar: Scalar,
    references: Mapping[YamlPath, Reference],
    slots: Mapping[YamlPath, Slot],
    used: Mapping[str, Sequence[str]],
) -> Iterator[tuple[Operator, str]]:
    value, path, key = scalar.value, scalar.path, str(scalar.path[-1])
    if path in references:
        yield "value mistaken", near.misspelt(value)
        other = _other(subject, references[path], used, str(path))
        if other is not None:
            yield "reference re-pointed", other
    elif path in slots:
        yield "value mistaken", near.misspelt(value)
        moved = _moved(subject, slots[path])
        if moved is not None:
            yield "anchor moved", moved
    elif value in ("true", "false") and not scalar.quoted:
        flipped = "false" if value == "true" else "true"
        yield ("anchor moved" if key in _MOVES else "value mistaken"), flipped
    elif (listed := near.scheme_of(path)) is not None:
        yield ("anchor moved" if key in _MOVES else "value mistaken"), near.neighbour(value, listed)
    elif key in near.NUMBERS:
        yield ("anchor moved" if key in _MOVES else "number nudged"), near.nudged(value)
        yield "value mistaken", near.rounded(value)
    elif key == "edtf":
        yield "value mistaken", near.other_date(value)
    elif key in ("shift", "duration", "repeats"):
        yield "number nudged", near.other_length(value)
        yield "value mistaken", near.other_sign(value)
    elif key == "language":
        yield "value mistaken", "de" if value != "de" else "en"
    elif key == "sha256":
        yield "value mistaken", value[:-1] + ("0" if value[-1] != "0" else "1")
    elif key == "id" and len(value) <= 3:
        yield "value mistaken", f"{value}x"
    else:
        yield "value mistaken", near.misspelt(value)


def quoted(value: str, instead: Scalar) -> str:
    """A value as YAML, in quotation marks if the one instead of which it stands is."""
    return value if instead.quoted is False and _PLAIN.fullmatch(value) else _quoted(value)


def _quoted(value: str) -> str:
    if value in ("true", "false") or re.fullmatch(r"[-+]?\d+(\.\d+)?", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _used(references: Iterable[Reference]) -> dict[str, list[str]]:
    """The ids that an entry uses, by what may be wanted there."""
    found: dict[str, list[str]] = {}
    for each in references:
        found.setdefault(_sort(each), []).append(each.target)
    return found


def _sort(reference: Reference) -> str:
    return " ".join((*reference.wanted, *reference.local))


def kind_of(record: Record) -> str:
    """The kind of a record, a concept's with its scheme."""
    return f"{type(record).__name__} {record.scheme if isinstance(record, Concept) else ''}"


def _other(
    subject: Subject, reference: Reference, used: Mapping[str, Sequence[str]], salt: str
) -> str | None:
    """Another id of the same kind: one that this entry uses in such a place, if there is one."""
    target = reference.target
    if reference.local:
        kinds = {own.kind for own in own_ids(subject.entry) if own.id == target}
        fit = [own.id for own in own_ids(subject.entry) if own.kind in kinds]
        if target == PUBLISHED:
            fit = [own.id for own in own_ids(subject.entry) if own.kind in reference.local]
        near_by = [each for each in dict.fromkeys(fit) if each != target]
        return chosen_of(near_by, salt)
    records = subject.registry.records
    alike = [each for each, r in records.items() if kind_of(r) == kind_of(records[target])]
    here = sorted(set(used[_sort(reference)]) & set(alike) - {target})
    return chosen_of(here, salt) or chosen_of(sorted(set(alike) - {target}), salt)


def chosen_of(those: Sequence[T], salt: str) -> T | None:
    """One of some, always the same for the same salt; None of none."""
    if not those:
        return None
    number = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8])
    return those[number % len(those)]


def _moved(subject: Subject, slot: Slot) -> str | None:
    """As many words from elsewhere in what the anchor is sought in, standing there once."""
    raw, at = subject.text.raw, subject.places[slot.key][0].span
    scope = Span(0, len(raw))
    if slot.sought_in is not None:
        scope = subject.places[slot.sought_in][0].span
    count = len(_WORD.findall(raw, at.start, at.end))
    for within in (scope, Span(0, len(raw))):
        windows = [
            span
            for line in re.finditer(r"[^\n]+", raw[within.start : within.end])
            for span in _windows(raw, within.start, line.span(), count)
            if not span.meets(at)
        ]
        for attempt in range(_TRIES if windows else 0):
            chosen = chosen_of(windows, f"{slot.key} {attempt}")
            words = (
                None if chosen is None else _quote(raw, chosen, elided=slot.anchor.ends is not None)
            )
            if words and len(subject.text.occurrences(words.partition(ELISION)[0], within)) == 1:
                return words
    return None


def _windows(raw: str, base: int, line: tuple[int, int], count: int) -> Iterator[Span]:
    words = [match.span() for match in _WORD.finditer(raw, base + line[0], base + line[1])]
    for first in range(len(words) - count + 1):
        yield Span(words[first][0], words[first + count - 1][1])


def _quote(raw: str, span: Span, *, elided: bool) -> str:
    words = _WORD.findall(raw, span.start, span.end)
    if elided and len(words) > 2 * _ENDS:
        first = [match.end() for match in _WORD.finditer(raw, span.start, span.end)][_ENDS - 1]
        last = [match.start() for match in _WORD.finditer(raw, span.start, span.end)][-_ENDS]
        return f"{_folded(raw[span.start : first])}{ELISION}{_folded(raw[last : span.end])}"
    return _folded(raw[span.start : span.end])


def _folded(words: str) -> str:
    return " ".join(words.split())
