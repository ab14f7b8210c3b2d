"""The article's own data: its text's digest, its zones, and who published and wrote it when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from reportedly.model.anchors import Anchor, Document, EveryAnchor, Slug, Words
from reportedly.model.dates import UNKNOWN_YEAR
from reportedly.model.details import Edtf
from reportedly.terms import Basis, CreditKind

SHA256: Final = r"^[0-9a-f]{64}$"
LANGUAGE: Final = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"

Sha256 = Annotated[str, StringConstraints(pattern=SHA256)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
"""A language tag (BCP 47), such as ``en`` or ``en-GB``."""


class Grounded(Document):
    """A statement about the article that rests on words of its text, or says on what instead.

    Attributes:
        q: the words that say it; they make the basis ``stated`` unless another is given.
        nth: which occurrence of ``q``, from 1.
        basis: demanded where there are no words.
    """

    q: Words | None = None
    nth: Annotated[int, Field(ge=1)] | None = None
    basis: Basis | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.q is None and self.basis in (None, "stated"):
            raise ValueError("what the text states needs q; else say basis: editor or unknown")
        if self.q is not None and self.basis in ("unknown", "editor", "external"):
            raise ValueError(f"basis: {self.basis} cannot rest on words of the text: drop q")
        if self.q is None and self.nth is not None:
            raise ValueError("nth says which occurrence of q is meant: give q too, or drop nth")
        return self

    @property
    def ground(self) -> Basis:
        """The basis in force, the default spelled out."""
        return self.basis or "stated"

    @property
    def anchor(self) -> Anchor | None:
        """The words that say it."""
        return None if self.q is None else Anchor(q=self.q, nth=self.nth)


class Credit(Grounded):
    """Who published, wrote or photographed, and on what basis we say so.

    Attributes:
        is_: the registry's actor, if it has one (``is``).
        name: the name as given, if the registry has none.
    """

    is_: Annotated[Slug | None, Field(alias="is")] = None
    name: Words | None = None

    @model_validator(mode="after")
    def _known_or_unknown(self) -> Self:
        known = self.is_ is not None or self.name is not None
        if known == (self.basis == "unknown"):
            raise ValueError("give 'is' or 'name', or basis: unknown and neither")
        return self


class Published(Grounded):
    """When the article was published, as far as its text says.

    Attributes:
        edtf: the value; ``XXXX`` if the text is silent, and then basis is ``unknown``.
    """

    edtf: Edtf

    @model_validator(mode="after")
    def _no_invention(self) -> Self:
        if (self.edtf == UNKNOWN_YEAR) != (self.basis == "unknown"):
            raise ValueError("an unknown date is edtf: XXXX with basis: unknown, and never made up")
        return self


class Article(Document):
    """The article's own data and its zones.

    What no zone claims is body.

    Attributes:
        id: the article's id, which is also the entry's file name.
        language: the text's language.
        sha256: SHA-256 (hex) of the text file's bytes.
        supersedes: digest of an older text of the same article, when a text was corrected.
        headline: the headline, whole.
        lead: the opening paragraph, if it is one that sums up.
        byline: lines that credit an author, a date or a photograph.
        furniture: page debris, which yields no report.
        correction: notices of what an earlier version had wrong; they tell, as the body does.
        outlet: who published it.
        author: who wrote it.
        photographer: whose picture it carries.
        published: when.
    """

    id: Slug
    language: Language
    sha256: Sha256
    supersedes: Sha256 | None = None
    headline: Anchor
    lead: Anchor | None = None
    byline: tuple[Anchor, ...] = ()
    furniture: tuple[EveryAnchor, ...] = ()
    correction: tuple[Anchor, ...] = ()
    outlet: Credit
    author: Credit
    photographer: Credit | None = None
    published: Published

    @model_validator(mode="after")
    def _zones_are_sought_in_none(self) -> Self:
        makers = (
            self.headline,
            self.lead,
            *self.byline,
            *self.furniture,
            *self.correction,
        )
        if any(anchor is not None and anchor.zone is not None for anchor in makers):
            raise ValueError(
                "headline, lead, byline, furniture and correction make a zone: drop zone there"
            )
        return self

    def credits(self) -> Iterator[tuple[CreditKind, Credit]]:
        """Each credit that the entry gives, with its kind."""
        yield "outlet", self.outlet
        yield "author", self.author
        if self.photographer is not None:
            yield "photographer", self.photographer
