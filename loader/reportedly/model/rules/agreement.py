"""The rules of what an entry makes of words, held against the words (RP170 to RP199)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

_WHY: Final = "A value that another reader of the same words would not give is a slip of the hand."

AGREEMENT: Final = (
    Rule(
        code="RP170",
        title="The form does not fit the words",
        meaning="The words of a naming cannot have the form that is given: a name, spelling, "
        "abbreviation, adjective, metonym or description; or none of them is in a known name.",
        why=_WHY + " Names that point to somebody else move what is told from one to another.",
        mend="Give the form that the words have, correct `is`, or add the name to the record.",
        example="namings: [{q: the colonel, is: ada-lind}]   # the form is left out: a name",
    ),
    Rule(
        code="RP171",
        title="The certainty does not fit the cue",
        meaning="The cue has words of another certainty, or none of claiming, alleging, estimating "
        "or not knowing where the certainty is one of these.",
        why=_WHY,
        mend="Give the certainty that the cue makes, or quote the words that make this one.",
        example="chain: [{by: ada-lind, cue: {q: said}, certainty: alleged}]",
    ),
    Rule(
        code="RP172",
        title="The words name another concept or claim",
        meaning="What is counted, a role, a purpose, a return or a kind of event is called by the "
        "name of another concept, and by no word of the one given; or a known event is of another "
        "kind; or all words of another claim of the registry stand in the passage of a report, "
        "and hardly one of the claim that it tells.",
        why=_WHY,
        mend="Take the concept or claim that the words name; or add the words to the aliases of "
        "this one.",
        example="amounts: [{q: 400 sailors, value: 400, counts: barge}]",
    ),
    Rule(
        code="RP173",
        title="The same words are read in two ways",
        meaning="The very same words of the text have one value in one report, and another in "
        "another: a time, an amount, a purpose, a place; or a cue two speakers; or a speaker is "
        "several in one hop and one in another.",
        why="Words that stand once in the text mean one thing there.",
        mend="Give both the same value; quote more words where they mean two things.",
        example="# both of the one “on Saturday” of the text\n"
        "when: {q: on Saturday, relative_to: published, weekday: 6}\n"
        "when: {q: on Saturday, relative_to: published, weekday: 7}",
    ),
    Rule(
        code="RP174",
        title="The words do not name the place or the party",
        meaning="No naming in the words of a place or an initiative denotes what they are to "
        "give; or an event's party is named in no sentence of it, or has no part in it.",
        why=_WHY,
        mend="Correct `is`, `actors` or `place`, quote the words that name it, or add the naming.",
        example="place: [{q: in Vell, is: norland}]",
    ),
    Rule(
        code="RP175",
        title="The quotation is of another kind, or of nobody",
        meaning="The quoted words are no whole sentence and said to be one, or the other way "
        "round; or nobody says them; or they are said of somebody who is not spoken of.",
        why=_WHY,
        mend="Give the kind that the words have, the speaker, and of whom they are said.",
        example="quotations: [{id: q1, q: generous, kind: direct, in: [r1], by: ada-lind}]",
    ),
    Rule(
        code="RP176",
        title="The time is counted from elsewhere",
        meaning="Words that count from the day of writing are relative to something else, run the "
        "other way, or name another weekday; or the words say no time.",
        why=_WHY,
        mend="Give what the words count from, and which way; quote the words that say the time.",
        example="when: {q: last week, relative_to: published, shift: P1W}",
    ),
    Rule(
        code="RP177",
        title="The cue has no word of saying",
        meaning="In the cue of a hop stands no verb, and no other word of reporting.",
        why="A hop is an utterance; without a word that makes it one, nobody said anything.",
        mend="Quote the words that say so.",
        example="chain: [{by: ada-lind, cue: {q: Vell}, certainty: stated}]",
    ),
    Rule(
        code="RP178",
        title="Nothing tells it that way",
        meaning="The passage has no word of planning, offering, denying, doing … as the modality "
        "says; headlines, which leave words out, are not held to it.",
        why=_WHY + " Offered, planned and done are told apart by nothing but these words.",
        mend="Give the modality that the words have, or widen the passage to the words that do.",
        example="# the text prints: Norland has barges.\nmodality: denied",
    ),
    Rule(
        code="RP179",
        title="The event is far away",
        meaning="Of the event that a report is about, or a time is relative to, no words stand in "
        "the paragraph.",
        why=_WHY,
        mend="Name the event that the passage is about, or leave it out.",
        example="event: harvest   # its words stand in another paragraph",
    ),
    Rule(
        code="RP180",
        title="The purpose is nothing to be done",
        meaning="The words of a purpose open with a name or a number: with no verb, and no word "
        "such as “to” or “for” that leads to one.",
        why=_WHY,
        mend="Quote the words that say what it is done for.",
        example="purpose: [{q: Norland, is: aid}]",
    ),
    Rule(
        code="RP181",
        title="The words are no phrase",
        meaning="The words of a naming, a source, an event, a purpose, a place, a return or an "
        "initiative break off after an article, a preposition, a conjunction or an auxiliary, or "
        "begin in the middle; they hold nothing that could be meant, or open with a verb where "
        "somebody should be denoted; or a cue has nothing but such small words.",
        why="An anchor whose words are cut out of two phrases was moved, or never read again.",
        mend="Quote the whole phrase, from its first word to its noun or verb.",
        example="# the text prints: barges to the harbour\nplace: [{q: barges to the, is: vell}]",
    ),
    Rule(
        code="RP182",
        title="Twice in one list",
        meaning="The actors or places of an event, the reports of a quotation, of whom it is said, "
        "what a report restates or what a naming could be has one id twice.",
        why="The second says nothing; another was meant, and is missing.",
        mend="Put the other id, or drop one.",
        example="actors: [ada-lind, ada-lind]",
    ),
    Rule(
        code="RP183",
        title="How far away the time lies is left out",
        meaning="The words of a relative time say how many periods lie between (“last week”, "
        "“tomorrow”, “two years ago”), and it has no shift, weekday or date.",
        why="Without its distance the time has no days, and nothing can be dated by it.",
        mend="Give the shift that the words have: `-P1W` for “last week”, `P0D` for “today”.",
        example="when: {q: last week, relative_to: published}",
    ),
    Rule(
        code="RP184",
        title="The verb tells it another way",
        meaning="The verb of the claim's act stands in a form that the modality does not have: "
        "done in the present, or going on in the past; or nothing in the passage but its cues is "
        "in a form that tells of something going on; or what somebody says should be is told as a "
        "fact. Headlines are not held to it.",
        why=_WHY + " Done and going on are told apart by the form of the verb.",
        mend="Give the modality that the verb has, or widen the passage to the words that tell it.",
        example="# the text prints: Norland sent barges.\nmodality: ongoing",
        severity="warning",  # word lists decide it, and English has more words
    ),
    Rule(
        code="RP185",
        title="The description cannot denote it",
        meaning="The noun of a description is a country, a place, an army, the press or a kind of "
        "event, and what it is to denote is something of another sort; or “we” are a place, “it” "
        "a crowd; or a metonym stands for a person or a crowd.",
        why=_WHY + " Descriptions that point to somebody else move what is told to another.",
        mend="Correct `is`, or the form.",
        example="namings: [{q: the country, is: ada-lind, form: description}]",
        severity="warning",  # word lists decide it, and English has more words
    ),
    Rule(
        code="RP194",
        title="The words tell it another way",
        meaning="The verb of the claim's act is in a form that no such modality has, no word in "
        "the passage or its cues tells it so, or what only seems so, is praised or blamed, or is "
        "quoted for its judgement is told as a fact.",
        why=_WHY + " Whether it is done, planned or meant is read off such small words.",
        mend="Give the modality that the words have; if they bear this one too, leave it.",
        example="# the text prints: Norland has sent barges.\nmodality: ongoing",
        severity="warning",  # word lists decide it, and English has more words
    ),
    Rule(
        code="RP195",
        title="Told alike, in another way",
        meaning="Two reports of one passage, told by the same words and of the same act, have "
        "two modalities, or their amounts count two things.",
        why="One verb tells of all its subjects and objects in one way.",
        mend="Give both the same; or narrow the passage of each to its own verb.",
        example="# the text prints: Norland sent grain and rope.\n"
        "reports:\n  - {id: r1, …, modality: done}\n  - {id: r2, …, modality: ongoing}",
        severity="warning",  # a verb may be left out, and another meant
    ),
    Rule(
        code="RP196",
        title="The naming cannot be had so",
        meaning="A name is an adjective that is made from one, or elides words; an adjective is "
        "made from the name of another country; a candidate of a naming, or who an unnamed "
        "person may be, is of a sort that its words do not denote.",
        why=_WHY + " One candidate too many makes a trail end where nobody pointed.",
        mend="Correct the form, the candidate or the suspicion.",
        example="namings: [{q: Norlandish, is: norland}]   # the form is left out: a name",
        severity="warning",  # endings and word lists decide it
    ),
    Rule(
        code="RP197",
        title="The words have a name of another concept only",
        meaning="A purpose, a return, or the words around a number have a name, of one word "
        "even, of another concept, and none of the one given; or something is said in an event of "
        "a kind in which nobody speaks, or an event that is made of words has none.",
        why=_WHY,
        mend="Take the concept that the words name; or add the words to the aliases of this one.",
        example="amounts: [{q: more than 40, value: 40, counts: barge}]   # … sailors",
        severity="warning",  # a concept has more names than the registry knows
    ),
    Rule(
        code="RP198",
        title="The words cannot be that",
        meaning="The cue of a report has no word that says how sure it is, the cue of a hop is a "
        "part of a name, that of an amount bounds nothing; a place names nothing; a naming ends "
        "with an owner or a pronoun, or has a comma; a purpose opens with a verb that has a "
        "subject; a credit has no word of the name.",
        why="An anchor whose words are of another kind was moved, or never read again.",
        mend="Quote the words that are meant.",
        example="place: [{q: at dawn, is: vell}]",
        severity="warning",  # word lists decide it, and English has more words
    ),
    Rule(
        code="RP199",
        title="What belongs together says two things",
        meaning="An English text is in another language; a quotation stands in no passage of one "
        "of its reports, or nothing goes on with one that is unclosed; a length with an open side "
        "has no bound; a time names one event and is relative to another, or lies the other way; "
        '"one" is another number; a cue makes nothing sure, or another certainty; an outlet of an '
        "event is not named near; two sayings of one sentence are in two events or outlets.",
        why="What stands in two places of the entry was changed in one.",
        mend="Correct the one that the words do not bear.",
        example="amounts: [{q: one of the barges, value: 2, counts: barge}]",
        severity="warning",  # word lists decide some of it
    ),
)
"""What `ledger.agreement` finds."""
