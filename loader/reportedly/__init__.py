"""Reportedly: a knowledge graph of what the news says was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.store.dataset import dataset

__all__ = ["__version__", "dataset"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # rdflib and the engine take most of a second to import: only who asks for the dataset waits.
    if name == "dataset":
        from reportedly.store.dataset import dataset  # noqa: PLC0415

        return dataset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
