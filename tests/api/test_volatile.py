"""Which answers may be another the next time: none may be missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from reportedly_api.lexer import is_volatile

VOLATILE = [
    "SELECT (NOW() AS ?t) {}",
    "SELECT (now ( ) AS ?t) {}",
    "SELECT (NoW #why (not)\n() AS ?t) {}",
    "SELECT * { ?s ?p ?o FILTER(?o<NOW()) }",
    "SELECT * { BIND(1+RAND() AS ?x) }",
    "SELECT (UUID() AS ?u) {}",
    "SELECT (STRUUID() AS ?u) {}",
    "SELECT (BNODE() AS ?b) {}",
    'SELECT (BNODE("x") AS ?b) {}',
    r"SELECT (\u004e\u004fW() AS ?t) {}",
    r"SELECT (R\U00000041ND() AS ?t) {}",
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT ?s { ?s ?p ?o } }",
    "CONSTRUCT { _:b ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT{?s ?p [ ?q ?o ]}WHERE { ?s ?p ?o }",
    "CONSTRUCT #{\n { ?s ?p (1 2) } WHERE { ?s ?p ?o }",
    "CONSTRUCT { << ?s ?p ?o >> ?q 1 } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o {| ?q 1 |} } WHERE { ?s ?p ?o }",
    r"CONSTRUCT { \u005f:b ?p ?o } WHERE { ?s ?p ?o }",
    'CONSTRUCT { ?s ?p """ " """ . _:b ?p "" } WHERE { ?s ?p ?o }',
    "CONSTRUCT { ?s ?p '}' . _:b ?p ?o } WHERE { ?s ?p ?o }",
]
STABLE = [
    "SELECT * { ?s ?p ?o }",
    "ASK { ?now ?rand ?uuid }",
    "SELECT * { ?s <urn:now> ?bnode . FILTER(isBLANK(?bnode)) }",
    "SELECT (COUNT(*) AS ?n) { [] ?p _:b }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT FROM <urn:g> WHERE { ?s ?p ?o }",
    'CONSTRUCT { ?s <urn:a_b#(c)> "(x)" ; a ?c } WHERE { ?s a ?c FILTER(?c != <urn:x>) }',
    "DESCRIBE <urn:x>",
]


@pytest.mark.parametrize("query", VOLATILE)
def test_time_chance_fresh_names_and_other_servers_are_found(query: str) -> None:
    assert is_volatile(query)


@pytest.mark.parametrize("query", STABLE)
def test_what_follows_from_the_build_is_not_among_them(query: str) -> None:
    assert not is_volatile(query)


@given(
    st.sampled_from(["NOW", "RAND", "UUID", "STRUUID", "BNODE"]),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.sampled_from(["", " ", "\t\r\n", "# now\n", " #(\r "]),
    st.booleans(),
)
def test_no_spelling_of_a_call_hides_it(
    name: str, lower: list[bool], space: str, escaped: bool
) -> None:
    spelt = "".join(c.lower() if low else c for c, low in zip(name, lower, strict=False))
    if escaped:
        spelt = "".join(f"\\u{ord(c):04x}" for c in spelt)
    assert is_volatile(f"SELECT (1+{spelt}{space}() AS ?x) {{}}")


@pytest.mark.parametrize("template", ["_:b ?p ?o", "[] ?p ?o", "?s ?p [ ?p ?o ]", "?s ?p (1 2)"])
def test_such_templates_do_make_other_names_each_time(template: str) -> None:
    query = f"CONSTRUCT {{ {template} }} WHERE {{ ?s ?p ?o }}"
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o")))
    answers = [store.query(query) for _ in range(2)]
    one, other = ({str(t) for t in a} for a in answers if isinstance(a, QueryTriples))
    assert one != other
    assert is_volatile(query)
