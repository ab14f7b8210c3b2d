"""How the benchmark judges: rows in any order, answers under load, targets met or missed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bench.endpoint.answers import Judge, digest_of_rows
from bench.endpoint.docs import fill
from bench.endpoint.hammer import BROKEN_OFF, RECORD, WHOLE
from bench.endpoint.process import Machine, Running
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


def cell(
    server: str,
    load: str,
    per_second: float,
    round_: int = 1,
    clients: int = 8,
    *,
    processor: float = 1,
    taken: float = 0,
) -> Cell:
    right = 10 if per_second else 0
    return Cell(
        server=server, load=load, clients=clients, round=round_, sent=10, right=right, wrong=0,
        failed={}, per_second=per_second, p50=1, p99=2, worst=3, gap=0, seconds=4, peak=5,
        generator=6, processor=processor, taken=taken, runaways={},
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


def test_processor_time_is_compared_by_rounds_where_both_answered() -> None:
    cells = [
        cell(server, "lookup", 5, n, processor=spent)
        for n, pair in enumerate(((4, 2), (9, 3), (5, 5)), 1)
        for server, spent in zip((OURS, PEER), pair, strict=True)
    ]
    figures = Figures([*cells, cell(OURS, "large", 5), cell(PEER, "large", 0)])
    assert figures.dearness(OURS, PEER, "lookup", 8) == pytest.approx(2)
    assert figures.dearness(OURS, PEER, "large", 8) is None


def test_what_others_took_of_the_machine_is_told() -> None:
    cells = [cell(OURS, "lookup", 1, n, taken=share) for n, share in enumerate((0.1, 0.5, 0.2))]
    assert Figures(cells).taken() == (0.2, 0.5)
    before = Machine(all=100, busy=40, own=5)
    after = Machine(all=120, busy=56, own=6)  # of 16 busy seconds 1 is this process's
    assert after.taken_since(before, ours=11) == pytest.approx(0.2)
    assert after.taken_since(before, ours=20) == 0


def test_the_processor_time_of_a_child_that_ended_is_counted(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    code = f"{child}\nprint('ended', flush=True)\ninput()"
    pipe, log = tmp_path / "in", tmp_path / "log"
    os.mkfifo(pipe)
    running = Running(
        ["sh", "-c", f'exec "$0" -c "$1" < {pipe}', sys.executable, code],
        port=1, path="/", environ={}, log=log, cwd=tmp_path,
    )  # fmt: skip
    with running, pipe.open("w"):
        while "ended" not in log.read_text() and running.process.poll() is None:
            time.sleep(0.01)
        assert running.processor() >= 0.3


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
