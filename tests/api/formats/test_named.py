"""Naming a graph on the way out gives what a parser reads as that graph's statements."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.formats.named import InQuads, InTriG

GRAPH = ox.NamedNode("https://example.org/graph")
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
PREDICATE = ox.NamedNode("https://example.org/says")


def triples(words: list[str]) -> list[ox.Triple]:
    return [
        ox.Triple(ox.NamedNode(f"https://example.org/{i}"), PREDICATE, ox.Literal(said))
        for i, said in enumerate(words)
    ]


@given(
    words=st.lists(WORDS | st.sampled_from([" .\n", '" .', "<x> .\n\n", "} {"])),
    size=st.integers(1, 60),
)
@pytest.mark.parametrize(
    ("naming", "written", "read"),
    [
        (InQuads, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS),
        (InTriG, ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG),
    ],
)
def test_every_statement_gets_the_graph_however_the_bytes_are_cut(
    naming: type[InQuads | InTriG],
    written: ox.RdfFormat,
    read: ox.RdfFormat,
    words: list[str],
    size: int,
) -> None:
    given = triples(words)
    data = ox.serialize(given, format=written) or b""
    out = io.BytesIO()
    with naming(out, GRAPH) as sink:
        for start in range(0, len(data), size):
            assert sink.write(data[start : start + size]) == len(data[start : start + size])
        sink.flush()
    told = list(ox.parse(out.getvalue(), read))
    assert told == [ox.Quad(t.subject, t.predicate, t.object, GRAPH) for t in given]
