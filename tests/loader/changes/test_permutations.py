"""The five articles, added in every order: one build, and one comparison with what was before."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from pyoxigraph import Quad, Store
from tests.loader.changes.conftest import build_of, quads_of

from reportedly.changes.compare import compare
from reportedly.changes.record import Changes
from reportedly.findings.table import derive
from reportedly.ids import Ids
from reportedly.resources import data_dir
from reportedly.store.files import in_memory
from reportedly.store.oxigraph_view import OxigraphView

IDS = Ids()
ARTICLES = (
    "daily-star-nk-soldiers",
    "hngn-nk-personnel",
    "national-review-nk-volunteers",
    "nextshark-nk-volunteers",
    "unknown-outlet-nk-troops",
)
SAMPLE = 3
"""Orders that are tried unless all are asked for (`pytest --all`); the run prints the seed."""
ORDERS = tuple(permutations(range(len(ARTICLES))))

Graphs = dict[str, tuple[Quad, ...]]


@pytest.fixture(scope="module")
def five() -> Graphs:
    return quads_of(data_dir("seeds"), IDS)


@pytest.fixture(scope="module")
def none(five: Graphs) -> OxigraphView:
    """Gives the build before the first article: the registry, the links, the vocabulary."""
    return build_of((quads for name, quads in five.items() if not _article(name)), IDS)


@pytest.fixture(scope="module")
def expected(five: Graphs, none: OxigraphView) -> tuple[str, Changes]:
    whole = build_of(five.values(), IDS)
    return whole.build.sha256, compare(none, whole)


def test_there_are_a_hundred_and_twenty_orders_of_five_articles(five: Graphs) -> None:
    assert {name for graph in five if (name := _article(graph))} == set(ARTICLES)
    assert len(set(ORDERS)) == 120


def test_quotations_of_an_added_article_join_the_sayings_of_the_others(five: Graphs) -> None:
    four = build_of((quads for name, quads in five.items() if _article(name) != ARTICLES[3]), IDS)
    changes = compare(four, build_of(five.values(), IDS))
    joined = [each for each in changes.of("saying") if each.did == "changed"]
    assert joined
    assert all(
        words.startswith(ARTICLES[3]) for each in joined for words in each.part("quotations").after
    )
    assert changes.of("disagreement")


def test_the_order_of_adding_changes_neither_build_nor_comparison(
    request: pytest.FixtureRequest,
    five: Graphs,
    none: OxigraphView,
    expected: tuple[str, Changes],
) -> None:
    option = request.config.option
    orders = ORDERS if option.run_all else Random(option.sample_seed).sample(ORDERS, SAMPLE)
    for order in orders:
        added = _added(order, five)
        assert (added.build.sha256, compare(none, added)) == expected, order


def _added(order: tuple[int, ...], five: Graphs) -> OxigraphView:
    """The build that comes of adding the articles one after the other."""
    store = Store()
    store.extend(quad for name, quads in five.items() if not _article(name) for quad in quads)
    for number in order:
        for name, quads in five.items():
            if _article(name) == ARTICLES[number]:
                store.extend(quads)

    def ask(query: str) -> object:
        return store.query(query, use_default_graph_as_union=True)

    return in_memory([*store, *derive(ask, IDS)])


def _article(graph: str) -> str:
    """The article that a graph belongs to; "" for one that all share."""
    steps = graph.removeprefix(IDS.node("graph", "").value).split("/")
    return steps[0] if len(steps) > 1 else ""


def test_a_graph_of_an_article_is_told_from_a_shared_one() -> None:
    assert _article(IDS.stated_graph("tesk", "0" * 64).value) == "tesk"
    assert _article(IDS.shared_graph("registry").value) == ""
