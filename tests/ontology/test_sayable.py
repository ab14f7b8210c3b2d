"""What the vocabulary was made to say can be said with it, and asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS, XSD
from rdflib.term import Node

RP = Namespace("https://w3id.org/reportedly/ns#")
EX = Namespace("https://example.org/")
OA = Namespace("http://www.w3.org/ns/oa#")

SAYABLE = {
    "a chain of three hops, each with its own speaker and certainty": """
        ?t rp:depth 0 ; rp:certainty ?c0 ; rp:relays ?h1 .
        ?h1 rp:saidBy ?a ; rp:certainty ?c1 ; rp:relays ?h2 .
        ?h2 rp:saidBy ?b ; rp:certainty ?c2 ; rp:relays ?h3 .
        ?h3 rp:saidBy ?c ; rp:certainty ?c3 .
        FILTER (?c0 != ?c1 && ?c1 != ?c2 && ?c2 != ?c3 && ?a != ?b && ?b != ?c)""",
    "an article's own voice, with no source": """
        ?t a rp:Telling . FILTER NOT EXISTS { ?t rp:relays ?any }
        FILTER NOT EXISTS { ?t rp:restates ?other }""",
    "a hop's channel, cue, hearer, occasion and time of saying": """
        ?h a rp:Hop ; rp:carriedBy ?o ; rp:saidTo ?x ; rp:saidIn ?e ; rp:saidWhen ?w .
        ?before rp:relays ?h ; rp:cue ?cue .""",
    "unnamed sources that are distinct per article, though described alike": """
        ?s rp:inArticle ?a ; rp:affiliation ?x . ?o rp:inArticle ?b ; rp:affiliation ?x .
        ?s a rp:UnnamedSource . ?o a rp:UnnamedSource . FILTER (?s != ?o && ?a != ?b)""",
    "a collective speaker, plural": """
        ?h rp:saidBy/rp:actorKind rp:actor-collective ; rp:plural true .""",
    "an office that speaks, and a suspicion about who holds it": """
        ?h rp:saidBy ?o ; rp:mayBe ?p . ?o rp:actorKind rp:actor-office .
        ?p rp:actorKind rp:actor-person .""",
    "one person under several descriptions and spellings": """
        ?n rp:denotes ?p ; rp:namingForm rp:naming-spelling .
        ?m rp:denotes ?p ; rp:namingForm rp:naming-description .""",
    "one form that could denote two actors": """
        ?n rp:couldDenote ?p , ?q . FILTER (?p != ?q) FILTER NOT EXISTS { ?n rp:denotes ?r }""",
    "a country named by its capital": """
        ?n rp:namingForm rp:naming-metonym ; rp:denotes/rp:actorKind rp:actor-country .""",
    "one saying on two channels, in other words, and of someone else": """
        ?q rp:spokenIn/rp:carriedBy ?c ; rp:saidOf ?x ; rp:words ?v .
        ?r rp:spokenIn/rp:carriedBy ?d ; rp:saidOf ?y ; rp:words ?w .
        ?f rp:concerns ?q , ?r . FILTER (?c != ?d && ?x != ?y && ?v != ?w)""",
    "a quotation over two paragraphs, its closing mark missing": """
        ?r rp:continues ?q . ?q rp:unclosed true .""",
    "words cut short, and a label that nobody spoke": """
        ?q rp:quotationKind rp:quotation-cut . ?l rp:quotationKind rp:quotation-label .
        FILTER NOT EXISTS { ?l rp:spokenIn ?h }""",
    "certainty of the saying apart from modality of the said, and a disclaimer": """
        ?t rp:certainty rp:certainty-reported ; rp:modality rp:modality-offered ;
           rp:disclaimer ?d .""",
    "a headline that says more than its body": """
        ?h rp:restates ?b ; rp:passage/rp:zone rp:zone-headline ; rp:amount/rp:number ?n .
        ?b rp:amount/schema:maxValue ?m . FILTER (?n > ?m)""",
    "several quantities in one telling, one part of the other, with its cue": """
        ?t rp:amount ?q , ?r . ?q rp:partOf ?r ; rp:cue ?c ; rp:bound rp:bound-at-most ;
           rp:counts ?k . ?r schema:minValue ?low ; schema:maxValue ?high ; rp:rank 4 .""",
    "money per year in return, on words of its own": """
        ?t rp:facet ?f ; rp:inReturnFor ?v . ?f rp:aspect rp:inReturnFor ; rp:value ?v ;
           rp:passage ?p ; rp:amount [ rp:unit ?u ; rp:per ?y ] .""",
    "whether the parts told are all there are": "?r rp:partsAreAll ?b . ?q rp:partOf ?r .",
    "whose people a collective is made up of": """
        ?c rp:actorKind rp:actor-collective ; rp:affiliation ?x ; rp:consistsOf ?kind .""",
    "what costs so much for each of one thing and of another": """
        ?product rp:factor ?one , ?other . FILTER (?one != ?other)""",
    "a week, and not seven days": "?w rp:shift ?s ; rp:shiftUnit ?unit .",
    "a rate": "?q rp:counts ?k ; rp:per ?d ; rp:bound rp:bound-about .",
    "time of saying apart from time of what is said": """
        ?t rp:eventWhen ?w ; rp:relays+ ?h . ?h rp:saidWhen ?s . FILTER (?w != ?s)""",
    "purpose, place and on whose initiative": """
        ?t rp:purpose ?p ; rp:place ?x ; rp:initiative ?i ; rp:about ?e .""",
    "an event with its actors and its stated time": """
        ?e a rp:Event ; rp:participant ?a ; rp:eventWhen ?w ; rp:eventKind ?k ; rp:place ?p .""",
    "an event of an article that stands for one in the registry": """
        ?e rp:inArticle ?a ; rp:denotes ?r . ?r a rp:Event .""",
    "absolute, partial and relative time, a duration and a set": """
        ?a rp:timeKind rp:time-absolute ; rp:earliest ?f ; rp:latest ?l . FILTER (?f < ?l)
        ?b rp:timeKind rp:time-partial ; rp:edtf ?x . FILTER NOT EXISTS { ?b rp:earliest ?e }
        ?c rp:timeKind rp:time-relative ; rp:relativeTo ?y ; rp:shift ?z .
        ?d rp:timeKind rp:time-duration ; rp:duration ?u . ?s rp:timeKind rp:time-set ;
           rp:repeats ?v . ?w rp:weekday 6 . ?n rp:relativeTo ?event . ?event a rp:Event .""",
    "a date of publication that nobody knows": """
        ?a rp:publishedWhen ?w . ?w rp:basis rp:basis-unknown .
        FILTER NOT EXISTS { ?w rp:earliest ?d }""",
    "an outlet that an editor added, beside an author whom the text states": """
        ?a rp:credit ?c , ?d . ?c rp:creditKind rp:credit-outlet ; rp:basis rp:basis-editor .
        ?d rp:creditKind rp:credit-author ; rp:basis rp:basis-stated ; rp:creditedName ?n .""",
    "a quotation that was spoken in another language, and where the text says so": """
        ?q rp:translatedFrom "pt" ; rp:translationWords/oa:hasSource ?a ; rp:inArticle ?a .""",
    "what a correction notice takes back": """
        ?t rp:passage/rp:zone rp:zone-correction ; rp:modality rp:modality-denied .""",
    "bounds of the number of origins, open above, and an article's own voice beside them": """
        ?f rp:atLeast ?n ; rp:atMost ?m ; rp:openAbove true ; rp:trailEnd ?x , ?y ;
            rp:ownVoice ?a ; rp:because ?r . FILTER (?n < ?m && ?x != ?y)""",
    "that two tellings differ, in which values, and that they do not conflict": """
        ?f rp:concerns ?t , ?u ; rp:aspect rp:certainty ; rp:value ?x , ?y ;
            rp:conflicting false . ?t rp:certainty ?x . ?u rp:certainty ?y .
        FILTER (?x != ?y)""",
    "in what the quotations of a saying agree, and in what they differ": """
        ?f rp:concerns ?q , ?r ; rp:aspect rp:saidOf ; rp:agreesIn rp:quotationKind .
        ?q rp:quotationKind ?k ; rp:saidOf ?x . ?r rp:quotationKind ?k ; rp:saidOf ?y .
        FILTER (?x != ?y)""",
    "arithmetic that holds at one end of its bounds only": """
        ?f rp:outcome rp:outcome-one-end ; rp:aspect rp:per ; rp:concerns/rp:inArticle ?a .""",
    "from when on an undated article must have been published": """
        ?f rp:inArticle ?a ; rp:aspect rp:publishedWhen ; rp:earliest ?d ;
            rp:concerns/rp:earliest ?d . ?a rp:publishedWhen/rp:basis rp:basis-unknown .""",
    "furniture": "?a rp:furniture/rp:zone rp:zone-furniture .",
    "two claims kept apart, and why": """
        ?d rp:between ?x , ?y ; rp:because ?r . ?x rp:notSameAs ?y .""",
}


@pytest.fixture(scope="module")
def said() -> Graph:
    return Graph().parse(Path(__file__).with_name("sayable.ttl"))


@pytest.mark.parametrize("what", SAYABLE)
def test_it_can_say(what: str, said: Graph) -> None:
    answer = said.query(
        f"ASK {{ {SAYABLE[what]} }}",
        initNs={"rp": RP, "schema": SDO, "ex": EX, "xsd": XSD, "oa": OA},
    )
    assert answer.askAnswer is True


def test_the_sample_uses_every_class_and_property(said: Graph, ontology: Graph) -> None:
    declared = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(RP)
    }
    used = {*said.predicates(), *said.objects(None, RDF.type)}
    assert declared - used == {RP.Report}, "a report is always a telling or a hop"
    assert {term for term in used if str(term).startswith(RP)} <= declared


def test_every_statement_of_the_sample_is_where_the_vocabulary_puts_it(
    said: Graph, ontology: Graph
) -> None:
    known = said + ontology

    def kinds(node: Node) -> set[Node | None]:
        """The node's datatype, or its classes and all that they specialise."""
        if isinstance(node, Literal):
            return {RDF.langString if node.language else node.datatype or XSD.string}
        found: set[Node | None] = {RDFS.Resource}
        for kind in known.objects(node, RDF.type):
            found |= set(ontology.transitive_objects(kind, RDFS.subClassOf))
        return found

    for subject, predicate, value in said:
        if not str(predicate).startswith(RP):
            continue
        ends = set(ontology.objects(predicate, SDO.rangeIncludes))
        if RDF.Property in ends:
            # which specialise it, by OWL 2's RDF-based semantics
            ends |= {OWL.ObjectProperty, OWL.DatatypeProperty}
        assert kinds(subject) & set(ontology.objects(predicate, SDO.domainIncludes)), (
            subject,
            predicate,
        )
        assert kinds(value) & ends, (subject, predicate, value)
        scheme = set(ontology.objects(predicate, RDFS.seeAlso))
        if scheme:
            assert set(ontology.objects(value, SKOS.inScheme)) == scheme, value
