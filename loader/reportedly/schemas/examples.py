"""Examples of values, invented, by the key that they stand at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

EXAMPLES: Final[Mapping[str, tuple[Any, ...]]] = MappingProxyType(
    {
        "q": ("Norland offers grain", "Norland has … on Monday."),
        "nth": (2,),
        "language": ("en", "en-GB"),
        "sha256": ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",),
        "edtf": ("2044-05-06", "XXXX-04-30", "2044-05", "2044-06/..", "XXXX"),
        "duration": ("P6W", "P9Y"),
        "repeats": ("P1Y",),
        "relative_to": ("published",),
        "shift": ("-P1W", "P0D"),
        "weekday": (1,),
        "value": (9000, 2.5),
        "min": (1500,),
        "max": (1800,),
        "rank": (4,),
        "by": ("ivo-strand", {"unnamed": "official"}),
        "tells": ("norland-offers-grain",),
        "annotators": (["Reportedly contributors"],),
        "label": ({"en": "Ivo Strand"},),
        "aliases": ({"en": ["Strand"]},),
        "wikidata": ("Q42",),
    }
)
"""Per key, values that it may have."""
