"""Which quotations give the same words."""

from __future__ import annotations

from reportedly.findings.disagreements.sayings import same_sayings


def test_case_marks_and_apostrophes_do_not_count() -> None:
    assert same_sayings(
        {"a": "We shouldn't be shy in this.", "b": "we shouldn’t be shy, in this", "c": "We should"}
    ) == (("a", "b"),)


def test_a_part_belongs_to_its_whole_and_so_do_two_parts() -> None:
    quotations = {
        "whole": "There are reports that the boats will come and take part in the race",
        "late": "the boats will come and take part",
        "early": "There are reports that the boats",
        "else": "the boats will come and take flight",
    }
    assert same_sayings(quotations) == (("early", "late", "whole"),)


def test_a_few_words_meet_by_chance() -> None:
    assert same_sayings({"a": "a very fine gift", "b": "a very fine gift"}) == (("a", "b"),)
    assert same_sayings({"a": "very fine gift", "b": "very fine gift"}) == ()


def test_words_that_begin_alike_and_go_on_otherwise_are_not_the_same() -> None:
    assert (
        same_sayings(
            {"a": "they are resilient and quiet men", "b": "they are resilient and loud men"}
        )
        == ()
    )
