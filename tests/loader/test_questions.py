from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from reportedly.errors import InputError, NotFoundError
from reportedly.questions import (
    Question,
    find_question,
    parse_question,
    questions_dir,
    read_questions,
)

BASE = "https://example.org/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = """\
# title: Who tells a claim
# explain: Every report of one claim,
#   with the number it tells.
#
# param claim: <https://example.org/id/claim/c1> — the claim that is told
# param least: 0 — the least number
# param words: "yes { no } # WHERE {"@en — what is said
# param by: UNDEF — whose words; anybody's if left open
PREFIX ex: <https://example.org/>
# WHERE { is only spoken of here
SELECT ?claim ?least ?words ?by (STRLEN("WHERE {") AS ?n) WHERE {
  { SELECT ?by WHERE { OPTIONAL { ?by ex:p ?o } } }
}
"""


@pytest.fixture
def question() -> Question:
    return parse_question("tellings", TEXT)


def bound(query: str) -> dict[str, NamedNode | Literal | None]:
    rows = Store().query(query)
    assert isinstance(rows, QuerySolutions)
    (row,) = rows
    return {name: row[name] for name in ("claim", "least", "words", "by")}


def test_the_header_is_read(question: Question) -> None:
    assert question.title == "Who tells a claim"
    assert question.explain == "Every report of one claim, with the number it tells."
    assert [(p.name, p.default, p.meaning) for p in question.parameters] == [
        ("claim", NamedNode(BASE + "claim/c1"), "the claim that is told"),
        ("least", Literal(0), "the least number"),
        ("words", Literal("yes { no } # WHERE {", language="en"), "what is said"),
        ("by", None, "whose words; anybody's if left open"),
    ]


def test_what_is_not_given_has_its_default(question: Question) -> None:
    expected = {p.name: p.default for p in question.parameters}
    assert bound(question.bind({}, BASE)) == expected
    assert bound(question.bind({"least": ""}, BASE)) == expected


def test_a_value_takes_the_kind_of_the_default(question: Question) -> None:
    given_ = {"claim": "claim/c2", "least": "-7", "words": "oui", "by": "<urn:x>"}
    assert bound(question.bind(given_, BASE)) == {
        "claim": NamedNode(BASE + "claim/c2"),
        "least": Literal(-7),
        "words": Literal("oui", language="en"),
        "by": NamedNode("urn:x"),
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_the_words_they_are_bound_as_they_are(words: str) -> None:
    query = parse_question("tellings", TEXT).bind({"words": words}, BASE)
    assert bound(query)["words"] == Literal(words, language="en")


def test_an_iri_may_be_left_open_whatever_its_default(question: Question) -> None:
    given_ = {"claim": "UNDEF", "words": "UNDEF"}
    query = bound(question.bind(given_, BASE))
    assert query["claim"] is None
    assert query["words"] == Literal("UNDEF", language="en")  # a word like any other


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter("UNDEF".__ne__))
def test_whatever_is_given_for_an_iri_is_bound_whole_or_refused(value: str) -> None:
    question = parse_question("tellings", TEXT)
    try:
        query = question.bind({"claim": value}, BASE)
    except InputError:
        return
    claim = bound(query)["claim"]
    assert isinstance(claim, NamedNode)
    assert claim.value.endswith(value.removeprefix("<").removesuffix(">"))


@pytest.mark.parametrize(
    ("datatype", "good", "bad"),
    [
        ("integer", ["0", "+5", "-12"], ["1.5", "x", " 1", "1 }"]),
        ("decimal", ["1", "-1.50", ".5"], ["1e3", "a"]),
        ("boolean", ["true", "0"], ["yes", "True"]),
        ("date", ["2024-10-08", "2024-10-08Z"], ["8 October", "2024-10"]),
        ("string", ["anything { } at all"], []),
    ],
)
def test_a_literal_has_a_lexical_form_of_its_datatype(
    datatype: str, good: list[str], bad: list[str]
) -> None:
    default = {"integer": "1", "decimal": "1.0", "boolean": "true"}.get(
        datatype, f'"2024-01-01"^^<{XSD}{datatype}>'
    )
    text = f"# title: T\n# param x: {default} — what\nSELECT ?x WHERE {{ }}"
    question = parse_question("q", text)
    for value in good:
        query = question.bind({"x": value}, BASE)
        Store().query(query)
        # not what the engine answers: it prints numbers its own way, and 1.50 as 1.5
        assert str(Literal(value, datatype=NamedNode(XSD + datatype))) in query
    for value in bad:
        with pytest.raises(InputError, match="given for x"):
            question.bind({"x": value}, BASE)


def test_an_unknown_parameter_is_refused_with_the_nearest(question: Question) -> None:
    with pytest.raises(InputError, match="Did you mean 'claim'"):
        question.bind({"clam": "x"}, BASE)
    with pytest.raises(InputError, match="It has: claim, least, words, by"):
        question.bind({"zzz": "x"}, BASE)


def test_a_question_without_parameters_is_asked_as_it_stands() -> None:
    text = "# title: Anything?\nASK { ?s ?p ?o }"
    question = parse_question("any", text)
    assert (question.parameters, question.explain, question.bind({}, BASE)) == ((), "", text)


@pytest.mark.parametrize("form", ["CONSTRUCT { ?x ?x ?x } WHERE", "DESCRIBE ?x WHERE", "ASK WHERE"])
def test_every_form_of_query_can_be_bound(form: str) -> None:
    text = f"# title: T\n# param x: <urn:x> — what\n{form} {{ ?x ?p ?o }}"
    query = parse_question("q", text).bind({}, BASE)
    assert query.endswith("WHERE { VALUES ?x { <urn:x> } ?x ?p ?o }")
    Store().query(query)


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("ASK {}", "no title", None),
        ("# title: T\n# param x — what\nASK WHERE { ?x ?y ?z }", "malformed", 2),
        ("# title: T\n# param x: <not an iri> — what\nASK WHERE { ?x ?y ?z }", "no RDF term", 2),
        ("# title: T\n# param x: 1, 2 — what\nASK WHERE { ?x ?y ?z }", "not one IRI", 2),
        ("# title: T\n# param x: [] — what\nASK WHERE { ?x ?y ?z }", "not one IRI", 2),
        ("# title: T\n# param x: 1 — a\n# param x: 2 — b\nASK WHERE { ?x ?y ?z }", "twice", 3),
        ("# title: T\n# param x: 1 — what\nASK WHERE { ?y ?y ?z }", "not used", None),
        ("# title: T\n# param x: 1 — what\nASK { ?x ?y ?z }", "no `WHERE {`", None),
    ],
)
def test_a_file_that_is_no_question_is_refused_with_its_place(
    text: str, says: str, line: int | None
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        parse_question("bad", text, "questions/bad.rq")
    assert caught.value.where == "questions/bad.rq" + (f":{line}" if line else "")
    assert caught.value.mend


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "b.rq").write_text("# title: B\nASK {}", encoding="utf-8")
    (tmp_path / "a.rq").write_text("# title: A\nASK {}", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no question", encoding="utf-8")
    assert [(name, q.title) for name, q in read_questions(tmp_path).items()] == [
        ("a", "A"),
        ("b", "B"),
    ]
    assert read_questions(tmp_path / "none") == {}


def test_a_question_is_found_by_its_name_and_missed_with_the_nearest(question: Question) -> None:
    assert find_question({"tellings": question}, "tellings") is question
    with pytest.raises(NotFoundError, match="Did you mean 'tellings'"):
        find_question({"tellings": question}, "telling")
    with pytest.raises(NotFoundError):
        find_question({}, "telling")


def test_the_questions_of_the_endpoint_are_found_without_importing_it() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from reportedly.questions import questions_dir; print(questions_dir());"
        "assert not any(m.startswith(('reportedly_api', 'fastapi')) for m in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == str(questions_dir())
    assert questions_dir().name == "questions"


def test_every_question_that_comes_along_can_be_asked_as_it_is() -> None:
    for question in read_questions(questions_dir()).values():
        Store().query(question.bind({}, BASE))
