"""Which of several representations a client gets: RFC 9110, section 12.5.1, or a name it gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import mimeparse

from reportedly_api.answers import Fault, RequestError


class Offer(Protocol):
    """A representation that can be chosen."""

    @property
    def names(self) -> tuple[str, ...]:
        """What ``?format=`` calls it, its own name first."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types it answers to, its own first, then aliases."""


OfferT = TypeVar("OfferT", bound=Offer)


def choose(
    offers: Sequence[OfferT], *, accept: str | None = None, name: str | None = None
) -> tuple[OfferT, str]:
    """Choose a representation and the media type under which it is sent.

    A name decides alone. Otherwise every media type of every offer gets the quality of the most
    specific range of ``Accept`` that matches it, and the highest wins; among equals the earlier
    offer wins, and within an offer its own type before an alias. No ``Accept`` accepts everything,
    and a range that is malformed is passed over.

    Args:
        offers: what there is, in the server's order of preference.
        accept: the value of ``Accept``, several fields joined by commas; None if there is none.
        name: the value of ``?format=``; None if there is none.

    Raises:
        RequestError: 406, listing what is available.
    """
    if name is not None:
        for offer in offers:
            if name in offer.names:
                return offer, offer.media_types[0]
        raise _nothing(f"There is no format named {name!r} for this answer.", offers)
    ranges = _ranges("*/*" if accept is None or not accept.strip() else accept)
    best: tuple[OfferT, str] | None = None
    best_quality = 0.0
    for offer in offers:
        for media_type in offer.media_types:
            quality, _fitness = mimeparse.quality_and_fitness_parsed(media_type.lower(), ranges)
            if quality > best_quality:
                best, best_quality = (offer, media_type), quality
    if best is None:
        raise _nothing(f"This answer has no representation that {accept!r} accepts.", offers)
    return best


def prefers_page(accept: str | None, page: str, machine: str) -> bool:
    """Whether a client would rather have a page for people than `machine`; a tie is no."""
    ranges = _ranges(accept or "*/*")
    for_people, _ = mimeparse.quality_and_fitness_parsed(page, ranges)
    for_machines, _ = mimeparse.quality_and_fitness_parsed(machine, ranges)
    return bool(for_people > for_machines)


def _ranges(accept: str) -> list[tuple[str, str, dict[str, str]]]:
    ranges = []
    for written in accept.lower().split(","):
        if not written.strip():
            continue
        try:
            ranges.append(mimeparse.parse_media_range(written))
        except mimeparse.MimeTypeParseException:
            continue  # no media range: RFC 9110 gives it no meaning, the others still count
    return ranges


def _nothing(detail: str, offers: Sequence[Offer]) -> RequestError:
    available = tuple(f"{offer.names[0]} ({offer.media_types[0]})" for offer in offers)
    return RequestError(
        Fault(
            406,
            detail,
            mend="Accept one of these media types, or name a format: ?format="
            + "|".join(offer.names[0] for offer in offers),
            available=available,
        )
    )
