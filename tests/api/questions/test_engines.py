"""Every packaged question: found, alike in two engines, and needing nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, serialize
from rdflib import Dataset
from rdflib.query import Result

import reportedly
from reportedly.ids import Ids
from reportedly.questions import Question
from reportedly.store.protocol import View

Row = dict[str, str]
Asked = Callable[..., list[Row]]

ANSWERS = {
    # the question of the analyst: the files that answer it
    1: ("trace-a-number", "origins-of-a-number"),
    2: ("outlets-cited",),
    3: ("unnamed-sources",),
    4: ("describe-an-actor", "differ-or-conflict"),
    5: ("channels-of-a-speaker", "sayings-on-several-channels"),
    6: ("recurring-quotations", "what-changed-in-quotations"),
    7: ("certainty-of-a-number",),
    8: ("headline-and-body",),
    9: ("how-many-bound-where",),
    10: ("arithmetic",),
    11: ("in-return",),
    12: ("names-of-an-area",),
    13: ("time-expressions",),
    14: ("who-published-when", "published-between"),
    15: ("page-furniture", "kept-apart"),
}
ALL = sorted(name for names in ANSWERS.values() for name in names)
ONLY_OXIGRAPH: dict[str, str] = {}
"""Questions that rdflib's own engine cannot run, each with the reason."""


def test_every_question_answers_one_of_the_analysts(questions: dict[str, Question]) -> None:
    assert sorted(questions) == ALL
    assert list(ANSWERS) == list(range(1, 16))
    assert len(ALL) == 21


@pytest.mark.parametrize("name", ALL)
def test_a_question_explains_itself(name: str, questions: dict[str, Question]) -> None:
    question = questions[name]
    assert question.title.endswith("?")
    assert question.explain.endswith(".")
    assert all(parameter.meaning for parameter in question.parameters)


@pytest.mark.parametrize("name", ALL)
def test_a_question_names_its_columns_and_orders_its_rows(
    name: str, questions: dict[str, Question]
) -> None:
    text = questions[name].text
    assert "SELECT *" not in text
    assert "\nORDER BY " in text


@pytest.mark.parametrize("name", ALL)
def test_a_question_has_an_answer_and_no_row_twice(name: str, asked: Asked) -> None:
    rows = asked(name)
    assert rows
    assert len({tuple(row.items()) for row in rows}) == len(rows)


Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="session")
def by_oxigraph(build: View, questions: dict[str, Question]) -> Ask:
    def rows(name: str) -> list[tuple[str, ...]]:
        return plain(build.query(questions[name].bind({}, Ids().base)))

    return rows


def plain(found: object) -> list[tuple[str, ...]]:
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [tuple(getattr(row[name], "value", "") for name in names) for row in found]


def words(found: Result) -> list[tuple[str, ...]]:
    names = found.vars or []
    terms = [[row.get(name) for name in names] for row in found.bindings]
    return [tuple("" if term is None else str(term) for term in row) for row in terms]


@pytest.fixture(scope="session")
def in_memory(build: View) -> Dataset:
    """The build in rdflib's own memory, asked by rdflib's own engine."""
    memory = Dataset(default_union=True)
    memory.parse(data=serialize(build.quads(), format=RdfFormat.N_QUADS), format="nquads")
    return memory


@pytest.fixture(scope="session")
def published_dataset(_published: Path) -> Iterator[Dataset]:
    opened = reportedly.dataset(_published)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ALL)
def test_python_users_get_the_same_rows(
    name: str, by_oxigraph: Ask, published_dataset: Dataset, questions: dict[str, Question]
) -> None:
    found = words(published_dataset.query(questions[name].bind({}, Ids().base)))
    assert found == by_oxigraph(name)


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # its own use
@pytest.mark.parametrize("name", [name for name in ALL if name not in ONLY_OXIGRAPH])
def test_rdflibs_engine_gives_the_same_rows(
    name: str, by_oxigraph: Ask, in_memory: Dataset, questions: dict[str, Question]
) -> None:
    assert words(in_memory.query(questions[name].bind({}, Ids().base))) == by_oxigraph(name)


def test_every_exception_is_a_question(questions: dict[str, Question]) -> None:
    assert set(ONLY_OXIGRAPH) <= set(questions)


@pytest.fixture(scope="session")
def texts_only(build: View) -> Store:
    """The build without what the outside world adds."""
    outside = NamedNode(Ids().base + "graph/external")
    store = Store()
    store.extend(quad for quad in build.quads() if quad.graph_name != outside)
    assert len(store) < sum(1 for _ in build.quads())
    return store


@pytest.mark.parametrize("name", ALL)
def test_no_row_needs_knowledge_from_outside(
    name: str, by_oxigraph: Ask, texts_only: Store, questions: dict[str, Question]
) -> None:
    query = questions[name].bind({}, Ids().base)
    assert plain(texts_only.query(query, use_default_graph_as_union=True)) == by_oxigraph(name)
