from __future__ import annotations

from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode

from reportedly_api.app import create_app
from reportedly_api.formats.cells import Names, cell, term_cell
from reportedly_api.settings import Settings

BASE = "https://w3id.org/reportedly/id/"
NAMES = Names(BASE, "/mounted")


def page(client: TestClient, query: str) -> str:
    return client.get("/sparql", params={"query": query, "format": "html"}).text


def test_what_a_literal_holds_is_never_markup(client: TestClient) -> None:
    shown = page(client, 'SELECT ("<script>alert(1)</script>" AS ?evil) {}')
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_neither_is_a_variable_a_query_or_an_iri(client: TestClient) -> None:
    query = (
        "SELECT ?x { VALUES ?x { <http://e/'onmouseover=alert(1)'&amp;> } } # </textarea><script>"
    )
    shown = page(client, query)
    assert "<script" not in shown
    assert "'onmouseover" not in shown


def test_an_iri_of_ours_leads_to_this_server_wherever_it_is_mounted() -> None:
    assert term_cell(NamedNode(BASE + "report/r%20x"), NAMES).href == "/mounted/id/report/r%20x"
    assert term_cell(NamedNode(BASE + "report/r1"), NAMES).text == "report/r1"


def test_a_term_of_the_vocabulary_leads_to_its_row_there() -> None:
    shown = term_cell(NamedNode("https://w3id.org/reportedly/ns#Report"), NAMES)
    assert (shown.text, shown.href) == ("rp:Report", "/mounted/ns#Report")


def test_a_foreign_iri_leads_out_and_only_over_http() -> None:
    outside = term_cell(NamedNode("https://example.org/x"), NAMES)
    assert (outside.href, outside.outside) == ("https://example.org/x", True)
    assert term_cell(NamedNode("javascript:alert(1)"), NAMES).href is None


def test_a_literal_notes_the_language_or_datatype_that_its_value_does_not_show() -> None:
    assert term_cell(Literal("oui", language="fr"), NAMES).note == "fr"
    assert term_cell(Literal(3), NAMES).note == ""
    edtf = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
    assert term_cell(Literal("2024-XX", datatype=edtf), NAMES).note == "edtf:EDTF"


def test_an_unbound_variable_has_no_cell() -> None:
    assert cell(None, NAMES) is None


def test_a_page_shows_the_first_rows_and_says_so(settings: Settings) -> None:
    short = settings.model_copy(update={"page_rows": 2})
    with TestClient(create_app(short)) as client:
        three = page(client, "SELECT ?x { VALUES ?x { 1 2 3 } }")
        two = page(client, "SELECT ?x { VALUES ?x { 1 2 } }")
    assert three.count("<tr><td>") == two.count("<tr><td>") == 2
    assert "shows the first 2" in three
    assert "shows the first" not in two


def test_an_answer_without_rows_says_so(client: TestClient) -> None:
    assert "No rows" in page(client, "SELECT ?x { ?x <urn:none> ?y }")
    assert "No statements" in page(client, "CONSTRUCT { ?x ?x ?x } { ?x <urn:none> ?x }")


def test_a_page_offers_every_other_format_of_the_same_answer(client: TestClient) -> None:
    shown = page(client, "ASK {}")
    assert 'href="/sparql?query=ASK+%7B%7D&amp;format=json"' in shown
    assert "format=csv" not in shown.partition("<form")[0]
