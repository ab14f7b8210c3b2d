"""The fewest groups that keep apart what must be kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.findings.grouping import MOST, fewest_groups

Graph = tuple[frozenset[int], ...]


def graph_of(size: int, pairs: set[tuple[int, int]]) -> Graph:
    return tuple(
        frozenset({b for a, b in pairs if a == i} | {a for a, b in pairs if b == i})
        for i in range(size)
    )


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(0, 7))
    pairs = st.sampled_from(list(combinations(range(size), 2))) if size > 1 else st.nothing()
    return graph_of(size, draw(st.sets(pairs)) if size > 1 else set())


def partitions(things: list[int]) -> Iterator[list[set[int]]]:
    """Every way to put things into groups."""
    if not things:
        yield []
        return
    for groups in partitions(things[1:]):
        yield [{things[0]}, *groups]
        for i, group in enumerate(groups):
            yield [*groups[:i], group | {things[0]}, *groups[i + 1 :]]


@given(graphs())
def test_no_partition_does_with_fewer(apart: Graph) -> None:
    allowed = [
        len(groups)
        for groups in partitions(list(range(len(apart))))
        if not any(b in apart[a] for group in groups for a, b in combinations(group, 2))
    ]
    assert fewest_groups(apart) == (min(allowed), True)


@pytest.mark.parametrize("size", [3, 5, 7, 9, 21])
def test_an_odd_circle_needs_three_though_no_three_are_all_apart(size: int) -> None:
    circle = graph_of(size, {(i, (i + 1) % size) for i in range(size)})
    assert fewest_groups(circle) == (3, True)


def test_a_search_given_up_gives_what_it_has_proven() -> None:
    circle = graph_of(5, {(i, (i + 1) % 5) for i in range(5)})
    assert fewest_groups(circle, effort=1) == (2, False)


def test_of_very_many_things_only_a_clique_is_sought() -> None:
    size = MOST + 1
    clique = graph_of(size, set(combinations(range(size), 2)))
    assert fewest_groups(clique) == (size, False)
    assert fewest_groups(graph_of(MOST, set(combinations(range(MOST), 2)))) == (MOST, True)
