"""Who of many connections makes room, and who is too slow."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api import connections
from reportedly_api.answers import Fault
from reportedly_api.connections import JUST_NOW, Connections, room


@dataclass(eq=False, slots=True)
class Line:
    """A connection that does nothing."""

    unfinished: float | None = JUST_NOW
    answers: bool = False
    ended: list[Fault | None] = field(default_factory=list)

    def hang_up(self, fault: Fault | None) -> None:
        self.ended.append(fault)


def opened(most: int, *lines: Line) -> tuple[Connections, list[str]]:
    """A process that these connections came to, in this order, and why it closed some."""
    why: list[str] = []

    async def come() -> Connections:
        kept = Connections(most, 20, why.append)
        for line in lines:
            kept.opened(line)
        return kept

    return asyncio.run(come()), why


STATES = st.builds(Line, st.sampled_from([None, JUST_NOW]) | st.floats(1, 9), st.booleans())


@given(st.integers(1, 8), st.lists(STATES, max_size=30))
def test_there_are_never_more_than_may_be_and_who_is_answered_stays(
    most: int, lines: list[Line]
) -> None:
    kept, why = opened(most, *lines)
    ended = [line for line in lines if line.ended]
    assert len(kept) == min(most, len(lines))
    assert len(ended) == len(why) == max(0, len(lines) - most)
    assert all(len(line.ended) == 1 for line in ended)
    # Only a newcomer can go while it answers, told so; and only where all others do.
    assert all(line.ended[0] is not None for line in ended if line.answers)


def test_who_waited_longest_for_its_client_makes_room_and_who_was_answered_is_last() -> None:
    served, late, early = Line(None), Line(5.0), Line(2.0)
    opened(2, served, late, early)
    assert (served.ended, late.ended, early.ended) == ([], [None], [])
    lines = [Line(None), Line(5.0), Line(2.0), Line()]
    opened(3, *lines)
    assert [line.ended for line in lines] == [[], [], [None], []]


def test_where_all_are_answered_the_newcomer_is_told_to_come_again() -> None:
    busy, new = Line(answers=True), Line()
    _, why = opened(1, busy, new)
    (fault,) = new.ended
    assert busy.ended == []
    assert fault is not None
    assert (fault.status, fault.headers) == (503, {"Retry-After": "1"})
    assert why == ["crowd"]


def test_there_is_room_for_as_many_as_the_process_may_have_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "open_files", lambda: 1024)
    assert room(4096) == 768
    assert room(100) == 100
    monkeypatch.setattr(connections, "open_files", lambda: 64)
    assert room(100) == 1
