"""A whole build as files to take away: N-Quads and TriG, compressed, with their digests.

They are written when the build is made, from the very lines that are loaded, and lie in its
folder; the same build gives the same files. The N-Quads are canonical and sorted, so that their
SHA-256, uncompressed, is the build's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal, cast

import pyoxigraph
from pydantic import BaseModel, ConfigDict, ValidationError
from pyoxigraph import Quad, RdfFormat

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo
from reportedly.store.compression import COMPRESSIONS, Compression
from reportedly.store.generations import LOAD_AGAIN
from reportedly.store.kept import folder_of
from reportedly.store.prefixes import PREFIXES
from reportedly.store.protocol import View

FOLDER: Final = "dumps"
_INDEX: Final = "dumps.json"
_LINES: Final = 10_000

Graphs = Mapping[str, Sequence[bytes]]
"""Graph IRI -> its canonical lines, sorted."""


@dataclass(frozen=True, slots=True)
class Dump:
    """One file of a build.

    Attributes:
        name: the file's name, which holds the build's id.
        syntax: the media type of what is in it, uncompressed.
        media_type: the media type of the file.
        size: bytes of the file.
        sha256: SHA-256 of the file, 64 lower-case hexadecimal digits.
        content_size: bytes of what is in it, uncompressed.
        content_sha256: SHA-256 of what is in it, uncompressed.
    """

    name: str
    syntax: str
    media_type: str
    size: int
    sha256: str
    content_size: int
    content_sha256: str


class _Index(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[1] = 1
    dumps: tuple[Dump, ...]


class _Counted:
    """Writes on, and keeps count and digest of what went by: a file as far as codecs need one."""

    def __init__(self, *files: IO[bytes]) -> None:
        self.size = 0
        self._files = files
        self._sha256 = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    def write(self, data: bytes, /) -> int:
        for file in self._files:
            file.write(data)
        self._sha256.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


def _nquads(graphs: Graphs, out: _Counted) -> None:
    lines = sorted(line for each in graphs.values() for line in each)
    for start in range(0, len(lines), _LINES):
        out.write(b"\n".join(lines[start : start + _LINES]) + b"\n")


def _trig(graphs: Graphs, out: _Counted) -> None:
    pyoxigraph.serialize(
        _quads(graphs), cast(IO[bytes], out), RdfFormat.TRIG, prefixes=dict(PREFIXES)
    )


def _quads(graphs: Graphs) -> Iterator[Quad]:
    for iri in sorted(graphs):
        lines = graphs[iri]
        for start in range(0, len(lines), _LINES):
            batch = b"\n".join(lines[start : start + _LINES])
            yield from pyoxigraph.parse(batch, RdfFormat.N_QUADS, lenient=True)


SYNTAXES: Final[tuple[tuple[RdfFormat, Callable[[Graphs, _Counted], None]], ...]] = (
    (RdfFormat.N_QUADS, _nquads),
    (RdfFormat.TRIG, _trig),
)
"""Every syntax of a dump, and what writes it; each comes in every compression."""


def write_dumps(directory: Path, build: BuildInfo, graphs: Graphs) -> tuple[Dump, ...]:
    """Writes every dump of a build into its generation's directory; nothing is fsynced here.

    Raises:
        StoreError: the N-Quads are not those of the build.
    """
    folder = directory / FOLDER
    folder.mkdir()
    dumps: list[Dump] = []
    for syntax, write in SYNTAXES:
        dumps += _written(
            folder, f"reportedly-{build.id}.{syntax.file_extension}", syntax, write, graphs
        )
    for dump in dumps:
        if _is_of_another(dump, build):
            raise StoreError(f"The dump {dump.name} does not hold build {build.id}.")
    text = _Index(dumps=tuple(dumps)).model_dump_json(indent=1)
    (folder / _INDEX).write_text(text + "\n", encoding="utf-8")
    return tuple(dumps)


def dumps_of(view: View) -> tuple[Dump, ...]:
    """The dumps of a build; none where its back end keeps none.

    Raises:
        StoreError: their list is damaged.
    """
    directory = folder_of(view)
    return () if directory is None or not are_written(directory) else _listed(directory)


def dump_file(view: View, dump: Dump) -> Path:
    """Where the file of a dump lies, or lay if it has gone missing.

    Raises:
        StoreError: the back end keeps no dumps.
    """
    directory = folder_of(view)
    if directory is None:
        raise StoreError(f"There is no dump {dump.name} where the build lies.")
    return directory / FOLDER / dump.name


def are_written(directory: Path) -> bool:
    """Whether a generation has its dumps; one that an older version made has not."""
    return (directory / FOLDER / _INDEX).exists()


def verify_dumps(directory: Path, build: BuildInfo) -> None:
    """Reads every dump of a generation back, and compares it with what the generation says of it.

    Raises:
        StoreError: their list cannot be read or is of another build; or a file differs, is
            missing or cannot be read.
    """
    for dump in _listed(directory):
        path = directory / FOLDER / dump.name
        try:
            wrong = damage_of(path, dump)
        except OSError as error:
            wrong = f"The dump {dump.name} cannot be read: {error.strerror}."
        if wrong is None and _is_of_another(dump, build):
            wrong = f"The dump {dump.name} holds another build."
        if wrong is not None:
            raise StoreError(wrong, where=str(path), mend=LOAD_AGAIN)


def damage_of(path: Path, dump: Dump) -> str | None:
    """What is wrong with the bytes of a dump's file, in one sentence; None if they are the dump's.

    Reads the file to its end, in blocks.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found == dump.sha256:
        return None
    return f"The dump {dump.name} is damaged: its SHA-256 is {found}, not {dump.sha256}."


def _listed(directory: Path) -> tuple[Dump, ...]:
    path = directory / FOLDER / _INDEX
    try:
        return _Index.model_validate_json(path.read_bytes()).dumps
    except (OSError, ValidationError) as error:
        raise StoreError(
            f"The list of dumps cannot be read: {str(error).splitlines()[0]}",
            where=str(path),
            mend=LOAD_AGAIN,
        ) from error


def _is_of_another(dump: Dump, build: BuildInfo) -> bool:
    return dump.syntax == RdfFormat.N_QUADS.media_type and dump.content_sha256 != build.sha256


def _written(
    folder: Path,
    name: str,
    syntax: RdfFormat,
    write: Callable[[Graphs, _Counted], None],
    graphs: Graphs,
) -> Iterator[Dump]:
    """One syntax in every compression, serialised once."""
    with ExitStack() as files:
        packed: list[tuple[Compression, Path, _Counted]] = []
        for compression in COMPRESSIONS:
            path = folder / f"{name}.{compression.extension}"
            packed.append((compression, path, _Counted(files.enter_context(path.open("wb")))))
        with ExitStack() as codecs:
            content = _Counted(
                *(
                    codecs.enter_context(compression.opened(cast(IO[bytes], counted)))
                    for compression, _, counted in packed
                )
            )
            write(graphs, content)
    for compression, path, counted in packed:
        yield Dump(
            name=path.name,
            syntax=syntax.media_type,
            media_type=compression.media_type,
            size=counted.size,
            sha256=counted.sha256,
            content_size=content.size,
            content_sha256=content.sha256,
        )
