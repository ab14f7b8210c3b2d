"""The engine alone, in threads and in processes: that every cell is measured."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.endpoint import floor
from bench.endpoint.graph import write_graph
from bench.endpoint.queries import make_queries


def test_each_kind_is_answered_by_threads_and_by_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floor, "EACH", {"lookup": 5, "join": 2})
    monkeypatch.setattr(floor, "AT_ONCE", (1, 3))
    asked = make_queries(write_graph(tmp_path / "graph.nq", 5_000))
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_load(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    said: list[str] = []
    table = floor.measure(asked, tmp_path / "store", 2, said.append).splitlines()
    assert said == ["round 1 of 2", "round 2 of 2"]
    assert table[0].startswith("2 rounds, ")
    rows = [line.strip("| ").split(" | ") for line in table[4:]]
    assert [row[0] for row in rows] == [
        f"{title}, {n}" for title in ("point look-up", "three-way join with filter") for n in (1, 3)
    ]
    for _, *speeds, ratio, cpu in rows:
        assert all(float(speed.replace(",", "")) > 0 for speed in speeds)
        assert float(ratio.split()[0]) > 0
        assert float(cpu) > 0
