"""The catalogue holds every rule once, and every code that the loader's rooms use."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.model.rules.rule import Rule
from reportedly.model.rules.table import RULES
from reportedly.resources import data_dir
from reportedly.terms import RP
from reportedly.validate.catalogue import catalogue
from reportedly.validate.results import short

LOADER = Path(__file__).parents[3] / "loader" / "reportedly"
ROOMS = ("parse", "anchor", "lock", "registry", "graph", "pipeline")
TTL_PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        "ex": "https://example.org/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rp": "https://w3id.org/reportedly/ns#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return catalogue(data_dir("shapes"))


def test_the_catalogue_is_in_the_order_of_its_codes(rules: tuple[Rule, ...]) -> None:
    codes = [rule.code for rule in rules]
    assert codes == sorted(set(codes))
    assert len(codes) == len(RULES) + 90 + 28
    assert all(rule.code < "RP200" and not rule.source for rule in RULES)


def test_every_code_that_a_room_uses_has_its_rule(rules: tuple[Rule, ...]) -> None:
    known = {rule.code for rule in rules}
    used = {
        code
        for room in ROOMS
        for file in (LOADER / room).rglob("*.py")
        for code in re.findall(r"\"(RP[0-9]{3})\"", file.read_text(encoding="utf-8"))
    }
    assert len(used) > 20
    assert used - known == set()


def test_a_code_that_is_taken_is_refused(tmp_path: Path) -> None:
    for file in data_dir("shapes").iterdir():
        shutil.copy(file, tmp_path)
    text = (tmp_path / "chain-cycle.rq").read_text(encoding="utf-8")
    (tmp_path / "copy.rq").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="the code RP301 is taken"):
        catalogue(tmp_path)


def test_every_example_in_turtle_is_turtle(rules: tuple[Rule, ...]) -> None:
    examples = [rule for rule in rules if rule.language == "turtle"]
    assert len(examples) == 118
    for rule in examples:
        triples = list(parse(TTL_PREFIXES + rule.example, format=RdfFormat.TURTLE))
        assert triples, rule.code


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Ids().node("registry", "norland"), "norland"),
        (Ids().part("a", "report", "r3"), "a/report/r3"),
        (Ids().node("distinction", "a", "b"), "distinction/a/b"),
        (RP.tells, "rp:tells"),
        (NamedNode("http://www.wikidata.org/entity/Q1"), "wd:Q1"),
        (NamedNode("https://schema.org/sameAs"), "https://schema.org/sameAs"),
        (Literal("last week", language="en"), "last week"),
    ],
)
def test_a_term_is_shown_short(term: NamedNode | Literal, expected: str) -> None:
    assert short(term, Ids()) == expected
