"""How the benchmark judges: rows in any order, answers under load, targets met or missed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.endpoint.answers import Judge, digest_of_rows
from bench.endpoint.docs import fill
from bench.endpoint.hammer import BROKEN_OFF, RECORD, WHOLE
from bench.endpoint.rig import Cell
from bench.endpoint.summary import OURS, PEER, RDFLIB, Figures, targets


def test_rows_are_the_same_in_any_order_of_rows_and_columns() -> None:
    one = digest_of_rows(["a", "b"], [["1", "x"], ["2", "y"]])
    assert one == digest_of_rows(["b", "a"], [["y", "2"], ["x", "1"]])
    assert one == digest_of_rows(["a", "b"], [["1.0", "x"], ["2e0", "y"]])
    assert one != digest_of_rows(["a", "b"], [["1", "x"], ["2", "x"]])
    assert one != digest_of_rows(["a", "b"], [["1", "x"], ["2", "y"], ["2", "y"]])


def records(*rows: tuple[int, int, int, int, int]) -> np.ndarray:
    made = np.zeros(len(rows), RECORD)
    for n, (query, status, outcome, lines, hash_) in enumerate(rows):
        made[n]["query"], made[n]["status"], made[n]["outcome"] = query, status, outcome
        made[n]["lines"], made[n]["hash"] = lines, hash_
    return made


def test_only_a_whole_answer_with_the_right_lines_is_right() -> None:
    judge = Judge(np.array([3, 4]))
    told = judge.right(
        "s",
        records(
            (0, 200, WHOLE, 3, 77),
            (0, 200, WHOLE, 2, 78),  # a line is missing
            (0, 200, BROKEN_OFF, 3, 77),
            (0, 504, WHOLE, 3, 77),
            (1, 200, WHOLE, 4, 79),
        ),
    )
    assert told.tolist() == [True, False, False, False, True]


def test_an_answer_that_differs_from_that_servers_first_is_wrong() -> None:
    judge = Judge(np.array([3]))
    assert judge.right("s", records((0, 200, WHOLE, 3, 77))).tolist() == [True]
    assert judge.right("s", records((0, 200, WHOLE, 3, 78))).tolist() == [False]
    assert judge.right("other", records((0, 200, WHOLE, 3, 78))).tolist() == [True]


def cell(server: str, load: str, per_second: float, round_: int = 1, clients: int = 8) -> Cell:
    right = 10 if per_second else 0
    return Cell(
        server=server, load=load, clients=clients, round=round_, sent=10, right=right, wrong=0,
        failed={}, per_second=per_second, p50=1, p99=2, worst=3, gap=0, seconds=4, peak=5,
        generator=6, runaways={},
    )  # fmt: skip


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    cells = [
        cell(server, "lookup", speed, n)
        for n, pair in enumerate(((50, 100), (10, 100), (30, 50)), 1)
        for server, speed in zip((OURS, PEER), pair, strict=True)
    ]
    assert Figures(cells).ratio(OURS, PEER, "lookup", 8) == pytest.approx(0.5)


def test_a_peer_that_answers_nothing_counts_as_one_answer_in_its_time() -> None:
    figures = Figures([cell(OURS, "large", 2), cell(RDFLIB, "large", 0)])
    assert figures.ratio(OURS, RDFLIB, "large", 8) == pytest.approx(8)
    assert figures.ratio(RDFLIB, OURS, "large", 8) is None


def test_a_target_is_met_or_missed_or_not_measured() -> None:
    met = {one.name: one.met for one in targets(Figures([cell(OURS, "lookup", 39),
                                                         cell(PEER, "lookup", 100),
                                                         cell(OURS, "chain", 51),
                                                         cell(PEER, "chain", 100)]))}  # fmt: skip
    found = {name.split(",")[0]: verdict for name, verdict in met.items()}
    assert found["lookup"] is False
    assert found["chain"] is True
    assert found["join"] is None


def test_figures_are_put_between_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- x.md -->\nold\n<!-- /x.md -->\nb\n")
    assert fill(page, "x.md", "| new |\n")
    assert page.read_text() == "a\n<!-- x.md -->\n\n| new |\n\n<!-- /x.md -->\nb\n"
    assert not fill(page, "y.md", "other")
