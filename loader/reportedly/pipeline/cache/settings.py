"""A digest of all that every verdict follows from: code, shapes, rules, vocabulary, options."""

from __future__ import annotations

import hashlib
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

from reportedly.pipeline.sources import Sources

FORMAT: Final = 1
"""Of the database; another one is another digest."""
_LIBRARIES: Final = (
    "reportedly", "pyoxigraph", "rdflib", "pyshacl", "PyYAML", "pydantic", "edtf", "sentencex",
)  # fmt: skip
_PACKAGE: Final = Path(__file__).resolve().parents[2]


def settings_digest(sources: Sources, package: Path = _PACKAGE) -> str:
    """Digest everything but the seeds and the texts: 32 hexadecimal digits.

    Args:
        sources: what is checked, of which the folder of the seeds, the options, the vocabulary,
            the shapes and the rules count.
        package: the folder of the code, of which every file counts.
    """
    told = hashlib.sha256(f"{FORMAT} {sys.version}\n".encode())
    for name in _LIBRARIES:
        told.update(f"{name} {_version(name)}\n".encode())
    texts = None if sources.texts is None else str(sources.texts.root)
    root = sources.seeds.root
    options = (str(root), str(root.resolve()), sources.ids.base, sources.require_texts, texts)
    told.update(f"{options}\n".encode())
    code = (file for file in package.rglob("*") if file.suffix not in {".pyc", ".pyo"})
    files = sorted(file for file in code if file.is_file() and "_data" not in file.parts)
    shapes = sorted(file for file in sources.shapes.iterdir() if file.is_file())
    for file in (*files, *shapes, sources.ontology):
        told.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # run from a checkout; the files themselves count
        return "-"
