"""The contract of the store's rules: each is heard once when it is broken, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from reportedly.resources import data_dir
from reportedly.validate.results import Violation
from reportedly.validate.rules import Rules

After = Callable[[str], tuple[Violation, ...]]


def put(subject_and_predicate: str, value: str) -> str:
    return (
        f"DELETE WHERE {{ {subject_and_predicate} ?old }}"
        f" ;; INSERT DATA {{ {subject_and_predicate} {value} }}"
    )


def add(triple: str) -> str:
    return f"INSERT DATA {{ {triple} }}"


def put_zone(telling: str, zone: str) -> str:
    return (
        f"DELETE {{ ?passage rp:zone ?old }} INSERT {{ ?passage rp:zone {zone} }}"
        f" WHERE {{ {telling} rp:passage ?passage . ?passage rp:zone ?old }}"
    )


LANTERN_DIGEST: Final = "WHERE { <lantern-grain> rp:textDigest ?digest }"

# One row a rule: an update that breaks this rule, and no other, as little as possible.
BREAKS: Final[dict[str, str]] = {
    "RP301": add("<post-grain/report/r2/hop/2> rp:relays <post-grain/report/r2/hop/2>"),
    "RP302": put("<post-grain/report/r2/hop/2> rp:depth", "3"),
    "RP303": put("<post-grain/report/r2/hop/2> rp:saidBy", "reg:daily-lantern"),
    "RP304": put("<lantern-grain/report/r5/hop/1> rp:tells", "reg:norland-offers-grain"),
    "RP305": add("<lantern-grain/report/r1> rp:restates <lantern-grain/report/r1>"),
    "RP306": put_zone("<lantern-grain/report/r2>", "rp:zone-body"),
    "RP307": put("<post-grain/report/r1> rp:tells", "reg:norland-sends-grain"),
    "RP308": put("<post-grain/report/r1> rp:restates", "<lantern-grain/report/r3>"),
    "RP309": put("<post-grain> rp:publishedBy", "reg:daily-lantern"),
    "RP310": put("<post-grain/report/r3/hop/1> rp:saidBy", "<lantern-grain/source/harbour>"),
    "RP311": add("reg:ada-lind owl:sameAs <lantern-grain/source/harbour>"),
    "RP312": put("reg:sudland schema:sameAs", "wd:Q999999901"),
    "RP313": add("reg:sudland schema:sameAs wd:Q999999903"),
    "RP314": put("reg:norland-sends-grain rp:act", "reg:offer")
    + " ;; DELETE WHERE { ?one rp:notSameAs ?other }"
    + " ;; INSERT DATA { <lantern-grain/report/r6> rp:purpose reg:send }",  # or it is unused
    "RP315": add("reg:norland owl:differentFrom reg:norland"),
    "RP316": put("<lantern-grain/report/r5/hop/1> rp:saidBy", "reg:harbour-post"),
    "RP317": add(
        "reg:lorry a skos:Concept ; skos:prefLabel 'lorry'@en ; skos:inScheme <../scheme/thing>"
    ),
    "RP318": put("<lantern-grain/report/r6> rp:tells", "reg:norland-sends-grain"),
    "RP319": "DELETE { ?x rp:passage ?old } INSERT { ?x rp:passage ?other } WHERE {"
    " <post-grain> rp:headline ?other . VALUES ?x { <lantern-grain/report/r6> }"
    " ?x rp:passage ?old }",
    "RP320": "DELETE { ?x oa:end ?old } INSERT { ?x oa:end 99999 } WHERE {"
    " <lantern-grain> rp:furniture/oa:hasSelector ?x . ?x oa:end ?old }",
    "RP321": add("<lantern-grain/quotation/q3> rp:spokenIn <lantern-grain/report/r4/hop/1>"),
    "RP322": add("<lantern-grain/quotation/q1> rp:continues <lantern-grain/quotation/q1>"),
    "RP323": add("<lantern-grain/quotation/q3> rp:continues <lantern-grain/quotation/q1>"),
    "RP324": "INSERT { ?x rp:relativeTo ?x } WHERE { <lantern-grain/report/r6> rp:eventWhen ?x }",
    "RP325": add("<lantern-grain/report/r3/amount/1> rp:partOf <lantern-grain/report/r3/amount/1>"),
    "RP326": put_zone("<post-grain/report/r1>", "rp:zone-lead"),
    "RP327": "DELETE { <post-grain> rp:textDigest ?old } INSERT { <post-grain> rp:textDigest ?new }"
    " WHERE { <lantern-grain> rp:textDigest ?new . <post-grain> rp:textDigest ?old }",
    "RP328": f"INSERT {{ <post-grain> rp:supersedes ?digest }} {LANTERN_DIGEST}",
}

# Cycles of two: found once, and not once a member.
CYCLES: Final[dict[str, str]] = {
    "RP301": add("<post-grain/report/r2/hop/2> rp:relays <post-grain/report/r2/hop/1>"),
    "RP322": add("<lantern-grain/quotation/q1> rp:continues <lantern-grain/quotation/q2>"),
    "RP324": "INSERT { ?x rp:relativeTo <post-grain/event/war> ."
    " <post-grain/event/war> rp:eventWhen ?x }"
    " WHERE { <lantern-grain/report/r6> rp:eventWhen ?x }",
    "RP325": add("<lantern-grain/report/r3/amount/1> rp:partOf <lantern-grain/report/r4/amount/1>"),
}


@pytest.mark.parametrize("code", BREAKS)
def test_a_broken_rule_is_found_once_and_nothing_else_is(
    code: str, after: After, rules: Rules
) -> None:
    violations = after(BREAKS[code])
    assert [violation.code for violation in violations] == [code], violations
    (violation,) = violations
    (rule,) = [each.rule for each in rules.all if each.rule.code == code]
    assert violation.severity == rule.severity
    assert "{" not in violation.message
    assert "https://example.org" not in violation.message


@pytest.mark.parametrize("code", CYCLES)
def test_a_cycle_of_two_is_found_once(code: str, after: After) -> None:
    violations = after(CYCLES[code])
    assert [violation.code for violation in violations] == [code], violations


def test_every_rule_has_its_row() -> None:
    codes = [each.rule.code for each in Rules.load(data_dir("shapes")).all]
    assert sorted(codes) == list(BREAKS)
    assert len(codes) == 28
