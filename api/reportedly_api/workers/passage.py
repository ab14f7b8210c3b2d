"""One query's passage: asked, begun, and its answer as it comes, for whoever awaits it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from reportedly_api.answers import ProblemError
from reportedly_api.workers.outcomes import Outcome

if TYPE_CHECKING:
    from reportedly_api.workers.worker import Worker

AHEAD: Final = 256 * 1024
"""Bytes of an answer that may wait in the front for a slow client, before its worker waits too."""


class Begun(NamedTuple):
    """The first that is known of an answer.

    Attributes:
        head: its headers, a JSON object, as the worker sent them.
        body: all of the answer if `whole`, else its first block.
        whole: whether that is all.
        build: the id of the build that answers.
    """

    head: bytes
    body: bytes
    whole: bool
    build: str


Heard = Callable[["Passage", Begun | ProblemError], None]


class Canceller(Protocol):
    """Who lets a passage go."""

    def cancel(self, passage: Passage) -> None:
        """Let it go, at once."""


class Passage:
    """One query on its way; made by `Pool.ask`, and awaited by one task.

    Attributes:
        payload: the inquiry, as it goes to a worker.
        asked_at: when it was asked, by the loop's clock, in seconds.
        counts_from: from when on its time is counted, as `asked_at`: that of who asked the same
            first, if this one leads on.
        begun: the beginning of the answer; raises ProblemError if there is none.
        gone: waits until whoever asked has gone away; it is called only if the query lingers.
        worker: the worker that answers it; None before and after.
        ahead: the worker that will, once it has answered others; None before and after.
        slow: whether it is in the slow lane.
        sent: bytes of the answer so far.
        started_at: when it was given a worker, as `asked_at`.
        took: seconds that its worker took, by the worker's own clock; None as long as it has not
            answered in one go.
        cpu_mark: the processor time that its worker had taken soon after; None before.
        blamed: whether it is known to have had much of a processor.
        presumed: what it is ranked by as if it had had it, in seconds of a processor.
        spent: seconds of a processor that it has had, as far as the slow lane looked, and what is
            presumed.
        level: how many of the slow lane's levels it has fallen.
        waits_since: when it last began to wait for the slow lane, as `asked_at`.
        turn_from: what it had spent when it was last let on there; None before.
        first_until: what it has spent before it goes before all others no more.
        others: those who asked the same, and wait for its answer.
        leader: the one whose answer it waits for; None if it waits for its own.
        outcome: how it ended; None as long as it goes on.
        keeper: lets it go, where it is under way; the pool that took it in last.
        heard: called at once with the beginning, or with why there is none, in place of `begun`.
    """

    __slots__ = (
        "_blocks",
        "_ended",
        "_failure",
        "_waiting",
        "_wake",
        "_watching",
        "ahead",
        "asked_at",
        "begun",
        "blamed",
        "counts_from",
        "cpu_mark",
        "first_until",
        "gone",
        "heard",
        "keeper",
        "leader",
        "level",
        "others",
        "outcome",
        "payload",
        "presumed",
        "sent",
        "slow",
        "spent",
        "started_at",
        "took",
        "turn_from",
        "waits_since",
        "worker",
    )

    def __init__(
        self,
        payload: bytes,
        asked_at: float,
        begun: asyncio.Future[Begun],
        gone: Callable[[], Awaitable[None]] | None,
        heard: Heard | None = None,
    ) -> None:
        self.heard = heard
        self.payload = payload
        self.asked_at = self.counts_from = asked_at
        self.started_at = self.waits_since = asked_at
        self.others: list[Passage] = []
        self.leader: Passage | None = None
        self.begun = begun
        self.gone = gone
        self.worker: Worker | None = None
        self.ahead: Worker | None = None
        self.slow = False
        self.blamed = False
        self.presumed = self.spent = self.first_until = 0.0
        self.level = 0
        self.sent = 0
        self.cpu_mark: float | None = None
        self.turn_from: float | None = None
        self.took: float | None = None
        self.outcome: Outcome | None = None
        self.keeper: Canceller | None = None
        self._blocks: deque[bytes] | None = None
        self._waiting = 0
        self._wake: asyncio.Future[None] | None = None
        self._ended = False
        self._failure: ProblemError | None = None
        self._watching: asyncio.Task[None] | None = None

    async def blocks(self) -> AsyncIterator[bytes]:
        """The blocks of the answer after the first, as they come.

        Raises:
            ProblemError: there will be no more, and what came is not a whole answer.
        """
        while True:
            while self._blocks:
                block = self._blocks.popleft()
                self._waiting -= len(block)
                if self.worker is not None and self._waiting < AHEAD // 2:
                    self.worker.resume()
                yield block
            if self._failure is not None:
                raise self._failure
            if self._ended:
                return
            self._wake = asyncio.get_running_loop().create_future()
            try:
                await self._wake
            finally:
                self._wake = None

    @property
    def failure(self) -> ProblemError | None:
        """Why there is no answer, or no more of it."""
        return self._failure

    @property
    def ended(self) -> bool:
        """Whether all of the answer has come from the worker, or none will."""
        return self._ended or self._failure is not None

    def cancel(self) -> None:
        """Nobody wants the answer any more: free its worker at once."""
        if not self.ended and self.keeper is not None:
            self.keeper.cancel(self)

    # What follows is for the pool alone.

    def begin(self, begun: Begun) -> None:
        """The answer begins; if it is whole, it is that of the others, too."""
        self.sent += len(begun.body)
        if begun.whole:
            self._ended = True
        else:
            self._blocks = deque()
        if self.heard is not None:
            self.heard(self, begun)
        elif not self.begun.done():
            self.begun.set_result(begun)
        for other in self.others:  # and those who join meanwhile, which ends the list later
            other.begin(begun)

    def lead_on(self, gone: Passage) -> None:
        """Take the place of one that has gone, as it is."""
        self.counts_from = gone.counts_from
        self.started_at = gone.started_at
        self.waits_since, self.turn_from = gone.waits_since, gone.turn_from
        self.cpu_mark, self.blamed = gone.cpu_mark, gone.blamed
        self.presumed, self.first_until = gone.presumed, gone.first_until
        self.spent, self.level, self.slow = gone.spent, gone.level, gone.slow
        self.worker, gone.worker = gone.worker, None
        if self.worker is not None:
            self.worker.passage = self
        self.ahead, gone.ahead = gone.ahead, None
        if self.ahead is not None:
            self.ahead.behind[self.ahead.behind.index(gone)] = self

    def more(self, block: bytes, *, last: bool) -> None:
        """The answer goes on."""
        self.sent += len(block)
        self._ended = last
        if self._blocks is not None and block:
            self._blocks.append(block)
            self._waiting += len(block)
            if self._waiting > AHEAD and not last and self.worker is not None:
                self.worker.pause()
        self._awake()

    def fail(self, failure: ProblemError) -> None:
        """There is no answer, or no more of it."""
        self._failure = failure
        if self.heard is not None:
            if self._blocks is None:
                self.heard(self, failure)
        elif not self.begun.done():
            self.begun.set_exception(failure)
            self.begun.exception()  # whoever asked may have gone, and not look
        self._awake()

    def watch(self) -> None:
        """From now on, notice it if whoever asked goes away."""
        if self.gone is not None and self._watching is None and not self.ended:
            self._watching = asyncio.ensure_future(self._watch(self.gone))

    def unwatch(self) -> None:
        """Notice nothing any more."""
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self, gone: Callable[[], Awaitable[None]]) -> None:
        await gone()
        self.cancel()

    def _awake(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
