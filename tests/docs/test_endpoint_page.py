"""The endpoint's page tells the formats and paths that there are."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly_api.app import create_app
from reportedly_api.formats.table import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "endpoint.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| [\w/-]+ \| (?P<names>`[^|]*`) \| `(?P<media>[^|`]*/[^|`]*)` \|", re.MULTILINE
)


def test_the_formats_shown_are_those_of_the_table() -> None:
    shown = {
        row["media"]: set(re.findall(r"`([^`]+)`", row["names"])) for row in ROW.finditer(PAGE)
    }
    told: dict[str, set[str]] = {}
    for row in FORMATS:
        told.setdefault(row.media_types[0].partition(";")[0], set()).update(row.names)
    del told["application/json"]  # of listings: the names of what can be asked
    assert shown == told
    assert len(shown) == 11


def test_the_paths_shown_are_those_of_the_application() -> None:
    shown = {path.partition("…")[0].rstrip("/") for path in re.findall(r"`(/[^`?]*)", PAGE)}
    paths = [re.sub(r"\{.*", "", path).rstrip("/") for path in create_app().openapi()["paths"]]
    for path in paths:
        if not path.startswith("/questions"):  # told on their own page
            assert path in shown, path
