"""The table of store back ends, and the two doors that choose a row by location."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from reportedly.errors import InputError
from reportedly.store import oxigraph
from reportedly.store.protocol import Backend, View, Writer

BACKENDS: Mapping[str, Backend] = MappingProxyType(
    {row.name: row for row in (oxigraph.BACKEND,)},
)


def open_view(location: str | os.PathLike[str]) -> View:
    """Opens the published build at a location, to read.

    Raises:
        InputError: no back end takes such a location.
        StoreError: no build is published there, or it is damaged.
    """
    place = os.fspath(location)
    return _backend(place).open_view(place)


def open_writer(location: str | os.PathLike[str]) -> Writer:
    """Gives a writer for a location; entering it as a context takes the lock.

    Raises:
        InputError: no back end takes such a location.
        StoreError: on entering, if another writer is at work there.
    """
    place = os.fspath(location)
    return _backend(place).open_writer(place)


def stamp_of(location: str | os.PathLike[str]) -> str:
    """A text that is another one when another build is published at a location; cheap to read.

    Raises:
        InputError: no back end takes such a location.
        StoreError: there is no store.
    """
    place = os.fspath(location)
    return _backend(place).stamp(place)


def needs_network(location: str | os.PathLike[str]) -> bool:
    """Whether reading what lies at a location takes the network.

    Raises:
        InputError: no back end takes such a location.
    """
    return _backend(os.fspath(location)).networked


def _backend(place: str) -> Backend:
    for row in BACKENDS.values():
        if row.accepts(place):
            return row
    raise InputError(
        f"No store back end takes the location {place!r}.",
        mend="Give the path of a directory, such as `.reportedly`.",
    )
