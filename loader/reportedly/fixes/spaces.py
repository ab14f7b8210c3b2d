"""White space that nobody sees and every diff shows: at the ends of lines and of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.fixes.edits import Edit
from reportedly.fixes.sheet import Sheet

_AT_LINE_END: Final = re.compile(r"[ \t]+(?=\r?\n|\Z)")
_AT_FILE_END: Final = re.compile(r"\n*\Z")


def no_trailing_space(sheet: Sheet) -> Iterator[Edit]:
    """No white space at the end of a line, and one line feed at the end of the file."""
    text = sheet.text
    for match in _AT_LINE_END.finditer(text):
        yield Edit(*match.span(), "")
    end = _AT_FILE_END.search(text.rstrip(" \t"))
    if end is not None and end.group() != "\n" and text == text.rstrip(" \t"):
        yield Edit(end.start(), len(text), "\n")
