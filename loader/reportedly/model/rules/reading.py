"""The rules of reading: what makes a file an entry or a registry record (RP0xx)."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.rule import Rule

READING: Final = (
    Rule(
        code="RP001",
        title="The file is not YAML in UTF-8",
        meaning="The bytes of the file are not UTF-8, or do not make one YAML document.",
        why="Nothing more can be said of a file that cannot be read, so nothing more is checked.",
        mend="Save the file as UTF-8 and mend the syntax at the place given: mostly a missing "
        "quotation mark, or an indent that is not two spaces.",
        example='headline: {q: "Norland offers grain}',
    ),
    Rule(
        code="RP002",
        title="A key stands twice",
        meaning="One mapping has the same key twice.",
        why="Most YAML readers keep the last value and lose the first without a word.",
        mend="Keep one of the two.",
        example="modality: offered\ncertainty: stated\nmodality: done",
    ),
    Rule(
        code="RP003",
        title="A value that YAML versions read differently",
        meaning="The value is a truth value, a number or a line break in some versions of YAML, "
        "and a word in others.",
        why="`no` is false to one reader and a word to another, `010` is 8 or 10: what an entry "
        "says must not depend on who reads it.",
        mend="Write true or false, write plain digits, or put the word in quotation marks.",
        example="plural: yes",
    ),
    Rule(
        code="RP004",
        title="A form of YAML that is not read",
        meaning="The file uses an alias, an anchor, a tag, a merge key, or a key that is no word.",
        why="They hide from a reviewer what an entry says: the value stands somewhere else.",
        mend="Write the value out where it stands.",
        example="chain: &said [{by: ada-lind, cue: {q: said}, certainty: stated}]",
    ),
    Rule(
        code="RP005",
        title="A key without a value",
        meaning="A key is there, but nothing stands after it.",
        why="Left empty on purpose and forgotten look the same.",
        mend="Give the value, or leave the key out.",
        example="disclaimer:",
    ),
    Rule(
        code="RP010",
        title="An unknown key",
        meaning="No such key is known at this place.",
        why="A misspelt key would otherwise be passed over, and what it says with it.",
        mend="Take the key that is suggested, or one of those that are known there.",
        example="certainity: stated",
    ),
    Rule(
        code="RP011",
        title="A key is missing",
        meaning="A key that is demanded here is not there.",
        why="What an entry leaves out must be left out knowingly: a report without a chain, say, "
        "could be the article's own voice or merely unfinished.",
        mend="Add the key. The article's own voice is written `chain: []`.",
        example="reports:\n  - id: r1\n    at: {q: Norland offers grain}",
    ),
    Rule(
        code="RP012",
        title="A value of the wrong kind",
        meaning="The value is of the wrong type or form, or is none of those that are known.",
        why="Coded values become terms of the vocabulary, and there is no term for another.",
        mend="Take one of the values named in the message, or mend its form; what each key takes "
        "is said by `reportedly schema`, and by an editor that knows the schema.",
        example="certainty: sure",
    ),
    Rule(
        code="RP013",
        title="Values that contradict one another",
        meaning="Each value is fine by itself, but they cannot stand together.",
        why="An amount with a value and a range, or a date that is unknown and yet given, says two "
        "things at once.",
        mend="The message says which belong together; keep those.",
        example="published: {edtf: 2022-08-01, basis: unknown}",
    ),
)
"""What the room `parse` finds."""
