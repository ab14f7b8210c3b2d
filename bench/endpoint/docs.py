"""Figures in the documentation: what a run wrote stands between two comments of a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).parents[2] / "docs" / "endpoint.md"


def fill(page: Path, name: str, text: str) -> bool:
    """Put a text between ``<!-- name -->`` and ``<!-- /name -->``; False if the page lacks them."""
    marks = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.S)
    if not page.exists():
        return False
    old = page.read_text(encoding="utf-8")
    new, found = marks.subn(lambda match: f"{match[1]}\n{text.strip()}\n\n{match[2]}", old)
    if new != old:
        page.write_text(new, encoding="utf-8")
    return found > 0
