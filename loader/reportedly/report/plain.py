"""Words of an entry, made harmless for a terminal, a log or an XML document.

An entry comes by pull request from whoever likes, and its words stand in messages and excerpts.
Control characters could move the cursor, begin a log line that the CI obeys as a command, or turn
the order of what is read round (U+202A to U+202E, U+2066 to U+2069: Unicode Technical Report 36,
section 2.5). They are shown by their numbers instead.
"""

from __future__ import annotations

import json
import re
from typing import Final

_HARMFUL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(words: str) -> str:
    """The words on one line, with a space for a tab and a number for what cannot be shown."""
    return _HARMFUL.sub(lambda found: f"<U+{ord(found.group()):04X}>", words.replace("\t", " "))


def plain_json(value: object) -> str:
    """A value as JSON, indented; of what cannot be shown, its escape (RFC 8259, section 7)."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    lines = (_HARMFUL.sub(_escape, line) for line in text.split("\n"))
    return "\n".join(lines) + "\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
