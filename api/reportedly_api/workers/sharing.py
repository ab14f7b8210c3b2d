"""The same query, asked while it is being answered: all who ask wait for the one answer.

Whoever asks first leads, and has the worker; the others have nothing, and cost nothing. What the
leader is told, they are told: a whole answer, or that the query takes too long. Where only the
leader is concerned, nobody else suffers. If its client goes, the next one leads on, worker and
all. If its worker dies, or its answer turns out to be a long one, sent as it comes at the pace of
one client, the others ask anew.
"""

from __future__ import annotations

from typing import Final

from reportedly_api.workers.outcomes import Outcome
from reportedly_api.workers.passage import Passage

SAME_FATE: Final = frozenset(
    {Outcome.REFUSED, Outcome.TIMED_OUT, Outcome.TURNED_AWAY, Outcome.STOPPED}
)
"""How a leader ends without an answer where the others end so, too."""


class Sharing:
    """The queries of a pool that others may wait for."""

    __slots__ = ("_leaders",)

    def __init__(self) -> None:
        self._leaders: dict[bytes, Passage] = {}

    def join(self, passage: Passage) -> bool:
        """Wait for the same query if it is under way; or lead those that are asked later.

        Returns:
            Whether there is nothing more to do for it.
        """
        leader = self._leaders.setdefault(passage.payload, passage)
        if leader is passage:
            return False
        leader.others.append(passage)
        passage.leader = leader
        return True

    def part(self, leader: Passage) -> tuple[Passage, ...]:
        """Nobody waits for that one any more; those who did."""
        if self._leaders.get(leader.payload) is leader:
            del self._leaders[leader.payload]
        others = tuple(leader.others)
        leader.others.clear()
        for passage in others:
            passage.leader = None
        return others

    def succeed(self, leader: Passage) -> Passage | None:
        """Let the next one lead, where the leader has gone; None if nobody waits.

        It does not count its own time, but that of the query: no query is under way for longer
        than it may be, whoever asks for it.
        """
        leads = self._leaders.get(leader.payload) is leader
        others = self.part(leader)
        if not others:
            return None
        heir, *rest = others
        heir.others.extend(rest)
        for passage in rest:
            passage.leader = heir
        if leads:
            self._leaders[heir.payload] = heir
        return heir

    def leave(self, passage: Passage) -> bool:
        """One who waits has gone; False if it waited for nobody."""
        if passage.leader is None:
            return False
        passage.leader.others.remove(passage)
        passage.leader = None
        return True

    def forget(self) -> None:
        """Who asks from now on waits for none of these: there is another build."""
        self._leaders.clear()
