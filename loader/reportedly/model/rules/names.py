"""The rules of names and ids: what stands for what, in registry and entry (RP12x, RP13x)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

NAMES: Final = (
    Rule(
        code="RP121",
        title="A record's id is taken, or unlike its file's name",
        meaning="Two records have one id, or a record's file is not named after its id.",
        why="One id names one record, whatever its kind; and two pull requests that add the same "
        "record collide in the file, where it is seen.",
        mend="Name the file after the id, or choose another id.",
        example="# registry/actors/ada.yaml\nid: ada-lind",
    ),
    Rule(
        code="RP122",
        title="Two records share a name",
        meaning="A label or alias of one actor, outlet or location is also a name of another.",
        why="If they are one, what is said of it falls apart; if two, they are mixed up.",
        mend="Merge them; or say in one of them that they are two, with `distinct_from` and why.",
        example="# registry/actors/vell.yaml\nlabel: {en: Vell}\n"
        "# registry/locations/vell-town.yaml\naliases: {en: [Vell]}",
    ),
    Rule(
        code="RP130",
        title="The registry has no such record",
        meaning="An id names a record that is not in the registry.",
        why="A telling of a claim that is nowhere defined cannot be compared with another.",
        mend="Take the id that is suggested, or add the record.",
        example="tells: norland-offer-grain",
    ),
    Rule(
        code="RP131",
        title="The entry has no such part",
        meaning="A local id names no report, quotation, event, time, amount or source here.",
        why="Local ids hold within one entry only; another entry's parts cannot be named.",
        mend="Take the id that is suggested, or add the part.",
        example="restates: [r33]",
    ),
    Rule(
        code="RP132",
        title="The id names something of another kind",
        meaning="The id is known, but what it names cannot stand here.",
        why="A place does not speak, and a role is not counted.",
        mend="Take an id of one of the kinds that the message names.",
        example="chain: [{by: port-vell, cue: {q: said}, certainty: stated}]   # a location",
    ),
    Rule(
        code="RP133",
        title="A local id is given twice",
        meaning="Two parts of one entry have the same id, or one is called `published`; or two "
        "namings have the very same words.",
        why="Local ids, and the places of namings, become part of an IRI; `published` is kept for "
        "the day of publication.",
        mend="Choose another id for one of the two; drop one naming, or name with `could_be`.",
        example="reports: [{id: r1, …}, {id: r1, …}]",
    ),
    Rule(
        code="RP134",
        title="The quoted speaker does not speak there",
        meaning="A quotation's speaker is in the chain of none of the reports it stands in, or a "
        "label (scare quotes) has a speaker.",
        why="Whose words they are is read off the chain; a label is the article's own distance.",
        mend="Add the hop to the chain, correct `by`, or leave `by` out of a label.",
        example="quotations:\n  - {id: q1, q: generous, kind: label, in: [r1], by: ada-lind}",
    ),
    Rule(
        code="RP135",
        title="A record is linked twice",
        meaning="One record is linked to two items of Wikidata, or one item to two records.",
        why="A link says that both are the same; two links would make two records one.",
        mend="Keep the link that the evidence supports.",
        example="links:\n  - {id: norland, wikidata: Q999999901, evidence: …}\n"
        "  - {id: norland, wikidata: Q999999902, evidence: …}",
    ),
)
"""What the room `registry` finds."""
