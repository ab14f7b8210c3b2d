"""What a build says of itself, and the file `build.json` in which it says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from reportedly.errors import StoreError
from reportedly.store.digest import Digest, digest_of_lines

MANIFEST = "build.json"
ID_LENGTH = 16
_ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """One build: its name, its size and its fingerprints; the same content gives the same value.

    No clock, machine or version is part of it.

    Attributes:
        id: the first 16 hexadecimal digits of `sha256`.
        sha256: SHA-256 of the sorted canonical N-Quads of the whole build.
        quads: number of distinct quads in it.
        graphs: graph IRI -> number and SHA-256 of that graph's quads, in the order of the IRIs.
            A graph without quads is not listed: N-Quads cannot say that it exists.
    """

    id: str
    sha256: str
    quads: int
    graphs: Mapping[str, Digest] = field(hash=False)

    def __post_init__(self) -> None:
        Digest(self.quads, self.sha256)
        if not _ID.fullmatch(self.id) or not self.sha256.startswith(self.id):
            raise ValueError(f"build id {self.id!r} is not the start of {self.sha256!r}")
        if sum(graph.quads for graph in self.graphs.values()) != self.quads:
            raise ValueError(f"the graphs of build {self.id} do not add up to {self.quads} quads")


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did.

    Attributes:
        build: the build that is now published.
        changed: False if that very build was published already, whole, and nothing was touched.
    """

    build: BuildInfo
    changed: bool


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1] = 1
    build: BuildInfo


def describe(graphs: Mapping[str, list[bytes]]) -> tuple[BuildInfo, list[bytes]]:
    """The build made of these graphs, and all of its lines in canonical order.

    Args:
        graphs: graph IRI -> the graph's `digest.canonical_lines`.
    """
    lines = sorted(chain.from_iterable(graphs.values()))
    whole = digest_of_lines(lines)
    parts = {iri: digest_of_lines(graphs[iri]) for iri in sorted(graphs) if graphs[iri]}
    return BuildInfo(whole.sha256[:ID_LENGTH], whole.sha256, whole.quads, parts), lines


def write_manifest(directory: Path, build: BuildInfo) -> None:
    """Writes `build.json` into a generation's directory; nothing is fsynced here."""
    (directory / MANIFEST).write_text(manifest_of(build), encoding="utf-8")


def manifest_of(build: BuildInfo) -> str:
    """The text of a build's `build.json`."""
    return _Manifest(build=build).model_dump_json(indent=1) + "\n"


def manifest_from(text: bytes, where: str) -> BuildInfo:
    """The build that a `build.json` from elsewhere tells of.

    Raises:
        StoreError: it contradicts itself, or has another format.
    """
    try:
        return _Manifest.model_validate_json(text).build
    except ValidationError as error:
        raise StoreError(
            f"This is no {MANIFEST} that can be read ({_first_line(error)}).",
            where=where,
            mend="Give the URL of a SPARQL endpoint that Reportedly serves, in the same version.",
        ) from error


def read_manifest(directory: Path) -> BuildInfo:
    """Reads `build.json` from a generation's directory.

    Raises:
        StoreError: the file is missing, unreadable, contradicts itself, or has another format.
    """
    path = directory / MANIFEST
    try:
        return _Manifest.model_validate_json(path.read_bytes()).build
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"The published build is damaged: {MANIFEST} cannot be read ({_first_line(error)}).",
            where=str(path),
            mend="Run `reportedly load` again: it builds the store anew.",
        ) from error


def _first_line(error: OSError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        return f"{place}: {fault['msg']}" if place else str(fault["msg"])
    return error.strerror or str(error)
