"""Findings come in the order in which a person reads files; rules are numbered once."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly.model.findings import Finding, Position, SourceMap
from reportedly.model.rules.table import RULES

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


def test_every_rule_that_the_loader_s_rooms_name_is_in_the_table() -> None:
    rooms = Path(__file__).parents[3] / "loader" / "reportedly"
    named = {
        code
        for room in ("parse", "anchor", "lock", "registry")
        for file in (rooms / room).glob("*.py")
        for code in re.findall(r'"(RP[0-9]{3})"', file.read_text(encoding="utf-8"))
    }
    assert len(named) >= 22
    assert named <= {rule.code for rule in RULES}
