"""The table of schemas: which file describes what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportedly.model.anchors import Document
from reportedly.model.entry import Entry
from reportedly.model.registry import KINDS, External

SCHEMAS: Final[Mapping[str, type[Document]]] = MappingProxyType(
    {
        "entry": Entry,
        **{f"registry.{folder}": kind for folder, kind in KINDS.items()},
        "external": External,
    }
)
"""By name (its file is ``docs/schema/<name>.schema.json``), the document that it describes."""
