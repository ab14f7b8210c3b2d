"""Rules of the whole store are files with a header, asked of a store or a view."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.resources import data_dir
from reportedly.terms import RP
from reportedly.validate.rules import Rules, parse_rule, union_of

RULE = """# code: RP399
# title: A part of itself
# message: {focus} is {value}, and {other}
# why: A reason
#   in two lines.
# mend: Do something.
# severity: warning
# example: ex:a rp:partOf ex:a .
PREFIX rp: <https://w3id.org/reportedly/ns#>
SELECT ?focus ?path ?value ?other WHERE {
  ?focus rp:partOf ?value
  BIND(rp:partOf AS ?path)
}
"""
FILE = Path("mine.rq")
IDS = Ids("https://example.org/id/")


def test_a_header_says_all_about_a_rule() -> None:
    rule = parse_rule(RULE, FILE).rule
    assert (rule.code, rule.title, rule.severity) == ("RP399", "A part of itself", "warning")
    assert rule.why == "A reason in two lines."
    assert (rule.source, rule.language) == ("mine.rq", "turtle")


def test_dropping_a_rule_in_is_enough(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(RULE, encoding="utf-8")
    store = Store()
    one, other = IDS.node("registry", "one"), IDS.part("a", "report", "r1")
    store.add(Quad(one, RP.partOf, other, NamedNode("https://example.org/graph")))
    (found,) = Rules.load(tmp_path, IDS).check(union_of(store))
    assert (found.code, found.severity) == ("RP399", "warning")
    assert (found.focus, found.path, found.value) == (one, RP.partOf, other)
    assert found.message == "one is a/report/r1, and nothing"


def test_a_folder_without_rules_finds_nothing(tmp_path: Path) -> None:
    assert Rules.load(tmp_path).check(union_of(Store())) == ()


@pytest.mark.parametrize(
    ("old", "new", "what", "where"),
    [
        ("# code: RP399", "# code: 399", "no code of a rule", "mine.rq"),
        ("# title: A part of itself\n", "", "does not say its title", "mine.rq:1"),
        ("# mend: Do something.", "# mend:", "does not say its mend", "mine.rq:1"),
        ("# mend: Do", "# remedy: Do", "not understood", "mine.rq:6"),
        ("# mend: Do", "# title: Do", "repeats", "mine.rq:6"),
        ("# code", "#   more\n# code", "not understood", "mine.rq:1"),
        ("warning", "info", "no severity", "mine.rq"),
        ("?focus rp:partOf", "?focus partOf", "not SPARQL", "mine.rq:11"),
        ("SELECT ?focus", "SELECT ?node", "[?]focus is not selected", "mine.rq"),
        ("{value}", "{thing}", "[?]thing is not selected", "mine.rq"),
        ("SELECT ?focus ?path ?value ?other WHERE", "ASK", "a rule is a SELECT", "mine.rq"),
    ],
)
def test_a_malformed_rule_is_refused_with_its_place(
    old: str, new: str, what: str, where: str
) -> None:
    assert old in RULE
    with pytest.raises(InputError, match=what) as caught:
        parse_rule(RULE.replace(old, new), FILE)
    assert caught.value.where == where


def test_a_rule_whose_focus_is_no_node_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(
        RULE.replace("SELECT ?focus", "SELECT (?words AS ?focus)").replace(
            "?focus rp:partOf", "?node rp:words ?words ; rp:partOf"
        ),
        encoding="utf-8",
    )
    store = Store()
    node = IDS.node("registry", "one")
    store.add(Quad(node, RP.partOf, node))
    store.add(Quad(node, RP.words, Literal("grain")))
    with pytest.raises(InputError, match="found '\"grain\"', which is no node"):
        Rules.load(tmp_path).check(union_of(store))


def test_a_rule_may_say_how_much_of_the_store_it_is_about() -> None:
    assert parse_rule(RULE, FILE).scope == "all"
    scoped = RULE.replace("# severity", "# scope: entry\n# severity")
    assert parse_rule(scoped, FILE).scope == "entry"
    with pytest.raises(InputError, match="'graph' is no scope"):
        parse_rule(scoped.replace("scope: entry", "scope: graph"), FILE)


def test_every_rule_of_ours_says_its_scope() -> None:
    """Else a check of one changed entry reads every other one, too."""
    rules = Rules.load(data_dir("shapes"))
    counts = {scope: len(rules.within(scope).all) for scope in ("entry", "shared", "all")}
    assert counts["all"] == 0, [rule.rule.code for rule in rules.within("all").all]
    assert counts["shared"] == 8, "rules that see entries only as others do: is that meant?"
    assert sum(counts.values()) == len(rules.all)
