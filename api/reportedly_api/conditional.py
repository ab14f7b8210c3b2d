"""Entity tags, and whether a client has the very thing: RFC 9110, sections 8.8.3 and 13.1.2.

A tag names bytes as the application makes them; `compression` sees to it that a compressed
response has a tag of its own. The tag of a document is made from its bytes. That of an answer must
be known before there are any, so it is made from all that they follow from: see `Stamp`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

NO_STORE: Final = (b"cache-control", b"no-store")
"""Said of what nobody may keep, because the next time it will be another (RFC 9111, 5.2.2.5)."""
REVALIDATE: Final = (b"cache-control", b"no-cache")
"""Keep it if you like, and ask before you use it again (RFC 9111, 5.2.2.4)."""

_TAG: Final = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def entity_tag(*parts: bytes) -> str:
    """A strong tag from what decides a representation: its bytes, or all that they follow from."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)  # so that no two lists of parts run together
    return f'"{digest.hexdigest()[:32]}"'


def has_it(if_none_match: str | None, tag: str) -> bool:
    """Whether ``If-None-Match`` names a tag, by weak comparison, or is ``*``."""
    if if_none_match is None:
        return False
    if if_none_match.strip() == "*":
        return True
    return tag.removeprefix("W/") in _TAG.findall(if_none_match)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the answer to one inquiry is told apart by, before it is there.

    An answer follows from the build, from the inquiry (the query, its data set, what is accepted,
    what stands around it on a page) and from what the server is: its version and its settings. So
    the same tag means the same bytes. Two inquiries that differ in `Accept` alone have two tags,
    even where they end in one format: which it will be is known only once the query is read.

    Attributes:
        seal: what the server is, as bytes.
        inquiry: the inquiry, as bytes.
        control: the header field ``Cache-Control`` of the answer.
        build: the id of the build that new queries are answered from.
    """

    seal: bytes
    inquiry: bytes
    control: tuple[bytes, bytes]
    build: str

    def tag(self, build: str) -> str:
        """The strong tag of the answer that a build gives."""
        return entity_tag(self.seal, build.encode(), self.inquiry)

    def headers(self, build: str) -> list[tuple[bytes, bytes]]:
        """The header fields of the answer that a build gave."""
        return [(b"etag", self.tag(build).encode()), self.control]


def joined(headers: list[tuple[bytes, bytes]], name: bytes) -> str | None:
    """The values of a header field, as RFC 9110, section 5.3 joins them; None if there is none."""
    found = [value for field, value in headers if field == name]
    return b", ".join(found).decode("latin-1") if found else None
