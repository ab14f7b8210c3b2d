"""Responses made smaller on the way out: gzip or Zstandard, as the client weighs them.

Starlette's responders do the work: they compress block by block and flush each, so that a long
answer keeps flowing, leave small bodies and what is compressed already as they are, and tell
caches by ``Vary``. Here stands what they lack: the choice by quality values (RFC 9110, section
12.5.3), Zstandard, and entity tags that tell one coding from another (section 8.8.3).

A strong entity tag names bytes. Whoever sets one sets that of the bytes before compression; it
leaves as ``"tag-gzip"``, and comes back to the application in ``If-None-Match`` as ``"tag"``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import anyio
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import (
    DEFAULT_EXCLUDED_CONTENT_TYPES,
    GZipResponder,
    IdentityResponder,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.store.compression import zstd
from reportedly_api.conditional import joined

CODINGS: Final = ("zstd", "gzip")
"""The content codings on offer; among equals the earlier wins: it costs less and packs tighter."""

SMALLEST: Final = 1024
"""Bytes of a body below which compressing gains less than a packet."""

_THREAD: Final = 32 * 1024  # bytes from which compressing would hold up the event loop
_GZIP_LEVEL: Final = 5
_ZSTD_LEVEL: Final = 3  # its window is far below the 8 MB that RFC 9659, section 3 allows
_LEFT_ALONE: Final = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/zstd")
_ALIASES: Final = {"x-gzip": "gzip"}  # RFC 9110, section 8.4.1.3
_ITEM: Final = re.compile(
    r"\s*(?P<coding>[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*q=(?P<q>[01](?:\.[0-9]{0,3})?)\s*)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)  # clients are many, and their fields few
def choose_coding(accept: str | None) -> str | None:
    """The content coding that a client wants most; None for none.

    A coding that is not listed has the quality of ``*``, or none; ``identity`` wins only where it
    is given more than any coding on offer. A malformed item is passed over. No field, and a field
    that leaves nothing, mean no coding.
    """
    if accept is None:
        return None
    weights: dict[str, float] = {}
    for item in accept.lower().split(","):
        told = _ITEM.fullmatch(item)
        if told:
            coding = _ALIASES.get(told["coding"], told["coding"])
            weights[coding] = float(told["q"] or 1)
    others = weights.get("*", 0.0)
    best, quality = None, weights.get("identity", 0.0)
    for coding in reversed(CODINGS):
        weight = weights.get(coding, others)
        if weight > 0 and weight >= quality:
            best, quality = coding, weight
    return best


def accepts_coding(scope: Scope) -> bool:
    """Whether a client would have what it is answered compressed."""
    return choose_coding(joined(scope["headers"], b"accept-encoding")) is not None


class CompressionMiddleware:
    """Compresses what an application answers, if the client would have it so."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose a coding, and let its responder answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        coding = choose_coding(joined(scope["headers"], b"accept-encoding"))
        if coding is None:
            responder = IdentityResponder(self.app, SMALLEST, exclude_content_types=_LEFT_ALONE)
            await responder(scope, receive, send)
            return
        known = joined(scope["headers"], b"if-none-match") or ""
        if known:
            scope = _with_plain_tags(scope, known, coding)
        packing: ASGIApp = (
            ZstdResponder(self.app, SMALLEST, exclude_content_types=_LEFT_ALONE)
            if coding == "zstd"
            else GZipResponder(
                self.app,
                SMALLEST,
                _GZIP_LEVEL,
                thread_minimum_size=_THREAD,
                exclude_content_types=_LEFT_ALONE,
            )
        )

        async def tagging(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tag(message, coding, known)
            await send(message)

        await packing(scope, receive, tagging)


class ZstdResponder(IdentityResponder):
    """Compresses one response with Zstandard (RFC 8878), each block flushed as it comes."""

    content_encoding = "zstd"
    _compressor: zstd.ZstdCompressor | None = None

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """Compress a block; the last one ends the frame."""
        if len(body) >= _THREAD:
            return await anyio.to_thread.run_sync(self._pack, body, more_body)
        return self._pack(body, more_body)

    def _pack(self, body: bytes, more_body: bool) -> bytes:
        if self._compressor is None:
            self._compressor = zstd.ZstdCompressor(_ZSTD_LEVEL)
        compressor = self._compressor
        return compressor.compress(
            body, compressor.FLUSH_BLOCK if more_body else compressor.FLUSH_FRAME
        )


def _with_plain_tags(scope: Scope, known: str, coding: str) -> Scope:
    """The request as the application is to see it: its tags are those of bytes uncompressed."""
    plain = known.replace(f'-{coding}"', '"').encode("latin-1")
    kept = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
    return {**scope, "headers": [*kept, (b"if-none-match", plain)]}


def _tag(message: Message, coding: str, known: str) -> None:
    """Give a strong entity tag the name of the coding; a 304 repeats the tag of the 200."""
    headers = MutableHeaders(raw=message["headers"])
    tag = headers.get("etag")
    if tag is None or tag.startswith("W/"):  # weak: the same in every coding (8.8.1)
        return
    packed = f'{tag[:-1]}-{coding}"'
    if headers.get("content-encoding") == coding or (message["status"] == 304 and packed in known):
        headers["etag"] = packed
