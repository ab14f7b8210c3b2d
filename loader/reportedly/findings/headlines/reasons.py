"""Why a headline says more than its body, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportedly.findings.finding import listed
from reportedly.findings.headlines.accounts import Account, Excess
from reportedly.findings.headlines.corpus import Corpus
from reportedly.terms import RP

_OWN_VOICE: Final = "nobody, in the article's own voice"


def because(headline: str, excess: Excess, names: Sequence[str], corpus: Corpus) -> str:
    """What the headline has, and what each telling that it was compared with has instead.

    Args:
        headline: the headline's telling.
        excess: in what it says more.
        names: all tellings of the article.
        corpus: what is told.
    """
    mine = corpus.accounts[headline]
    match excess.aspect:
        case "tells":
            return _untold(headline, names, corpus)
        case "amount" | "counts":
            return _number(mine, excess, corpus)
        case "certainty":
            said = _compared("tells it as", mine.sureness, excess, corpus, _sureness)
            return " ".join((said, *_disclaimers(excess, corpus)))
        case "modality":
            return _compared("tells it as", mine.modality, excess, corpus, _modality)
        case "relays" | "saidBy":
            chain = _chain(headline, corpus)
            return _compared("has it from", chain, excess, corpus, lambda a: _chain(a.name, corpus))
        case "purpose":
            given = corpus.name(excess.what)
            said = _compared(
                "gives the purpose", given, excess, corpus, lambda a: _purposes(a, corpus)
            )
            return " ".join((said, *_of_other_claims(excess, names, corpus)))


def _compared(
    verb: str, mine: str, excess: Excess, corpus: Corpus, shown: Callable[[Account], str]
) -> str:
    body = listed(f"{shown(each)} ({corpus.place(each.name)})" for each in excess.against)
    return f"The headline {verb}: {mine}. The body {verb}: {body}."


def _untold(headline: str, names: Sequence[str], corpus: Corpus) -> str:
    """That the body does not tell it; what the lead has, and what comes near."""
    told = corpus.told
    claim = told.claim[headline]
    same = {claim, *(told.claim[each] for each in told.tellings[headline].restates)}
    said = [f"No telling of the body tells this claim: {corpus.name(claim)}."]
    lead = [each for each in names if corpus.zone.get(each) == "lead" and told.claim[each] in same]
    if lead:
        said.append(f"The lead alone tells it ({listed(map(corpus.place, lead))}).")
    near = [
        f"{corpus.name(told.claim[each])} ({corpus.accounts[each].modality}, "
        f"{corpus.accounts[each].sureness}, in {corpus.place(each)})"
        for each in names
        if corpus.zone.get(each) in {"lead", "body"} and told.claim[each] not in same
        if _same_deed(claim, told.claim[each], corpus)
    ]
    if near:
        said.append(f"Of the same actor and act the article tells: {listed(near)}.")
    return " ".join(said)


def _same_deed(one: str, other: str, corpus: Corpus) -> bool:
    ways = (RP.agent.value, RP.act.value)
    mine, others = corpus.roles.get(one, {}), corpus.roles.get(other, {})
    return all(way in mine and mine[way] == others.get(way) for way in ways)


def _number(mine: Account, excess: Excess, corpus: Corpus) -> str:
    figure = next(each for each in mine.figures if each.words == excess.what)
    head = f"The headline gives “{figure.words}”, counting {corpus.name(figure.counts)}."
    if not excess.against:
        return f"{head} The body gives no number of it."
    body = [
        f"“{each.words}”, counting {corpus.name(each.counts)} ({corpus.place(teller.name)})"
        for teller in excess.against
        for each in teller.figures
        if each.same_as(figure) or figure.counts in corpus.above(each.counts)
    ]
    return f"{head} The body gives {listed(body)}."


def _disclaimers(excess: Excess, corpus: Corpus) -> list[str]:
    return [
        f"With {corpus.place(each.name)} stands “{words}”"
        for each in excess.against
        for words in corpus.disclaimers.get(each.name, ())
    ]


def _of_other_claims(excess: Excess, names: Sequence[str], corpus: Corpus) -> list[str]:
    """That the body gives the purpose, but of something else."""
    others = [
        f"{corpus.name(corpus.told.claim[each])} ({corpus.place(each)})"
        for each in names
        if corpus.zone.get(each) == "body" and excess.what in corpus.accounts[each].purposes
    ]
    return [f"It gives that purpose of other claims: {listed(others)}."] if others else []


def _sureness(each: Account) -> str:
    weakest = each.certainties.index(each.sureness)
    return f"{each.sureness}, at hop {weakest}" if weakest else each.sureness


def _modality(each: Account) -> str:
    return each.modality


def _chain(telling: str, corpus: Corpus) -> str:
    chain = corpus.told.tellings[telling].chain
    return ", from ".join(corpus.name(hop.speaker) for hop in chain) or _OWN_VOICE


def _purposes(each: Account, corpus: Corpus) -> str:
    return listed(corpus.name(purpose) for purpose in sorted(each.purposes)) or "not stated"
