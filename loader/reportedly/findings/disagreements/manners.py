"""How the tellings of one claim present it: with which certainty, and as what (modality)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.findings.disagreements.disagreement import (
    Scene,
    disagreement,
    place_of,
    read_scenes,
)
from reportedly.findings.finding import Finding, listed, steps
from reportedly.findings.rows import Ask, rows
from reportedly.findings.tellings import Told, grouped
from reportedly.ids import Ids
from reportedly.terms import RP, scheme_value

_MANNERS: Final = """SELECT ?claim ?telling ?certainty ?modality ?passage WHERE {
  ?telling a rp:Telling ; rp:tells ?claim ; rp:certainty ?certainty ; rp:modality ?modality ;
    rp:passage ?passage .
}"""
_DENIED: Final = scheme_value("modality", "denied").value


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one telling presents its claim."""

    claim: str
    telling: str
    certainty: str
    modality: str
    passage: str


def manners(ask: Ask, told: Told, ids: Ids) -> Iterator[Finding]:
    """A finding for each claim told with several certainties, and for each with several modalities.

    Certainties never conflict. A denial conflicts with any other telling, unless the two are not
    told of the same time (what both leave unsaid is the same), or each of another place.
    """
    scenes = read_scenes(ask)
    them = grouped((row[0], _Manner(*row)) for row in rows(ask, _MANNERS))
    for claim, those in them.items():
        sure = grouped((each.certainty, each) for each in those)
        if len(sure) > 1:
            verdict = "They differ; to be less sure of it is no conflict."
            yield _finding("certainty", claim, sure, verdict, told, ids)
        as_what = grouped((each.modality, each) for each in those)
        if len(as_what) > 1:
            conflicts, verdict = _denials(as_what, scenes, ids)
            yield _finding("modality", claim, as_what, verdict, told, ids, conflicting=conflicts)


def _denials(
    as_what: Mapping[str, Sequence[_Manner]], scenes: Mapping[str, Scene], ids: Ids
) -> tuple[bool, str]:
    denied = as_what.get(_DENIED, ())
    if not denied:
        return False, "They differ, and nobody denies it: nothing conflicts."
    others = [each for modality, those in as_what.items() if modality != _DENIED for each in those]
    pairs = [
        f"{place_of(ids, denial.telling)} and {place_of(ids, other.telling)}"
        for denial in denied
        for other in others
        if _of_one_scene(scenes.get(denial.telling, Scene()), scenes.get(other.telling, Scene()))
    ]
    if pairs:
        return True, f"A denial conflicts with what it denies: {listed(pairs)}."
    return False, "They differ; what is denied is not told of the same time and place."


def _of_one_scene(denial: Scene, other: Scene) -> bool:
    anywhere = not denial.places or not other.places
    return denial.times == other.times and (anywhere or denial.places == other.places)


def _finding(
    aspect: str,
    claim: str,
    by_value: Mapping[str, Sequence[_Manner]],
    verdict: str,
    told: Told,
    ids: Ids,
    *,
    conflicting: bool = False,
) -> Finding:
    values = sorted(by_value)
    said = "; ".join(
        f"{told.name(value, ids)} by {listed(place_of(ids, each.telling) for each in like)}"
        for value, like in sorted(by_value.items())
    )
    those = [each for value in values for each in by_value[value]]
    certain = aspect == "certainty"
    return disagreement(
        (aspect, *steps(ids, claim)),
        f"{'Certainties' if certain else 'Modalities'} that differ: {told.name(claim, ids)}",
        f"It is told as {said}. {verdict}",
        aspect=RP.certainty if certain else RP.modality,
        conflicting=conflicting,
        concerns=(claim, *(each.telling for each in those)),
        values=values,
        passages=(each.passage for each in those),
    )
