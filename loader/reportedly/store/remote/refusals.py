"""What a server's refusal means, in words that say what to do."""

from __future__ import annotations

import re
from typing import Final

import httpx
import pyoxigraph

from reportedly.errors import QueryError, StoreError
from reportedly.store.location import shown
from reportedly.store.sparql import bare_words, query_errors

_SHOWN = 500
_TAG = re.compile(r"<[^>]+>")
_SPEAKS: Final = "Give the URL of the query service, such as https://host/sparql."
_MENDS: Final = {
    401: "Set REPORTEDLY_REMOTE_USER and REPORTEDLY_REMOTE_PASSWORD, or REPORTEDLY_REMOTE_TOKEN, "
    "or write the host into ~/.netrc.",
    403: "Ask the server's operator for the right to do this, or log in as somebody who has it.",
    404: _SPEAKS,
    405: "It is perhaps a server for reading only; see docs/stores.md for what writing needs.",
    406: _SPEAKS,
    408: "Ask for less, or raise the server's own limit.",
    413: "Raise the server's limit on the size of a request.",
    415: _SPEAKS,
    429: "The server is busy: try again later.",
    502: "What stands before the server does not reach it: see to it that it runs.",
    503: "The server is busy: try again later.",
    504: "Ask for less, or raise the time that the server or what stands before it allows.",
}


def refusal(response: httpx.Response, query: str | None) -> QueryError | StoreError:
    """The error that a response of status 300 and above stands for.

    Args:
        response: its body is read here.
        query: the query that was asked; None if something else was sent. A 400 then means that
            the query is at fault (SPARQL 1.1 Protocol, section 2.1.7).
    """
    said = _said(response)
    status = response.status_code
    if status == httpx.codes.BAD_REQUEST and query is not None:
        return malformed(query) or QueryError(f"The server refuses the query: {said}")
    where = shown(str(response.request.url))
    if response.is_redirect:
        target = shown(response.headers.get("location", "elsewhere"))
        return StoreError(
            f"The server redirects to {target}, and redirections are not followed.",
            where=where,
            mend="Give the URL that it redirects to, if that is where you want to go.",
        )
    mend = _MENDS.get(status, "The server's own log says more." if status >= 500 else None)
    return StoreError(f"The server answers {status}: {said}", where=where, mend=mend)


def unreachable(error: httpx.TransportError, request: httpx.Request) -> StoreError:
    """The error of a request that got no answer."""
    where = shown(str(request.url))
    if isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout | httpx.PoolTimeout):
        return StoreError(
            "The server was silent for too long.",
            where=where,
            mend="Ask for less, or set REPORTEDLY_REMOTE_TIMEOUT to more seconds.",
        )
    reason = str(error).rstrip(".") or type(error).__name__
    return StoreError(
        f"The server cannot be reached: {reason}.",
        where=where,
        mend="See to it that it runs, and that host and port are right.",
    )


def malformed(query: str) -> QueryError | None:
    """What our own parser has against a query, with its place; None if nothing.

    A query with `SERVICE` is not judged: to judge is to ask it of an empty store, and that would
    make this process speak to the service.
    """
    if any(word.text.upper() == "SERVICE" for word in bare_words(query)):
        return None
    try:
        with query_errors(query) as padded:
            pyoxigraph.Store().query(padded)
    except QueryError as error:
        return error
    return None


def _said(response: httpx.Response) -> str:
    """The server's own words, in one line, bounded; its reason phrase if it has none."""
    try:
        text = response.read().decode(errors="replace")
    except httpx.HTTPError:
        text = ""
    if "html" in response.headers.get("content-type", ""):
        text = _TAG.sub(" ", text)
    text = " ".join(text.split())
    if len(text) > _SHOWN:
        text = text[:_SHOWN] + " …"
    return text or response.reason_phrase or "it gives no reason."
