"""Where a query is wrong, and whether it names its own graphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from reportedly.errors import QueryError, StoreError
from reportedly.store.keywords import BEGINNINGS
from reportedly.store.sparql import Word, bare_words, names_graphs, query_errors

NAMING = [
    "SELECT * FROM <http://g/1> { ?s ?p ?o }",
    "select * from<http://g/1>{ ?s ?p ?o }",
    "SELECT * FROM NAMED <http://g/1> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX from: <http://g/> SELECT ?s FROM from:1 { ?s ?p ?o }",
    "SELECT ?s # not FROM here\rFROM <http://g/1> { ?s ?p ?o }",
    'SELECT ("a" AS ?x)FROM<http://g/1>{ ?s ?p ?o }',
    "SELECT ('''it's''' AS ?x) (?a<?b AS ?y) FROM <http://g/1> { ?a ?p ?b }",
    "DESCRIBE <http://s/1>FROM<http://g/1>",
    "ASK FROM <http://g/1> { ?s ?p ?o }",
    "CONSTRUCT FROM <http://g/1> WHERE { ?s ?p ?o }",
]
NOT_NAMING = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?from $froms { ?from ?p $froms }",
    "PREFIX from: <http://g/> SELECT * { ?s from:x ?o }",
    "PREFIX a: <http://g/> SELECT * { ?s a:from ?o }",
    "PREFIX from.a: <http://g/> SELECT * { ?s from.a:b-from ?o }",
    "PREFIX : <http://g/> SELECT * { ?s :from ?o }",
    "SELECT * { ?s <http://p/FROM> ?o }",
    "SELECT * { ?s ?p 'FROM' }",
    'SELECT * { ?s ?p "say \\" FROM " }',
    'SELECT * { ?s ?p """two "" and\n FROM \\""" FROM""" }',
    "SELECT * { ?s ?p '''FROM ' '' FROM''' }",
    "SELECT * { ?s ?p 'x'@en-from }",
    "# FROM\nSELECT * { ?s ?p ?o } # FROM",
    "SELECT * { _:from ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(?s < ?o) FILTER(?o>?s) }",
]


@pytest.mark.parametrize("text", NAMING)
def test_a_query_that_names_graphs_is_seen(text: str) -> None:
    Store().query(text)
    assert names_graphs(text)


@pytest.mark.parametrize("text", NOT_NAMING)
def test_the_word_elsewhere_names_no_graph(text: str) -> None:
    Store().query(text)
    assert not names_graphs(text)


def test_bare_words_come_with_their_offsets() -> None:
    text = "SELECT ?x { SERVICE <http://x/> { ?x a 'SERVICE' } }"
    assert list(bare_words(text)) == [("SELECT", 0), ("SERVICE", 12), ("a", 37)]


@pytest.mark.parametrize("before", ["1.", "true.", "<a:a>.", "'x'.", "?x ", "}", "1.5e3 "])
def test_a_word_is_found_where_the_parser_would_find_it(before: str) -> None:
    assert Word("SERVICE", len(before)) in list(bare_words(before + "SERVICE <http://x/> {}"))


@pytest.mark.parametrize("unit", ["a.", '"\\', "'''\\", "<a", "a:-.", "@a-", "?", "\\'", '""'])
def test_a_long_hostile_text_takes_linear_time(unit: str) -> None:
    # With quadratic work this would take an hour.
    assert sum(1 for _ in bare_words(unit * 300_000)) <= 300_000


@given(st.text(st.sampled_from("'\"\\#<>?$@:_-. \n\rFROMfrom{}aé𝄞"), max_size=60))
def test_any_text_is_read_to_its_end_without_fault(text: str) -> None:
    assert all(text[offset:].startswith(word) for word, offset in bare_words(text))


# The fault, or the start of the clause that holds it; columns count code points.
MALFORMED = [
    ("", 1, 1, "it ends too early"),
    ("SELECT * WHERE {", 1, 17, "it ends too early"),
    ("ASK {\n  ?s ?p ?o\n", 3, 1, 'it ends too early (expected, among other things: ",", "."'),
    ("FOO", 1, 1, "from 'FOO'"),
    ("SELECT *\n{ x }", 2, 3, "from 'x }'"),
    ("SELECT ?x WHERE { ?x ?y }", 1, 19, "from '?x ?y }'"),
    ("SELECT * WHERE {\n  ?s ?p ?o .\n  é ? }", 3, 3, "from 'é ? }'"),
    ('SELECT * { ?s ?p "𝄞é" ; ; ? }', 1, 27, "from '? }'"),
    ("SELECT * { ?s ?p ?o }\r\n LIMIT x", 2, 8, "OFFSET"),
    ("SELECT ?s { ?s ?p ?o } LIMIT 10 GROUP BY ?s", 1, 33, "from 'GROUP BY ?s'"),
    ("SELECT * { ?s ?p ?o FILTER(foo(?s)) }", 1, 28, "from 'foo(?s)) }'"),
    ("SELECT * { ?s ?p ?o FILTER ?s }", 1, 28, "from '?s }'"),
    ("SELECT * WHERE { ?s ?p ?o } }", 1, 29, "from '}'"),
    ("SELECT ?s { ?s ?p ?o } ORDER\n?s", 2, 1, "(expected, among other things: BY)"),
    ("SELECT * WHERE {\n?s foo:bar ?o }", 2, 4, "the prefix of 'foo:bar' is not declared"),
    ("SELECT * { <http://a b> ?p ?o }", 1, 24, "IRI parsing failed"),
    ("SELECT ?z (SUM(?x) AS ?y) {}", 1, 29, "a variable that is unbound"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", 1, 1, "from 'INSERT DATA { <a:a> <a:b'"),
    ("ASK {} # INSERT\nINSERT", 2, 1, "from 'INSERT'"),
]


@pytest.mark.parametrize(("text", "line", "column", "said"), MALFORMED)
def test_a_malformed_query_is_placed(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught, query_errors(text) as query:
        Store().query(query)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert said in error.what
    assert "\n" not in error.what
    assert "error at" not in error.what
    assert str(error).startswith(f"query line {line}, column {column}: The query is malformed: ")


MISSPELT = [
    ("SELCT ?s {?s ?p ?o}", "Did you mean SELECT?"),
    ("select distict ?s {?s ?p ?o}", "Did you mean DISTINCT?"),
    ("PREFX a: <urn:a>\nASK {}", "Did you mean PREFIX?"),
    ("SELECT * { ?s ?p ?o OPTINAL {?s ?p ?o} }", "Did you mean OPTIONAL?"),
    ("SELECT (CONUT(*) AS ?n) {}", "Did you mean COUNT?"),
    ("SELECT * { ?s ?p ?o } LIMT 5", "Did you mean LIMIT?"),
    ("hello", BEGINNINGS),
    ("SELECT * {} LIMIT 10 GROUP BY ?s", None),  # known, but it cannot stand here
    ("SELECT ?x { ?x ?y }", None),
]


@pytest.mark.parametrize(("text", "mend"), MISSPELT)
def test_a_misspelt_word_is_told_what_was_meant(text: str, mend: str | None) -> None:
    with pytest.raises(QueryError) as caught, query_errors(text) as query:
        Store().query(query)
    assert caught.value.mend == mend
    assert mend is None or "expected" not in caught.value.what


@given(st.text(st.sampled_from("SELECT*{}?sp .;\n'\"é𝄞<:>#x"), max_size=40))
def test_the_place_lies_always_within_the_text(text: str) -> None:
    line, column = place(text) or (1, 1)
    lines = text.split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


def place(text: str) -> tuple[int, int] | None:
    try:
        with query_errors(text) as query:
            Store().query(query)
    except QueryError as error:
        return (error.line or 0, error.column or 0)
    return None


def test_what_the_engine_cannot_do_is_the_query_s_fault() -> None:
    text = "SELECT (<http://f/x>(1) AS ?x) {}"
    with (
        pytest.raises(QueryError, match="custom function <http://f/x>"),
        query_errors(text) as query,
    ):
        list(Store().query(query))  # type: ignore[arg-type]


def test_what_cannot_be_read_is_the_store_s_fault() -> None:
    with pytest.raises(StoreError, match="disk is gone"), query_errors("ASK {}"):
        raise OSError("disk is gone")
