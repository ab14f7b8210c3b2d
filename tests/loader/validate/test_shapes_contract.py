"""The contract of the shapes: silent over a clean graph, and each heard once when it is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from reportedly.resources import data_dir
from reportedly.validate.results import Violation
from reportedly.validate.shacl import Shapes

After = Callable[[str], tuple[Violation, ...]]


def drop(triple: str) -> str:
    return f"DELETE WHERE {{ {triple} }}"


def add(triple: str) -> str:
    return f"INSERT DATA {{ {triple} }}"


def put(subject_and_predicate: str, value: str) -> str:
    return f"{drop(subject_and_predicate + ' ?old')} ;; {add(f'{subject_and_predicate} {value}')}"


def put_at(path: str, predicate: str, value: str) -> str:
    """Say otherwise of the node, called ?x, that a pattern leads to."""
    return (
        f"DELETE {{ ?x {predicate} ?old }} INSERT {{ ?x {predicate} {value} }}"
        f" WHERE {{ {path} . ?x {predicate} ?old }}"
    )


def drop_at(path: str, predicate: str) -> str:
    return f"DELETE {{ ?x {predicate} ?old }} WHERE {{ {path} . ?x {predicate} ?old }}"


def add_at(path: str, statement: str) -> str:
    return f"INSERT {{ ?x {statement} }} WHERE {{ {path} }}"


DEBRIS: Final = "<lantern-grain> rp:furniture ?x"
POSITION: Final = f"{DEBRIS.replace('?x', '?p')} . ?p oa:hasSelector ?x . ?x oa:start ?start"
ELIDED: Final = "<lantern-grain/report/r2> rp:passage/oa:hasSelector ?x . ?x a oa:RangeSelector"
FIVE_MONTHS: Final = "<lantern-grain/report/r6> rp:eventWhen ?x"
BRIDGE: Final = "?x rp:form 'the old bridge'@en"
PORT: Final = "?x a rp:Naming ; rp:denotes reg:port-vell"

# One row a shape: an update that breaks this rule, and no other, as little as possible.
BREAKS: Final[dict[str, str]] = {
    "RP200": put("<lantern-grain> rp:textDigest", "'abc'"),
    "RP201": drop("<lantern-grain> rp:textLength ?x"),
    "RP202": put("<lantern-grain> schema:inLanguage", "'English'"),
    "RP203": drop("<post-grain> rp:headline ?x"),
    "RP204": drop("<post-grain> rp:credit <post-grain/credit/outlet>"),
    "RP205": drop("<post-grain> rp:credit <post-grain/credit/author>"),
    "RP206": drop("<post-grain> rp:publishedWhen ?x"),
    "RP207": put("<post-grain> rp:publishedBy", "reg:norland"),
    "RP208": drop("<post-grain> rp:reviewState ?x"),
    "RP209": drop("<post-grain> rp:annotator ?x"),
    "RP210": add("<post-grain> rp:supersedes 'the text of Monday'"),
    "RP211": add("<post-grain/credit/author> rp:creditKind rp:credit-photographer"),
    "RP212": drop("<post-grain/published> rp:basis ?x"),
    "RP213": drop("<lantern-grain/credit/author> rp:passage ?x"),
    "RP214": add("<post-grain/credit/author> rp:creditedName 'Mara Quill'"),
    "RP220": drop_at(DEBRIS, "oa:hasSource"),
    "RP221": f"DELETE {{ ?p oa:hasSelector ?x }} INSERT {{ ?p oa:hasSelector ?end }}"
    f" WHERE {{ {POSITION} . ?other oa:hasEndSelector ?end }}",
    "RP222": f"DELETE {{ ?p oa:hasSelector ?x }} WHERE {{ ?p oa:hasSelector ?x . {ELIDED} }}",
    "RP223": put_at(DEBRIS, "rp:zone", "rp:zone-footer"),
    "RP224": put_at(DEBRIS, "rp:passageDigest", "'grain'"),
    "RP225": put_at(POSITION, "oa:start", "-1"),
    "RP226": drop_at(POSITION, "oa:end"),
    "RP227": put_at(POSITION, "oa:end", "?start"),
    "RP228": drop_at(ELIDED, "oa:hasEndSelector"),
    "RP229": put_at(f"{ELIDED.replace('?x', '?r')} . ?r oa:hasEndSelector ?x", "oa:exact", "''"),
    "RP230": drop_at(BRIDGE, "rp:inArticle"),
    "RP231": drop("<lantern-grain/report/r3/amount/1> rp:passage ?x"),
    "RP232": add("<lantern-grain/report/r6> rp:tells reg:norland-sends-grain"),
    "RP233": put("<lantern-grain/report/r6> rp:certainty", "rp:certainty-sure"),
    "RP234": drop("<lantern-grain/report/r6> rp:depth ?x"),
    "RP235": add("<lantern-grain/report/r3> rp:relays <lantern-grain/report/r4/hop/1>"),
    "RP236": drop("<lantern-grain/report/r6> a rp:Telling"),
    "RP237": put("<lantern-grain/report/r6> rp:depth", "1"),
    "RP238": drop("<lantern-grain/report/r6> rp:modality ?x"),
    "RP239": put_at("<lantern-grain/report/r6> rp:passage ?x", "rp:zone", "rp:zone-furniture"),
    "RP240": add("<lantern-grain/report/r1> rp:restates reg:norland-offers-grain"),
    "RP241": add("<lantern-grain/report/r6> rp:amount 500"),
    "RP242": add("<lantern-grain/report/r6> rp:eventWhen '2022-08-01'^^xsd:date"),
    "RP243": add("<lantern-grain/report/r2/purpose/1> rp:value reg:offer"),
    "RP244": put("<lantern-grain/report/r2/purpose/1> rp:aspect", "rp:modality"),
    "RP250": drop("<lantern-grain/report/r5/hop/1> rp:saidBy ?x"),
    "RP251": drop("<lantern-grain/report/r5/hop/1> rp:cue ?x"),
    "RP252": put("<lantern-grain/report/r5/hop/1> rp:depth", "0"),
    "RP253": drop("<lantern-grain/report/r4/hop/1> rp:ofTelling ?x"),
    "RP254": put("<lantern-grain/report/r3/hop/1> rp:carriedBy", "reg:norland"),
    "RP255": put("<lantern-grain/report/r4/hop/1> rp:saidTo", "reg:port-vell"),
    "RP256": add("<lantern-grain/report/r3/hop/1> rp:saidWhen <lantern-grain/published>"),
    "RP257": put("<lantern-grain/report/r3/hop/1> rp:saidIn", "reg:channel-two"),
    "RP258": put("<lantern-grain/source/harbour> rp:plural", "'several'"),
    "RP259": drop("<lantern-grain/source/harbour> rp:because ?x"),
    "RP260": add("<lantern-grain/source/harbour> schema:sameAs wd:Q999999903"),
    "RP261": put("<lantern-grain/source/harbour> rp:affiliation", "reg:iron-pass"),
    "RP262": add("<lantern-grain/report/r4/amount/1> schema:minValue 1.0"),
    "RP263": add("<lantern-grain/report/r4/amount/1> schema:maxValue 3.0"),
    "RP264": put_at(PORT, "rp:denotes", "reg:grain"),
    "RP265": drop("<lantern-grain/quotation/q3> rp:words ?x"),
    "RP266": put("<lantern-grain/quotation/q3> rp:quotationKind", "rp:quotation-indirect"),
    "RP267": drop("<post-grain/quotation/q1> rp:quotedIn ?x"),
    "RP268": put("<lantern-grain/quotation/q3> rp:quotationKind", "rp:quotation-label"),
    "RP269": add_at(PORT, "rp:denotes reg:iron-pass"),
    "RP270": drop_at(PORT, "rp:denotes"),
    "RP271": f"DELETE {{ ?x rp:couldDenote reg:iron-pass }} WHERE {{ {BRIDGE} }}",
    "RP272": drop_at(PORT, "rp:form"),
    "RP273": add_at(PORT, "rp:namingForm rp:naming-metonym"),
    "RP274": drop_at("?x rp:roleGiven reg:envoy", "rp:roleWords"),
    "RP275": add("<lantern-grain/report/r4/amount/1> rp:bound rp:bound-between"),
    "RP276": put("<post-grain/report/r3/amount/1> schema:minValue", "30.0"),
    "RP277": drop("<lantern-grain/report/r4/amount/1> rp:counts ?x"),
    "RP278": add("<lantern-grain/report/r3/amount/1> schema:minValue 0.0"),
    "RP279": add("<lantern-grain/report/r4/amount/1> rp:rank 0"),
    "RP280": put("<lantern-grain/report/r4/amount/1> rp:partOf", "reg:truck"),
    "RP281": drop_at(FIVE_MONTHS, "rp:expression"),
    "RP282": put("<lantern-grain/published> rp:earliest", "'2022-09-01'^^xsd:date"),
    "RP283": drop_at(FIVE_MONTHS, "rp:duration"),
    "RP284": add("<lantern-grain/published> rp:edtf '2022-09'^^edtf:EDTF"),
    "RP285": add_at(FIVE_MONTHS, "rp:timeKind rp:time-set"),
    "RP286": add_at(FIVE_MONTHS, "rp:relativeTo reg:norland"),
    "RP287": add_at(FIVE_MONTHS, "rp:weekday 0"),
    "RP288": add("<lantern-grain/event/e1> rp:eventKind reg:war"),
    "RP289": drop("<lantern-grain/event/e1> rp:inArticle ?x"),
    "RP290": drop("reg:norland skos:prefLabel ?x"),
    "RP291": drop("reg:norland rp:actorKind ?x"),
    "RP292": drop("reg:port-vell rp:locationKind ?x"),
    "RP293": drop("reg:grain skos:inScheme ?x"),
    "RP294": add("reg:sudland-fights-war rp:agent reg:norland"),
    "RP295": add("reg:sudland-fights-war rp:act reg:send"),
    "RP296": drop_at("?x rp:between reg:port-vell", "rp:between"),
    "RP297": drop_at("?x rp:between reg:port-vell", "rp:because"),
    "RP298": put("reg:norland schema:sameAs", "<https://www.wikidata.org/wiki/Q999999901>"),
    "RP299": add("<lantern-grain/quotation/q3> rp:translatedFrom 'pt'"),
}


def test_a_clean_graph_breaks_no_shape_and_no_rule(after: After) -> None:
    assert after("") == ()


@pytest.mark.parametrize("code", BREAKS)
def test_a_broken_shape_is_found_once_and_nothing_else_is(code: str, after: After) -> None:
    violations = after(BREAKS[code])
    assert [violation.code for violation in violations] == [code], violations
    (violation,) = violations
    assert violation.severity == "error"
    assert "https://example.org" not in violation.message


def test_every_shape_has_its_row() -> None:
    codes = [rule.code for rule in Shapes.load(data_dir("shapes")).rules.values()]
    assert sorted(codes) == list(BREAKS)
    assert len(codes) == 90
