"""Small entries over small texts, written out in the tests that need them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from reportedly.model.entry import Entry

MakeEntry = Callable[..., Entry]


def frozen(value: Any) -> Any:  # noqa: ANN401  # whatever YAML can hold
    """The value as the reader of YAML gives it: tuples for lists."""
    if isinstance(value, Mapping):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@pytest.fixture(scope="session")
def make_entry() -> MakeEntry:
    """An entry with a headline and one report, in the article's own voice, but for what is given.

    Args of the callable:
        headline: the headline's words.
        at: the report's passage, as an anchor's mapping.
        article: more keys of the article.
        report: more keys of the report.
        others: more keys of the entry.
    """

    def make(
        *,
        headline: str,
        at: dict[str, Any],
        article: dict[str, Any] | None = None,
        report: dict[str, Any] | None = None,
        **others: Any,  # noqa: ANN401  # whatever YAML can hold
    ) -> Entry:
        own = {
            "id": "vell-grain",
            "language": "en",
            "sha256": "4a" * 32,
            "headline": {"q": headline},
            "outlet": {"is": "daily-lantern", "basis": "editor"},
            "author": {"basis": "unknown"},
            "published": {"edtf": "XXXX", "basis": "unknown"},
        }
        telling = {
            "id": "r1",
            "at": at,
            "tells": "norland-offers-grain",
            "chain": [],
            "certainty": "stated",
            "modality": "offered",
        }
        entry = {
            "format": 1,
            "article": own | (article or {}),
            "annotators": ["mlind"],
            "review": "draft",
            "reports": [telling | (report or {})],
        }
        return Entry.model_validate(frozen(entry | others))

    return make
