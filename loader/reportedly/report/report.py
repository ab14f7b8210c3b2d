"""The report of a check: its findings, with all that a format may want to say of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from reportedly.model.findings import Finding, Position, Related, Severity
from reportedly.model.rules.rule import Rule

PAGES: Final = "https://w3id.org/reportedly/checks/"
"""Where the page of a rule is found on the Web, by the rule's code."""


_READING: Final = "RP0"
"""How the rules of reading begin: what breaks one is checked no further."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the ledgers of all articles whose texts are at hand say together.

    Attributes:
        found: how many things a reader would look for stand in the texts.
        covered: of these, how many an anchor covers.
        waived: of the others, how many were waived, by reason.
        left: how many are left open.
    """

    found: int
    covered: int
    waived: Mapping[str, int]
    left: int

    def __str__(self) -> str:
        waived = "".join(f", {number} {reason}" for reason, number in self.waived.items())
        return (
            f"ledger: {count(self.found, 'thing')} found, {self.covered:,} covered, "
            f"{sum(self.waived.values()):,} waived{f' ({waived[2:]})' if waived else ''}, "
            f"{self.left:,} open"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has to say.

    Attributes:
        findings: in the order in which a person reads files.
        rules: every rule that is broken, by its code.
        lines: the lines of every file that a finding points into.
        here: the working directory, from which people are shown files.
        root: the root of the repository, from which machines are told files.
        standings: how far the entries were verified: how many of them, by the words for it.
        coverage: what the ledgers say; None if no text was at hand.
        rules_ran: whether the whole-store rules were reached.
        version: of Reportedly.
        blob: the address under which the repository shows its files, if CI tells of one.
        summarised: whether all of it is written to the summary of a CI step besides.
    """

    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    lines: Mapping[Path, tuple[str, ...]]
    here: Path
    root: Path
    standings: Mapping[str, int] = field(default_factory=dict)
    coverage: Coverage | None = None
    rules_ran: bool = True
    version: str = "0"
    blob: str | None = None
    summarised: bool = False

    def number(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def verdict(self) -> str:
        """The whole report in one sentence."""
        errors, warnings = self.number("error"), self.number("warning")
        if not errors:
            also = f" with {count(warnings, 'warning')}" if warnings else ""
            return f"All checks passed{also}."
        also = f" and {count(warnings, 'warning')}" if warnings else ""
        files = len({finding.file for finding in self.findings})
        return f"Found {count(errors, 'error')}{also} in {count(files, 'file')}."

    @property
    def to_come(self) -> tuple[str, ...]:
        """What was not reached because of what was found, each in one sentence."""
        unread = {
            each.file
            for each in self.findings
            if each.severity == "error" and each.code.startswith(_READING)
        }
        files = f"{count(len(unread), 'file')} could not be read whole"
        said = [f"{files}: what else is wrong there comes once this is mended."] if unread else []
        if not self.rules_ran:
            said.append("The whole-store rules were not run; they come once these are mended.")
        return tuple(said)

    def to_person(self, file: Path) -> str:
        """A file as a person finds it from the working directory."""
        return _from(self.here, file)

    def to_machine(self, file: Path) -> str:
        """A file from the root of the repository, or from the root of the disk if outside."""
        return _from(self.root, self.here / file)

    def rule(self, finding: Finding) -> Rule | None:
        """The rule that a finding breaks; None if the catalogue has no such code."""
        return self.rules.get(finding.code)

    def mend(self, finding: Finding) -> str | None:
        """What to do about a finding: what is known of it alone, else what its rule says."""
        rule = self.rule(finding)
        return finding.mend or (rule.mend if rule else None)

    def said(self, file: Path, position: Position | None) -> str:
        """The words of a file at a position, of its first line; empty where nothing stands."""
        lines = self.lines.get(file, ())
        if position is None or not 0 < position.line <= len(lines):
            return ""
        whole = position.end_line > position.line
        end = None if whole else max(position.end_column, position.column + 1) - 1
        return lines[position.line - 1][position.column - 1 : end]


def places(finding: Finding) -> tuple[Related, ...]:
    """Every place of a finding, its own first."""
    return ((finding.message, finding.file, finding.position), *finding.related)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _from(root: Path, file: Path) -> str:
    """A path from a folder, with slashes; as it is, if it lies elsewhere."""
    plainly = Path(os.path.normpath(file))
    if plainly.is_absolute() and plainly.is_relative_to(root):
        return plainly.relative_to(root).as_posix()
    return plainly.as_posix()
