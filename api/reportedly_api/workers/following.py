"""Noticing that another build was published, without a word from whoever published it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from reportedly.errors import ReportedlyError

_log = logging.getLogger(__name__)


async def follow(
    stamp: Callable[[], str], known: str, renew: Callable[[], Awaitable[object]], seconds: float
) -> None:
    """Look at a stamp again and again, and renew when it has changed; runs until cancelled.

    A build that cannot be opened is logged and tried again: what is served meanwhile is the old.

    Args:
        stamp: reads the stamp; runs in a thread, as a back end may be slow to tell.
        known: the stamp of what is served now.
        renew: turns to what is published.
        seconds: between two looks.
    """
    while True:
        await asyncio.sleep(seconds)
        try:
            found = await asyncio.to_thread(stamp)
            if found != known:
                await renew()
                known = found
        except ReportedlyError as error:
            _log.error("the new build cannot be served, the old one goes on: %s", error)
