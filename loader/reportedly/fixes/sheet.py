"""What a fix is shown of one file: its text, what is wrong with it, and its article's text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import Placed, place_entry
from reportedly.anchor.resolve import Miss
from reportedly.fixes.edits import Lines
from reportedly.model.anchors import Document
from reportedly.model.entry import Entry
from reportedly.model.findings import YamlPath
from reportedly.model.slots import Slot
from reportedly.parse.documents import Parsed, as_document
from reportedly.parse.refusals import Refused, refusals
from reportedly.parse.strict_yaml import read_yaml

TextOf = Callable[[str], str | None]
"""The article's text with a digest (SHA-256, hex); None if it is not at hand."""


@dataclass(frozen=True)
class Sheet:
    """One file as it stands, and what is wrong with it as far as a fix may care.

    Attributes:
        file: the file, as findings name it.
        kind: what it holds: an entry or a record.
        text: its text.
        text_of: gives an article's text.
    """

    file: Path
    kind: type[Document]
    text: str
    text_of: TextOf = field(default=lambda _: None)

    def with_text(self, text: str) -> Sheet:
        """The same file with another text."""
        return replace(self, text=text)

    @cached_property
    def lines(self) -> Lines:
        """From positions to offsets."""
        return Lines(self.text)

    @cached_property
    def _read(self) -> tuple[object, Parsed[Document]]:
        value, source, findings = read_yaml(self.text.encode(), self.file)
        if findings:
            return value, Parsed(self.file, None, source, tuple(findings))
        return value, as_document(value, source, self.kind)

    @property
    def value(self) -> object:
        """The YAML value; None if the text is not YAML."""
        return self._read[0]

    @property
    def parsed(self) -> Parsed[Document]:
        """The document, if it can be read, and why not."""
        return self._read[1]

    @property
    def entry(self) -> Entry | None:
        """The entry, if this is one and can be read."""
        document = self.parsed.document
        return document if isinstance(document, Entry) else None

    @cached_property
    def refused(self) -> Mapping[YamlPath, Refused]:
        """The values that the model refuses, and why."""
        return refusals(self.value, self.kind) if isinstance(self.value, Mapping) else {}

    @cached_property
    def article(self) -> FoldedText | None:
        """The text of the entry's article, if it is at hand."""
        raw = None if self.entry is None else self.text_of(self.entry.article.sha256)
        return None if raw is None else FoldedText.of(raw)

    @cached_property
    def placed(self) -> Placed | None:
        """Where the entry's anchors stand; None without entry or text."""
        if self.entry is None or self.article is None:
            return None
        return place_entry(self.entry, self.article)

    @property
    def misses(self) -> tuple[tuple[Slot, Miss], ...]:
        """The anchors that have no place, and why."""
        return () if self.placed is None else self.placed.misses

    @cached_property
    def read_wrongly(self) -> Mapping[YamlPath, str]:
        """By path of the value, the code of what the reader finds wrong with it."""
        at = {position: path for path, position in self.parsed.source.values.items()}
        return {
            at[finding.position]: finding.code
            for finding in self.parsed.findings
            if finding.position in at
        }

    def wrong(self) -> set[tuple[str, YamlPath]]:
        """Each problem by its code and the path of the value that it is about."""
        reading = {(code, path) for path, code in self.read_wrongly.items()}
        return reading | {(miss.code, (*slot.path, "q")) for slot, miss in self.misses}

    def token(self, path: YamlPath) -> tuple[int, int] | None:
        """Where a value written on one line stands; None if it is not, or is not there."""
        position = self.parsed.source.values.get(path)
        if position is None or position.line != position.end_line:
            return None
        return self.lines.span(position)
