"""Generated from ontology/reportedly.ttl by `make generate`; do not edit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

from pyoxigraph import NamedNode

NAMESPACE: Final = "https://w3id.org/reportedly/ns#"


class RP:
    """The terms of the ontology; one attribute a term."""

    Actor: Final = NamedNode("https://w3id.org/reportedly/ns#Actor")
    Article: Final = NamedNode("https://w3id.org/reportedly/ns#Article")
    Claim: Final = NamedNode("https://w3id.org/reportedly/ns#Claim")
    Credit: Final = NamedNode("https://w3id.org/reportedly/ns#Credit")
    Distinction: Final = NamedNode("https://w3id.org/reportedly/ns#Distinction")
    Event: Final = NamedNode("https://w3id.org/reportedly/ns#Event")
    Facet: Final = NamedNode("https://w3id.org/reportedly/ns#Facet")
    Finding: Final = NamedNode("https://w3id.org/reportedly/ns#Finding")
    Hop: Final = NamedNode("https://w3id.org/reportedly/ns#Hop")
    Location: Final = NamedNode("https://w3id.org/reportedly/ns#Location")
    Naming: Final = NamedNode("https://w3id.org/reportedly/ns#Naming")
    Outlet: Final = NamedNode("https://w3id.org/reportedly/ns#Outlet")
    Passage: Final = NamedNode("https://w3id.org/reportedly/ns#Passage")
    Quantity: Final = NamedNode("https://w3id.org/reportedly/ns#Quantity")
    Quotation: Final = NamedNode("https://w3id.org/reportedly/ns#Quotation")
    Report: Final = NamedNode("https://w3id.org/reportedly/ns#Report")
    Telling: Final = NamedNode("https://w3id.org/reportedly/ns#Telling")
    TimeReference: Final = NamedNode("https://w3id.org/reportedly/ns#TimeReference")
    UnnamedSource: Final = NamedNode("https://w3id.org/reportedly/ns#UnnamedSource")
    about: Final = NamedNode("https://w3id.org/reportedly/ns#about")
    act: Final = NamedNode("https://w3id.org/reportedly/ns#act")
    actorKind: Final = NamedNode("https://w3id.org/reportedly/ns#actorKind")
    affiliation: Final = NamedNode("https://w3id.org/reportedly/ns#affiliation")
    agent: Final = NamedNode("https://w3id.org/reportedly/ns#agent")
    agreesIn: Final = NamedNode("https://w3id.org/reportedly/ns#agreesIn")
    amount: Final = NamedNode("https://w3id.org/reportedly/ns#amount")
    annotator: Final = NamedNode("https://w3id.org/reportedly/ns#annotator")
    aspect: Final = NamedNode("https://w3id.org/reportedly/ns#aspect")
    atLeast: Final = NamedNode("https://w3id.org/reportedly/ns#atLeast")
    atMost: Final = NamedNode("https://w3id.org/reportedly/ns#atMost")
    basis: Final = NamedNode("https://w3id.org/reportedly/ns#basis")
    because: Final = NamedNode("https://w3id.org/reportedly/ns#because")
    beneficiary: Final = NamedNode("https://w3id.org/reportedly/ns#beneficiary")
    between: Final = NamedNode("https://w3id.org/reportedly/ns#between")
    bound: Final = NamedNode("https://w3id.org/reportedly/ns#bound")
    carriedBy: Final = NamedNode("https://w3id.org/reportedly/ns#carriedBy")
    certainty: Final = NamedNode("https://w3id.org/reportedly/ns#certainty")
    concerns: Final = NamedNode("https://w3id.org/reportedly/ns#concerns")
    conflicting: Final = NamedNode("https://w3id.org/reportedly/ns#conflicting")
    conflictsWith: Final = NamedNode("https://w3id.org/reportedly/ns#conflictsWith")
    consistsOf: Final = NamedNode("https://w3id.org/reportedly/ns#consistsOf")
    continues: Final = NamedNode("https://w3id.org/reportedly/ns#continues")
    couldDenote: Final = NamedNode("https://w3id.org/reportedly/ns#couldDenote")
    counts: Final = NamedNode("https://w3id.org/reportedly/ns#counts")
    credit: Final = NamedNode("https://w3id.org/reportedly/ns#credit")
    creditKind: Final = NamedNode("https://w3id.org/reportedly/ns#creditKind")
    credited: Final = NamedNode("https://w3id.org/reportedly/ns#credited")
    creditedName: Final = NamedNode("https://w3id.org/reportedly/ns#creditedName")
    cue: Final = NamedNode("https://w3id.org/reportedly/ns#cue")
    denotes: Final = NamedNode("https://w3id.org/reportedly/ns#denotes")
    depth: Final = NamedNode("https://w3id.org/reportedly/ns#depth")
    disclaimer: Final = NamedNode("https://w3id.org/reportedly/ns#disclaimer")
    duration: Final = NamedNode("https://w3id.org/reportedly/ns#duration")
    earliest: Final = NamedNode("https://w3id.org/reportedly/ns#earliest")
    edtf: Final = NamedNode("https://w3id.org/reportedly/ns#edtf")
    eventKind: Final = NamedNode("https://w3id.org/reportedly/ns#eventKind")
    eventWhen: Final = NamedNode("https://w3id.org/reportedly/ns#eventWhen")
    expression: Final = NamedNode("https://w3id.org/reportedly/ns#expression")
    facet: Final = NamedNode("https://w3id.org/reportedly/ns#facet")
    factor: Final = NamedNode("https://w3id.org/reportedly/ns#factor")
    findingKind: Final = NamedNode("https://w3id.org/reportedly/ns#findingKind")
    form: Final = NamedNode("https://w3id.org/reportedly/ns#form")
    furniture: Final = NamedNode("https://w3id.org/reportedly/ns#furniture")
    headline: Final = NamedNode("https://w3id.org/reportedly/ns#headline")
    inArticle: Final = NamedNode("https://w3id.org/reportedly/ns#inArticle")
    inReturnFor: Final = NamedNode("https://w3id.org/reportedly/ns#inReturnFor")
    initiative: Final = NamedNode("https://w3id.org/reportedly/ns#initiative")
    latest: Final = NamedNode("https://w3id.org/reportedly/ns#latest")
    locationKind: Final = NamedNode("https://w3id.org/reportedly/ns#locationKind")
    mayBe: Final = NamedNode("https://w3id.org/reportedly/ns#mayBe")
    modality: Final = NamedNode("https://w3id.org/reportedly/ns#modality")
    namingForm: Final = NamedNode("https://w3id.org/reportedly/ns#namingForm")
    notSameAs: Final = NamedNode("https://w3id.org/reportedly/ns#notSameAs")
    number: Final = NamedNode("https://w3id.org/reportedly/ns#number")
    ofTelling: Final = NamedNode("https://w3id.org/reportedly/ns#ofTelling")
    openAbove: Final = NamedNode("https://w3id.org/reportedly/ns#openAbove")
    outcome: Final = NamedNode("https://w3id.org/reportedly/ns#outcome")
    ownVoice: Final = NamedNode("https://w3id.org/reportedly/ns#ownVoice")
    partOf: Final = NamedNode("https://w3id.org/reportedly/ns#partOf")
    participant: Final = NamedNode("https://w3id.org/reportedly/ns#participant")
    partsAreAll: Final = NamedNode("https://w3id.org/reportedly/ns#partsAreAll")
    passage: Final = NamedNode("https://w3id.org/reportedly/ns#passage")
    passageDigest: Final = NamedNode("https://w3id.org/reportedly/ns#passageDigest")
    per: Final = NamedNode("https://w3id.org/reportedly/ns#per")
    place: Final = NamedNode("https://w3id.org/reportedly/ns#place")
    plural: Final = NamedNode("https://w3id.org/reportedly/ns#plural")
    publishedBy: Final = NamedNode("https://w3id.org/reportedly/ns#publishedBy")
    publishedWhen: Final = NamedNode("https://w3id.org/reportedly/ns#publishedWhen")
    purpose: Final = NamedNode("https://w3id.org/reportedly/ns#purpose")
    quotationKind: Final = NamedNode("https://w3id.org/reportedly/ns#quotationKind")
    quotedIn: Final = NamedNode("https://w3id.org/reportedly/ns#quotedIn")
    rank: Final = NamedNode("https://w3id.org/reportedly/ns#rank")
    relativeTo: Final = NamedNode("https://w3id.org/reportedly/ns#relativeTo")
    relays: Final = NamedNode("https://w3id.org/reportedly/ns#relays")
    repeats: Final = NamedNode("https://w3id.org/reportedly/ns#repeats")
    restates: Final = NamedNode("https://w3id.org/reportedly/ns#restates")
    reviewState: Final = NamedNode("https://w3id.org/reportedly/ns#reviewState")
    roleGiven: Final = NamedNode("https://w3id.org/reportedly/ns#roleGiven")
    roleWords: Final = NamedNode("https://w3id.org/reportedly/ns#roleWords")
    saidBy: Final = NamedNode("https://w3id.org/reportedly/ns#saidBy")
    saidIn: Final = NamedNode("https://w3id.org/reportedly/ns#saidIn")
    saidOf: Final = NamedNode("https://w3id.org/reportedly/ns#saidOf")
    saidTo: Final = NamedNode("https://w3id.org/reportedly/ns#saidTo")
    saidWhen: Final = NamedNode("https://w3id.org/reportedly/ns#saidWhen")
    shift: Final = NamedNode("https://w3id.org/reportedly/ns#shift")
    shiftUnit: Final = NamedNode("https://w3id.org/reportedly/ns#shiftUnit")
    spokenIn: Final = NamedNode("https://w3id.org/reportedly/ns#spokenIn")
    supersedes: Final = NamedNode("https://w3id.org/reportedly/ns#supersedes")
    tells: Final = NamedNode("https://w3id.org/reportedly/ns#tells")
    textDigest: Final = NamedNode("https://w3id.org/reportedly/ns#textDigest")
    textLength: Final = NamedNode("https://w3id.org/reportedly/ns#textLength")
    thing: Final = NamedNode("https://w3id.org/reportedly/ns#thing")
    timeKind: Final = NamedNode("https://w3id.org/reportedly/ns#timeKind")
    trailEnd: Final = NamedNode("https://w3id.org/reportedly/ns#trailEnd")
    translatedFrom: Final = NamedNode("https://w3id.org/reportedly/ns#translatedFrom")
    translationWords: Final = NamedNode("https://w3id.org/reportedly/ns#translationWords")
    unclosed: Final = NamedNode("https://w3id.org/reportedly/ns#unclosed")
    unit: Final = NamedNode("https://w3id.org/reportedly/ns#unit")
    value: Final = NamedNode("https://w3id.org/reportedly/ns#value")
    weekday: Final = NamedNode("https://w3id.org/reportedly/ns#weekday")
    words: Final = NamedNode("https://w3id.org/reportedly/ns#words")
    zone: Final = NamedNode("https://w3id.org/reportedly/ns#zone")


Certainty = Literal[
    "stated",
    "claimed",
    "alleged",
    "reported",
    "estimated",
    "expected",
    "possible",
    "unclear",
]
Modality = Literal[
    "fact",
    "done",
    "ongoing",
    "planned",
    "offered",
    "ready",
    "promised",
    "requested",
    "ordered",
    "obliged",
    "possible",
    "conditional",
    "denied",
    "predicted",
    "opinion",
]
Basis = Literal[
    "stated",
    "inferred",
    "editor",
    "external",
    "unknown",
]
Zone = Literal[
    "headline",
    "byline",
    "lead",
    "body",
    "correction",
    "furniture",
]
QuotationKind = Literal[
    "direct",
    "cut",
    "label",
]
Bound = Literal[
    "exact",
    "about",
    "at-most",
    "at-least",
    "below",
    "above",
    "between",
]
TimeKind = Literal[
    "absolute",
    "partial",
    "relative",
    "duration",
    "set",
]
NamingForm = Literal[
    "name",
    "spelling",
    "abbreviation",
    "adjective",
    "description",
    "metonym",
]
ActorKind = Literal[
    "person",
    "organisation",
    "country",
    "office",
    "collective",
]
LocationKind = Literal[
    "region",
    "city",
    "facility",
    "territory",
]
ReviewState = Literal[
    "draft",
    "reviewed",
]
CreditKind = Literal[
    "outlet",
    "author",
    "photographer",
]
FindingKind = Literal[
    "origins",
    "disagreement",
    "drift",
    "headline",
    "arithmetic",
    "dates",
]
Outcome = Literal[
    "holds",
    "one-end",
    "fails",
    "unchecked",
]

SCHEMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "certainty": get_args(Certainty),
        "modality": get_args(Modality),
        "basis": get_args(Basis),
        "zone": get_args(Zone),
        "quotation": get_args(QuotationKind),
        "bound": get_args(Bound),
        "time": get_args(TimeKind),
        "naming": get_args(NamingForm),
        "actor": get_args(ActorKind),
        "location": get_args(LocationKind),
        "review": get_args(ReviewState),
        "credit": get_args(CreditKind),
        "finding": get_args(FindingKind),
        "outcome": get_args(Outcome),
    }
)


def scheme_value(scheme: str, value: str) -> NamedNode:
    """The IRI of a coded value, such as ``rp:certainty-alleged``.

    Raises:
        KeyError: no such scheme, or the scheme has no such value.
    """
    if value not in SCHEMES[scheme]:
        raise KeyError(f"{scheme}: {value}")
    return NamedNode(f"{NAMESPACE}{scheme}-{value}")
