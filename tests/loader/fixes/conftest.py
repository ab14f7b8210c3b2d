"""Files to mend: the invented entry, spoiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.fixes.sheet import Sheet
from reportedly.model.anchors import Document
from reportedly.model.entry import Entry
from reportedly.pipeline.files import TextShelf

if TYPE_CHECKING:
    from tests.loader.conftest import Islands

SheetOf = Callable[..., Sheet]


@pytest.fixture(scope="session")
def sheet_of(islands: Islands) -> SheetOf:
    """Gives the sheet of a text, the islands' articles at hand."""
    shelf = TextShelf.of(islands.texts)

    def sheet(text: str, kind: type[Document] = Entry) -> Sheet:
        return Sheet(Path("entries/tesk-divers.yaml"), kind, text, shelf.text)

    return sheet


@pytest.fixture(scope="session")
def entry_text(islands: Islands) -> str:
    return islands.entry().read_text(encoding="utf-8")
