"""The file that settings may stand in: which one it is, and what stands in it, line by line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from reportedly.errors import InputError

VARIABLE: Final = "REPORTEDLY_CONFIG"
"""The variable of the environment that names the file."""
DEFAULT: Final = "reportedly.toml"
"""The file that is read if none is named and it lies in the working directory."""

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def settings_file(environ: Mapping[str, str]) -> Path | None:
    """The file that settings are read from; None if there is none. An empty variable is unset."""
    named = environ.get(VARIABLE)
    if named:
        return Path(named)
    return Path(DEFAULT) if Path(DEFAULT).is_file() else None


def read_file(path: Path, known: Collection[str]) -> dict[str, Any]:
    """The values in a file of settings, by name; nothing is said yet of their types.

    Args:
        path: the file, in TOML 1.0.
        known: the names that a setting can have.

    Raises:
        InputError: the file cannot be read, is no TOML, or has a key that is no setting; with
            its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the settings cannot be read: {error}", where=str(path)) from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        what = _PLACE.sub("", str(error)).strip()
        raise InputError(f"this is no TOML: {what}", where=where) from error
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            mend = f"Is {near[0]} meant?" if near else "`reportedly settings` lists them all."
            raise InputError(f"there is no setting '{key}'.", where=place_of(path, key), mend=mend)
    return values


def place_of(path: Path, key: str) -> str:
    """Where a key stands, as ``file:line``, lines from 1; the file alone if it cannot be found."""
    lines = path.read_text(encoding="utf-8").splitlines()
    # A table is written in brackets; no setting is one, but who writes one shall find it.
    written = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[.=\]]""")
    for number, line in enumerate(lines, 1):
        if written.match(line):
            return f"{path}:{number}"
    return str(path)
