"""White space folding and the digest of a passage: what every room means by the same words."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_SPACE: Final = re.compile(r"\s+")


def fold(words: str) -> str:
    """White space (U+00A0 included) folded to one space, none at either end."""
    return _SPACE.sub(" ", words).strip(" ")


def digest(words: str) -> str:
    """SHA-256 (hex) of the words' UTF-8 bytes with white space folded."""
    return hashlib.sha256(fold(words).encode()).hexdigest()
