"""What holds of every statement of a build: named, typed, under its base, tied to its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from reportedly.errors import InputError
from reportedly.graph.build import ONTOLOGY, entry_graphs
from reportedly.graph.origins import key_of, origins
from reportedly.graph.statements import Statements, duration, number, smallest_unit
from reportedly.ids import Ids
from reportedly.model.places import Lock
from reportedly.model.words import digest, fold
from reportedly.parse.strict_yaml import read_yaml
from reportedly.terms import NAMESPACE
from reportedly.vocabularies import (
    OA_END,
    OA_EXACT,
    OA_HAS_END_SELECTOR,
    OA_HAS_SELECTOR,
    OA_HAS_START_SELECTOR,
    OA_START,
    RDF_TYPE,
)

if TYPE_CHECKING:
    from tests.loader.conftest import Ask, Islands, Said

ARTICLES = ("tesk-divers", "tesk-short")


@pytest.fixture(scope="module")
def quads(islands_store: Store, ids: Ids) -> list[Quad]:
    """Gives all statements but those of the vocabulary."""
    ontology = ids.shared_graph(ONTOLOGY)
    return [quad for quad in islands_store if quad.graph_name != ontology]


def named(nodes: Iterable[object]) -> set[NamedNode]:
    found = {node for node in nodes if isinstance(node, NamedNode)}
    assert found == set(nodes)
    return found


def test_nothing_is_a_blank_node(quads: list[Quad]) -> None:
    assert {type(quad.subject) for quad in quads} == {NamedNode}
    assert {type(quad.object) for quad in quads} == {NamedNode, Literal}
    assert {type(quad.graph_name) for quad in quads} == {NamedNode}


def test_every_node_has_a_type(quads: list[Quad]) -> None:
    typed = {quad.subject for quad in quads if quad.predicate == RDF_TYPE}
    assert {quad.subject for quad in quads} - typed == set()


def test_every_instance_lies_under_the_base_and_what_is_pointed_to_is_there(
    quads: list[Quad], ids: Ids
) -> None:
    subjects = named({quad.subject for quad in quads})
    assert {s for s in subjects if not s.value.startswith(ids.base)} == set()
    pointed_to = {
        quad.object
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ids.base)
    }
    assert pointed_to - subjects == set()


def test_every_term_of_ours_is_in_the_vocabulary(
    islands_store: Store, quads: list[Quad], ids: Ids
) -> None:
    defined = {
        quad.subject
        for quad in islands_store.quads_for_pattern(None, None, None, ids.shared_graph(ONTOLOGY))
    }
    used = {
        term
        for quad in quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(NAMESPACE)
    }
    assert len(used) > 100
    assert used - defined == set()


@pytest.mark.parametrize("name", ARTICLES)
def test_every_passage_selects_exactly_its_words(
    name: str, said: dict[str, Said], islands: Islands
) -> None:
    text = islands.text(name)
    passages = _passages(said[name])
    assert len(passages) > 10
    for start, end, whole, ends in passages:
        words = text[start:end]
        if ends is None:
            assert fold(words) == fold(whole)
        else:
            assert fold(words).startswith(fold(ends[0]))
            assert fold(words).endswith(fold(ends[1]))


def _passages(said: Said) -> list[tuple[int, int, str, tuple[str, str] | None]]:
    """Start, end and words of each passage, or the words of its two ends, read off the graph."""
    values: dict[tuple[NamedNode, NamedNode], list[NamedNode | Literal]] = {}
    for quads in said.graphs.values():
        for quad in quads:
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode | Literal)
            values.setdefault((quad.subject, quad.predicate), []).append(quad.object)

    def one(node: NamedNode, predicate: NamedNode) -> str:
        (value,) = values[node, predicate]
        return value.value

    found: list[tuple[int, int, str, tuple[str, str] | None]] = []
    for (_, predicate), selectors in values.items():
        if predicate != OA_HAS_SELECTOR:
            continue
        nodes = [node for node in selectors if isinstance(node, NamedNode)]
        (place,) = (node for node in nodes if (node, OA_START) in values)
        start, end = int(one(place, OA_START)), int(one(place, OA_END))
        for node in nodes:
            if (node, OA_EXACT) in values:
                found.append((start, end, one(node, OA_EXACT), None))
            elif (node, OA_HAS_START_SELECTOR) in values:
                head = NamedNode(one(node, OA_HAS_START_SELECTOR))
                tail = NamedNode(one(node, OA_HAS_END_SELECTOR))
                found.append((start, end, "", (one(head, OA_EXACT), one(tail, OA_EXACT))))
    return found


def test_offsets_count_code_points_beyond_the_basic_plane_too(ask: Ask, islands: Islands) -> None:
    # the last line stands after two 📤, each one code point, but two UTF-16 units and four bytes
    text = islands.text()
    ((start, digest_told),) = ask("""
        SELECT ?start ?digest WHERE {
          id:article\\/tesk-divers rp:furniture ?passage .
          ?passage rdfs:label "More from … about it"@en ; oa:hasSelector/oa:start ?start ;
            rp:passageDigest ?digest }""")
    assert text[int(start) :].startswith("More from The Saltmarsh Ledger")
    assert digest_told == digest(text[int(start) :].rstrip("\n"))


def test_a_space_that_does_not_break_is_a_space(ask: Ask, islands: Islands) -> None:
    ((start, end),) = ask("""
        SELECT ?start ?end WHERE {
          ?quantity rdfs:label "2.5 million crowns"@en ; rp:passage/oa:hasSelector ?position .
          ?position oa:start ?start ; oa:end ?end }""")
    assert islands.text()[int(start) : int(end)] == "2.5\u00a0million crowns"


@pytest.mark.parametrize("name", ARTICLES)
def test_every_node_of_an_entry_leads_back_to_a_place_in_its_file(
    name: str, said: dict[str, Said], islands: Islands, ids: Ids
) -> None:
    each, file = said[name], islands.entry(name)
    _, source, _ = read_yaml(file.read_bytes(), file)
    found = origins(each.entry, each.lock, ids)
    subjects = named({quad.subject for quads in each.graphs.values() for quad in quads})
    assert subjects - set(found) == set()
    for node in subjects & set(found):
        assert found[node] in source.values, node.value


def test_what_a_predicate_says_leads_back_to_its_key(
    said: dict[str, Said], islands: Islands, ids: Ids
) -> None:
    each, file = said["tesk-divers"], islands.entry()
    _, source, _ = read_yaml(file.read_bytes(), file)
    found = origins(each.entry, each.lock, ids)
    lines = file.read_text(encoding="utf-8").splitlines()
    for node, predicate, words in (
        ("report/r8", "modality", "planned"),
        ("report/r7/hop/3", "certainty", "claimed"),
        ("quotation/q3", "saidOf", "[boat-crews]"),
        ("report/r2/amount/1", "bound", "at-most"),
        ("report/r18/amount/1", "partOf", "members"),
    ):
        path = (
            *found[ids.part("tesk-divers", *node.split("/"))],
            *key_of(NamedNode(NAMESPACE + predicate)),
        )
        assert path in source.values
        at = source.values[path]
        assert lines[at.line - 1][at.column - 1 : at.end_column - 1] == words


def test_a_lock_without_a_place_is_an_error_that_names_it(said: dict[str, Said], ids: Ids) -> None:
    each = said["tesk-short"]
    places = {key: at for key, at in each.lock.places.items() if key != "reports.r1.at"}
    lacking = Lock(each.lock.entry, each.lock.text, places, each.lock.specs)
    with pytest.raises(InputError, match=r"no place for reports\.r1\.at"):
        entry_graphs(each.entry, lacking, ids)


def _after_a_store(value: Literal | None) -> Literal:
    assert value is not None
    graph = Statements(NamedNode("urn:g"))
    graph.say(NamedNode("urn:s"), NamedNode("urn:p"), value)
    store = Store()
    store.extend(graph)
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object


@given(st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=6))
def test_a_number_comes_back_from_a_store_as_it_went_in(value: int) -> None:
    assert _after_a_store(number(value)) == number(value)


@given(
    st.sampled_from(["", "-"]),
    st.one_of(
        st.integers(0, 500).map("P{}W".format),
        st.tuples(*[st.integers(0, 500)] * 3).map(lambda n: "P{}Y{}M{}D".format(*n)),
    ),
)
def test_a_length_of_time_comes_back_from_a_store_as_it_went_in(sign: str, period: str) -> None:
    assert _after_a_store(duration(sign + period)) == duration(sign + period)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("P0W", "Week"), ("P0D", "Day"), ("P0Y", "Year"), ("-P7D", "Day"), ("-P1W", "Week"),
     ("P1Y6M", "Month"), ("P18M", "Month"), ("P1Y2M3D", "Day")],
)  # fmt: skip
def test_the_smallest_unit_is_kept_beside_a_length(written: str, unit: str) -> None:
    assert smallest_unit(written) == NamedNode(f"http://www.w3.org/2006/time#unit{unit}")
    assert smallest_unit(None) is None


@pytest.mark.parametrize(
    ("written", "said_as"),
    [
        ("P2W", "P14D"),
        ("-P1W", "-P7D"),
        ("P0D", "PT0S"),
        ("P0W", "PT0S"),
        ("P18M", "P1Y6M"),
        ("P5M", "P5M"),
        ("-P1Y2M3D", "-P1Y2M3D"),
    ],
)
def test_weeks_are_days_and_months_carry_over(written: str, said_as: str) -> None:
    literal = duration(written)
    assert literal is not None
    assert literal.value == said_as
