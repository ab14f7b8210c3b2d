"""The registry: what entries share, one file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Final, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from reportedly.model.anchors import Document, FormatVersion, Slug, Words
from reportedly.model.article import Language
from reportedly.model.findings import SourceMap
from reportedly.terms import ActorKind, LocationKind

Labels = dict[Language, Words]
Aliases = dict[Language, tuple[Words, ...]]


class Kept(Document):
    """Something that is not to be taken for another, and why.

    Attributes:
        id: the other's id.
        because: the reason, in a sentence.
    """

    id: Slug
    because: Words


class Record(Document):
    """What every registry file has.

    Attributes:
        id: the id, which is also the file's name.
        label: the preferred name, per language.
        aliases: other names and spellings, per language.
        note: what an editor should know.
    """

    id: Slug
    label: Annotated[Labels, Field(min_length=1)]
    aliases: Annotated[Aliases, Field(default_factory=dict)]
    note: Words | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every label and alias, whatever its language."""
        return (*self.label.values(), *(each for many in self.aliases.values() for each in many))


R = TypeVar("R", bound=Record)


class Actor(Record):
    """Someone who acts or speaks: a person, organisation, country, office or collective.

    Attributes:
        kind: which of these; offices and collectives may coincide with anyone.
        affiliation: the actor to whom a collective or an office belongs: whose troops they are.
        consists_of: the concept of what a collective is made up of: troops, builders.
        distinct_from: actors that are known not to be this one.
    """

    kind: ActorKind
    affiliation: Slug | None = None
    consists_of: Slug | None = None
    distinct_from: tuple[Kept, ...] = ()


class Outlet(Record):
    """An actor that publishes or broadcasts.

    Attributes:
        language: the main language it publishes in, if known.
        distinct_from: actors or outlets that are known not to be this one.
    """

    language: Language | None = None
    distinct_from: tuple[Kept, ...] = ()


class Location(Record):
    """A place that is named but never speaks.

    Attributes:
        kind: region, city, facility or territory.
        distinct_from: places that are known not to be this one.
    """

    kind: LocationKind
    distinct_from: tuple[Kept, ...] = ()


class SharedEvent(Record):
    """An event that several articles tell of.

    Attributes:
        kind: the concept of its kind.
    """

    kind: Slug


class Concept(Record):
    """A value of an open scheme.

    Attributes:
        scheme: thing (what is counted, given or returned), act (what is done, and purposes),
            role (descriptions of actors and status of places), event (kinds of event).
        broader: the concept that this one narrows.
        factors: for what is counted by several things at once, those things: ship and day for a
            ship-day.
        disjoint_with: concepts that conflict with this one if both are said of one thing.
    """

    scheme: Literal["thing", "act", "role", "event"]
    broader: Slug | None = None
    factors: tuple[Slug, ...] = ()
    disjoint_with: tuple[Kept, ...] = ()

    @model_validator(mode="after")
    def _several_factors(self) -> Self:
        if len(self.factors) == 1:
            raise ValueError("a product has two factors or more; for a wider concept use broader")
        return self


class Claim(Record):
    """The normalised proposition that several reports may tell; no number in its id.

    Attributes:
        agent: who acts, or of whom something is said.
        act: the concept of what is done.
        thing: what it is done with or to.
        beneficiary: for whom.
        not_same_as: claims that look alike and must stay apart.
    """

    agent: Slug
    act: Slug
    thing: Slug | None = None
    beneficiary: Slug | None = None
    not_same_as: tuple[Kept, ...] = ()


QID: Final = r"^Q[1-9][0-9]*$"

Qid = Annotated[str, StringConstraints(pattern=QID)]


class WikidataLink(Document):
    """That a registry record is an item of Wikidata, and how we know.

    Attributes:
        id: the record's id.
        wikidata: the item.
        evidence: where the identifier was looked up; never a guess.
    """

    id: Slug
    wikidata: Qid
    evidence: Words


class External(Document):
    """The external links file.

    Attributes:
        format: the format's version.
        links: one link a record.
    """

    format: FormatVersion
    links: tuple[WikidataLink, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All that entries share, by id; one id names one record, whatever its kind.

    Attributes:
        records: every record by its id.
        sources: per id, where its file's paths stand.
        links: the external links, by the record's id.
        unsettled: ids of which nobody can say whether they name a record: a file bears the name,
            but cannot be read, or gives another id. That is said of the file, once, and not of
            every place that names the id.
    """

    records: Mapping[str, Record]
    sources: Mapping[str, SourceMap]
    links: tuple[WikidataLink, ...] = ()
    unsettled: frozenset[str] = frozenset()

    def of(self, kind: type[R]) -> Iterator[R]:
        """The records of one kind, sorted by id."""
        for key in sorted(self.records):
            record = self.records[key]
            if type(record) is kind:
                yield record


KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "actors": Actor,
        "outlets": Outlet,
        "locations": Location,
        "events": SharedEvent,
        "concepts": Concept,
        "claims": Claim,
    }
)
"""The registry's folders and what a file in each holds."""


def kind_name(record: Record) -> str:
    """What a record's kind is called in a message: ``actor``, ``outlet``, ``claim``."""
    folder = next(folder for folder, kind in KINDS.items() if kind is type(record))
    return folder.removesuffix("s")
