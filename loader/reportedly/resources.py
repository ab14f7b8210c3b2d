"""Where the data lies that comes with the code: the vocabulary, the shapes and the seeds.

A wheel carries them inside the package; in a checkout they lie beside the two towers, where
people edit them. Nothing else in the project builds a path to them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from reportedly.errors import InputError

DataName = Literal["ontology", "shapes", "seeds"]

_PACKAGE = Path(__file__).resolve().parent
_TOWER = "loader"


def data_dir(name: DataName, override: Path | None = None) -> Path:
    """Find one folder of the data: an override, else the wheel's copy, else the checkout's.

    Args:
        name: which folder is meant.
        override: the folder to use instead, such as an installation's own seeds; it is taken
            as it is or refused, never silently replaced by the data that came along.

    Returns:
        A folder that exists; absolute, unless the override is relative.

    Raises:
        InputError: the override is no folder, or the data did not come along with the code.
    """
    if override is not None:
        if override.is_dir():
            return override
        kind = "is not a folder" if override.exists() else "does not exist"
        raise InputError(
            f"the folder given for {name} {kind}.",
            where=str(override),
            mend="Name an existing folder, or name none to use the data that came along.",
        )
    places = [_PACKAGE / "_data" / name]
    if _PACKAGE.parent.name == _TOWER:  # only a checkout has the tower above the package
        places.append(_PACKAGE.parent.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise InputError(
        f"the {name} that should come along with Reportedly are missing.",
        where=" or ".join(map(str, places)),
        mend="Install Reportedly again, or name a folder of your own.",
    )
