"""Every node of the graph is led back to the YAML that said it, as near as can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from reportedly import vocabularies as v
from reportedly.graph.build import registry_graphs
from reportedly.ids import WIKIDATA, Ids
from reportedly.model.findings import Finding, Position
from reportedly.pipeline.blame import Blame
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import find_seeds
from reportedly.pipeline.shared import read_shared
from reportedly.resources import data_dir
from reportedly.terms import RP
from reportedly.validate.results import Violation

IDS = Ids()
ISLANDS = Path(__file__).parents[2] / "data" / "islands" / "seeds"
NARROW = {
    # what is said: the words of YAML that the finding must stand at
    RP.tells: "tells",
    RP.saidBy: "by",
    RP.denotes: "is",
    RP.roleGiven: "as",
    RP.counts: "counts",
    RP.edtf: "edtf",
    RP.agent: "agent",
    v.SKOS_PREF_LABEL: "label",
}
"""Predicates whose value stands in the YAML under a key of its own."""


def statements(seeds: Path) -> tuple[Blame, list[Quad]]:
    """All that some seeds say, and who knows where they say it."""
    files = find_seeds(seeds)
    shared = read_shared(files)
    entries = [check_entry(file, shared.registry, None, IDS) for file in files.entries]
    graphs = [registry_graphs(shared.registry, IDS), *(entry.graphs or {} for entry in entries)]
    quads = [quad for graph in graphs for those in graph.values() for quad in those]
    return Blame(entries, shared, IDS, files.root, {}), quads


def blamed(blame: Blame, quads: list[Quad]) -> Iterator[tuple[Quad, Finding]]:
    """For each statement, the finding of a rule that objects to it."""
    for quad in quads:
        subject = quad.subject
        assert isinstance(subject, NamedNode)
        value = quad.object
        assert isinstance(value, NamedNode | Literal)
        wrong = Violation("RP200", "wrong", "error", subject, quad.predicate, value)
        yield from ((quad, finding) for finding in blame.findings([wrong]))


@pytest.fixture(scope="module", params=[ISLANDS, data_dir("seeds")], ids=["islands", "seeds"])
def told(request: pytest.FixtureRequest) -> list[tuple[Quad, Finding]]:
    """Gives every statement with the finding that would object to it."""
    return list(blamed(*statements(request.param)))


def test_every_statement_is_led_back_to_a_place_in_a_file(
    told: list[tuple[Quad, Finding]],
) -> None:
    schemes = {IDS.node("scheme", name) for name in ("act", "event", "role", "thing")}
    nowhere = {quad.subject for quad, finding in told if finding.position is None}
    assert nowhere <= schemes, "only the schemes themselves are said by no file"
    assert all(finding.file.is_file() for quad, finding in told if quad.subject not in schemes)


def test_a_value_with_a_key_of_its_own_is_pointed_at(told: list[tuple[Quad, Finding]]) -> None:
    seen = set()
    for quad, finding in told:
        if quad.predicate in NARROW and finding.position is not None:
            seen.add(quad.predicate)
            line = finding.file.read_text(encoding="utf-8").splitlines()[finding.position.line - 1]
            assert f"{NARROW[quad.predicate]}:" in line, (quad, line)
    assert seen == set(NARROW)


def test_no_statement_of_an_entry_is_pointed_at_the_whole_of_its_file(
    told: list[tuple[Quad, Finding]],
) -> None:
    whole = Position(1, 1, 1, 1)
    for quad, finding in told:
        at = finding.position
        if at is not None and finding.file.parent.name == "entries":
            assert at != whole
            length = finding.file.read_text(encoding="utf-8").count("\n")
            assert at.end_line - at.line < length / 2, quad


def test_a_link_is_pointed_at_in_the_file_of_the_links() -> None:
    blame, quads = statements(data_dir("seeds"))
    links = [quad for quad in quads if quad.predicate == v.SCHEMA_SAME_AS]
    assert len(links) > 20
    for quad, finding in blamed(blame, links):
        assert finding.file.name == "wikidata.yaml"
        assert finding.position is not None
        line = finding.file.read_text(encoding="utf-8").splitlines()[finding.position.line - 1]
        assert isinstance(quad.object, NamedNode)
        assert quad.object.value.removeprefix(WIKIDATA) in line


def test_each_node_that_a_message_names_is_shown_where_it_is_said() -> None:
    blame, quads = statements(ISLANDS)
    claims = {
        quad.subject.value
        for quad in quads
        if quad.predicate == RP.act and isinstance(quad.subject, NamedNode)
    }
    first, second = map(NamedNode, sorted(claims)[:2])
    wrong = Violation("RP303", "alike", "error", first, RP.act, first, (second, first))
    (finding,) = blame.findings([wrong])
    names = [second.value.rpartition("/")[2]]
    assert [why for why, _, _ in finding.related if "is said here" in why][-1:] == [
        f"{names[0]} is said here"
    ]
    assert [file.stem for _, file, _ in finding.related][-1] == names[0]
