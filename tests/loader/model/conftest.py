"""An entry that uses every key of the format, and the generic walk over its models."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.model.entry import Entry
from reportedly.model.findings import SourceMap
from reportedly.parse.documents import Parsed, parse_document

FILE = Path(__file__).parents[2] / "data" / "every-key.yaml"


@pytest.fixture(scope="session")
def parsed() -> Parsed[Entry]:
    return parse_document(FILE.read_bytes(), FILE, Entry)


@pytest.fixture(scope="session")
def every_key(parsed: Parsed[Entry]) -> Entry:
    if parsed.document is None:
        raise ValueError(parsed.findings)
    return parsed.document


@pytest.fixture(scope="session")
def source(parsed: Parsed[Entry]) -> SourceMap:
    return parsed.source
