"""Roles that the articles give to one actor, location or event, and that are not the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportedly.findings.disagreements.disagreement import disagreement
from reportedly.findings.disagreements.registered import read_registered
from reportedly.findings.finding import Finding, listed, steps
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told, grouped
from reportedly.ids import Ids
from reportedly.terms import RP

_ROLES: Final = """SELECT ?who ?article ?role ?words ?naming ?passage WHERE {
  ?naming rp:denotes ?who ; rp:inArticle ?article ; rp:roleGiven ?role ; rp:roleWords ?passage .
  ?passage rdfs:label ?words .
}"""


@dataclass(frozen=True, slots=True)
class _Role:
    """One role, as one naming gives it."""

    who: str
    article: str
    role: str
    words: str
    naming: str
    passage: str


def roles(ask: Ask, told: Told, ids: Ids) -> Iterator[Finding]:
    """A finding for each that several articles describe, and not all alike.

    Roles within one article make a finding only if they conflict. They conflict only if the
    registry lists them as disjoint.
    """
    registered = read_registered(ask)
    for who, given in grouped((row[0], _Role(*row)) for row in rows(ask, _ROLES)).items():
        articles = grouped((each.article, each) for each in given)
        by_article = {frozenset(each.role for each in those) for those in articles.values()}
        values = sorted({each.role for each in given})
        disjoint = registered.disjoint(values)
        if len(by_article) < 2 and not disjoint:
            continue
        said = listed(
            f"{listed(dict.fromkeys(f'“{each.words}”' for each in those))} "
            f"({'/'.join(steps(ids, article))})"
            for article, those in articles.items()
        )
        yield disagreement(
            ("role", *steps(ids, who)),
            f"Descriptions that differ: {told.name(who, ids)}",
            f"{told.name(who, ids)} is described as {said}. "
            f"{registered.verdict(disjoint, told, ids)}",
            aspect=RP.roleGiven,
            conflicting=bool(disjoint),
            concerns=(who, *(each.naming for each in given)),
            values=values,
            passages=(each.passage for each in given),
        )
