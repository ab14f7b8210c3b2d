"""What a back end keeps beside a build, where it keeps the build in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from reportedly.store.protocol import View


@runtime_checkable
class Kept(Protocol):
    """A view whose build lies in a folder, with its statistics and dumps beside it."""

    @property
    def directory(self) -> Path | None:
        """The folder, which stays as it is while the view is open; None for a draft."""
        ...


def folder_of(view: View) -> Path | None:
    """The folder of a view's build; None where its back end has none, such as a server's."""
    return view.directory if isinstance(view, Kept) else None
