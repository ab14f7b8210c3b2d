"""What the text says of itself, what an editor added, and what is only the page's furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from reportedly.graph.build import EXTERNAL
from reportedly.ids import Ids

if TYPE_CHECKING:
    from tests.loader.conftest import Ask, Said


def test_byline_dateline_and_photo_credit_are_stated_with_their_words(ask: Ask) -> None:
    assert ask("""
        SELECT ?kind ?actor ?name ?words ?zone ?basis WHERE {
          id:article\\/tesk-divers rp:credit ?credit .
          ?credit rp:creditKind ?kind ; rp:basis ?basis .
          OPTIONAL { ?credit rp:credited ?actor }
          OPTIONAL { ?credit rp:creditedName ?name }
          OPTIONAL { ?credit rp:passage ?passage . ?passage rdfs:label ?words ; rp:zone ?zone }
        } ORDER BY ?kind""") == [
        ("rp:credit-author", "oda-fenwick", "", "Oda Fenwick", "rp:zone-byline", "rp:basis-stated"),
        (
            "rp:credit-outlet",
            "saltmarsh-ledger",
            "",
            "The Saltmarsh Ledger",
            "rp:zone-furniture",
            "rp:basis-inferred",
        ),
        (
            "rp:credit-photographer",
            "",
            "Jem Arkwright",
            "Jem Arkwright",
            "rp:zone-byline",
            "rp:basis-stated",
        ),
    ]


def test_a_stated_day_of_publication_and_an_unknown_one(ask: Ask) -> None:
    assert ask("""
        SELECT ?article ?edtf ?earliest ?words ?basis WHERE {
          ?article rp:publishedWhen ?when . ?when rp:edtf ?edtf ; rp:basis ?basis
          OPTIONAL { ?when rp:earliest ?earliest } OPTIONAL { ?when rp:expression ?words }
        } ORDER BY ?article""") == [
        ("article/tesk-divers", "2031-03-14", "2031-03-14", "14 March 2031", "rp:basis-stated"),
        ("article/tesk-short", "XXXX", "", "", "rp:basis-unknown"),
    ]


def test_furniture_yields_nothing_but_itself(ask: Ask) -> None:
    # "Share this story" twice, and the line of the newspaper's own
    assert ask("""
        SELECT ?words (COUNT(?place) AS ?times) WHERE {
          id:article\\/tesk-divers rp:furniture ?place . ?place rdfs:label ?words
        } GROUP BY ?words ORDER BY ?words""") == [
        ("More from … about it", "1"),
        ("Share … 📤", "2"),
    ]
    assert (
        ask("""
        SELECT ?what WHERE {
          ?what rp:passage/rp:zone rp:zone-furniture FILTER NOT EXISTS { ?what a rp:Credit } }
        """)
        == []
    )


def test_zones_tell_headline_byline_lead_and_body_apart(ask: Ask) -> None:
    assert ask("""
        SELECT ?zone (COUNT(DISTINCT ?telling) AS ?tellings) WHERE {
          ?telling a rp:Telling ; rp:inArticle id:article\\/tesk-divers ; rp:passage/rp:zone ?zone
        } GROUP BY ?zone ORDER BY ?zone""") == [
        ("rp:zone-body", "20"),
        ("rp:zone-headline", "1"),
        ("rp:zone-lead", "1"),
    ]


def test_the_editors_graph_holds_what_no_text_says_and_nothing_else(said: dict[str, Said]) -> None:
    def in_editors_graph(name: str) -> set[str]:
        return {
            quad.predicate.value.rpartition("#")[2]
            for graph, quads in said[name].graphs.items()
            if graph.value.endswith("/editor")
            for quad in quads
        }

    credit = {"type", "credit", "creditKind", "basis", "credited", "publishedBy"}
    review = {"reviewState", "annotator"}
    assert in_editors_graph("tesk-divers") == {
        *credit,
        *review,
        "passage",  # of the inferred outlet: its words stand in the furniture
        "restates",
        "mayBe",
        "because",
    }
    assert in_editors_graph("tesk-short") == {
        *credit,
        *review,
        "publishedWhen",
        "inArticle",
        "edtf",
    }


def test_from_the_texts_only_leaves_out_exactly_the_editors_statements(
    islands_store: Store, said: dict[str, Said], ids: Ids
) -> None:
    external = ids.shared_graph(EXTERNAL)
    dropped = [
        graph
        for graph in islands_store.named_graphs()
        if isinstance(graph, NamedNode) and (graph.value.endswith("/editor") or graph == external)
    ]
    everything = set(islands_store)
    from_texts = Store()
    from_texts.extend(everything)
    for graph in dropped:
        from_texts.remove_graph(graph)
    by_editor: set[Quad] = {
        quad
        for each in said.values()
        for graph, quads in each.graphs.items()
        if graph == ids.editor_graph(each.entry.article.id, each.entry.article.sha256)
        for quad in quads
    }
    assert everything - set(from_texts) == by_editor
    for question in ("?s rp:mayBe ?o", "?s rp:restates ?o", "?s rp:publishedBy ?o"):
        query = f"PREFIX rp: <https://w3id.org/reportedly/ns#> ASK {{ {question} }}"
        assert islands_store.query(query, use_default_graph_as_union=True)
        assert not from_texts.query(query, use_default_graph_as_union=True)


def test_each_statement_stands_in_one_graph_only(islands_store: Store) -> None:
    triples = [quad.triple for quad in islands_store]
    assert len(triples) == len(set(triples))
