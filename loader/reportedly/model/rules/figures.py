"""The rules of figures and credits: what is stated is what the words say (RP15x)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

FIGURES: Final = (
    Rule(
        code="RP150",
        title="The words do not say that number",
        meaning="The value, minimum, maximum or rank of an amount is none of the numbers that its "
        "words, or its cue, say.",
        why="A number is what the graph is asked for most, and a slip of the hand looks like one "
        "more contradiction between the articles.",
        mend="Give the number as the words give it: `value` for one, `min` and `max` for two, "
        "`rank` for a place in an order. A scale counts: 1.3 million is 1300000.",
        example="amounts:\n  - {q: 1.3 million, value: 13000000, counts: truck}",
    ),
    Rule(
        code="RP151",
        title="The cue does not leave that bound",
        meaning="The bound of an amount or of a length of time is none of those that its cue, or "
        "the cue that its words open with, leaves.",
        why='"Up to 500" and "500" conflict with different things: the bound decides which.',
        mend="Give the bound that the message names: up to, at-most; at least, at-least; more "
        "than, above; nearly, below; about, about. Give the cue with it.",
        example="amounts:\n"
        "  - {q: 500 trucks, value: 500, bound: at-least, cue: {q: up to}, counts: truck}",
    ),
    Rule(
        code="RP152",
        title="The words do not state it",
        meaning="A credit is said to be stated, but its words have no name of whom it credits; or "
        "a date of publication is, but its words do not give that day, month or year.",
        why="What an editor knows about an article is no statement of its text, and the two stay "
        "in graphs of their own.",
        mend="Quote the words that name it, add the name that they give to the record's aliases, "
        "or say the basis: `inferred` from the words, or `editor` without them.",
        example="author: {name: Mara Quill, q: our reporter}",
    ),
    Rule(
        code="RP153",
        title="The words do not give that time",
        meaning="The year, month or day of a date, or a duration, period or distance, is not what "
        "the words of the time give.",
        why="A date that is filled in from outside the text is no statement of the text.",
        mend="Give what the words give: their unit and their number. What they leave open is X in "
        "a date, and `bound` opens a side of a duration.",
        example="event_when:\n  - {q: for five months, duration: P5Y}",
    ),
)
"""What the rooms `figures` and `registry` find."""
