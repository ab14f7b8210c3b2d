"""The table of store back ends, and the two doors that choose a row by location."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from reportedly.errors import InputError
from reportedly.store import oxigraph
from reportedly.store.location import shown
from reportedly.store.protocol import Backend, View, Writer
from reportedly.store.remote import row as sparql

BACKENDS: Mapping[str, Backend] = MappingProxyType(
    {row.name: row for row in (oxigraph.BACKEND, sparql.BACKEND)},
)


def open_view(location: str | os.PathLike[str]) -> View:
    """Opens the published build at a location, to read.

    Raises:
        InputError: no back end takes such a location.
        StoreError: no build is published there, or it is damaged.
    """
    place = os.fspath(location)
    return backend_of(place).open_view(place)


def open_writer(location: str | os.PathLike[str]) -> Writer:
    """Gives a writer for a location; entering it as a context takes the lock.

    Raises:
        InputError: no back end takes such a location.
        StoreError: on entering, if another writer is at work there.
    """
    place = os.fspath(location)
    return backend_of(place).open_writer(place)


def stamp_of(location: str | os.PathLike[str]) -> str:
    """A text that is another one when another build is published at a location; cheap to read.

    Raises:
        InputError: no back end takes such a location.
        StoreError: there is no store.
    """
    place = os.fspath(location)
    return backend_of(place).stamp(place)


def backend_of(location: str | os.PathLike[str]) -> Backend:
    """The row of the table that takes a location.

    Raises:
        InputError: none does.
    """
    place = os.fspath(location)
    for row in BACKENDS.values():
        if row.accepts(place):
            return row
    raise InputError(
        f"No store back end takes the location {shown(place)!r}.",
        mend="Give the path of a directory, such as `.reportedly`, or the http(s) URL of a SPARQL "
        "server's query service.",
    )
