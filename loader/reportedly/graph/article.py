"""The article itself: its text's digest, its zones, and who published and wrote it when."""

from __future__ import annotations

from pyoxigraph import Literal

from reportedly import vocabularies as v
from reportedly.graph.context import EntryGraph
from reportedly.graph.details import say_edtf
from reportedly.graph.statements import Statements, integer
from reportedly.model.article import Credit
from reportedly.model.places import Lock
from reportedly.terms import RP, Basis, CreditKind, TimeKind, scheme_value


def say_article(graph: EntryGraph, lock: Lock) -> None:
    """The article's own data; what an editor added goes into the editor's graph."""
    say, node, article = graph.stated.say, graph.article, graph.entry.article
    graph.stated.type(node, RP.Article, v.SCHEMA_NEWS_ARTICLE)
    say(node, v.SCHEMA_IN_LANGUAGE, Literal(article.language))
    say(node, RP.textDigest, Literal(article.sha256))
    say(node, RP.textLength, integer(lock.text.length))
    say(node, v.RDFS_LABEL, graph.stated.words(article.headline.q))
    say(node, RP.headline, graph.passage("article.headline", article.headline))
    if article.lead is not None:
        graph.passage("article.lead", article.lead)
    for i, line in enumerate(article.byline, 1):
        graph.passage(f"article.byline.{i}", line)
    for i, notice in enumerate(article.correction, 1):
        graph.passage(f"article.correction.{i}", notice)
    for i, debris in enumerate(article.furniture, 1):
        for place in graph.places(f"article.furniture.{i}"):
            say(node, RP.furniture, graph.passage_at(place, debris))
    for kind, credit in article.credits():
        _say_credit(graph, kind, credit)
    _say_published(graph)
    _say_review(graph)


def _by_basis(graph: EntryGraph, basis: Basis) -> Statements:
    """What the text states belongs to the stated graph; all else is an editor's."""
    return graph.stated if basis == "stated" else graph.editor


def _say_credit(graph: EntryGraph, kind: CreditKind, credit: Credit) -> None:
    statements = _by_basis(graph, credit.ground)
    node = graph.part("credit", kind)
    statements.type(node, RP.Credit)
    statements.say(graph.article, RP.credit, node)
    statements.say(node, RP.creditKind, scheme_value("credit", kind))
    statements.say(node, RP.basis, scheme_value("basis", credit.ground))
    statements.say(node, RP.credited, graph.actor(credit.is_))
    if credit.name is not None:
        statements.say(node, RP.creditedName, Literal(credit.name))
    if credit.anchor is not None:
        statements.say(node, RP.passage, graph.passage(f"article.{kind}", credit.anchor))
    if kind == "outlet":
        statements.say(graph.article, RP.publishedBy, graph.actor(credit.is_))


def _say_published(graph: EntryGraph) -> None:
    published = graph.entry.article.published
    stated = published.ground == "stated"
    statements = _by_basis(graph, published.ground)
    node = graph.part("published")
    statements.type(node, RP.TimeReference)
    statements.say(graph.article, RP.publishedWhen, node)
    statements.say(node, RP.inArticle, graph.article)
    statements.say(node, RP.basis, scheme_value("basis", published.ground))
    if published.anchor is not None:
        statements.say(node, RP.passage, graph.passage("article.published", published.anchor))
        statements.say(node, RP.expression, graph.stated.words(published.anchor.q))
    if published.ground != "unknown":
        kind: TimeKind = "partial" if "X" in published.edtf else "absolute"
        statements.say(node, RP.timeKind, scheme_value("time", kind))
    say_edtf(graph, node, published.edtf, stated=stated)


def _say_review(graph: EntryGraph) -> None:
    entry, say = graph.entry, graph.editor.say
    say(graph.article, RP.reviewState, scheme_value("review", entry.review))
    for annotator in entry.annotators:
        say(graph.article, RP.annotator, Literal(annotator))
    if entry.article.supersedes is not None:
        say(graph.article, RP.supersedes, Literal(entry.article.supersedes))
