"""The same questions, asked of an article that they were not made for: the worked example.

What its author holds true stands in ``tests/data/expected/example.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import QuerySolutions

from reportedly.ids import Ids
from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import find_seeds
from reportedly.questions import Question
from reportedly.resources import data_dir
from reportedly.store.backends import open_view

ROOT = Path(__file__).parents[3]

Row = dict[str, str]
Asked = Callable[..., list[Row]]
Held = dict[int, dict[str, Any]]


@pytest.fixture(scope="module")
def held() -> Held:
    """What the author of the example holds true, by the number of the question."""
    file = ROOT / "tests" / "data" / "expected" / "example.yaml"
    questions: Held = yaml.safe_load(file.read_text(encoding="utf-8"))["questions"]
    return questions


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory, questions: dict[str, Question]) -> Asked:
    store = tmp_path_factory.mktemp("sixth") / "store"
    seeds = find_seeds(ROOT / "docs" / "example" / "seeds")
    load(Sources(seeds, data_dir("ontology") / "reportedly.ttl", data_dir("shapes")), store)

    def rows(question: str, **given: str) -> list[Row]:
        with open_view(store) as view:
            found = view.query(questions[question].bind(given, Ids().base))
            assert isinstance(found, QuerySolutions)
            names = [variable.value for variable in found.variables]
            return [{name: getattr(row[name], "value", "") for name in names} for row in found]

    return rows


def test_the_origins_of_the_figure_are_bounded(sixth: Asked, held: Held) -> None:
    answer, *_ = sixth("origins-of-a-number", number="9000")
    assert int(answer["at_least"]) == held[1]["at_least"]
    assert int(answer["at_most"]) == held[1]["at_most"]
    assert (answer["more"] == "perhaps more") == held[1]["at_most_open"]
    assert int(answer["own_voice_articles"]) == held[1]["own_voices"]
    assert all(end in answer["because"] for end in held[1]["ends"])


def test_outlets_are_cited_in_their_roles(sixth: Asked, held: Held) -> None:
    named = {"source": "source", "relays": "source", "carries": "channel", "told": "told"}
    rows = [row for row in sixth("outlets-cited") if row["kind"] == "outlet"]
    found = {(row["outlet"], named[row["role"]], int(row["hop"])) for row in rows}
    assert found == {(row["outlet"], row["role"], row["depth"]) for row in held[2]["rows"]}
    assert {row["itself"] for row in rows} == {"no"}
    assert max(int(row["chain"]) for row in rows) == held[2]["deepest_chain"]


@pytest.mark.parametrize(
    ("actor", "name", "verdicts"),
    [
        ("marta-quell", "Marta Quell", {"differ"}),
        ("duarte-seixas", "Duarte Seixas", {"conflict"}),
        ("bettine-oru", "Bettine Oru", set()),
    ],
)
def test_descriptions_differ_or_conflict(
    actor: str, name: str, verdicts: set[str], sixth: Asked, held: Held
) -> None:
    (row,) = (row for row in held[4]["rows"] if row["person"] == name)
    assert verdicts == {row["verdict"]} - {"one only"}
    found = sixth("differ-or-conflict", about=f"registry/{actor}")
    assert {r["verdict"] for r in found if r["aspect"] == "role given"} == verdicts


def test_the_certainty_and_mode_of_each_mention(sixth: Asked, held: Held) -> None:
    told = [row for row in held[7]["rows"] if row["report"] not in {"r7", "r11"}]  # no number there
    found = sixth("certainty-of-a-number", number="9000")
    assert [(row["certainty"], row["modality"]) for row in found] == [
        (row["certainty"][0], row["modality"]) for row in told
    ]


def test_how_many_people_are_bound_where(sixth: Asked, held: Held) -> None:
    found = sixth("how-many-bound-where", whose="UNDEF")
    counted = ("number", "kind", "where", "to_do", "modality")
    assert [tuple(row[c] for c in counted) for row in found if row["bound"] != "-"] == [
        tuple(row[c] for c in counted) for row in held[9]["rows"]
    ]


def test_what_is_got_in_return(sixth: Asked, held: Held) -> None:
    (row,), (told,) = sixth("in-return"), held[11]["rows"]
    assert (row["gets"], row["amount"], row["who"]) == (
        told["returned"],
        str(told["amount"]),
        told["to"],
    )
    assert row["according_to"] == told["according_to"][-1]
    assert row["modality"] == told["modality"]


def test_the_names_and_status_words_of_a_place(sixth: Asked, held: Held) -> None:
    found = sixth("names-of-an-area", names="Old Mole")
    assert [(row["form"], row["status"]) for row in found] == [
        (row["form"], row["status"]) for row in held[12]["rows"]
    ]


def test_times_are_resolved_as_far_as_the_text_goes(sixth: Asked, held: Held) -> None:
    found: dict[str, set[tuple[str, str, str]]] = {}
    for row in sixth("time-expressions"):
        days = (row["earliest"], row["latest"])
        found.setdefault(row["words"], set()).add((row["kind"], *days))
    told = held[13]["rows"]
    assert {row["words"] for row in told} == set(found)
    for row in told:
        days = row.get("days")
        first, last = days if isinstance(days, list) else ("not stated", "not stated")
        assert found[row["words"]] == {(row["kind"], str(first), str(last))}, row["words"]


def test_who_published_it_and_when(sixth: Asked, held: Held) -> None:
    found = {row["what"]: row for row in sixth("who-published-when")}
    for row in held[14]["rows"]:
        answer = found[row["what"].replace("published", "date")]
        assert (answer["answer"], answer["basis"]) == (str(row["value"]), row["basis"])
    (between,) = sixth("published-between")
    first = held[14]["bounds"][0]
    assert (between["not_before"], between["not_after"]) == (
        str(first["earliest"]),
        str(first["latest"]),
    )


def test_furniture_and_stories_kept_apart(sixth: Asked, held: Held) -> None:
    assert [row["words"] for row in sixth("page-furniture")] == held[15]["furniture"]
    assert sorted(row["because"] for row in sixth("kept-apart")) == sorted(
        row["because"] for row in held[15]["apart"]
    )


def test_a_saying_that_changed_hands_is_found(sixth: Asked, held: Held) -> None:
    (told,) = held[6]["rows"]
    rows = sixth("recurring-quotations")
    assert [(row["sort"], row["speaker"]) for row in rows] == [
        ("direct", told["speaker"]),
        ("cut", told["speaker"]),
    ]
    assert [row["channel"] for row in rows] == told["channel"].split(" → ")
    changed = {(row["wording"], row["referent"], row["carrier"]) for row in rows}
    assert changed == {("changed", "changed", "changed")}


def test_one_quotation_is_put_on_two_channels(sixth: Asked, held: Held) -> None:
    (told,) = held[5]["one_quotation_on_two_channels"]
    rows = sixth("sayings-on-several-channels")
    assert len({row["label"] for row in rows}) == 1
    assert len({row["start"] for row in rows}) == len(rows) == len(told)
    assert {row["channel"] for row in rows} == {
        row["channel"] for row in held[5]["rows"] if row["speaker"] == "Duarte Seixas"
    }


def test_the_headline_says_more_than_the_minister(sixth: Asked, held: Held) -> None:
    found = {row["aspect"]: row["because"] for row in sixth("headline-and-body")}
    told = {row["what"].replace("chain", "relays"): row for row in held[8]["rows"]}
    assert set(found) == set(told)
    assert f"tells it as: {told['modality']['says']}." in found["modality"]
    assert f": {told['modality']['supported']} (" in found["modality"]
    assert "Ivo Strand, from Sennet Halyard" in found["relays"]
    assert "stewards" not in " ".join(found.values())


OUTCOME = {
    "fails": "fails",
    "holds at the upper end only": "holds at one end only",
    "holds": "holds",
}


def test_a_sum_fails_and_a_product_holds_at_one_end(sixth: Asked, held: Held) -> None:
    reckoned = {
        (row["outcome"], row["because"])
        for row in sixth("arithmetic")
        if "no more than the whole" not in row["because"]
    }
    told = [row for row in held[10]["rows"] if row["verdict"] in OUTCOME]
    assert len(reckoned) == len(told) == 3
    for row in told:
        end = row.get("sum", row.get("product")).rpartition(" = ")[2].removesuffix(" a day")
        (outcome,) = (o for o, why in reckoned if end.removesuffix(" crowns") in why)
        assert outcome == OUTCOME[row["verdict"]], row
    (failing,) = (why for outcome, why in reckoned if outcome == "fails")
    assert "10 are in no part" in failing
    assert "if the parts told are all there are, which is an assumption" in failing


def test_numbers_of_which_one_is_taken_back_do_not_conflict(sixth: Asked) -> None:
    found = sixth("differ-or-conflict", about="registry/containers-stand-on-quay")
    (row,) = (row for row in found if row["aspect"] == "amount")
    assert row["verdict"] == "differ"
    assert "but one of them is denied" in row["because"]
