"""The compressions that the project speaks: gzip (RFC 1952) and Zstandard (RFC 8878)."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["COMPRESSIONS", "Compression", "zstd"]


@dataclass(frozen=True, slots=True)
class Compression:
    """One way to make a file smaller.

    Attributes:
        name: its name as a content coding (RFC 9110, section 8.4.1).
        media_type: the media type of a file of it.
        extension: the usual extension of a file of it, without the dot.
        opened: a binary file that compresses into another; closing it leaves the other open. The
            same bytes give the same file: neither clock nor name goes in.
        decompress: gives back what a whole file holds; raises OSError, EOFError or the codec's
            own error if it is damaged.
    """

    name: str
    media_type: str
    extension: str
    opened: Callable[[IO[bytes]], IO[bytes]]
    decompress: Callable[[bytes], bytes]


def _gzip(out: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile("", "wb", compresslevel=6, fileobj=out, mtime=0))


def _zstd(out: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], zstd.ZstdFile(out, "wb", level=9))


COMPRESSIONS: Final = (
    Compression("gzip", "application/gzip", "gz", _gzip, gzip.decompress),
    Compression("zstd", "application/zstd", "zst", _zstd, zstd.decompress),
)
"""Every compression of a dump; gzip first, since everybody can read it."""
