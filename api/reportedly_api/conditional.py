"""Entity tags, and whether a client has the very thing: RFC 9110, sections 8.8.3 and 13.1.2.

A tag names bytes as the application makes them; `compression` sees to it that a compressed
response has a tag of its own.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

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
