"""Headlines that say more than their body, aspect by aspect, with the tellings compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad

from reportedly.findings.finding import Finding, nodes, steps
from reportedly.findings.headlines.accounts import Aspect, Excess, excesses
from reportedly.findings.headlines.corpus import Corpus, read_corpus
from reportedly.findings.headlines.reasons import because
from reportedly.findings.rows import Ask
from reportedly.findings.tellings import grouped
from reportedly.findings.trails import Telling
from reportedly.ids import Ids
from reportedly.terms import RP

_PROPERTY: Final[Mapping[Aspect, NamedNode]] = MappingProxyType(
    {
        "tells": RP.tells,
        "saidBy": RP.saidBy,
        "amount": RP.amount,
        "counts": RP.counts,
        "certainty": RP.certainty,
        "modality": RP.modality,
        "relays": RP.relays,
        "purpose": RP.purpose,
    }
)


_WHAT: Final[Mapping[Aspect, str]] = MappingProxyType(
    {
        "tells": "a claim that the body does not tell",
        "saidBy": "on a word that the body does not give",
        "amount": "a number that the body bounds or does not give",
        "counts": "a number of something else",
        "certainty": "surer than the body",
        "modality": "nearer to the deed than the body",
        "relays": "fewer hops from the article than in the body",
        "purpose": "a purpose that the body does not give",
    }
)


def headlines(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each telling of a headline and each aspect in which it says more than the body.

    ``rp:aspect`` is ``rp:tells`` (no telling of the body tells the claim), ``rp:saidBy`` (none on
    the word of whom the headline names), ``rp:amount`` (a number without the body's bound, or none
    of the body's), ``rp:counts``, ``rp:certainty``, ``rp:modality``, ``rp:relays`` (fewer hops) or
    ``rp:purpose``; ``rp:concerns`` names the headline's telling and those that it was compared
    with. `on_its_word` says with which tellings a headline is compared, `excesses` in what.
    """
    corpus = read_corpus(ask, ids)
    in_article = grouped((telling.article, name) for name, telling in corpus.told.tellings.items())
    for article, names in in_article.items():
        body = [name for name in names if corpus.zone.get(name) == "body"]
        for name in names:
            if corpus.zone.get(name) == "headline":
                for excess in _excesses(name, body, corpus):
                    yield from _finding(name, article, excess, names, corpus).quads(ids)


def _excesses(headline: str, body: Sequence[str], corpus: Corpus) -> Iterator[Excess]:
    told = corpus.told
    restated = told.tellings[headline].restates
    claims = {told.claim[each] for each in (headline, *restated)}
    supporting = on_its_word(told.tellings[headline], [told.tellings[name] for name in body])
    related = [t.name for t in supporting if t.name in restated or told.claim[t.name] in claims]
    if not related:  # nobody of the body whom the headline names tells it
        supporting = [told.tellings[name] for name in body]
        related = [name for name in body if told.claim[name] in claims]
        if told.tellings[headline].chain and related:
            yield Excess("saidBy", "", tuple(corpus.accounts[name] for name in related))
    yield from excesses(
        corpus.accounts[headline],
        [corpus.accounts[name] for name in related],
        [corpus.accounts[telling.name] for telling in supporting],
        corpus.above,
    )


def on_its_word(headline: Telling, body: Sequence[Telling]) -> list[Telling]:
    """The tellings of a body that can support a headline: of others, somebody else says it.

    A headline in the article's own voice any telling may support; one that says on whose word it
    tells, only what it restates and what one of its speakers tells or passes on.
    """
    speakers = {hop.speaker for hop in headline.chain}
    return [
        telling
        for telling in body
        if not speakers
        or telling.name in headline.restates
        or not speakers.isdisjoint(hop.speaker for hop in telling.chain)
    ]


def _finding(
    headline: str, article: str, excess: Excess, names: Sequence[str], corpus: Corpus
) -> Finding:
    aspect = excess.aspect
    qualified: tuple[str, ...] = ()
    if aspect in {"amount", "counts"}:
        figures = corpus.accounts[headline].figures
        qualified = next(each.numbers for each in figures if each.words == excess.what)
    elif aspect == "purpose":
        qualified = steps(corpus.ids, excess.what)
    return Finding(
        "headline",
        (*steps(corpus.ids, headline), aspect, *qualified),
        f"The headline of {corpus.name(article)} says more: {_WHAT[aspect]}",
        because(headline, excess, names, corpus),
        (headline, *(each.name for each in excess.against)),
        (
            *nodes(RP.aspect, [_PROPERTY[aspect].value]),
            *nodes(RP.inArticle, [article]),
        ),
    )
