"""Findings come in the order in which a person reads files; rules are numbered once."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly.model.findings import Finding, Position, SourceMap
from reportedly.model.rules.table import RULES
from reportedly.resources import data_dir
from reportedly.validate.catalogue import catalogue

FILE = Path("a.yaml")


def at(line: int, column: int = 1) -> Position:
    return Position(line, column, line, column + 1)


def test_findings_are_sorted_by_file_line_column_and_rule() -> None:
    ordered = [
        Finding("RP113", "of the whole file", FILE),
        Finding("RP101", "first", FILE, at(2)),
        Finding("RP102", "first, by another rule", FILE, at(2)),
        Finding("RP101", "same line", FILE, at(2, 9)),
        Finding("RP101", "a later line", FILE, at(10)),
        Finding("RP001", "another file", Path("b.yaml"), at(1)),
    ]
    mixed = [ordered[i] for i in (3, 0, 5, 2, 4, 1)]
    assert sorted(mixed, key=lambda finding: finding.sort_key) == ordered


def test_a_key_is_found_apart_from_its_value() -> None:
    source = SourceMap(FILE, {(): at(1), ("a",): at(1, 4)}, {("a",): at(1, 1)})
    assert source.at(("a",)) == at(1, 4)
    assert source.at(("a",), key=True) == at(1, 1)
    assert source.at(("b",), key=True) == at(1)


def test_an_empty_file_is_pointed_at_its_start() -> None:
    assert SourceMap(FILE, {}, {}).at(("a", 0)) == Position(1, 1, 1, 1)


def test_every_rule_has_a_code_of_its_own_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"RP[01][0-9]{2}", code) for code in codes)
    assert len(codes) >= 27


def test_every_code_that_the_loader_raises_has_its_rule_and_its_page() -> None:
    root = Path(__file__).parents[3]
    named = {
        code
        for file in (root / "loader" / "reportedly").rglob("*.py")
        if file.parent.name != "rules"  # where they are described, not raised
        for code in re.findall(r'"(RP[0-9]{3})"', file.read_text(encoding="utf-8"))
    }
    assert len(named) >= 52
    own = {rule.code for rule in RULES}
    of_shapes = {rule.code for rule in catalogue(data_dir("shapes"))} - own
    assert named - of_shapes == own, "a rule that nothing raises, or the reverse"
    pages = {file.stem for file in (root / "docs" / "checks").glob("RP*.md")}
    assert named <= pages
    assert pages == {rule.code for rule in catalogue(data_dir("shapes"))}


def test_every_page_says_why_the_rule_is_there_and_how_to_mend_what_breaks_it() -> None:
    folder = Path(__file__).parents[3] / "docs" / "checks"
    for rule in catalogue(data_dir("shapes")):
        page = (folder / f"{rule.code}.md").read_text(encoding="utf-8")
        said = re.findall(r"^## (.+)\n\n(.+)", page, re.M)
        assert [heading for heading, _ in said] == [
            "What it says",
            "Why the rule exists",
            "How to mend it",
            "An example that breaks it",
        ]
        assert all(words.strip() for _, words in said), rule.code
