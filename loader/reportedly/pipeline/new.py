"""A new entry file, begun from its article's text; nothing that is there is written over."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import InputError
from reportedly.ledger.coverage import Ledger
from reportedly.pipeline.files import SeedFiles, find_records
from reportedly.pipeline.shared import read_shared
from reportedly.scaffold.beginning import Start, begin


@dataclass(frozen=True, slots=True)
class Begun:
    """An entry that was begun.

    Attributes:
        file: its file.
        ledger: what of its article it accounts for.
    """

    file: Path
    ledger: Ledger


def new(article: str, text: Path, seeds: Path, *, language: str, annotator: str) -> Begun:
    """Begin the entry of an article.

    Args:
        article: the id that the article is to have.
        text: the file of its text.
        seeds: the folder that the entry goes to; ``entries/`` is made if it lacks it.
        language: the language of the text.
        annotator: who is going to read it.

    Raises:
        InputError: there is such an entry, or one of that text; the text is no UTF-8 or has no
            headline; the id or the language is none.
    """
    entries = seeds / "entries"
    file = entries / f"{article}.yaml"
    if file.exists() or file.is_symlink():
        raise _there(file, f"there is an entry '{article}' already")
    try:
        data = text.read_bytes()
        words = data.decode("utf-8")
    except OSError as error:
        raise InputError("the text cannot be read", where=f"{text} ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"the text is not UTF-8 at byte {error.start}",
            where=str(text),
            mend="Save it as plain text in UTF-8.",
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    for other in sorted(entries.glob("*.yaml")):
        if digest.encode() in other.read_bytes():
            raise _there(other, "this text has an entry already")
    schema = seeds.resolve().parent / "docs" / "schema" / "entry.schema.json"
    start = Start(
        article,
        words,
        digest,
        language,
        annotator,
        Path(os.path.relpath(schema, entries.resolve())).as_posix() if schema.is_file() else None,
    )
    shared = read_shared(SeedFiles(seeds, (), find_records(seeds), None))
    begun = begin(start, shared.registry)
    entries.mkdir(exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as new_file:
        new_file.write(begun.yaml)
    return Begun(file, begun.ledger)


def _there(file: Path, what: str) -> InputError:
    return InputError(what, where=str(file), mend="Go on in that file, or choose another id.")
