"""The worked example of the docs is clean, and the graph answers as its author reads it.

What the author holds true stands in ``tests/data/expected/example.yaml``, written from the text.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import QuerySolutions

from reportedly.ids import Ids
from reportedly.pipeline.build import Outcome, Sources, load
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.resources import data_dir
from reportedly.store.backends import open_view

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "example"
ARTICLE = "port-sennet-dockers"
QUESTIONS = 15
PREFIXES = """PREFIX rp: <https://w3id.org/reportedly/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def expected() -> dict[int, Any]:
    file = ROOT / "tests" / "data" / "expected" / "example.yaml"
    questions: dict[int, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["questions"]
    return questions


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("example") / "store"


@pytest.fixture(scope="module")
def outcome(store: Path) -> Outcome:
    return load(
        Sources(
            find_seeds(EXAMPLE / "seeds"),
            data_dir("ontology") / "reportedly.ttl",
            data_dir("shapes"),
            TextShelf.of(EXAMPLE / "texts"),
            require_texts=True,
        ),
        store,
    )


def asked(store: Path, question: str, *params: str) -> list[dict[str, str]]:
    """The rows of a packaged question, as the command prints them."""
    given = [word for param in params for word in ("--param", param)]
    command = [sys.executable, "-m", "reportedly", "query", "--question", question, *given]
    done = subprocess.run(
        [*command, "--store", str(store), "--format", "csv"],
        check=True,
        capture_output=True,
        text=True,
    )
    return list(csv.DictReader(io.StringIO(done.stdout)))


def rows(store: Path, query: str) -> list[tuple[str, ...]]:
    """The rows of a query over the example, as plain values."""
    with open_view(store) as view:
        found = view.query(PREFIXES + query)
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [tuple(row[name].value for name in names) for row in found]


def test_the_example_is_clean_and_loads(outcome: Outcome) -> None:
    told = [f"{f.code} {f.position}: {f.message}" for f in outcome.findings]
    assert told == []
    assert set(outcome.standings.values()) == {"verified"}
    assert outcome.publication is not None


def test_its_ledger_leaves_nothing_open(outcome: Outcome) -> None:
    (ledger,) = outcome.ledgers.values()
    assert ledger.complete
    assert ledger.idle == ()


def test_every_question_has_rows_that_name_parts_of_the_entry(expected: dict[int, Any]) -> None:
    assert sorted(expected) == list(range(1, QUESTIONS + 1))
    entry = yaml.safe_load((EXAMPLE / "seeds" / "entries" / f"{ARTICLE}.yaml").read_text("utf-8"))
    parts = {part["id"] for kind in ("reports", "quotations") for part in entry[kind]}
    for number, question in expected.items():
        assert question["asks"].endswith("?")
        assert question.get("rows") or question.get("apart"), number
        assert set(re.findall(r"\b[rq]\d+\b", str(question))) <= parts, number


def test_the_figure_traces_to_where_its_author_says(
    outcome: Outcome, store: Path, expected: dict[int, Any]
) -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for row in asked(store, "trace-a-number", "number=9000"):
        found.setdefault((row["zone"], row["start"]), []).append(row["speaker"])
    told = [(zone, chain) for (zone, _), chain in found.items()]
    assert told == [(row["zone"], row["chain"]) for row in expected[1]["rows"]]


def test_the_channels_of_the_figure_are_those_the_text_gives(
    outcome: Outcome, store: Path, expected: dict[int, Any]
) -> None:
    spoken = {r["channel"] for r in asked(store, "trace-a-number", "number=9000")}
    given = {c for row in expected[1]["rows"] for c in row.get("channels", ())}
    assert spoken == given


def test_what_rests_on_unnamed_sources_is_what_its_author_says(
    outcome: Outcome, store: Path, expected: dict[int, Any]
) -> None:
    labels = rows(store, "SELECT ?c ?l WHERE { ?c a rp:Claim ; skos:prefLabel ?l }")
    named = {label: iri.removeprefix(Ids().base + "registry/") for iri, label in labels}
    found = [
        (named[row["claim"]], row["source"], row["plural"] == "true", int(row["hop"]))
        for row in asked(store, "unnamed-sources")
    ]
    assert sorted(found) == sorted(
        (row["claim"], row["source"], row["plural"], row["hop"]) for row in expected[3]["rows"]
    )


@pytest.mark.parametrize(
    ("actor", "name"), [("marta-quell", "Marta Quell"), ("duarte-seixas", "Duarte Seixas")]
)
def test_a_person_is_described_as_its_author_says(
    actor: str, name: str, outcome: Outcome, store: Path, expected: dict[int, Any]
) -> None:
    answer = asked(store, "describe-an-actor", f"actor=registry/{actor}")
    (row,) = (row for row in expected[4]["rows"] if row["person"] == name)
    roles = {line["role"] for line in answer if line["sort"] == "naming"}
    assert roles - {"not stated"} == set(row["descriptions"])  # a pronoun describes nobody
    spoken = {row["channel"] for row in expected[5]["rows"] if row["speaker"] == name}
    heard = asked(store, "channels-of-a-speaker", f"speaker=registry/{actor}")
    assert {line["channel"] for line in heard} - {"not stated"} == spoken


def test_one_quotation_is_a_translation_and_the_text_says_so(outcome: Outcome, store: Path) -> None:
    assert rows(
        store,
        """SELECT ?id ?language ?says WHERE {
          ?quotation rp:translatedFrom ?language ; rp:translationWords/rdfs:label ?says .
          BIND(REPLACE(STR(?quotation), "^.*/", "") AS ?id)
        }""",
    ) == [("q3", "pt", "in Portuguese")]


def test_the_correction_repeats_one_number_and_takes_back_the_other(
    outcome: Outcome, store: Path
) -> None:
    assert rows(
        store,
        """SELECT ?number ?modality ?restated WHERE {
          ?telling rp:passage/rp:zone rp:zone-correction ; rp:amount/rp:number ?number ;
            rp:modality/skos:notation ?modality .
          OPTIONAL { ?telling rp:restates/rp:passage/rp:zone/skos:notation ?zone }
          BIND(COALESCE(?zone, "nothing") AS ?restated)
        } ORDER BY ?number""",
    ) == [("408", "fact", "body"), ("480", "denied", "nothing")]
