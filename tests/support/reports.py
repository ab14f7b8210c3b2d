"""Reports with findings of every kind: several lines, no place, two places, hostile words."""

from __future__ import annotations

from pathlib import Path

from reportedly.model.findings import Finding, Position
from reportedly.model.rules.rule import Rule
from reportedly.report.report import Coverage, Report
from reportedly.resources import data_dir
from reportedly.validate.catalogue import catalogue

ROOT = Path("/repository")
ENTRY = ROOT / "seeds" / "entries" / "vell.yaml"
RECORD = ROOT / "seeds" / "registry" / "actors" / "ada lind.yaml"
LINES = {
    ENTRY: (
        "article:",
        "  id: vell",
        "  headline: {q: Norland offers grain}",
        "reports:",
        "  - id: r1",
        "    tells: norland-offer-grain",
        "    cue: {q: “`said`”}",
    ),
    RECORD: ("id: ada-lind", "label: {en: Ada Lind}"),
}
RULES: dict[str, Rule] = {rule.code: rule for rule in catalogue(data_dir("shapes"))}


def of_reference() -> Finding:
    """A finding with a suggestion."""
    return Finding(
        "RP130",
        "the registry has no claim 'norland-offer-grain'",
        ENTRY,
        Position(6, 12, 6, 31),
        mend="Did you mean 'norland-offers-grain'?",
        suggestion="norland-offers-grain",
    )


def several() -> tuple[Finding, ...]:
    """One finding of each kind."""
    return (
        Finding("RP110", "the entry has no lock beside it", ENTRY, mend="Run `reportedly pin`."),
        Finding("RP011", "the key 'chain' is missing", ENTRY, Position(5, 5, 7, 23)),
        of_reference(),
        Finding(
            "RP101",
            "'“`said`”' | <b>\x1b[2J\n::error::a@ada #1 \u202e",
            ENTRY,
            Position(7, 14, 7, 22),
        ),
        Finding("RP113", "no text is at hand", ENTRY, Position(2, 7, 2, 11), severity="warning"),
        Finding(
            "RP122",
            "'Ada Lind' is also a name of 'lind'",
            RECORD,
            Position(2, 13, 2, 21),
            related=(("the other", ENTRY, Position(3, 17, 3, 37)), ("the lock", ENTRY, None)),
        ),
    )


def report(*findings: Finding) -> Report:
    """A report of some findings in a repository that has two files."""
    codes = {finding.code for finding in findings}
    return Report(
        findings,
        {code: RULES[code] for code in codes if code in RULES},
        LINES,
        ROOT,
        ROOT,
        {"verified against the text": 1},
        Coverage(29, 27, {"no-claim": 2}, 0),
        version="1.2.3",
    )
