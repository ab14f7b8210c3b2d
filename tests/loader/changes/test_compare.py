"""What two builds do not say alike: empty for one, mirrored for two, and all of the triples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from tests.loader.changes.conftest import applied, build_of, quads_of, triples_of
from tests.loader.conftest import IDS, Islands

from reportedly.changes.compare import compare
from reportedly.changes.describe import PLACE
from reportedly.changes.index import read
from reportedly.changes.kinds.table import KINDS
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change, Changes, Part, Thing
from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.store.files import in_memory
from reportedly.store.oxigraph_view import OxigraphView
from reportedly.terms import RP
from reportedly.vocabularies import RDF_TYPE, RDFS_COMMENT

Edit = tuple[str, str, str]
AfterEdit = Callable[..., tuple[Change, ...]]

SHORT = "seeds/entries/tesk-short.yaml"
DIVERS = "seeds/entries/tesk-divers.yaml"
REGISTRY = "seeds/registry"
ANOTHER_SPEAKER: tuple[Edit, ...] = (
    (SHORT, "{by: lio-marsh, cue: {q: called}", "{by: tesk-envoy-in-quill-bay, cue: {q: called}"),
    (SHORT, "in: [r2], by: lio-marsh,", "in: [r2], by: tesk-envoy-in-quill-bay,"),
)
EDITS: dict[str, tuple[Edit, ...]] = {
    "article": ((SHORT, "review: draft", "review: reviewed"),),
    "sources": ANOTHER_SPEAKER,
    "origins": ANOTHER_SPEAKER,
    "disagreement": ((SHORT, "modality: offered", "modality: planned"),),
    "claim": ((f"{REGISTRY}/claims/divers-dive.yaml", "in the water", "in the sea"),),
    "report": ((SHORT, "certainty: possible", "certainty: expected"),),
    "quotation": ((SHORT, "kind: cut", "kind: direct"),),
    "registry": ((f"{REGISTRY}/actors/lio-marsh.yaml", "Lio Marsh", "Lio F. Marsh"),),
    "finding": ((SHORT, "tells: divers-guard-lamps", "tells: tesk-sends-divers"),),
    "detail": ((SHORT, "{q: Selka, is: selka-reef", "{q: Selka, is: ossel"),),
}
"""Per kind, an edit of the seeds that makes a change of it."""


def one(changes: Sequence[Change], kind: str) -> Change:
    """The only change of a kind."""
    (found,) = [change for change in changes if change.kind == kind]
    return found


def parts(change: Change) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {part.name: (part.before, part.after) for part in change.parts}


def untold(before: OxigraphView, after: OxigraphView, changes: Changes) -> set[str]:
    """The nodes of which a triple differs, and that no change tells of; of findings, none is."""
    names = [name for each in changes.graphs for name in (each.before, each.after) if name]
    registry = IDS.shared_graph("registry").value
    one_side, other = (read(view, {*names, registry}, IDS) for view in (before, after))
    pair = Pair.of(one_side, other, changes.graphs)
    things = {
        each.iri for change in changes.changes for each in (change.before, change.after) if each
    }
    told = set(things)
    for inside in (pair.was, pair.is_):
        described = [
            *inside.articles.values(),
            *(d for s in inside.of.values() for d in s.values()),
        ]
        told |= {node for each in described if each.node in things for node in each.reached}
    for node in pair.touched:
        if node.startswith(IDS.node("distinction", "").value):
            ends = {f"{IDS.node('registry', '').value}{each}" for each in node.split("/")[-2:]}
            told |= {node} if (ends | {node}) & things else set()
    findings = IDS.node("finding", "").value
    return {node for node in pair.touched - told if not node.startswith(findings)}


def test_a_build_does_not_differ_from_itself(whole: OxigraphView) -> None:
    changes = compare(whole, whole)
    assert not changes.differ
    assert (changes.changes, changes.graphs) == ((), ())


def test_every_kind_has_an_edit_that_makes_a_change_of_it() -> None:
    assert len(KINDS) == 13
    tested_below = {"saying", "vocabulary", "other"}
    assert EDITS.keys() | tested_below == KINDS.keys()


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_is_told_as_a_change_of_its_kind(kind: str, after_edit: AfterEdit) -> None:
    assert kind in {change.kind for change in after_edit(*EDITS[kind])}


def test_a_report_says_which_part_of_it_changed_and_to_what(after_edit: AfterEdit) -> None:
    changed = one(after_edit(*EDITS["report"]), "report")
    assert changed.did == "changed"
    assert changed.thing == Thing(
        IDS.part("tesk-short", "report", "r0").value,
        "tesk-short/report/r0",
        "divers guard the lamps",
        "Divers may … Selka lamps",
    )
    assert parts(changed) == {"certainty": (("possible",), ("expected",))}


def test_an_amount_that_is_listed_elsewhere_is_no_change(after_edit: AfterEdit) -> None:
    first = "{q: up to 400, value: 400, bound: at-most, cue: {q: up to}, counts: diver}"
    second = "{q: at least 12, value: 12, bound: at-least, cue: {q: at least}, counts: boat}"
    both = f"      - {first}\n      - {second}\n"
    turned = f"      - {second}\n      - {first}\n"
    assert [each for each in after_edit((DIVERS, both, turned)) if each.kind == "report"] == []


def test_bounds_that_moved_say_what_moved_them(after_edit: AfterEdit) -> None:
    changes = after_edit(*ANOTHER_SPEAKER)
    (moved,) = [each for each in changes if each.kind == "origins" and "gift" in each.thing.id]
    assert parts(moved)["origins"] == (("1…2",), ("1…1",))
    assert parts(moved)["ends of trails"] == (("Lio Marsh (tesk-short/report/r2)",), ())
    lost = one(changes, "sources")
    assert lost.did == "lost"
    assert parts(lost) == {"named sources": (("Lio Marsh (tesk-short/report/r2)",), ())}


def test_a_renamed_record_does_not_make_its_findings_changes(after_edit: AfterEdit) -> None:
    changes = after_edit(*EDITS["registry"])
    assert [(each.kind, each.did, each.thing.name) for each in changes] == [
        ("registry", "renamed", "Lio F. Marsh")
    ]


def test_a_text_that_grew_is_pinned_anew_and_nothing_else_changes(
    my_islands: Islands, whole: OxigraphView, after_edit: AfterEdit
) -> None:
    import hashlib

    text = my_islands.text("tesk-short")
    longer = "(Updated.) " + text
    digests = [hashlib.sha256(each.encode()).hexdigest() for each in (text, longer)]
    changes = after_edit(("texts/tesk-short.txt", text, longer), (SHORT, digests[0], digests[1]))
    assert [(each.kind, each.did) for each in changes] == [("article", "re-pinned")]
    assert parts(changes[0])["text (SHA-256)"] == ((digests[0],), (digests[1],))


def test_an_added_article_brings_its_reports(
    graphs: dict[str, tuple[Quad, ...]], whole: OxigraphView
) -> None:
    first = build_of(quads for name, quads in graphs.items() if "tesk-short" not in name)
    added = compare(first, whole)
    assert one(added.changes, "article").did == "added"
    assert [each.thing.id for each in added.of("report")] == [
        f"tesk-short/report/r{n}" for n in range(3)
    ]


def test_a_quotation_that_makes_a_saying_recur_is_told(
    graphs: dict[str, tuple[Quad, ...]], whole: OxigraphView
) -> None:
    quotation = NamedNode(IDS.part("tesk-divers", "quotation", "q3").value)
    without = build_of(
        [quad for quad in quads if quotation not in {quad.subject, quad.object}]
        for quads in graphs.values()
    )
    saying = one(compare(without, whole).changes, "saying")
    assert saying.did == "added"
    assert [words.split()[0] for words in parts(saying)["quotations"][1]] == [
        "tesk-divers/quotation/q2",
        "tesk-divers/quotation/q3",
    ]


def test_a_term_of_the_vocabulary_is_told_by_its_name(
    graphs: dict[str, tuple[Quad, ...]], whole: OxigraphView
) -> None:
    graph = IDS.shared_graph("ontology")
    term = NamedNode("https://example.org/ns#rumour")
    said = Quad(term, RDFS_COMMENT, Literal("what goes round", language="en"), graph)
    changed = one(compare(whole, build_of([*graphs.values(), [said]])).changes, "vocabulary")
    assert (changed.did, changed.thing.iri) == ("added", term.value)
    assert parts(changed) == {"comment": ((), ("what goes round",))}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_is_mirrored_carried_out_and_told_whole(
    kind: str, my_islands: Islands, whole: OxigraphView, after_edit: AfterEdit
) -> None:
    after_edit(*EDITS[kind])
    edited = build_of(quads_of(my_islands.seeds).values())
    changes = compare(whole, edited, ("one", "other"))
    assert compare(edited, whole, ("other", "one")) == changes.mirrored
    assert applied(triples_of(whole), changes) == triples_of(edited)
    assert untold(whole, edited, changes) == set()


def test_a_record_whose_class_is_missing_on_one_side_is_of_one_kind_from_both(
    graphs: dict[str, tuple[Quad, ...]], whole: OxigraphView
) -> None:
    said = [quad for quads in graphs.values() for quad in quads]
    classed = next(q for q in said if q.predicate == RDF_TYPE and q.object == RP.Claim)
    bare = build_of([[quad for quad in said if quad != classed]])
    (change,) = compare(whole, bare, ("one", "other")).of("claim")
    assert compare(bare, whole, ("other", "one")).of("claim") == (change.mirrored,)


def test_a_statement_of_a_distinction_that_is_missing_on_one_side_is_told(
    graphs: dict[str, tuple[Quad, ...]], whole: OxigraphView
) -> None:
    said = [quad for quads in graphs.values() for quad in quads]
    distinction = IDS.node("distinction", "").value
    named = [q.subject for q in said if isinstance(q.subject, NamedNode)]
    node = min(each.value for each in named if each.value.startswith(distinction))
    for lacks in [quad for quad in said if quad.subject == NamedNode(node)]:
        bare = build_of([[quad for quad in said if quad != lacks]])
        changes = compare(whole, bare, ("one", "other"))
        bears = lacks.predicate in (RDF_TYPE, RP.between)
        assert [change.thing.iri for change in changes.of("other")] == [node] * bears, lacks
        assert changes.changes, lacks
        assert compare(bare, whole, ("other", "one")) == changes.mirrored
        assert untold(whole, bare, changes) == set()


LEFT_OUT = st.sets(st.integers(0, 99_999), max_size=12)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the graphs, on failure
@given(without=st.tuples(LEFT_OUT, LEFT_OUT))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_two_builds_are_mirrored_carried_out_and_told_whole(
    without: tuple[set[int], set[int]], graphs: dict[str, tuple[Quad, ...]]
) -> None:
    said = [quad for name, quads in graphs.items() if "ontology" not in name for quad in quads]
    said.sort(key=str)
    rest = [quad for name, quads in graphs.items() if "ontology" in name for quad in quads]
    dropped = [{number % len(said) for number in numbers} for numbers in without]
    one_side, other_side = (
        in_memory([*rest, *(q for i, q in enumerate(said) if i not in lacks)]) for lacks in dropped
    )
    changes = compare(one_side, other_side, ("one", "other"))
    assert changes.differ == bool(changes.changes)
    assert compare(other_side, one_side, ("other", "one")) == changes.mirrored
    assert applied(triples_of(one_side), changes) == triples_of(other_side)
    assert untold(one_side, other_side, changes) == set()


def test_builds_of_other_bases_are_not_compared(islands: Islands, whole: OxigraphView) -> None:
    ids = Ids("https://example.org/other/")
    elsewhere = build_of(quads_of(islands.seeds, ids).values(), ids)
    with pytest.raises(InputError, match="different bases"):
        compare(whole, elsewhere)


def test_a_change_is_of_something() -> None:
    with pytest.raises(ValueError, match="there on one side"):
        Change("report", "changed", None, None)
    thing = Thing("https://example.org/a", "a", "A")
    assert Change("report", "added", None, thing).part(PLACE) == Part(PLACE)
