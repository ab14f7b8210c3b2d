"""``reportedly query`` and ``export``: the published build, asked and written out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, Triple, parse

from reportedly.ids import DEFAULT_BASE
from reportedly.store.backends import open_view

if TYPE_CHECKING:
    from tests.loader.cli.conftest import Command

HOPS = """SELECT ?depth ?speaker WHERE {
  ?hop rp:ofTelling id:article\\/tesk-divers\\/report\\/r7 ; rp:depth ?depth ; rp:saidBy ?speaker
} ORDER BY ?depth"""
IRIS = [
    f"{DEFAULT_BASE}{path}"
    for path in (
        "registry/radio-marn",
        "registry/ossel-courier",
        "article/tesk-divers/source/pilot",
    )
]


def test_rows_come_as_a_table_with_short_names(command: Command, loaded: Path) -> None:
    ran = command("query", HOPS, "--store", loaded, "--format", "table")
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "depth",
        "speaker",
        "id:registry/radio-marn",
        "id:article/tesk-divers/source/pilot",
    ):
        assert words in ran.out
    assert ran.out.endswith("3 rows\n")


def test_rows_come_as_csv(command: Command, loaded: Path) -> None:
    ran = command("query", HOPS, "--store", loaded, "-f", "csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows == [["depth", "speaker"], *(list(row) for row in zip("123", IRIS, strict=True))]


@pytest.mark.parametrize("name", ["json", "srj"])
def test_rows_come_as_json(name: str, command: Command, loaded: Path) -> None:
    answer = json.loads(command("query", HOPS, "--store", loaded, "-f", name).out)
    assert answer["head"]["vars"] == ["depth", "speaker"]
    assert [row["speaker"]["value"] for row in answer["results"]["bindings"]] == IRIS


def test_rows_come_as_tsv_where_nobody_looks(command: Command, loaded: Path) -> None:
    ran = command("query", HOPS, "--store", loaded)
    assert ran.out.splitlines() == [
        "?depth\t?speaker",
        *(f"{n}\t<{iri}>" for n, iri in enumerate(IRIS, 1)),
    ]


@pytest.mark.parametrize(
    ("pattern", "answer"), [("?x a rp:Hop", "yes"), ("?x a rp:Nonsense", "no")]
)
def test_a_yes_or_no_question_is_answered_in_words(
    pattern: str, answer: str, command: Command, loaded: Path
) -> None:
    assert command("query", f"ASK {{ {pattern} }}", "--store", loaded).out == f"{answer}\n"
    as_json = command("query", f"ASK {{ {pattern} }}", "--store", loaded, "-f", "json").out
    assert json.loads(as_json)["boolean"] is (answer == "yes")


def test_triples_come_as_turtle_or_as_asked(command: Command, loaded: Path) -> None:
    query = "CONSTRUCT { ?t rp:tells ?c } WHERE { ?t a rp:Telling ; rp:tells ?c }"
    turtle = command("query", query, "--store", loaded)
    lines = command("query", query, "--store", loaded, "-f", "nt")
    assert "rp:tells" in turtle.out
    assert "@prefix rp:" in turtle.out
    as_turtle = set(parse(turtle.out, RdfFormat.TURTLE))
    assert as_turtle == set(parse(lines.out, RdfFormat.N_TRIPLES))
    assert len(as_turtle) == 25  # 22 tellings of the one article and 3 of the other


def test_a_query_is_read_from_a_file_or_from_standard_input(
    command: Command, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hops.rq").write_text(HOPS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    straight = command("query", HOPS, "--store", loaded)
    assert command("query", "hops.rq", "--store", loaded) == straight
    monkeypatch.setattr("sys.stdin", io.StringIO(HOPS))
    assert command("query", "-", "--store", loaded) == straight


def test_the_base_that_the_build_was_made_with_is_what_id_means(
    command: Command, loaded: Path
) -> None:
    other = command("query", HOPS, "--store", loaded, "--base", "https://example.org/", "-f", "csv")
    assert other.out.splitlines() == ["depth,speaker"]


def test_a_prefix_of_ones_own_wins_over_the_one_that_is_declared_for_one(
    command: Command, loaded: Path
) -> None:
    query = "PREFIX skos: <https://w3id.org/reportedly/ns#>\nASK { ?x a skos:Hop }"
    assert command("query", query, "--store", loaded).out == "yes\n"


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?x WHERE { ?x ?y }", 1, 19),
        ("SELECT ?x\nWHERE { ?x ?y }", 2, 9),
        ("SELECT ?x WHERE { ?x foo:bar ?y }", 1, 22),
        ("SELEKT ?x WHERE { ?x ?y ?z }", 1, 1),
        ("PREFIX rp: <urn:x>\nSELECT ?x WHERE { ?x rp:y }", 2, 27),
    ],
)
def test_a_syntax_error_is_placed_in_the_text_that_the_user_wrote(
    query: str, line: int, column: int, command: Command, loaded: Path
) -> None:
    ran = command("query", query, "--store", loaded)
    assert (ran.code, ran.out) == (2, "")
    assert f"query line {line}, column {column}:" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "there is nothing to ask"),
        (("ASK {}", "--question", "list"), "Give one of the two."),
        (("ASK {}", "--param", "x=y"), "--param was given without --question"),
        (("no-such-file.rq",), "the query cannot be read"),
        (("ASK {}", "--format", "xlsx"), "'xlsx' is no format for rows"),
        (("CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "'csv' is no format for a graph"),
        (("--question", "unnamed-sorces"), "Did you mean 'unnamed-sources'?"),
        (("--question", "unnamed-sources", "--param", "claim"), "Write --param name=value."),
        (("--question", "unnamed-sources", "--param", "clam=x"), "has no parameter 'clam'"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    arguments: tuple[str, ...], says: str, command: Command, loaded: Path
) -> None:
    ran = command("query", *arguments, "--store", loaded)
    assert (ran.code, ran.out) == (2, "")
    assert says in " ".join(ran.err.split())


def test_the_packaged_questions_are_listed_and_can_be_asked(command: Command, loaded: Path) -> None:
    listed = command("query", "--question", "list")
    assert listed.code == 0
    assert "unnamed-sources" in listed.out
    ran = command("query", "--question", "unnamed-sources", "--store", loaded, "-f", "csv")
    assert ran.code == 0
    assert "a harbour pilot" in ran.out


def test_brackets_in_words_are_words_and_no_markup(command: Command, loaded: Path) -> None:
    query = 'SELECT ("[bold]quiet[/bold]" AS ?words) {}'
    assert "[bold]quiet[/bold]" in command("query", query, "--store", loaded, "-f", "table").out


@pytest.mark.parametrize("extension", ["nq", "trig", "jsonld"])
def test_a_build_is_exported_whole_and_comes_back_the_same(
    extension: str, command: Command, loaded: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"everything.{extension}"
    assert command("export", "-o", file, "--store", loaded).code == 0
    rdf_format = RdfFormat.from_extension(extension)
    assert rdf_format is not None
    with open_view(loaded) as view:
        assert set(parse(file.read_bytes(), rdf_format)) == set(view.quads())


@pytest.mark.parametrize("extension", ["ttl", "nt", "rdf", "nq", "trig", "jsonld"])
def test_one_graph_is_exported_in_every_format(
    extension: str, command: Command, loaded: Path
) -> None:
    registry = f"{DEFAULT_BASE}graph/registry"
    ran = command("export", "--graph", registry, "-f", extension, "--store", loaded)
    assert ran.code == 0
    rdf_format = RdfFormat.from_extension(extension)
    assert rdf_format is not None
    found: set[Quad | Triple] = set()
    for quad in parse(ran.out, rdf_format):
        found.add(quad.triple)
    with open_view(loaded) as view:
        expected = {q.triple for q in view.quads() if q.graph_name.value == registry}  # type: ignore[union-attr]
    assert found == expected


def test_a_graph_may_be_named_by_the_end_of_its_iri(command: Command, loaded: Path) -> None:
    whole = command("export", "--graph", f"{DEFAULT_BASE}graph/registry", "--store", loaded)
    assert command("export", "--graph", "registry", "--store", loaded) == whole


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-f", "ttl"), "holds one graph, and the build has several"),
        (("-f", "docx"), "'docx' is no format for a graph"),
        (("--graph", "regestry"), "the build has no graph regestry It has: https://"),
    ],
)
def test_an_export_that_cannot_be_says_why(
    arguments: tuple[str, ...], says: str, command: Command, loaded: Path
) -> None:
    ran = command("export", *arguments, "--store", loaded)
    assert (ran.code, ran.out) == (2, "")
    assert says in " ".join(ran.err.split())
