"""The rules of anchors, locks and texts: nothing without its words (RP10x, RP11x)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

_PIN: Final = "Run `reportedly pin` with the text at hand, and commit entry and lock together."

ANCHORS: Final = (
    Rule(
        code="RP101",
        title="The words are not there",
        meaning="The quoted words do not stand in the text, or not in the passage of the report.",
        why="Nothing is stated without its words, and nothing is re-anchored by guess.",
        mend="Copy the words from the text, with its own quotation marks and dashes. An anchor "
        "begins and ends with whole words. If they stand outside the passage, widen the passage or "
        "say `outside: true`.",
        example='# the text prints: Norland’s envoy\nat: {q: "Norland\'s envoy"}',
    ),
    Rule(
        code="RP102",
        title="The words stand more than once",
        meaning="The quoted words stand several times where they are sought.",
        why="An anchor means one place; which one is not to be guessed.",
        mend="Quote more words, or say which is meant with `nth`, counted from 1.",
        example="cue: {q: said}",
    ),
    Rule(
        code="RP103",
        title="There are not that many",
        meaning="`nth` is higher than the number of times that the words stand there.",
        why="The text, the passage or the count has changed, and one of them is wrong.",
        mend="Count again within the passage in which the words are sought.",
        example="cue: {q: said, nth: 3}",
    ),
    Rule(
        code="RP104",
        title="The words stand in the furniture",
        meaning="The anchor stands in a passage that the entry calls furniture.",
        why="Page debris (a teaser, a sharing button) is no part of the article.",
        mend="Anchor to the article's own words, or correct what is called furniture.",
        example="furniture: [{q: Read more about grain}]\nnamings: [{q: grain, is: grain}]",
    ),
    Rule(
        code="RP105",
        title="The words cross two zones",
        meaning="The passage begins in one zone of the article and ends in another.",
        why="Whether headline or body says something is itself a fact about the telling.",
        mend="Anchor each part in its own zone.",
        example='at: {q: "Norland offers grain … By Mara Quill"}',
    ),
    Rule(
        code="RP106",
        title="The quotation marks do not fit",
        meaning="The words of a quotation do not stand exactly between quotation marks.",
        why="The spoken words are themselves the datum: a word more or less is another quotation.",
        mend="Give all that stands between the marks, without the marks. Say `unclosed: true` only "
        "where the text never closes them.",
        example="# the text prints: a “generous” offer\nquotations:\n"
        "  - {id: q1, q: generous offer, kind: cut, in: [r1]}",
    ),
    Rule(
        code="RP110",
        title="The lock is missing or cannot be read",
        meaning="The entry has no lock beside it, or the lock is no lock.",
        why="Without its text at hand an entry is built from its lock alone.",
        mend=_PIN,
        example="reportedly check          # entries/lantern-grain.lock does not exist",
        language="sh",
    ),
    Rule(
        code="RP111",
        title="The lock says otherwise",
        meaning="The lock contradicts the text, the entry, or itself.",
        why="A lock is computed, never written: an edited one could point a telling elsewhere.",
        mend=_PIN,
        example='"article.headline": ["7d1e…", [0, 9999, "headline", "e3b0…"]]',
    ),
    Rule(
        code="RP112",
        title="Changed since it was pinned",
        meaning="An anchor was changed after its place was computed, so its place is not verified.",
        why="Otherwise words could be changed while their place, and so their link, stays.",
        mend=_PIN,
        example="at: {q: Norland offered grain}     # pinned as: Norland offers grain",
    ),
    Rule(
        code="RP113",
        title="The text is not at hand",
        meaning="No text with the digest that the entry pins was found, so its anchors were held "
        "against the lock only.",
        why="Texts belong to their publishers and are not in this repository; what could not be "
        "verified is said so. Under `--require-texts` this is an error.",
        mend="Name the folder of the texts with `--texts DIR` or `REPORTEDLY_TEXTS`.",
        example="reportedly check          # and neither --texts nor REPORTEDLY_TEXTS",
        language="sh",
        severity="warning",
    ),
    Rule(
        code="RP114",
        title="The entry shows too much of its article",
        meaning="Outside quotation marks, entry and lock show 18 words running of the article, or "
        "more than half of its words.",
        why="An entry describes an article and does not republish it.",
        mend="Elide long passages: the first words, space, ellipsis, space, the last words.",
        example='at: {q: "Norland has offered … according to Channel Two."}   # and not in full',
    ),
    Rule(
        code="RP115",
        title="The entry's file and its article do not match",
        meaning="The file is not named after its article's id, or two entries have one article.",
        why="One article, one entry, one graph: two would overwrite one another in the store.",
        mend="Name the file after the id; merge two entries of one article, or give the other "
        "article an id of its own.",
        example="# entries/lantern.yaml\narticle: {id: lantern-grain}",
    ),
    Rule(
        code="RP116",
        title="The entry has lost what its lock remembers",
        meaning="Of some kind of anchor the entry has fewer than the lock that is to be renewed.",
        why="A line that is lost in a merge or by a slip of the hand looks like one that was never "
        "written, and most of what an entry says of a sentence no other check can miss.",
        mend="Put back what was lost. If it was dropped on purpose, run `reportedly pin --forget`.",
        example="reportedly pin --texts texts     # a naming was deleted since the last time",
        language="sh",
    ),
    Rule(
        code="RP117",
        title="Out of the order of the text",
        meaning="The reports, the quotations or the events of an entry follow the text, each list "
        "from its beginning to its end, and this one stands elsewhere.",
        why="Who reviews an entry reads it beside the article, from top to bottom; and words that "
        "were taken from the wrong sentence show in no other way.",
        mend="Move it to where its words stand; or correct the words, if others were meant.",
        example="# the text prints: Norland sent grain. Vell sent rope.\n"
        "reports:\n  - {id: r1, at: {q: Vell sent rope}, …}\n"
        "  - {id: r2, at: {q: Norland sent grain}, …}",
        severity="warning",  # nothing false is said by it
    ),
    Rule(
        code="RP118",
        title="An event of nobody",
        meaning="An event that the registry does not know has no actors, though its sentence names "
        "a person, a body or a country.",
        why="By its actors one finds what somebody took part in.",
        mend="Give its actors; if none of those named took part in it, leave it.",
        example="# the text prints: Ada Lind visited Vell.\n"
        "events: [{id: visit, q: visited, kind: visit, place: [vell]}]",
        severity="warning",  # a storm has none
    ),
)
"""What the rooms `anchor` and `lock` find, and the command about files; and the lists' order."""
