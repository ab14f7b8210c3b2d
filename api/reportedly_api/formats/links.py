"""Where else a thing is, as links: RFC 8288, section 3."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly_api.formats.page import Page
from reportedly_api.formats.table import Format

VOID: str = "/.well-known/void"
"""Where the data set is described."""


def links(page: Page, media_type: str, offers: Sequence[Format]) -> str:
    """The value of ``Link``: every other format, the IRI it is known by, what describes the whole.

    Args:
        page: the answer's page, which knows its path and its canonical IRI.
        media_type: the media type that is sent, which is not linked.
        offers: the formats in which the answer can be had.
    """
    told = [
        f'<{page.href(row.name)}>; rel="alternate"; type="{row.media_types[0]}"'
        for row in offers
        if media_type not in row.media_types
    ]
    if page.canonical is not None:
        told.append(f'<{page.canonical}>; rel="canonical"')
    told.append(f'<{page.names.root}{VOID}>; rel="describedby"')
    return ", ".join(told)
