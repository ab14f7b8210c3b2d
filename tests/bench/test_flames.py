"""Folded stacks become a tree, and the tree a drawing."""

from __future__ import annotations

from pathlib import Path

from bench.endpoint.flames import draw, stacked

FOLDED = """\
<module> (a.py);run (asyncio.py);read (reportedly_api/a.py) 6
<module> (a.py);run (asyncio.py);read (reportedly_api/a.py);parse (uvicorn/b.py) 3
<module> (a.py);run (asyncio.py);wait (selectors.py) 90
<module> (a.py);run (asyncio.py) 1
<module> (a.py);elsewhere (b.py) 50
"""


def test_the_tree_begins_with_the_loop_and_leaves_waiting_out() -> None:
    tree, waited = stacked(FOLDED.splitlines(), "run", frozenset({"wait"}))
    assert tree.samples == 10
    assert waited == 0.9
    (read,) = tree.calls.values()
    assert (read.name, read.samples) == ("read (reportedly_api/a.py)", 9)
    assert [call.samples for call in read.calls.values()] == [3]


def test_a_drawing_is_the_same_each_time(tmp_path: Path) -> None:
    tree, _ = stacked(FOLDED.splitlines(), "run", frozenset({"wait"}))
    first, second = tmp_path / "1.svg", tmp_path / "2.svg"
    draw({"front": tree}, first)
    draw({"front": tree}, second)
    assert first.read_bytes() == second.read_bytes()
    assert b"read" in first.read_bytes()
