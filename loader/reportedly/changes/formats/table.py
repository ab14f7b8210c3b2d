"""The formats of a comparison: each writes all of it as one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from rich.text import Text

from reportedly.changes.formats.as_json import as_json
from reportedly.changes.formats.markdown import as_markdown
from reportedly.changes.formats.text import as_text
from reportedly.changes.record import Changes

FORMATS: Final[Mapping[str, Callable[[Changes], Text]]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json}
)
"""Each format by its name; only the first has colours. A new one is a file and a row here."""


def patch(changes: Changes) -> Iterator[str]:
    """All triples that differ, line by line, graph by graph: ``-`` removed, ``+`` added.

    Under the names of a graph on both sides stand canonical N-Triples lines, sorted; a graph that
    is not there goes by ``-``.
    """
    for graph in changes.graphs:
        yield f"--- {graph.before or '-'}"
        yield f"+++ {graph.after or '-'}"
        yield from (f"-{line}" for line in graph.removed)
        yield from (f"+{line}" for line in graph.added)
