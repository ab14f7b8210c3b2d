"""What is known of the build beside its statements: its numbers and its dumps, for the front."""

from __future__ import annotations

import asyncio
from typing import Self

from reportedly.store.backends import open_view
from reportedly.store.build import BuildInfo
from reportedly.store.protocol import View
from reportedly.store.statistics import Statistics, statistics_of


class Shelf:
    """Opens the build that is served, once, for what needs no query; an asynchronous context.

    A view that was handed out goes on when a newer build is opened: it is let go by whoever has it
    last, and until then the files of its build stay where they are.
    """

    def __init__(self, store: str) -> None:
        """Open nothing yet.

        Args:
            store: where the store lies.
        """
        self._store = store
        self._view: View | None = None
        self._opened_for: BuildInfo | None = None
        self._counted: tuple[str, Statistics] | None = None
        self._lock = asyncio.Lock()

    async def view(self, build: BuildInfo) -> View:
        """The published build; another than that only if it was replaced this very moment.

        Args:
            build: what the engine serves. A build that was made anew, since it was damaged, is
                the same build and lies elsewhere: the engine then has another object.

        Raises:
            StoreError: it cannot be opened.
        """
        async with self._lock:
            return await self._opened(build)

    async def counted(self, build: BuildInfo) -> tuple[View, Statistics]:
        """The published build and its numbers, which are read, or counted, once a build.

        Raises:
            StoreError: it cannot be opened.
        """
        async with self._lock:
            view = await self._opened(build)
            if self._counted is None or self._counted[0] != view.build.id:
                numbers = await asyncio.to_thread(statistics_of, view)
                self._counted = (view.build.id, numbers)
            return view, self._counted[1]

    async def _opened(self, build: BuildInfo) -> View:
        if self._view is None or self._opened_for is not build:
            self._view = await asyncio.to_thread(open_view, self._store)
            self._opened_for = build
        return self._view

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._view is not None:
            self._view.close()
            self._view = None
