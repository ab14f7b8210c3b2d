"""Whether memory is flat, as the soak judges it."""

from __future__ import annotations

from bench.soak import FLAT, Weight, growth


def course(*sizes: tuple[float, float, int]) -> list[Weight]:
    """The server's memory, every five seconds: front, workers together, how many."""
    return [Weight(5.0 * n, front, workers, many) for n, (front, workers, many) in enumerate(sizes)]


def test_what_was_held_before_a_tenth_does_not_count() -> None:
    warm = [(80.0, 300.0, 5)] * 19
    assert growth(course((40.0, 100.0, 5), (60.0, 200.0, 5), *warm)) == (1.0, 1.0)


def test_a_worker_that_a_crowd_needed_is_no_growth() -> None:
    assert growth(course(*[(80.0, 300.0, 5)] * 9, (80.0, 360.0, 6))) == (1.0, 1.0)


def test_what_goes_on_growing_is_not_flat() -> None:
    leaks = course(*[(80.0 + n, 300.0 + 10 * n, 5) for n in range(30)])
    assert min(growth(leaks)) > FLAT
