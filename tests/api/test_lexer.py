from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryBoolean, Store

from reportedly.errors import QueryError
from reportedly_api.lexer import RULE_SERVICE, RULE_UPDATE, check_read_only

PROLOGUE = "PREFIX ex: <urn:> PREFIX : <urn:> PREFIX service: <urn:s#>\n"

CALLS = [
    "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
    "select*{service<http://h/>{?s ?p ?o}}",
    "SELECT * { ?s ?p 1SERVICE<http://h/>{?a ?b ?c} }",
    "SELECT * { ?s ?p trueSERVICE<http://h/>{?a ?b ?c} }",
    "SELECT * { ?s ?p ''SERVICE<http://h/>{?a ?b ?c} }",
    "SELECT * { ?s ?p 'x'@en.SERVICE ?where {?a ?b ?c} }",
    "SELECT * { SERVICE SILENT <http://h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE # which?\n # this\n <http://h/> # now\n { ?s ?p ?o } }",
    PROLOGUE + "SELECT * { SERVICEex:a{?s ?p ?o} }",
    PROLOGUE + "SELECT * { SERVICE:a{?s ?p ?o} }",
    PROLOGUE + "SELECT * { SERVICESILENTex:a {?s ?p ?o} }",
    PROLOGUE + "SELECT * { ?s ?p true.SERVICEex:a {?s ?p ?o} }",
    PROLOGUE + "SELECT * { ?s ?p ex:. SERVICE ex:a {?s ?p ?o} }",
    PROLOGUE + "SELECT * { VALUES(?a ?b){(1 2)} FILTER(?a<?b)SERVICE#>\nex:a{?s ?p ?o} }",
    PROLOGUE + "SELECT * { VALUES ?x {'''a'} SERVICE ex:a{?s ?p ?o} # \\z '''\n }",
    "SELECT * { ?s ?p ?o # SERVICE \r SERVICE <http://h/> {?a ?b ?c} }",
    r"SELECT * { \u0053ERVICE <http://h/> { ?s ?p ?o } }",
    r"SELECT * { SERV\U00000049CE <http://h/> { ?s ?p ?o } }",
    r"SELECT * { ?s ?p '\u0027 SERVICE <http://h/> {?a ?b ?c} } #",
]

HARMLESS = [
    "SELECT ?service { ?service ?p $service }",
    "SELECT * { ?s ?p 'SERVICE <http://h/> { ?s ?p ?o }' }",
    "SELECT * { ?s ?p '''it's a\nSERVICE <http://h/> { ?s ?p ?o }''' }",
    'SELECT * { ?s ?p "\\"SERVICE <http://h/> { ?s ?p ?o }" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://h/> { ?s ?p ?o }",
    "SELECT * { ?s <http://example.org/service> ?o . ?o <http://h/service#a> ?x }",
    "SELECT * { GRAPH <http://example.org/service#g> { ?s ?p ?o } }",
    PROLOGUE + "SELECT * { ?s ex:service ?o ; service:x service:service . _:service ?p ?o }",
    PROLOGUE + "SELECT * { GRAPH service:x { ?s ?p ?o } }",
    PROLOGUE + "SELECT * { GRAPH # which\n service:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > 'service') }",
    r"SELECT * { ?s ?p 'the \u0022service\u0022 of ?x' }",
    "SELECT (COUNT(*) AS ?insert) { ?load ?delete 'DROP ALL' } # CLEAR ALL",
    "PREFIX insert: <urn:> SELECT * { ?s insert:data ?o }",
    "ASK {}",
    "",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_of_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE") as caught:
        check_read_only(query)
    assert caught.value.rule == RULE_SERVICE


@pytest.mark.parametrize("query", HARMLESS)
def test_a_word_that_calls_nobody_is_let_through(query: str) -> None:
    check_read_only(query)


def test_the_place_of_the_keyword_is_told_in_the_text_as_it_was_sent() -> None:
    with pytest.raises(QueryError) as caught:
        check_read_only("SELECT * {\r\n  ?s ?p 'é' .\r  \\u0053ERVICE ?x { } }")
    assert (caught.value.line, caught.value.column) == (3, 3)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "# why not\nPREFIX ex: <urn:>\nBASE <urn:x>\n delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR ALL",
        r"\u0044ROP ALL",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_and_told_how_data_get_in(update: str) -> None:
    with pytest.raises(QueryError, match="pull request") as caught:
        check_read_only(update)
    assert caught.value.rule == RULE_UPDATE
    assert caught.value.line is not None


# Below, the engine itself is the judge. `urn:` is no scheme that it can call, and it says so only
# if a SERVICE clause was there and was evaluated: no packet is sent.
CALLED = "URI scheme must be set"
GLUE = st.sampled_from(["", "", " ", "\n", ".", " . ", "#>\n", "# '\n", "#\r", "\t", " # <\n"])
BEFORE = st.sampled_from(
    [
        "",
        "VALUES(?a ?b){(1 2)}FILTER(?a<?b)",
        "VALUES ?c{'''a'}",
        'VALUES ?c{"""a"}',
        "VALUES ?d{<urn:x#y>}",
        "VALUES ?e{'}{'}",
        'VALUES ?e{"it\'s"}',
        "VALUES ?f{ex:a\\#b}",
        "VALUES ?g{<urn:\\u0041#>}",
        "BIND(1 AS ?h)",
        "OPTIONAL{?x ?y 'a'@en}",
        "OPTIONAL{?x ?y 1.}",
        "OPTIONAL{?x ?y ex:a.b}",
        "OPTIONAL{?x ?y true}",
        "{}UNION{}",
        "FILTER(1<2&&3>2)",
        "FILTER(1<2||ex:a>2||true)",
        "FILTER EXISTS{}",
        "MINUS{?q ?r <urn:z>}",
    ]
)
KEYWORD = st.sampled_from(["SERVICE", "service", "SeRvIcE"])
TARGET = st.sampled_from(["<urn:x>", "ex:a", ":a", "ex:a\\#b", "<urn:\\u0078>", "<urn:a#b>"])
AFTER = st.sampled_from(
    ["", "# '''\n", "VALUES ?z{'''x'''}", "# \\z '''\n", "FILTER(3>2)", " #>\n"]
)


def is_call(query: str) -> bool:
    try:
        answer = Store().query(query)
        if not isinstance(answer, QueryBoolean):
            list(answer)
    except (OSError, RuntimeError) as error:
        return CALLED in str(error)
    except SyntaxError:
        return False
    except BaseException as error:  # once in a great while the engine's parser contradicts itself
        if type(error).__name__ != "PanicException":
            raise
    return False


def refused(query: str) -> bool:
    try:
        check_read_only(query)
    except QueryError:
        return True
    return False


def test_whatever_the_engine_would_call_is_refused() -> None:
    calls = 0

    @settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(st.tuples(BEFORE, GLUE), max_size=3),
        KEYWORD,
        GLUE,
        TARGET,
        GLUE,
        AFTER,
        st.booleans(),
    )
    def try_one(
        before: Sequence[tuple[str, str]],
        keyword: str,
        first: str,
        target: str,
        second: str,
        after: str,
        nested: bool,
    ) -> None:
        nonlocal calls
        head = "".join(piece + glue for piece, glue in before)
        call = f"{keyword}{first}{target}{second}{{?s ?p ?o}}"
        body = f"{{{head}{call}}}{after}" if nested else f"{head}{call}{after}"
        query = f"{PROLOGUE}SELECT * {{{body}}}"
        if is_call(query):
            calls += 1
            assert refused(query), query

    try_one()
    assert calls > 100  # the engine did understand what it was given


def test_whatever_the_engine_understands_without_a_call_is_let_through() -> None:
    understood = 0
    harmless = st.sampled_from(
        [
            "?service ?p ?o .",
            "?s ex:service ?o .",
            "?s ?p service:x .",
            "?s ?p 'a service <x> { }' .",
            "# SERVICE <urn:x> { ?s ?p ?o }\n",
            "?s ?p '''no service ?x { '''.",
            "?s ?p <http://h/service> .",
            "FILTER(?s < ?service)",
            "FILTER(?o > 3)",
            "GRAPH service:x { ?s ?p ?o }",
            "{ ?s ?p 'it\\'s a service' }",
            "_:service ?p 1 .",
        ]
    )

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(harmless, GLUE), max_size=6))
    def try_one(pieces: list[tuple[str, str]]) -> None:
        nonlocal understood
        body = "".join(piece + glue for piece, glue in pieces)
        query = f"{PROLOGUE}SELECT * {{ {body} }}"
        try:
            Store().query(query)
        except SyntaxError:
            return
        understood += 1
        assert not refused(query), query

    try_one()
    assert understood > 100


@pytest.mark.parametrize(
    "text",
    [
        "'''",
        "'''\\",
        '"""a\n',
        "<",
        "<service#",
        "service ",
        "service#\n",
        "service:a",
        "service <",
        "#",
        "\\u0053",
        "a.",
        "ex:a..",
        "?x<?y>'''service#>",
    ],
)
def test_a_text_made_to_be_slow_is_read_in_a_moment(text: str) -> None:
    long = text * (256 * 1024 // len(text))
    began = time.perf_counter()
    refused(long)
    assert time.perf_counter() - began < 5


LISTED = "https://query.example.org/sparql"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{LISTED}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service Silent<{LISTED}>{{ ?s ?p ?o }} }}",
        rf"SELECT * {{ \u0053ERVICE <{LISTED}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{LISTED}> {{ ?s ?p ?o }} . SERVICE <{LISTED}> {{ ?a ?b ?c }} }}",
    ],
)
def test_a_listed_endpoint_may_be_called_by_its_whole_iri(query: str) -> None:
    assert check_read_only(query, frozenset({LISTED})) is True
    with pytest.raises(QueryError):
        check_read_only(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?e { ?s ?p ?o } }",
        f"PREFIX e: <{LISTED}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{LISTED}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{LISTED.upper()}> {{ ?s ?p ?o }} }}",
        "BASE <https://query.example.org/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        rf"SELECT * {{ SERVICE <{LISTED[:-1]}\u006c> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <{LISTED}> {{ SERVICE <https://e.org/> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_nothing_else_may_be_called_where_an_endpoint_is_listed(query: str) -> None:
    with pytest.raises(QueryError) as refused:
        check_read_only(query, frozenset({LISTED}))
    assert LISTED in str(refused.value.mend)


def test_a_query_that_calls_nobody_says_so() -> None:
    assert check_read_only("ASK { ?s ?p 'SERVICE' }", frozenset({LISTED})) is False
