"""A slice answers every pattern as rdflib's own graph does."""

from __future__ import annotations

from itertools import product

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Literal, URIRef

from reportedly.validate.slice_graph import SliceGraph

NODES = [URIRef(f"https://example.org/{name}") for name in "abc"]
OBJECTS = [*NODES, Literal("a"), Literal("a", lang="en"), Literal("1", datatype=RDF.value)]
NODE = st.sampled_from(NODES)
TRIPLES = st.lists(st.tuples(NODE, NODE, st.sampled_from(OBJECTS)), max_size=20)


@given(TRIPLES)
def test_a_slice_answers_every_pattern_as_a_graph_does(
    triples: list[tuple[URIRef, URIRef, rdflib.term.Node]],
) -> None:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(triple)
    slice_ = SliceGraph(triples)
    assert len(slice_) == len(graph)
    for pattern in product([*NODES, None], [*NODES, None], [*OBJECTS, None]):
        assert sorted(slice_.triples(pattern)) == sorted(graph.triples(pattern))
        assert (pattern in slice_) == (pattern in graph)
        subject, predicate, object_ = pattern
        assert set(slice_.objects(subject, predicate)) == set(graph.objects(subject, predicate))
        assert set(slice_.subjects(predicate, object_)) == set(graph.subjects(predicate, object_))


def test_a_slice_only_grows() -> None:
    with pytest.raises(TypeError, match="only grows"):
        SliceGraph().remove((None, None, None))
