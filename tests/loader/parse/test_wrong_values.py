"""A wrong value is one finding at its line and column, in plain words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Fault = tuple[str, str, str | None, tuple[int, int]]
FaultOf = Callable[[str, str], tuple[list[Fault], tuple[int, int]]]

WRONG: dict[str, tuple[str, str, str, str, str | None]] = {
    # mistake: (in the good entry, instead (a pilcrow where the finding points), rule, message,
    # advice)
    "a coded value misspelt": (
        "modality: offered",
        "modality: ¶ofered",
        "RP012",
        "'ofered' is no value of 'modality'",
        "Did you mean 'offered'?",
    ),
    "a coded value like no other": (
        "review: draft",
        "review: ¶finished",
        "RP012",
        "'finished' is no value of 'review'",
        "One of: draft, reviewed.",
    ),
    "a later format": (
        "format: 1",
        "format: ¶2",
        "RP012",
        "the number 2 is no value of 'format'",
        "One of: 1.",
    ),
    "the format as a word": (
        "format: 1",
        'format: ¶"1"',
        "RP012",
        "'format' must be a number, not '1'",
        "Write the number without quotation marks.",
    ),
    "a number for words": (
        "{q: up to 500 trucks,",
        "{q: ¶500,",
        "RP012",
        "'q' must be words, not the number 500",
        'If the word is meant, quote it: "500".',
    ),
    "a truth value for words": (
        "{q: said}",
        "{q: ¶true}",
        "RP012",
        "'q' must be words, not true",
        'If the word is meant, quote it: "true".',
    ),
    "a list for words": (
        "{q: said}",
        "{q: ¶[said, told]}",
        "RP012",
        "'q' must be words, not a list",
        None,
    ),
    "a mapping for words": (
        "tells: norland-offers-grain",
        "tells: ¶{is: norland-offers-grain}",
        "RP012",
        "'tells' must be words, not a mapping of keys to values",
        None,
    ),
    "no words at all": (
        "{q: said}",
        '{q: ¶""}',
        "RP012",
        "'q' must be words, not an empty string",
        None,
    ),
    "white space around words": (
        "{q: said}",
        '{q: ¶" said"}',
        "RP012",
        "'q' cannot be ' said': words have no white space before or after them",
        None,
    ),
    "words for a number": (
        "value: 500",
        "value: ¶many",
        "RP012",
        "'value' must be a whole number or a number with decimals, not 'many'",
        None,
    ),
    "a number in quotation marks": (
        "value: 500",
        'value: ¶"500"',
        "RP012",
        "'value' must be a whole number or a number with decimals, not '500'",
        "Write the number without quotation marks.",
    ),
    "a number as print writes it": (
        "value: 500",
        "value: ¶1.500.000",
        "RP012",
        "'value' must be a whole number or a number with decimals, not '1.500.000'",
        None,
    ),
    "a decimal for a whole number": (
        "{q: said}",
        "{q: said, nth: ¶1.5}",
        "RP012",
        "'nth' must be a whole number, not the number 1.5",
        None,
    ),
    "a number that counts from one": (
        "{q: said}",
        "{q: said, nth: ¶0}",
        "RP012",
        "'nth' must be 1 or more, not the number 0",
        None,
    ),
    "a day that no week has": (
        "shift: -P1W",
        "weekday: ¶8",
        "RP012",
        "'weekday' must be 7 or less, not the number 8",
        None,
    ),
    "words for a truth value": (
        "every: true, is",
        "every: ¶always, is",
        "RP012",
        "'every' must be true or false, not 'always'",
        None,
    ),
    "a number for a truth value": (
        "every: true, is",
        "every: ¶1, is",
        "RP012",
        "'every' must be true or false, not the number 1",
        None,
    ),
    "words for a list": (
        "annotators: [mlind]",
        "annotators: ¶mlind",
        "RP012",
        "'annotators' must be a list, not 'mlind'",
        "Put it between [ and ], or on a line of its own after a hyphen.",
    ),
    "a mapping for a list": (
        "furniture: [{q: Read more, every: true}]",
        "furniture: ¶{q: Read more, every: true}",
        "RP012",
        "'furniture' must be a list, not a mapping of keys to values",
        "Put it between [ and ], or on a line of its own after a hyphen.",
    ),
    "words for a mapping": (
        "headline: {q: Norland Offers Grain}",
        "headline: ¶Norland Offers Grain",
        "RP012",
        "'headline' must be a mapping of keys to values, not 'Norland Offers Grain'",
        None,
    ),
    "a list for a mapping": (
        "cue: {q: said}",
        "cue: ¶[{q: said}]",
        "RP012",
        "'cue' must be a mapping of keys to values, not a list",
        None,
    ),
    "an empty list where one is needed": (
        "in: [r1]",
        "in: ¶[]",
        "RP012",
        "'in' must have 1 or more, not 0",
        None,
    ),
    "a wrong item of a list": (
        "annotators: [mlind]",
        "annotators: [mlind, ¶7]",
        "RP012",
        "item 2 of 'annotators' must be words, not the number 7",
        'If the word is meant, quote it: "7".',
    ),
    "a value of neither branch of a union": (
        "- by: ada-lind",
        "- by: ¶[ada-lind]",
        "RP012",
        "'by' must be words or a mapping of keys to values, not a list",
        None,
    ),
    "a wrong value in a branch of a union": (
        "- by: ada-lind",
        "- by: {unnamed: ¶5}",
        "RP012",
        "'unnamed' must be words, not the number 5",
        'If the word is meant, quote it: "5".',
    ),
    "an id that is a name": (
        "- by: ada-lind",
        "- by: ¶Ada Lind",
        "RP012",
        (
            "'by' cannot be 'Ada Lind': an id is made of lower-case letters, digits and single "
            "hyphens, such as norland-offers-grain"
        ),
        None,
    ),
    "an id that is too long": (
        "tells: norland-offers-grain",
        "tells: ¶" + "a" * 81,
        "RP012",
        "'tells' must have at most 80 characters",
        None,
    ),
    "a local id that begins with a digit": (
        "in: [r1]",
        "in: [¶1r]",
        "RP012",
        (
            "item 1 of 'in' cannot be '1r': an id within an entry begins with a lower-case letter "
            "and goes on with lower-case letters, digits and single hyphens, such as r3"
        ),
        None,
    ),
    "a digest in capitals": (
        "sha256: " + "4a" * 32,
        "sha256: ¶" + "A" * 64,
        "RP012",
        "'sha256' cannot be '" + "A" * 39 + "…': a SHA-256 digest is 64 hexadecimal digits in "
        "lower case",
        None,
    ),
    "a language by its name": (
        "language: en",
        "language: ¶English",
        "RP012",
        "'language' cannot be 'English': a language is a tag of BCP 47, such as en or en-GB",
        None,
    ),
    "a duration in words": (
        "shift: -P1W",
        "shift: ¶one week",
        "RP012",
        (
            "'shift' cannot be 'one week': a duration is whole weeks, or years, months and days, "
            "such as -P1W or P1Y6M (ISO 8601)"
        ),
        None,
    ),
    "a date as people write it": (
        "edtf: XXXX",
        "edtf: ¶1 August 2022",
        "RP012",
        (
            "'1 August 2022' is no EDTF value; write 2022-07-25, 2022-07, XXXX-07-25 …, "
            "or 2022-07/.. for one that is open"
        ),
        None,
    ),
    "a day that no month has": (
        "edtf: XXXX",
        "edtf: ¶2022-02-29",
        "RP012",
        (
            "'2022-02-29' is no EDTF value; write 2022-07-25, 2022-07, XXXX-07-25 …, "
            "or 2022-07/.. for one that is open"
        ),
        None,
    ),
}


def test_the_table_holds_every_mistake() -> None:
    assert len(WRONG) == 34
    assert {code for _, _, code, _, _ in WRONG.values()} == {"RP012"}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_one_finding_at_its_place(fault_of: FaultOf, mistake: str) -> None:
    old, new, code, message, advice = WRONG[mistake]
    faults, marked = fault_of(old, new)
    assert faults == [(code, message, advice, marked)]
