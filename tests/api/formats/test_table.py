"""Every row of the table of formats is read back by a reader that nobody here wrote."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib.query import Result

import reportedly_api
from reportedly_api.answers import Kind
from reportedly_api.formats.table import FORMATS, HTML, Format, formats_for

BASE = "https://w3id.org/reportedly/id/"
RP = "https://w3id.org/reportedly/ns#"
XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

SELECT = f"""SELECT ?report ?number ?words WHERE {{
  ?report <{RP}number> ?number OPTIONAL {{ ?report <{RP}words> ?words }}
}} ORDER BY ?report"""
ASK = f"ASK {{ <{BASE}report/r1> ?p ?o }}"
CONSTRUCT = f"""CONSTRUCT {{ ?s <{RP}number> ?n ; <{RP}words> ?w }}
WHERE {{ ?s <{RP}number> ?n OPTIONAL {{ ?s <{RP}words> ?w }} }}"""


class Tables(HTMLParser):
    """The text of every cell of the body of a page's tables, in rows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.rows[-1][-1] += data

    @property
    def body(self) -> list[list[str]]:
        return [row for row in self.rows if row]


def rows_of(result: Result) -> list[list[str | None]]:
    return [[None if term is None else str(term) for term in row] for row in result]  # type: ignore[union-attr]


def read_json_rows(body: bytes) -> object:
    told = json.loads(body)
    return [
        [row[name]["value"] if name in row else None for name in told["head"]["vars"]]
        for row in told["results"]["bindings"]
    ]


def read_csv_rows(body: bytes) -> object:
    header, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    assert header == ["report", "number", "words"]
    return [[value or None for value in line] for line in lines]


def read_page_rows(body: bytes) -> object:
    return [
        [None if text.strip() == "–" else text.strip().removesuffix(" en") for text in row]
        for row in Tables(body.decode()).body
    ]


def expected_rows(awkward: str) -> object:
    return [
        [BASE + "report/r1", "100000", awkward],
        [BASE + "report/r2", "12", None],
    ]


def triples_as(form: str) -> Callable[[bytes], object]:
    def read(body: bytes) -> object:
        dataset = rdflib.Dataset() if form in {"trig", "nquads"} else None
        graph = rdflib.Graph() if dataset is None else dataset.default_graph
        (graph if dataset is None else dataset).parse(data=body, format=form)
        return {(str(s), str(p), o.n3()) for s, p, o in graph}

    return read


def expected_triples(awkward: str) -> object:
    words = rdflib.Literal(awkward, lang="en").n3()
    number = rdflib.Literal(100000).n3(), rdflib.Literal(12).n3()
    return {
        (BASE + "report/r1", RP + "number", number[0]),
        (BASE + "report/r1", RP + "words", words),
        (BASE + "report/r2", RP + "number", number[1]),
    }


def read_page_triples(body: bytes) -> object:
    return {
        (BASE + s.strip(), RP + p.strip().removeprefix("rp:"), value.strip())
        for s, p, value in Tables(body.decode()).body
    }


def expected_page_triples(awkward: str) -> object:
    return {
        (BASE + "report/r1", RP + "number", "100000"),
        (BASE + "report/r1", RP + "words", awkward + " en"),
        (BASE + "report/r2", RP + "number", "12"),
    }


def read_xml_boolean(body: bytes) -> object:
    found = ElementTree.fromstring(body).find("{http://www.w3.org/2005/sparql-results#}boolean")
    return found is not None and found.text == "true"


def always(value: object) -> Callable[[str], object]:
    return lambda _awkward: value


Reader = Callable[[bytes], object]
Expected = Callable[[str], object]
READERS: dict[tuple[str, Kind], tuple[Reader, Expected]] = {
    ("json", Kind.SOLUTIONS): (read_json_rows, expected_rows),
    ("xml", Kind.SOLUTIONS): (
        lambda body: rows_of(Result.parse(io.BytesIO(body), format="xml")),
        expected_rows,
    ),
    ("csv", Kind.SOLUTIONS): (read_csv_rows, expected_rows),
    ("tsv", Kind.SOLUTIONS): (
        lambda body: rows_of(Result.parse(io.BytesIO(body), format="tsv")),
        expected_rows,
    ),
    ("html", Kind.SOLUTIONS): (
        read_page_rows,
        lambda awkward: [["report/r1", "100000", awkward], ["report/r2", "12", None]],
    ),
    ("json", Kind.BOOLEAN): (lambda body: json.loads(body)["boolean"], always(value=True)),
    ("xml", Kind.BOOLEAN): (read_xml_boolean, always(value=True)),
    ("html", Kind.BOOLEAN): (lambda body: b">Yes</p>" in body, always(value=True)),
    ("turtle", Kind.GRAPH): (triples_as("turtle"), expected_triples),
    ("ntriples", Kind.GRAPH): (triples_as("nt"), expected_triples),
    ("jsonld", Kind.GRAPH): (triples_as("json-ld"), expected_triples),
    ("rdfxml", Kind.GRAPH): (triples_as("xml"), expected_triples),
    ("trig", Kind.GRAPH): (triples_as("trig"), expected_triples),
    ("nquads", Kind.GRAPH): (triples_as("nquads"), expected_triples),
    ("html", Kind.GRAPH): (read_page_triples, expected_page_triples),
    ("json", Kind.LISTING): (
        lambda body: [(q["name"], [p["name"] for p in q["parameters"]]) for q in json.loads(body)],
        always([("tellings", ["claim", "least"])]),
    ),
    ("html", Kind.LISTING): (lambda body: body.count(b'href="/questions/tellings"'), always(1)),
}
ROWS = [(row, kind) for row in FORMATS for kind in Kind if kind in row.kinds]
ASKED = {
    Kind.SOLUTIONS: ("/sparql", {"query": SELECT}),
    Kind.BOOLEAN: ("/sparql", {"query": ASK}),
    Kind.GRAPH: ("/sparql", {"query": CONSTRUCT}),
    Kind.LISTING: ("/questions", {}),
}


def test_every_row_and_kind_has_a_reader() -> None:
    assert sorted((row.name, kind) for row, kind in ROWS) == sorted(READERS)
    assert len(ROWS) == len(READERS) == 17


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its parsers, of itself
@pytest.mark.parametrize(("row", "kind"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_a_foreign_reader_reads_back_what_was_asked(
    client: TestClient, awkward: str, row: Format, kind: Kind
) -> None:
    name = row.name
    path, parameters = ASKED[kind]
    plain = {"Accept-Encoding": "identity"}
    answer = client.get(path, params=parameters | {"format": name}, headers=plain)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == row.media_types[0]
    assert answer.headers["content-length"] == str(len(answer.content))
    read, expected = READERS[name, kind]
    assert read(answer.content) == expected(awkward)


@pytest.mark.parametrize(("row", "kind"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_every_media_type_is_chosen_by_accept_and_sent_as_it_was_asked(
    client: TestClient, row: Format, kind: Kind
) -> None:
    path, parameters = ASKED[kind]
    for media_type in row.media_types:
        answer = client.get(path, params=parameters, headers={"Accept": media_type})
        assert answer.headers["content-type"] == media_type
        assert "Accept" in answer.headers["vary"]


def test_names_are_unique_within_a_kind() -> None:
    for kind in Kind:
        names = [name for row in formats_for(kind) for name in row.names]
        assert len(names) == len(set(names))


def test_html_comes_last_so_that_no_tie_goes_to_it() -> None:
    assert all(formats_for(kind)[-1] is HTML for kind in Kind)


def test_csv_ends_its_lines_as_rfc_4180_has_it_and_quotes_what_it_must(
    client: TestClient, awkward: str
) -> None:
    body = client.get("/sparql", params={"query": SELECT, "format": "csv"}).text
    assert body.startswith("report,number,words\r\n")
    assert '"' + awkward.replace('"', '""') + '"\r\n' in body


def test_a_media_type_stands_in_the_table_and_nowhere_else() -> None:
    package = Path(reportedly_api.__file__).parent
    table = package / "formats" / "table.py"
    essences = {media.partition(";")[0] for row in FORMATS for media in row.media_types}
    assert all(essence in table.read_text(encoding="utf-8") for essence in essences)
    elsewhere = [
        f"{path.name}: {essence}"
        for path in package.rglob("*")
        if path.suffix in {".py", ".html", ".css"} and path != table
        for essence in essences
        if essence in path.read_text(encoding="utf-8")
    ]
    assert elsewhere == []
