"""The quotations of a build, as far as they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportedly.findings.drift.recurring import Quoted
from reportedly.findings.drift.wording import Wording
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import grouped
from reportedly.terms import scheme_value

_QUOTATIONS: Final = """SELECT ?quotation ?article ?words ?kind WHERE {
  ?quotation a rp:Quotation ; rp:inArticle ?article ; rp:words ?words ; rp:quotationKind ?kind .
}"""
_SPOKEN: Final = """SELECT ?quotation ?speaker ?hop WHERE {
  ?quotation rp:spokenIn ?hop . ?hop rp:saidBy ?speaker .
}"""
_CONTINUES: Final = "SELECT ?quotation ?before WHERE { ?quotation rp:continues ?before }"

_LABEL: Final = scheme_value("quotation", "label").value


def read_quoted(ask: Ask) -> dict[str, Quoted]:
    """Every quotation, by its name."""
    spoken = rows(ask, _SPOKEN)
    speakers = grouped((quotation, speaker) for quotation, speaker, _ in spoken)
    pieces = [(quotation, hop) for quotation, _, hop in spoken]
    pieces += [(quotation, before) for quotation, before in rows(ask, _CONTINUES)]
    utterance = _utterances(pieces)
    return {
        name: Quoted(
            name,
            article,
            Wording.of(words),
            kind == _LABEL,
            frozenset(speakers.get(name, ())),
            utterance.get(name, ""),
        )
        for name, article, words, kind in rows(ask, _QUOTATIONS)
    }


def _utterances(pieces: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each quotation a name of what it is a piece of: by its hop, or by what it continues."""
    joined: dict[str, set[str]] = {}
    for one, other in pieces:
        together = joined.get(one, {one}) | joined.get(other, {other})
        joined.update(dict.fromkeys(together, together))
    return {piece: min(together) for piece, together in joined.items()}
