"""Sixteenth questions: what others will ask, in SPARQL of their own, of the five and of the sixth.

The queries stand in ``tests/data/more/``; what the texts warrant, written before them, in
``tests/data/expected/more.yaml``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode, QuerySolutions

from reportedly.ids import Ids
from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import find_seeds
from reportedly.questions import read_questions
from reportedly.resources import data_dir
from reportedly.store.backends import open_view
from reportedly.store.protocol import View

ROOT = Path(__file__).parents[3]
MORE = ROOT / "tests" / "data" / "more"
EXPECTED = ROOT / "tests" / "data" / "expected" / "more.yaml"

Row = dict[str, str]
Ask = Callable[..., list[Row]]
Held = dict[str, Any]

_PLACES = """PREFIX rp: <https://w3id.org/reportedly/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?telling ?start WHERE {
  ?telling a rp:Telling ; rp:passage/oa:hasSelector/oa:start ?start
}"""


@pytest.fixture(scope="module")
def held() -> dict[str, Held]:
    found: dict[str, Held] = yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))["questions"]
    return found


def rows_of(view: View, query: str) -> list[Row]:
    found = view.query(query)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: words(row[name]) for name in names} for row in found]


def words(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value.removeprefix(Ids().base).removeprefix("article/")
    return getattr(term, "value", "")


def ask_of(view: View) -> Ask:
    questions = read_questions(MORE)
    return lambda name, **given: rows_of(view, questions[name].bind(given, Ids().base))


@pytest.fixture(scope="module")
def of_five(build: View) -> Ask:
    return ask_of(build)


@pytest.fixture(scope="module")
def line(build: View, five: dict[str, Any]) -> Callable[[str], tuple[str, int]]:
    """Article and line where a telling begins."""
    numbers = {name: number for number, name in five["articles"].items()}
    starts = {row["telling"]: int(row["start"]) for row in rows_of(build, _PLACES)}

    def place(telling: str) -> tuple[str, int]:
        article = numbers[telling.partition("/")[0]]
        return article, bisect_right(five["lines"][article], starts[telling])

    return place


@pytest.fixture(scope="module")
def of_sixth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    store = tmp_path_factory.mktemp("more") / "store"
    seeds = find_seeds(ROOT / "docs" / "example" / "seeds")
    load(Sources(seeds, data_dir("ontology") / "reportedly.ttl", data_dir("shapes")), store)
    with open_view(store) as view:
        yield ask_of(view)


def report(telling: str) -> str:
    return telling.rpartition("/")[2]


Line = Callable[[str], tuple[str, int]]


def test_every_question_is_asked_and_has_its_expectation(held: dict[str, Held]) -> None:
    assert sorted(held) == sorted(read_questions(MORE))
    assert len(held) == 8


def test_a_number_lost_its_bound(
    of_five: Ask, of_sixth: Ask, line: Line, held: dict[str, Held]
) -> None:
    for rows, place, expected in (
        (of_five("lost-bound"), line, held["lost-bound"]["five"]),
        (of_sixth("lost-bound"), report, held["lost-bound"]["sixth"]),
    ):
        (told,) = expected
        assert {row["number"] for row in rows} == {str(told["number"])}
        found: dict[str, list[Any]] = {}
        for row in rows:
            found.setdefault(row["bound"], []).append(place(row["telling"]))
        for bound, places in {**told["bounded"], "exact": told["bare"]}.items():
            assert sorted(found.pop(bound)) == sorted(map(_place, places))
        assert found == {}


def _place(told: Any) -> Any:  # noqa: ANN401  # a line of the five, or a report of the sixth
    return tuple(told) if isinstance(told, list) else told


def test_tellings_end_with_an_official_who_is_not_named(
    of_five: Ask, of_sixth: Ask, line: Line, held: dict[str, Held]
) -> None:
    told = held["unnamed-officials"]
    five = Counter(line(row["telling"]) for row in of_five("unnamed-officials"))
    assert five == Counter(map(_place, told["five"]))
    assert sorted(report(r["telling"]) for r in of_sixth("unnamed-officials")) == told["sixth"]


def test_the_recognition_is_dated_as_each_text_dates_it(
    of_five: Ask, line: Line, held: dict[str, Held]
) -> None:
    found: dict[tuple[str, int], list[str]] = {}
    for row in of_five("recognition"):
        found.setdefault(line(row["telling"]), []).append(row["when"])
    assert found == {tuple(row["at"]): row["when"] for row in held["recognition"]["five"]}


@pytest.mark.parametrize("where", ["five", "sixth"])
def test_what_is_denied_and_who_tells_it(
    where: str, of_five: Ask, of_sixth: Ask, held: dict[str, Held]
) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    for row in {"five": of_five, "sixth": of_sixth}[where]("denied"):
        ways = found.setdefault(row["claim"], {"denied": [], "told": []})
        ways[row["how"]].append(row["who"])
    expected = {
        row["claim"]: {how: sorted(row[how]) for how in ("denied", "told")}
        for row in held["denied"][where]
    }
    assert found == expected


def test_what_is_left_open(of_five: Ask, of_sixth: Ask, line: Line, held: dict[str, Held]) -> None:
    told = held["left-open"]
    five = {(line(row["telling"]), row["words"]) for row in of_five("left-open")}
    assert five == {(_place(row["at"]), row["words"]) for row in told["five"]}
    sixth = {(report(row["telling"]), row["words"]) for row in of_sixth("left-open")}
    assert sixth == {(row["at"], row["words"]) for row in told["sixth"]}


def test_who_may_be_meant(of_five: Ask, of_sixth: Ask, line: Line, held: dict[str, Held]) -> None:
    rows = of_five("suspected")
    found = {(line(row["telling"]), row["who"], row["may_be"]) for row in rows}
    told = held["suspected"]["five"]
    assert found == {(_place(row["at"]), row["who"], row["may_be"]) for row in told}
    assert all(row["because"].endswith(".") for row in rows)
    assert of_sixth("suspected") == held["suspected"]["sixth"] == []


def test_what_was_said_on_one_occasion(of_five: Ask, line: Line, held: dict[str, Held]) -> None:
    found = {line(row["telling"]) for row in of_five("one-occasion")}
    assert found == set(map(_place, held["one-occasion"]["five"]))


def test_numbers_with_nobody_behind_them(
    of_five: Ask, of_sixth: Ask, line: Line, held: dict[str, Held]
) -> None:
    told = held["nobodys-numbers"]
    five = {(*line(r["telling"]), r["words"], r["end"]) for r in of_five("nobodys-numbers")}
    assert five == {(*row, end) for end, rows in told["five"].items() for row in rows}
    sixth = {(report(r["telling"]), r["words"], r["end"]) for r in of_sixth("nobodys-numbers")}
    assert sixth == {(*row, end) for end, rows in told["sixth"].items() for row in rows}
