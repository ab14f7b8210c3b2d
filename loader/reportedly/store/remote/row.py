"""The row of the table: any URL of HTTP is a SPARQL 1.1 server."""

from __future__ import annotations

import re

from reportedly.store.protocol import Backend, View, Writer

_HTTP = re.compile(r"https?://", re.IGNORECASE)


def _accepts(location: str) -> bool:
    return bool(_HTTP.match(location))


def _open_view(location: str) -> View:
    from reportedly.store.remote import view  # noqa: PLC0415 - an HTTP client: for those who need it

    return view.open_view(location)


def _open_writer(location: str) -> Writer:
    from reportedly.store.remote import writer  # noqa: PLC0415 - likewise

    return writer.open_writer(location)


def _stamp(location: str) -> str:
    with _open_view(location) as view:  # one request, of some hundred bytes an article
        return view.build.id


BACKEND = Backend(
    "sparql", _accepts, _open_view, _open_writer, _stamp, isolated=False, over_network=True
)
