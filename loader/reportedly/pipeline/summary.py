"""What others can see of an entry: its article's text, and which records it uses, and how.

Rules of the scope ``shared`` are asked of the registry, the links, the vocabulary and the
summaries: of each article its class and ``rp:textDigest`` and ``rp:supersedes``, and of all entries
together each predicate with which some node of theirs points at a record. Who points does not
matter to such a rule, so that one nameless user stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from reportedly import vocabularies as v
from reportedly.graph.build import Graphs
from reportedly.graph.context import record_iri
from reportedly.ids import Ids
from reportedly.model.entry import Entry
from reportedly.terms import RP

SUMMARIES: Final = "summaries"


@dataclass(frozen=True, slots=True)
class Summary:
    """One entry as others see it.

    Attributes:
        article: the article's IRI.
        text: the digest of the text that it pins.
        supersedes: the digest of the text that it corrects, if any.
        uses: predicate and record id of each use of a record, a space between, sorted.
        closed: whether the entry names no node inside another article, as it never should.
    """

    article: str
    text: str
    supersedes: str | None
    uses: tuple[str, ...]
    closed: bool

    @property
    def records(self) -> set[str]:
        """The ids of the records that it uses."""
        return {use.partition(" ")[2] for use in self.uses}


def summary_of(entry: Entry, graphs: Graphs, ids: Ids) -> Summary:
    """Sums an entry up from what it says in quads."""
    base, articles = record_iri(ids, "").value, ids.article("").value
    article = ids.article(entry.article.id).value
    own = (article, f"{article}/")
    objects = {
        (quad.predicate.value, quad.object.value)
        for quads in graphs.values()
        for quad in quads
        if isinstance(quad.object, NamedNode)
    }
    abroad = (
        value
        for _, value in objects
        if value.startswith(articles) and value != own[0] and not value.startswith(own[1])
    )
    uses = {f"{p} {value.removeprefix(base)}" for p, value in objects if value.startswith(base)}
    return Summary(
        article,
        entry.article.sha256,
        entry.article.supersedes,
        tuple(sorted(uses)),
        next(abroad, None) is None,
    )


def summary_quads(
    articles: Iterable[tuple[str, str, str | None]], uses: Iterable[str], ids: Ids
) -> Iterator[Quad]:
    """The statements by which rules see entries.

    Args:
        articles: of each its IRI, the digest of its text, and the one that it supersedes.
        uses: predicate and record id of every use.
        ids: how instances are named.
    """
    graph = ids.shared_graph(SUMMARIES)
    for iri, text, supersedes in articles:
        article = NamedNode(iri)
        yield Quad(article, v.RDF_TYPE, RP.Article, graph)
        yield Quad(article, RP.textDigest, Literal(text), graph)
        if supersedes is not None:
            yield Quad(article, RP.supersedes, Literal(supersedes), graph)
    for use in uses:
        predicate, _, record = use.partition(" ")
        yield Quad(graph, NamedNode(predicate), record_iri(ids, record), graph)
