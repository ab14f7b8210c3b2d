"""What the page on the model shows of entry and lock stands there; its question can be asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from reportedly.ids import Ids
from reportedly.questions import parse_question
from reportedly.store.backends import open_view

ROOT = Path(__file__).parents[2]
PREFIX = "PREFIX rp: <https://w3id.org/reportedly/ns#>"
ENTRY = ROOT / "seeds" / "entries" / "nextshark-nk-volunteers"


def fence(kind: str) -> str:
    """The one fence of that kind on the page."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    (body,) = re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(body)


@pytest.mark.parametrize(("kind", "suffix"), [("yaml", ".yaml"), ("json", ".lock")])
def test_what_is_shown_of_the_entry_stands_there(kind: str, suffix: str) -> None:
    assert fence(kind) in ENTRY.with_suffix(suffix).read_text(encoding="utf-8")


def test_the_sixteenth_question_can_be_asked_as_it_stands(published: Path) -> None:
    question = parse_question("sixteenth", fence("sparql"))
    with open_view(published) as view:
        found = {}
        for least in ("2", "3"):
            answer = view.query(question.bind({"least": least}, Ids().base))
            assert isinstance(answer, QuerySolutions)
            found[least] = [row["claim"].value for row in answer]
    assert set(found["3"]) < set(found["2"])


@pytest.mark.parametrize("page", ["model.md", "newcomers.md", "questions.md"])
def test_every_name_on_a_page_is_one_of_the_vocabulary_and_is_used(
    page: str, published: Path
) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    unmended = {"rp:minValue", "rp:names", "rp:Unnamed"}
    names = set(re.findall(r"\brp:[A-Za-z]\w*(?:-\w+)*", text))
    if page == "newcomers.md":
        assert unmended <= names  # what was guessed wrongly, and is told as such
        names -= unmended
    with open_view(published) as view:
        unknown = {name for name in names if not view.query(f"{PREFIX} ASK {{ {name} ?p ?o }}")}
        unused = {
            name
            for name in names - unknown
            if not view.query(
                f"{PREFIX} ASK {{ GRAPH ?g {{ {{ ?s {name} ?o }} UNION {{ ?s ?p {name} }} }} "
                "FILTER (!STRENDS(STR(?g), '/ontology')) }"
            )
        }
    assert unknown == set()
    assert unused == set()
