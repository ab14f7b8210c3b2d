"""What a check or a load is made from, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.ids import Ids
from reportedly.ledger.coverage import Ledger
from reportedly.model.findings import Finding
from reportedly.pipeline.entries import Standing
from reportedly.pipeline.files import SeedFiles, TextShelf
from reportedly.store.build import Publication

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a build is made from.

    Attributes:
        seeds: entries, registry, external links.
        ontology: the vocabulary's Turtle file.
        shapes: the folder of shapes and rules.
        texts: the texts at hand, if any.
        require_texts: whether an entry without its text is in error.
        ids: how instances are named.
    """

    seeds: SeedFiles
    ontology: Path
    shapes: Path
    texts: TextShelf | None = None
    require_texts: bool = False
    ids: Ids = field(default_factory=Ids)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check or a load.

    Attributes:
        findings: all that the checks have to say, in the order of files and lines.
        standings: how far each entry was verified, by its file; of those that were checked, now
            or before.
        publication: what was published; None if nothing was.
        rules_ran: whether the whole-store rules were reached; an error before them stops them.
        ledgers: what was read of each article whose text is at hand, by the entry's file.
        remembered: how many entries were not checked again, since nothing that their verdict
            follows from has changed.
        left_out: the entries taken to be sound, since a git revision had them as they are.
    """

    findings: tuple[Finding, ...]
    standings: dict[Path, Standing]
    publication: Publication | None
    rules_ran: bool
    ledgers: dict[Path, Ledger] = field(default_factory=dict)
    remembered: int = 0
    left_out: tuple[Path, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is in error; warnings may stand."""
        return not any(finding.severity == "error" for finding in self.findings)
