"""Answers of a server, read as they arrive and turned into pyoxigraph's own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final, cast

import httpx
import pyoxigraph
from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from reportedly.errors import StoreError
from reportedly.store.location import shown
from reportedly.store.triples import StreamedTriples

_YES: Final = b'{"head":{},"boolean":true}'
_NO: Final = b'{"head":{},"boolean":false}'
_CUT_SHORT = "x-sparql-maxrows"  # Virtuoso says so when ResultSetMaxRows cut an answer


class Body(io.RawIOBase):
    """The body of a response as a file: each read takes what has come, and waits only for some.

    It lets go of the response when it is read to its end, closed or garbage collected. A body
    that breaks off raises StoreError, never looks like its end.
    """

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._blocks = response.iter_bytes()
        self._block = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Takes the next bytes; 0 at the end."""
        while not self._block:
            try:
                self._block = memoryview(next(self._blocks))
            except StopIteration:
                return 0
            except httpx.HTTPError as error:
                raise StoreError(
                    f"The server's answer broke off: {str(error) or type(error).__name__}.",
                    where=shown(str(self._response.request.url)),
                    mend="Ask again.",
                ) from error
        size = min(len(buffer), len(self._block))
        buffer[:size] = self._block[:size]
        self._block = self._block[size:]
        return size

    def close(self) -> None:
        """Lets go of the response."""
        if not self.closed:
            self._response.close()
        super().close()


def rows_of(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    """The rows of a SELECT or the answer of an ASK, from JSON or XML.

    Raises:
        StoreError: the server sent something else, or only a part and says so.
    """
    media_type = _media_type(response)
    form = QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise _unreadable(response, media_type)
    if _CUT_SHORT in response.headers:
        limit = response.headers[_CUT_SHORT]
        response.close()
        raise StoreError(
            f"The server cut its answer off after {limit} rows.",
            where=shown(str(response.request.url)),
            mend="Ask for less, or raise the limit (Virtuoso: ResultSetMaxRows).",
        )
    try:
        return pyoxigraph.parse_query_results(cast(io.BytesIO, Body(response)), form)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(response, f"{media_type} ({error})") from error


def boolean_of(response: httpx.Response) -> QueryBoolean:
    """The answer of an ASK; Virtuoso says it as a row with a 1 or a 0 in it.

    Raises:
        StoreError: as `rows_of`.
    """
    answer = rows_of(response)
    if isinstance(answer, QueryBoolean):
        return answer
    row = next(answer, None)
    value = None if row is None else row[0]
    yes = isinstance(value, pyoxigraph.Literal) and value.value in {"1", "true"}
    said = pyoxigraph.parse_query_results(_YES if yes else _NO, QueryResultsFormat.JSON)
    return cast(QueryBoolean, said)


def triples_of(response: httpx.Response) -> StreamedTriples:
    """The triples of a CONSTRUCT or DESCRIBE.

    Raises:
        StoreError: the server sent something else.
    """
    return StreamedTriples(quads_of(response))


def quads_of(response: httpx.Response) -> Iterator[Quad]:
    """The statements of an RDF document, all of them in the default graph.

    Raises:
        StoreError: the server sent something else.
    """
    media_type = _media_type(response)
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise _unreadable(response, media_type)
    # Lenient: the server's IRIs were checked when they went in.
    return pyoxigraph.parse(cast(io.BytesIO, Body(response)), form, lenient=True)


def _media_type(response: httpx.Response) -> str:
    told: str = response.headers.get("content-type", "")
    return told.partition(";")[0].strip() or "no media type"


def _unreadable(response: httpx.Response, what: str) -> StoreError:
    response.close()
    return StoreError(
        f"The server's answer cannot be read as an answer to a query: {what}.",
        where=shown(str(response.request.url)),
        mend="Give the URL of the query service, such as https://host/sparql.",
    )
