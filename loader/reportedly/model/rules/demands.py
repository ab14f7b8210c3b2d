"""The rules of what an entry owes to what else it says of its article (RP160 to RP193)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

_TWICE: Final = "What stands in one place of the entry and not in another was overlooked in one."
_WAIVE: Final = "or waive it with the reason."

DEMANDS: Final = (
    Rule(
        code="RP160",
        title="Nobody is named whom the report speaks of",
        meaning="The agent or thing of the claim, its event, or a speaker of the chain is denoted "
        "by no naming in the sentence; or the words of an event that the registry knows by none.",
        why="A graph that says who, where no words say so, says more than the text.",
        mend="Add the naming, a pronoun's if need be; tell a claim that the words warrant; "
        + _WAIVE,
        example="# the text prints: He offered grain\nnamings: [{q: Ada Lind, is: ada-lind}]",
    ),
    Rule(
        code="RP161",
        title="Known words without a naming",
        meaning="Words that are a name in the registry, or a naming of the entry elsewhere, or a "
        "name inside a description, are in no naming of their own.",
        why=_TWICE,
        mend="Add the naming: to every place with `every: true`, or to this one; " + _WAIVE,
        example="# the text prints: Norland’s envoy\n"
        "namings: [{q: Norland’s envoy, is: envoy, form: description}]",
    ),
    Rule(
        code="RP162",
        title="What somebody is called is no role",
        meaning="A noun before a person's name, in a person's description, or that means a "
        "person and qualifies another noun in a description, is in no role; or a role of the first "
        "words of a naming is not a role of the whole.",
        why="Roles differ between articles and conflict; one that is left out can do neither.",
        mend="Add the role to the naming, " + _WAIVE,
        example="# the text prints: envoy Ada Lind\nnamings: [{q: Ada Lind, is: ada-lind}]",
    ),
    Rule(
        code="RP163",
        title="A place of nothing",
        meaning="A place or country that a preposition or an infinitive leads to, or a place "
        'after "of", is the place of no report of its sentence, and no part of its claim, chain '
        "or event.",
        why="Where something is told to happen is part of the telling.",
        mend="Add the place to the report or the event that it belongs to, " + _WAIVE,
        example="# the text prints: sends barges to Vell\nreports:\n  - {id: r1, …, place: []}",
    ),
    Rule(
        code="RP164",
        title="Told of one, not of the other that is told alike",
        meaning="Of two reports of one passage, by the same speakers, in the same modality and of "
        "claims alike, one has a time, purpose, place or return that the other has not (who is "
        "sent somewhere is there); or of two sayings in one sentence one has a time; or a time in "
        "the words of an event is not the event's.",
        why=_TWICE,
        mend="Add it to the other; if the words say it of one only, narrow the other's passage; "
        + _WAIVE,
        example="# the text prints: On Monday Norland sent grain and rope\n"
        "reports:\n  - {id: r1, …, event_when: [{q: On Monday, …}]}\n  - {id: r2, …}",
    ),
    Rule(
        code="RP165",
        title="Half of a pair",
        meaning='Of two names joined by "and" or "or", one is the agent or the place of a report, '
        "and the other of none; or one of them has a role that stands beside both.",
        why=_TWICE,
        mend="Add the report or the place of the other, or narrow the passage; " + _WAIVE,
        example="# the text prints: Norland and Vell signed\n"
        "reports:\n  - {id: r1, tells: norland-signs, …}",
    ),
    Rule(
        code="RP166",
        title="A speaker who does not speak",
        meaning="An unnamed source speaks in no chain, or the speaker of a quotation not in that "
        "of its report.",
        why="A hop that is lost makes the words another's.",
        mend="Add the hop to the chain, or drop the source; " + _WAIVE,
        example="unnamed: [{id: pilot, q: a pilot}]\nreports: [{id: r1, …, chain: []}]",
    ),
    Rule(
        code="RP167",
        title="Done for something, to no purpose",
        meaning='"For" stands before a known event, such as a war, and no purpose begins there.',
        why="What somebody offers, sends or buys for a war is told together with its end.",
        mend="Add the purpose to the report, " + _WAIVE,
        example="# the text prints: barges for the Vell war\n"
        "reports:\n  - {id: r1, …, purpose: []}",
    ),
    Rule(
        code="RP168",
        title="An infinitive that nothing tells",
        meaning='An infinitive in a passage, or a verb that "and" joins to one, which no word '
        "directly before it governs, is in no purpose, return or other anchor, nor in the label "
        "of a claim told there.",
        why="What somebody is sent or asked to do is easily taken for told with the sending.",
        mend="Add the purpose to the report, tell the claim that has it, " + _WAIVE,
        example="# the text prints: sends barges to Vell to carry grain\n"
        "reports:\n  - {id: r1, tells: norland-sends-barges, …, purpose: []}",
    ),
    Rule(
        code="RP186",
        title="Of whom it is said is left out",
        meaning="A quotation does not say of whom or of what its words are said, though the claims "
        "of its reports have an agent who is not the speaker.",
        why="Who is spoken of is what readers look a quotation up for.",
        mend="Add `of`, " + _WAIVE,
        example="quotations:\n  - {id: q1, q: generous, kind: cut, in: [r1], by: ada-lind}",
    ),
    Rule(
        code="RP187",
        title="The headline tells it again",
        meaning="A report of the headline tells the claim that one further down tells, or one of "
        "the lead that claim in the same modality, and it restates none of them.",
        why="Told twice in one article it would count as two tellings, and its trail would end "
        "in the headline.",
        mend="Add `restates` with the reports of the body, " + _WAIVE,
        example="# r3 of the body tells grain-is-sent too\n"
        "- {id: r1, at: {zone: headline, …}, tells: grain-is-sent}",
    ),
    Rule(
        code="RP188",
        title="Who takes part, or in what it is said, is left out",
        meaning="Somebody says something in an event of the entry, or a possessive beside its "
        "words has it as somebody's, and he is none of its actors; or somebody who takes part in "
        "an interview, a letter or the like says something in the sentence that tells of it, goes "
        "on with what was said in it, or tells it to somebody, and the hop does not say so.",
        why=_TWICE,
        mend="Add him to `actors`; give the hop `in`, `on` or `to`; " + _WAIVE,
        example="# the text prints: Norland’s last offensive\n"
        "events: [{id: e1, q: offensive, kind: offensive}]",
    ),
    Rule(
        code="RP189",
        title="The event is told of, and not named",
        meaning="A report whose claim is by its act the event of the entry that stands in its "
        "passage, or whose purpose is for an event that the registry knows, has no `event`; or "
        "nothing of the entry is told of an event, said in it or dated by it.",
        why="What is told of an event is found by the event.",
        mend="Add `event` to the report, " + _WAIVE,
        example="# the text prints: to aid in the war\n"
        "reports:\n  - {id: r1, …, purpose: [{q: to aid}]}",
    ),
    Rule(
        code="RP190",
        title="A pronoun without an antecedent",
        meaning="A naming by a pronoun denotes somebody whom no other words name in its "
        "sentence, in the one before, or before it in its paragraph.",
        why=_TWICE + " A pronoun alone says nothing of who is meant.",
        mend="Add the naming of what the pronoun stands for, or correct whom it denotes; " + _WAIVE,
        example="# the text prints: The crew sang. They were late.\n"
        "namings: [{q: They, is: crew, form: description}]",
    ),
    Rule(
        code="RP191",
        title="A clause of time that dates nothing",
        meaning='A clause of time in a passage ("when he met", "comes as", "in response", '
        '"as the world waits") is in no time of the entry.',
        why="When something is told to have happened is often told by what else did.",
        mend="Add the time, relative to the event that the clause tells of, " + _WAIVE,
        example="# the text prints: struck when he met her\n"
        "reports:\n  - {id: r1, …, event_when: []}",
    ),
    Rule(
        code="RP192",
        title="A bound that is no cue",
        meaning='Words directly before a number in a passage that bound or blur it ("up to", '
        '"as high as", "about") are in the words or the cue of no amount or time.',
        why="A number without its bound says more than the text.",
        mend="Add the cue and its bound to the amount, " + _WAIVE,
        example="# the text prints: as many as 12 barges\n"
        'amounts: [{q: "12 barges", value: 12, counts: barge}]',
    ),
    Rule(
        code="RP193",
        title="A request by nobody",
        meaning='A request or an invitation that a passage tells of ("at the request of", "has '
        'invited", "the Norlandish request") is in the initiative of no report.',
        why="Who takes the first step is told in few words, and tellings differ in it.",
        mend="Add the initiative to the report, " + _WAIVE,
        example="# the text prints: sends barges at the request of Vell\n"
        "reports:\n  - {id: r1, tells: norland-sends-barges, …}",
    ),
)
"""What the room `ledger` demands of an entry in which nothing else is wrong."""
