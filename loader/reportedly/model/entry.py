"""The entry: one article and everything we state about it, as an editor writes it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from reportedly.model.anchors import (
    Anchor,
    Document,
    EveryAnchor,
    FormatVersion,
    LocalId,
    Slug,
    Words,
)
from reportedly.model.article import Article, Language
from reportedly.model.details import Amount, Aspect, Hop, Return, Speaker, Suspicion, Time, Unnamed
from reportedly.model.waivers import Waiver
from reportedly.terms import Certainty, Modality, NamingForm, QuotationKind, ReviewState


class UnnamedSource(Anchor):
    """A source that the article does not name; it belongs to this article alone.

    Attributes:
        id: its id in this entry.
        plural: the words mean more than one ("reports").
        affiliation: the actor it is said to belong to.
        may_be: an editor's suspicion about who it is.
    """

    id: LocalId
    plural: bool = False
    affiliation: Slug | None = None
    may_be: Suspicion | None = None


class Report(Document):
    """This passage tells this claim, with this certainty, on whose word.

    Attributes:
        id: its id in this entry.
        at: the passage that tells it; the anchors within the report are sought in it.
        tells: the claim.
        chain: who said it, nearest the article first; empty for the article's own voice.
        certainty: how sure the article itself is; demanded for its own voice.
        cue: the words of that certainty ("reportedly"); demanded unless it is ``stated``.
        modality: whether the content is told as done, offered, planned, denied …
        amounts: the numbers of this telling.
        purpose: to do what.
        place: bound for where, or where.
        in_return_for: what is got for it; nothing included, where the text says nothing.
        initiative: on whose initiative.
        event_when: the time of what is told, not of the saying.
        event: the entry's event that the content is about.
        disclaimer: words that withhold belief ("has yet to be verified").
        restates: reports that this headline or lead tells again.
    """

    id: LocalId
    at: Anchor
    tells: Slug
    chain: tuple[Hop, ...]
    certainty: Certainty | None = None
    cue: Anchor | None = None
    modality: Modality
    amounts: tuple[Amount, ...] = ()
    purpose: tuple[Aspect, ...] = ()
    place: tuple[Aspect, ...] = ()
    in_return_for: tuple[Return, ...] = ()
    initiative: Aspect | None = None
    event_when: tuple[Time, ...] = ()
    event: LocalId | None = None
    disclaimer: Anchor | None = None
    restates: tuple[LocalId, ...] = ()

    @model_validator(mode="after")
    def _own_voice_is_sure_of_something(self) -> Self:
        if not self.chain and self.certainty is None:
            raise ValueError("a report in the article's own voice (chain: []) needs a certainty")
        if self.certainty not in (None, "stated") and self.cue is None:
            raise ValueError(f"certainty: {self.certainty} needs the cue that makes it so")
        return self

    @property
    def sureness(self) -> Certainty:
        """The article's own certainty, else that of the hop nearest to it."""
        if self.certainty is not None:
            return self.certainty
        return self.chain[0].certainty


class Translation(Anchor):
    """That quoted words were spoken in another language, and the words that say so.

    Attributes:
        language: the language they were spoken in.
    """

    language: Language


class Quotation(Anchor):
    """Words in quotation marks, given in full and without the marks.

    Attributes:
        id: its id in this entry.
        kind: direct, cut (less than a sentence), or label (scare quotes).
        in_: the reports in whose passage it stands; it is sought in the first (``in``).
        by: whose words they are: a speaker of the chain of those reports; nobody for a label.
        of: of whom they are said.
        continues: the quotation whose speech goes on here.
        unclosed: the closing mark is missing.
        translated_from: the language they were spoken in, if the text says that it is another.
    """

    id: LocalId
    kind: QuotationKind
    in_: Annotated[tuple[LocalId, ...], Field(alias="in", min_length=1)]
    by: Speaker | None = None
    of: tuple[Slug, ...] = ()
    continues: LocalId | None = None
    unclosed: bool = False
    translated_from: Translation | None = None

    @property
    def ends(self) -> None:
        """A quotation is never elided: the spoken words are themselves the datum."""
        return None


class Role(Anchor):
    """The role or status that the article gives to what it names.

    Attributes:
        as_: the concept of the role (``as``).
    """

    as_: Annotated[Slug, Field(alias="as")]


class Naming(EveryAnchor):
    """A surface form that denotes an actor in this article.

    Attributes:
        is_: what it denotes: an actor or place of the registry, or an unnamed source (``is``).
        could_be: instead, the two or more that it could denote.
        in_: the report in whose passage it is sought; the whole text if left out (``in``).
        form: how it names: by name, abbreviation, adjective, metonym …
        role: the role or status given here.
    """

    is_: Annotated[Slug | Unnamed | None, Field(alias="is")] = None
    could_be: tuple[Slug, ...] = ()
    in_: Annotated[LocalId | None, Field(alias="in")] = None
    form: NamingForm = "name"
    role: Role | None = None

    @model_validator(mode="after")
    def _denotes(self) -> Self:
        if (self.is_ is None) == (not self.could_be):
            raise ValueError("a naming has 'is', or 'could_be' with the candidates")
        if len(self.could_be) == 1:
            raise ValueError("one candidate is no ambiguity: say 'is'")
        return self


class Event(Anchor):
    """A letter, a broadcast, a vote, a visit, a war, as this article tells of it.

    Attributes:
        id: its id in this entry.
        kind: the concept of its kind.
        is_: the registry's event, if it is one that articles share (``is``).
        in_: the report in whose passage it is sought; the whole text if left out (``in``).
        actors: who took part.
        when: the time that the article gives it.
        place: where.
    """

    id: LocalId
    kind: Slug
    is_: Annotated[Slug | None, Field(alias="is")] = None
    in_: Annotated[LocalId | None, Field(alias="in")] = None
    actors: tuple[Slug, ...] = ()
    when: Time | None = None
    place: tuple[Slug, ...] = ()


class Entry(Document):
    """One entry file.

    Attributes:
        format: the format's version.
        article: the article and its zones.
        annotators: who read and annotated it.
        review: how far a second reader has gone.
        unnamed: sources that the article does not name.
        reports: what is told where, by whom, and how surely.
        quotations: words in quotation marks.
        events: letters, broadcasts, votes, wars: what the article tells of as an event.
        times: time expressions that stand in no hop, report or event.
        namings: the words that denote somebody or something of the registry.
        waivers: what the ledger finds and the entry knowingly leaves out.
    """

    format: FormatVersion
    article: Article
    annotators: Annotated[tuple[Words, ...], Field(min_length=1)]
    review: ReviewState
    unnamed: tuple[UnnamedSource, ...] = ()
    reports: Annotated[tuple[Report, ...], Field(min_length=1)]
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    namings: tuple[Naming, ...] = ()
    waivers: tuple[Waiver, ...] = ()
