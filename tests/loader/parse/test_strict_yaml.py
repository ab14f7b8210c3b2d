"""Each trap of YAML is refused where it stands; all that is plain is read as it is written."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.findings import Finding, Position
from reportedly.parse.strict_yaml import read_yaml

FILE = Path("entries/vell.yaml")

REFUSED: dict[str, tuple[str, str]] = {
    # what goes wrong: (the YAML, a pilcrow where it goes wrong; the rule)
    "a quotation mark is not closed": ('q: "Norland¶', "RP001"),
    "a list is not closed": ("q: [a, b\n¶", "RP001"),
    "a mapping is not closed": ("q: {a: b\n¶", "RP001"),
    "a tab indents": ("at:\n¶\tq: a", "RP001"),
    "an indent does not fit": ("q: 1\n r¶: 2", "RP001"),
    "a colon stands in plain words": ("q: he said¶: no", "RP001"),
    "a value begins with a reserved sign": ("q: ¶@vell", "RP001"),
    "a value begins with a percent sign": ("q: ¶%vell", "RP001"),
    "a second document begins": ("q: 1\n¶---\nq: 2", "RP001"),
    "a second document begins after an end": ("q: 1\n...\n¶q: 2", "RP001"),
    "a control character": ("a: 1\nq: b¶\x07", "RP001"),
    "a null byte": ("q: b¶\x00", "RP001"),
    "nested too deep, in lists": ("[" * 50 + "¶[" + "]" * 51, "RP001"),
    "nested too deep, in mappings": ("{a: " * 50 + "¶{a: 1}" + "}" * 50, "RP001"),
    "a key twice": ("a: 1\nb: 2\n¶a: 3", "RP002"),
    "a key twice in a flow mapping": ("a: {b: 1, ¶b: 1}", "RP002"),
    "a key twice, once quoted": ("a: 1\n¶'a': 1", "RP002"),
    "yes": ("plural: ¶yes", "RP003"),
    "Yes": ("plural: ¶Yes", "RP003"),
    "YES": ("plural: ¶YES", "RP003"),
    "no": ("language: ¶no", "RP003"),
    "No in a list": ("aliases: [Vell, ¶No]", "RP003"),
    "on": ("q: ¶on", "RP003"),
    "off": ("q: ¶off", "RP003"),
    "y": ("q: ¶y", "RP003"),
    "N": ("q: ¶N", "RP003"),
    "True": ("plural: ¶True", "RP003"),
    "FALSE": ("plural: ¶FALSE", "RP003"),
    "a leading zero": ("value: ¶010", "RP003"),
    "a leading zero after a sign": ("value: ¶-010", "RP003"),
    "a leading zero before a point": ("value: ¶01.5", "RP003"),
    "low lines in a number": ("value: ¶1_000", "RP003"),
    "low lines in a decimal": ("value: ¶1_0.5", "RP003"),
    "an exponent": ("value: ¶1e3", "RP003"),
    "no digit after the point": ("value: ¶1.", "RP003"),
    "no digit before the point": ("value: ¶.5", "RP003"),
    "hexadecimal": ("value: ¶0x1F", "RP003"),
    "octal": ("value: ¶0o17", "RP003"),
    "binary": ("value: ¶0b11", "RP003"),
    "infinity": ("value: ¶.inf", "RP003"),
    "no number": ("value: ¶.NaN", "RP003"),
    "more digits than any number has": ("value: ¶" + "9" * 5000, "RP003"),
    "a next-line character": ("q: Norland¶\x85Sudland", "RP003"),
    "a line separator": ("q: Norland ¶\u2028Sudland", "RP003"),
    "a paragraph separator": ("q: 'Norland ¶\u2029Sudland'", "RP003"),
    "a YAML anchor": ("a: ¶&said 1", "RP004"),
    "a YAML alias": ("a: ¶*said", "RP004"),
    "a YAML anchor on a mapping": ("a: ¶&said\n  b: 1", "RP004"),
    "a tag": ("a: ¶!!str 1", "RP004"),
    "a tag of one's own": ("a: ¶!vell 1", "RP004"),
    "the tag that is no tag": ("a: ¶! 1", "RP004"),
    "a tag that runs code": ("a: ¶!!python/object/apply:os.getcwd []", "RP004"),
    "a merge key": ("¶<<: {a: 1}", "RP004"),
    "a list as a key": ("? ¶[a, b]\n: 1", "RP004"),
    "a mapping as a key": ("{¶{a: 1}: 2}", "RP004"),
    "null": ("a: ¶null", "RP005"),
    "Null": ("a: ¶Null", "RP005"),
    "NULL": ("a: ¶NULL", "RP005"),
    "a tilde": ("a: ¶~", "RP005"),
    "nothing after a key": ("a:¶\nb: 1", "RP005"),
    "nothing after a hyphen": ("- a\n-¶", "RP005"),
    "only a document's start": ("---\n¶", "RP005"),
    "Windows line ends before the fault": ("a: 1\r\nb: 2\r\nc: ¶no\r\n", "RP003"),
    "a byte order mark before the fault": ("\ufeffa: ¶no", "RP003"),
    "an astral character before the fault": ("{🙂: 🙂, b: ¶no}", "RP003"),
    "a combining mark before the fault": ("{e\u0301: 1, b: ¶no}", "RP003"),
    "a comment after the fault": ("a: ¶no  # and why", "RP003"),
    "YAML's own version line": ("%YAML 1.1\n---\na: ¶no", "RP003"),
}

READ: dict[str, tuple[str, Any]] = {
    "words": ("q: Norland offers grain", "Norland offers grain"),
    "words in double quotes": ('q: "no"', "no"),
    "words in single quotes": ("q: '010'", "010"),
    "a folded block": ("q: >-\n  Norland\n  offers\n", "Norland offers"),
    "a literal block": ("q: |-\n  no\n", "no"),
    "words over two lines": ("q: Norland\n  offers", "Norland offers"),
    "quotation marks of print": ("q: “Norland’s”", "“Norland’s”"),
    "a day stays a word": ("q: 2022-07-25", "2022-07-25"),
    "a moment stays a word": ("q: 2022-07-25T10:00:00Z", "2022-07-25T10:00:00Z"),
    "base sixty stays a word": ("q: 1:30", "1:30"),
    "a number as print writes it stays a word": ("q: 100,000", "100,000"),
    "a version stays a word": ("q: 1.2.3", "1.2.3"),
    "a digest stays a word": ("q: 0f0e", "0f0e"),
    "digits of another script stay a word": ("q: ١٢", "١٢"),
    "an equals sign stays a word": ("q: =", "="),
    "a tilde before words stays a word": ("q: ~20", "~20"),
    "true": ("q: true", True),
    "false": ("q: false", False),
    "zero": ("q: 0", 0),
    "a number": ("q: 100000", 100000),
    "a number with a plus": ("q: +5", 5),
    "a number below zero": ("q: -7", -7),
    "a decimal is exact": ("q: 0.10", Decimal("0.10")),
    "a decimal below zero": ("q: -1.5", Decimal("-1.5")),
    "an empty list": ("q: []", ()),
    "an empty mapping": ("q: {}", {}),
    "a list": ("q: [a, 1]", ("a", 1)),
    "Windows line ends": ("q:\r\n- a\r\n- b\r\n", ("a", "b")),
    "a byte order mark": ("\ufeffq: a", "a"),
    "a document's start": ("---\nq: a\n", "a"),
    "a document's end": ("q: a\n...\n", "a"),
    "words that begin with a tab's width": ("q:\ta", "a"),
}

ODD_BREAKS = "\x85\u2028\u2029"
NUMERAL = re.compile(r"(?=.*[0-9])[-+.0-9_a-fA-Fox]+")
"""What PyYAML writes without quotation marks, though YAML 1.2 may read it as a number."""
PLAIN_YES_OR_NO = frozenset("yYnN")
"""Truth values of YAML 1.1 that PyYAML nevertheless writes without quotation marks."""
KEYS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8
)
VALUES = st.recursive(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters=ODD_BREAKS),
        max_size=20,
    ).filter(lambda words: not NUMERAL.fullmatch(words) and words not in PLAIN_YES_OR_NO)
    | st.integers(-(10**90), 10**90)
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


class Marked(Protocol):
    """See conftest."""

    data: bytes
    line: int
    column: int

    @classmethod
    def of(cls, text: str) -> Marked: ...


def lists(value: Any) -> Any:  # noqa: ANN401  # any YAML value
    """The value with lists for tuples, as PyYAML can write it."""
    if isinstance(value, dict):
        return {key: lists(inner) for key, inner in value.items()}
    return [lists(inner) for inner in value] if isinstance(value, tuple) else value


def place(finding: Finding) -> tuple[int, int] | None:
    at = finding.position
    return None if at is None else (at.line, at.column)


def test_the_table_holds_every_trap() -> None:
    assert len(REFUSED) == 68
    assert {code for _, code in REFUSED.values()} == {f"RP00{n}" for n in range(1, 6)}


@pytest.mark.parametrize("what", REFUSED)
def test_a_trap_is_one_finding_at_its_line_and_column(marked: type[Marked], what: str) -> None:
    text, code = REFUSED[what]
    yaml_file = marked.of(text)
    _, source, findings = read_yaml(yaml_file.data, FILE)
    assert [(f.code, place(f)) for f in findings] == [(code, (yaml_file.line, yaml_file.column))]
    assert findings[0].file == source.file == FILE
    assert findings[0].severity == "error"


@pytest.mark.parametrize("what", READ)
def test_what_is_plain_is_read_as_it_is_written(what: str) -> None:
    text, value = READ[what]
    read, _, findings = read_yaml(text.encode(), FILE)
    assert findings == []
    assert read == {"q": value}
    assert isinstance(read, dict)
    assert type(read["q"]) is type(value)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing yet\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    _, _, findings = read_yaml(data, FILE)
    assert [(f.code, f.message, f.position) for f in findings] == [
        ("RP001", "the file is empty", None)
    ]


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b"q: \xff", (1, 4)),
        ("a: é\nb: é".encode("latin-1"), (1, 4)),
        ("a: é\r\nb: é".encode() + b"\xe9", (2, 5)),
        ("q: a".encode("utf-16"), (1, 1)),
        ("a: 🙂".encode() + b"\x80", (1, 5)),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_at_the_first_one(
    data: bytes, at: tuple[int, int]
) -> None:
    _, _, findings = read_yaml(data, FILE)
    assert [(f.code, place(f)) for f in findings] == [("RP001", at)]
    assert "not UTF-8" in findings[0].message


def test_every_trap_of_a_file_is_found_at_once() -> None:
    _, _, findings = read_yaml(b"a: [no, off]\nb: {c: 010}\nb:\nd: ~\n", FILE)
    assert [(f.code, place(f)) for f in findings] == [
        ("RP003", (1, 5)),
        ("RP003", (1, 9)),
        ("RP003", (2, 8)),
        ("RP002", (3, 1)),
        ("RP005", (4, 4)),
    ]


def test_a_key_given_twice_says_where_it_stands_first() -> None:
    _, _, (finding,) = read_yaml(b"a: 1\nb: 1\na: 2", FILE)
    assert finding.message == "the key 'a' stands twice in one mapping"
    assert finding.related == (("first here", FILE, Position(1, 1, 1, 2)),)


def test_a_list_may_hold_the_same_key_in_each_of_its_mappings() -> None:
    read, _, findings = read_yaml(b"- {a: 1}\n- {a: 2}\n", FILE)
    assert (read, findings) == (({"a": 1}, {"a": 2}), [])


def test_every_path_is_found_where_its_key_and_its_value_stand() -> None:
    _, source, _ = read_yaml(b"reports:\n  - id: r1\n    chain: [{by: ada}]\n", FILE)
    by = ("reports", 0, "chain", 0, "by")
    assert {path: (at.line, at.column) for path, at in source.values.items()} == {
        (): (1, 1),
        ("reports",): (2, 3),
        ("reports", 0): (2, 5),
        ("reports", 0, "id"): (2, 9),
        ("reports", 0, "chain"): (3, 12),
        ("reports", 0, "chain", 0): (3, 13),
        by: (3, 18),
    }
    assert (source.at(by, key=True).line, source.at(by, key=True).column) == (3, 14)
    assert (source.at(by).end_line, source.at(by).end_column) == (3, 21)


def test_a_path_that_is_not_there_is_looked_for_where_it_would_stand() -> None:
    _, source, _ = read_yaml(b"a:\n  b: 1\n", FILE)
    assert source.at(("a", "c", 0)) == source.at(("a",))
    assert source.at(("x", "y")) == source.at(())


@pytest.mark.parametrize("flow", [True, False, None])
@given(value=VALUES)
def test_whatever_pyyaml_writes_is_read_as_the_same_value(flow: bool | None, value: object) -> None:
    written = yaml.safe_dump(lists({"q": value}), default_flow_style=flow, allow_unicode=True)
    read, _, findings = read_yaml(written.encode(), FILE)
    assert findings == []
    assert read == {"q": value}


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_never_break_the_reader(data: bytes) -> None:
    _, _, findings = read_yaml(data, FILE)
    assert all(f.code.startswith("RP00") for f in findings)


@given(st.text(st.sampled_from("ab:-[]{},&*!|>'\"%@`#?~ \n\t0127_.eyno"), max_size=40))
def test_anything_that_looks_like_yaml_is_read_or_refused(text: str) -> None:
    _, _, findings = read_yaml(text.encode(), FILE)
    assert all(f.code.startswith("RP00") for f in findings)
