"""Where the store lies when nobody says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENT_VARIABLE = "REPORTEDLY_STORE"
DEFAULT = ".reportedly"


def default_store(environ: Mapping[str, str] = os.environ) -> Path:
    """The directory named by `REPORTEDLY_STORE`, else `.reportedly` in the working directory.

    An empty variable counts as unset. The directory need not exist.
    """
    return Path(environ.get(ENVIRONMENT_VARIABLE) or DEFAULT)
