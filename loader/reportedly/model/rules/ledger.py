"""The rules of the ledger: what an entry leaves out of its article must be waived (RP14x)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

_WHY: Final = (
    "What an entry leaves out and what its reader overlooked look alike: only a waiver tells them "
    "apart."
)
_WAIVE: Final = "or waive it with the reason."

LEDGER: Final = (
    Rule(
        code="RP140",
        title="A quotation is left out",
        meaning="Words in quotation marks are in no quotation of the entry.",
        why=_WHY,
        mend=f"Add the quotation, in full and without the marks, {_WAIVE}",
        example="# the text prints: a “generous” offer\nquotations: []",
    ),
    Rule(
        code="RP141",
        title="A number is left out",
        meaning="A number of the text is in no amount, time expression or name of the entry.",
        why=_WHY,
        mend=f"Add it to the amounts of the report that tells it, {_WAIVE}",
        example="# the text prints: twelve barges of grain\nreports:\n  - {id: r1, …, amounts: []}",
    ),
    Rule(
        code="RP142",
        title="A time expression is left out",
        meaning="A date, time, duration or event-relative phrase is no time of the entry.",
        why=_WHY,
        mend="Add it where it belongs: `when` of the hop (the saying), `event_when` of the report "
        f"(what is told), `times`; {_WAIVE}",
        example="# the text prints: Norland offered grain last week\n"
        "reports:\n  - {id: r1, …, event_when: []}",
    ),
    Rule(
        code="RP143",
        title="A name is left out",
        meaning="Of a capitalised name, some words are in no naming, role or credit of the entry.",
        why=_WHY,
        mend=f"Add the naming, or the role in it; {_WAIVE}",
        example="# the text prints: Mayor Ada Lind\nnamings:\n  - {q: Ada Lind, is: ada-lind}",
    ),
    Rule(
        code="RP144",
        title="A reporting cue is left out",
        meaning='A word of saying, or an adverb of certainty ("clearly"), is the cue of no hop, '
        "report, unnamed source or disclaimer.",
        why=_WHY + " A cue that is overlooked is a speaker who is overlooked.",
        mend=f"Add the hop whose cue it is, {_WAIVE}",
        example="# the text prints: Lind said that Vell alleged …\n"
        "chain:\n  - {by: ada-lind, cue: {q: said}, certainty: stated}",
    ),
    Rule(
        code="RP145",
        title="A sentence is left out",
        meaning="More than three words running of a sentence stand in the passage of no report.",
        why=_WHY,
        mend=f"Add the report of what it tells, widen the passage of one that tells it, {_WAIVE}",
        example="# the text prints: Norland offers grain. The harbour is closed.\n"
        "reports:\n  - {id: r1, at: {q: Norland offers grain.}, …}",
    ),
    Rule(
        code="RP146",
        title="A waiver that waives nothing",
        meaning="Where the waiver stands the ledger finds nothing of its kind, or an anchor covers "
        "it already.",
        why="A waiver that is not needed hides what is later overlooked in the same words.",
        mend="Drop the waiver, or correct its kind or its words.",
        example="waivers:\n  - {q: no one, kind: number, because: misdetected}",
    ),
    Rule(
        code="RP147",
        title="A description is left out",
        meaning='A noun in small letters describes a person or a group in particular ("the '
        'colonel", "his forces", "Norlandish sailors"), or a "we" is quoted, and no naming, '
        "source, amount or event of the entry has the words.",
        why=_WHY + " Who is described rather than named is overlooked most easily.",
        mend=f"Add the naming that says who is meant, {_WAIVE}",
        example="# the text prints: the colonel\nnamings:\n  - {q: Ada Lind, is: ada-lind}",
    ),
    Rule(
        code="RP148",
        title="A purpose is left out",
        meaning='An infinitive of purpose, or a phrase such as "in retaliation", is the purpose or '
        "return of no report, and no report begins with it.",
        why=_WHY,
        mend=f"Add the purpose to the report of what is done for it, {_WAIVE}",
        example="# the text prints: sends barges to feed Vell\n"
        "reports:\n  - {id: r1, …, purpose: []}",
    ),
    Rule(
        code="RP149",
        title="A status is left out",
        meaning='A compound of a name ("Norland-held", "pro-Norland"), or what somebody is '
        'recognised as or declared ("recognised as independent"), is in no role.',
        why=_WHY + " Whose side something is on is often told in one such word.",
        mend=f"Add the role to the naming of what the compound describes, {_WAIVE}",
        example="# the text prints: Norland-held Vell\nnamings:\n  - {q: Vell, is: vell}",
    ),
    Rule(
        code="RP169",
        title="A pronoun is left out",
        meaning='A pronoun of the third person ("he", "their", but not an empty "it") is in no '
        "naming, source, event or initiative of the entry.",
        why="Most of what is told of somebody is told of a pronoun.",
        mend=f"Add the naming that says who is meant, with `could_be` where it is open, {_WAIVE}",
        example="# the text prints: They sail at dawn\nnamings:\n  - {q: the crew, is: crew}",
    ),
)
"""What the room `ledger` finds."""
