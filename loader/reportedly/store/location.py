"""Where the store lies when nobody says, and how a location is shown to people."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

ENVIRONMENT_VARIABLE = "REPORTEDLY_STORE"
DEFAULT = ".reportedly"
_USER_INFORMATION = re.compile(r"(?<=://)[^/?#]*@")  # RFC 3986, section 3.2.1


def default_store(environ: Mapping[str, str] = os.environ) -> str:
    """What `REPORTEDLY_STORE` names, else `.reportedly` in the working directory.

    A directory, which need not exist, or the URL of a SPARQL server. An empty variable counts as
    unset.
    """
    return environ.get(ENVIRONMENT_VARIABLE) or DEFAULT


def shown(location: str | os.PathLike[str]) -> str:
    """A location as it may be printed or logged: a URL without the user and password in it."""
    return _USER_INFORMATION.sub("", os.fspath(location))
