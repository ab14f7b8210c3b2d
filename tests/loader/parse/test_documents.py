"""A wrong document is one finding a mistake, at its line and column, in plain words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from reportedly.model.entry import Entry
from reportedly.model.findings import Finding
from reportedly.model.registry import KINDS, Actor, Claim, External
from reportedly.parse.documents import Parsed, parse_document
from reportedly.parse.wording import FORMS

FILE = Path("entries/vell-grain.yaml")
JARGON = re.compile(
    r"pydantic|input should|field required|extra inputs|pattern|constrained|instance|"
    r"tuple|dictionary|\bint\b|\bstr\b|\bbool\b|\bDecimal\b|\bNone\b|Unnamed|validat|[\[\]]\w*key"
)


class Marked(Protocol):
    """See conftest."""

    data: bytes
    line: int
    column: int

    @classmethod
    def of(cls, text: str) -> Marked: ...


def place(finding: Finding) -> tuple[int, int] | None:
    at = finding.position
    return None if at is None else (at.line, at.column)


def entry(text: str) -> Parsed[Entry]:
    return parse_document(text.encode(), FILE, Entry)


def test_a_good_document_is_read_without_a_finding(good: str) -> None:
    parsed = entry(good)
    assert parsed.findings == ()
    assert parsed.document is not None
    assert parsed.document.reports[0].chain[0].by == "ada-lind"
    assert parsed.file == FILE


def test_every_mistake_of_a_document_is_found_at_once(good: str) -> None:
    text = good.replace("offered", "ofered").replace("certainty", "certainity")
    findings = entry(text.replace("format: 1", "format: 2")).findings
    assert [finding.code for finding in findings] == ["RP012", "RP010", "RP012"]


def test_a_document_that_is_no_yaml_is_not_checked_further(good: str) -> None:
    parsed = entry(good.replace("review: draft", "review: no"))
    assert [f.code for f in parsed.findings] == ["RP003"]
    assert parsed.document is None


@pytest.mark.parametrize("text", ["- format: 1\n", "Norland offers grain\n", "7\n", "true\n"])
def test_a_file_that_is_no_mapping_is_refused_at_its_start(text: str) -> None:
    findings = entry(text).findings
    assert [(f.code, f.message, place(f)) for f in findings] == [
        ("RP012", "the file is not a mapping of keys to values", (1, 1))
    ]


def test_a_wrong_key_of_free_keys_is_refused_where_the_key_stands(marked: type[Marked]) -> None:
    yaml_file = marked.of("id: norland\nlabel: {en: Norland, ¶English: Norland}\nkind: country\n")
    parsed = parse_document(yaml_file.data, Path("norland.yaml"), Actor)
    assert [(f.code, place(f)) for f in parsed.findings] == [
        ("RP012", (yaml_file.line, yaml_file.column))
    ]
    assert "BCP 47" in parsed.findings[0].message


def test_a_registry_record_says_which_kind_it_lacks() -> None:
    parsed = parse_document(b"id: norland\nlabel: {en: Norland}\n", Path("norland.yaml"), Actor)
    assert [f.message for f in parsed.findings] == ["the key 'kind' is missing"]


def test_an_item_of_wikidata_is_a_letter_and_a_number() -> None:
    data = b"format: 1\nlinks: [{id: norland, wikidata: wd-42, evidence: seen}]\n"
    (finding,) = parse_document(data, Path("wikidata.yaml"), External).findings
    assert (place(finding), finding.code) == ((2, 33), "RP012")
    assert finding.message.endswith("an item of Wikidata is Q and its number, such as Q42")


def patterns(annotation: Any, seen: set[type[BaseModel]]) -> Iterator[str]:  # noqa: ANN401
    """Every pattern that a string of this type, or of a model inside it, must have."""
    metadata = list(getattr(annotation, "__metadata__", ()))
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model and annotation not in seen:
        seen.add(annotation)
        for info in annotation.model_fields.values():
            yield from patterns(info.annotation, seen)
            metadata += info.metadata
    for inner in get_args(annotation):
        yield from patterns(inner, seen)
    yield from (str(one.pattern) for one in metadata if getattr(one, "pattern", None))


def test_every_pattern_of_the_models_is_explained_in_words() -> None:
    seen: set[type[BaseModel]] = set()
    kinds: tuple[type[BaseModel], ...] = (Entry, External, *KINDS.values())
    found = {pattern for kind in kinds for pattern in patterns(kind, seen)}
    assert found == set(FORMS)
    assert len(found) == 7


SCALARS: list[object] = ["x", "Two words", "", 7, -1, True, "XXXX", "r1"]
LEAVES = st.sampled_from(
    [*SCALARS, [], ["x"], {}, {"q": "said"}, {"unnamed": "x"}, {"unnamed": 5}, [{"q": 1}]]
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from paths(inner, (*path, i))


@given(st.data())
def test_whatever_value_is_wrong_there_is_one_finding_free_of_jargon(
    good: str, data: st.DataObject
) -> None:
    document = yaml.load(good, Loader=yaml.BaseLoader)
    document = json.loads(
        json.dumps(document).replace('"1"', "1").replace('"500"', "500").replace('"true"', "true")
    )
    assert entry(json.dumps(document)).findings == ()
    *way, last = data.draw(st.sampled_from(sorted(paths(document), key=str)))
    inner = document
    for step in way:
        inner = inner[step]
    inner[last] = data.draw(LEAVES)
    findings = entry(json.dumps(document)).findings
    for finding in findings:
        assert not JARGON.search(finding.message), finding.message
        assert finding.position is not None
    places = [(f.code, f.message, place(f)) for f in findings]
    assert len(set(places)) == len(places)
    shapes = [place(f) for f in findings if f.code == "RP012"]
    assert len(set(shapes)) == len(shapes)


def test_a_claim_may_not_name_more_than_it_has() -> None:
    data = b"id: c\nlabel: {en: c}\nagent: a\nact: b\nplace: c\n"
    (finding,) = parse_document(data, Path("c.yaml"), Claim).findings
    assert (finding.code, place(finding)) == ("RP010", (5, 1))
