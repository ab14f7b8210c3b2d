"""From seeds to a published build, or to findings on the lines that are to be mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import InputError, StoreError
from reportedly.ids import Ids
from reportedly.model.findings import Finding
from reportedly.pipeline.build import Outcome, Sources, check, load
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.resources import data_dir
from reportedly.store.backends import open_view
from reportedly.store.verify import verify

if TYPE_CHECKING:
    from tests.loader.conftest import Islands

BASE = "https://example.org/news/"


def sources(islands: Islands, *, texts: bool = True, base: str = BASE) -> Sources:
    return Sources(
        seeds=find_seeds(islands.seeds),
        ontology=data_dir("ontology") / "reportedly.ttl",
        shapes=data_dir("shapes"),
        texts=TextShelf.of(islands.texts) if texts else None,
        ids=Ids(base),
    )


def errors(outcome: Outcome) -> list[tuple[str, str, int]]:
    """Code, file and line of each error."""
    return [
        (f.code, f.file.name, f.position.line if f.position else 0)
        for f in outcome.findings
        if f.severity == "error"
    ]


def published(store: Path) -> str:
    with open_view(store) as view:
        return view.build.sha256


@pytest.mark.parametrize("texts", [True, False])
def test_sound_seeds_are_clean_and_their_standing_is_told(texts: bool, islands: Islands) -> None:
    outcome = check(sources(islands, texts=texts))
    assert outcome.findings == ()
    assert outcome.clean
    assert outcome.rules_ran
    assert outcome.publication is None
    assert {file.stem: standing for file, standing in outcome.standings.items()} == dict.fromkeys(
        ("tesk-divers", "tesk-short"), "verified" if texts else "locked"
    )


def test_a_load_publishes_every_graph_of_the_seeds(my_islands: Islands) -> None:
    outcome = load(sources(my_islands), my_islands.store)
    assert outcome.publication is not None
    with open_view(my_islands.store) as view:
        assert view.build == outcome.publication.build
        verify(view)
        names = [graph.value.removeprefix(BASE + "graph/") for graph in view.graphs()]
    articles = [name.split("/")[0] + name[name.index("/") + 65 :] for name in names if "/" in name]
    assert articles == ["tesk-divers", "tesk-divers/editor", "tesk-short", "tesk-short/editor"]
    assert [name for name in names if "/" not in name] == ["findings", "ontology", "registry"]


def test_loading_twice_changes_nothing(my_islands: Islands) -> None:
    first = load(sources(my_islands), my_islands.store)
    kept = {path: path.lstat().st_mtime_ns for path in my_islands.store.rglob("*")}
    second = load(sources(my_islands), my_islands.store)
    assert first.publication is not None
    assert second.publication is not None
    assert (first.publication.changed, second.publication.changed) == (True, False)
    assert first.publication.build == second.publication.build
    now = {path: path.lstat().st_mtime_ns for path in my_islands.store.rglob("*")}
    # The lock is rung, and a draft was made beside the generations and thrown away.
    touched = {my_islands.store / ".lock", my_islands.store / "generations"}
    assert now.keys() == kept.keys()
    assert {p: t for p, t in now.items() if p not in touched} == {
        p: t for p, t in kept.items() if p not in touched
    }


def test_the_base_is_what_instances_are_named_by_and_the_only_difference(
    my_islands: Islands,
) -> None:
    def lines(base: str) -> set[str]:
        load(sources(my_islands, base=base), my_islands.store)
        with open_view(my_islands.store) as view:
            return {str(quad).replace(base, "BASE/") for quad in view.quads()}

    assert lines("https://one.example/") == lines("https://two.example/id/")


def test_a_shape_that_is_broken_is_blamed_on_the_yaml_line(my_islands: Islands) -> None:
    # the telling's Monday and that of the letter stand on the same words, and now differ
    line, column = my_islands.rewrite(
        my_islands.entry(),
        "relative_to: published, weekday: 1}\n",
        "relative_to: published, weekday: 4}\n",
    )
    outcome = check(sources(my_islands, texts=False))
    assert errors(outcome) == [("RP287", "tesk-divers.yaml", line)]
    (finding,) = outcome.findings
    assert finding.position is not None
    assert finding.position.column == column + len("relative_to: published, weekday: ")
    assert "a weekday is a whole number from 1" in finding.message
    assert finding.mend == "Count from Monday, 1."
    assert not outcome.rules_ran


def test_a_rule_of_the_whole_store_is_blamed_on_the_yaml_line(my_islands: Islands) -> None:
    line, column = my_islands.rewrite(
        my_islands.entry(),
        "      - {q: Selka Reef, is: selka-reef}\n",
        "      - {q: Selka Reef, is: selka-reef}\n    restates: [r1]\n",
    )
    outcome = check(sources(my_islands))
    assert outcome.rules_ran
    circle = [f for f in outcome.findings if f.code == "RP305"]
    assert len(circle) == 1
    text = my_islands.entry().read_text(encoding="utf-8").splitlines()
    assert circle[0].position is not None
    assert text[circle[0].position.line - 1].strip().startswith("restates: [r")
    (why, file, at) = circle[0].related[0]
    assert why.startswith("tesk-divers/report/r")
    assert why.endswith(" is said here")
    assert file == my_islands.entry()
    assert at is not None
    assert (line, column) > (1, 1)


def test_a_rule_about_the_registry_is_blamed_on_the_records_file(my_islands: Islands) -> None:
    file = my_islands.seeds / "registry" / "concepts" / "unheard.yaml"
    file.write_text("id: unheard\nlabel: {en: unheard of}\nscheme: thing\n", encoding="utf-8")
    outcome = check(sources(my_islands))
    assert [(f.code, f.severity, f.file) for f in outcome.findings] == [("RP317", "warning", file)]
    assert outcome.clean  # a warning keeps nothing out


def test_a_refused_load_leaves_the_published_build(my_islands: Islands) -> None:
    load(sources(my_islands), my_islands.store)
    before = published(my_islands.store)
    my_islands.rewrite(my_islands.entry(), "cue: {q: reportedly}", "cue: {q: allegedly}")
    outcome = load(sources(my_islands), my_islands.store)
    assert outcome.publication is None
    assert published(my_islands.store) == before


def test_a_load_refused_by_the_last_rule_leaves_the_published_build(my_islands: Islands) -> None:
    load(sources(my_islands), my_islands.store)
    before = published(my_islands.store)
    my_islands.rewrite(
        my_islands.entry(),
        "      - {q: Selka Reef, is: selka-reef}\n",
        "      - {q: Selka Reef, is: selka-reef}\n    restates: [r1]\n",
    )
    outcome = load(sources(my_islands), my_islands.store)
    assert (outcome.publication, outcome.rules_ran) == (None, True)
    assert "RP305" in {f.code for f in outcome.findings}
    assert published(my_islands.store) == before


def test_a_first_load_that_is_refused_publishes_nothing(my_islands: Islands) -> None:
    my_islands.rewrite(my_islands.entry(), "cue: {q: reportedly}", "cue: {q: allegedly}")
    load(sources(my_islands), my_islands.store)
    with pytest.raises(StoreError):
        open_view(my_islands.store)


def test_findings_come_in_the_order_of_files_and_lines(my_islands: Islands) -> None:
    my_islands.rewrite(my_islands.entry("tesk-short"), "tells: divers-guard-lamps", "tells: x-y")
    for old, new in (
        ("tells: lamps-go-dark", "tells: lamps-go-dim"),
        ("{q: in April,", "{q: in May,"),
        ("cue: {q: denied}", "cue: {q: has denied}"),
    ):
        my_islands.rewrite(my_islands.entry(), old, new)
    (my_islands.seeds / "registry" / "actors" / "nobody.yaml").write_text("id: nobody\n", "utf-8")
    findings = check(sources(my_islands)).findings
    assert [f.code for f in findings] == ["RP101", "RP101", "RP130", "RP130", "RP011", "RP011"]
    assert list(findings) == sorted(findings, key=lambda f: f.sort_key)
    assert len(set(findings)) == len(findings)


def test_an_error_in_the_registry_is_told_once_for_all_entries(my_islands: Islands) -> None:
    line, _ = my_islands.rewrite(
        my_islands.seeds / "registry" / "claims" / "divers-dive.yaml", "act: dive", "act: dvie"
    )
    assert errors(check(sources(my_islands))) == [("RP130", "divers-dive.yaml", line)]


def test_work_is_told_of_as_it_goes_on(my_islands: Islands) -> None:
    told: list[tuple[str, int, int]] = []
    load(
        sources(my_islands), my_islands.store, lambda what, done, of: told.append((what, done, of))
    )
    assert told == [
        ("checking entries", 0, 2),
        ("checking entries", 2, 2),
        ("checking the whole store", 0, 1),
        ("checking the whole store", 1, 1),
        ("deriving findings", 0, 1),
        ("deriving findings", 1, 1),
    ]


def test_a_shape_that_is_no_turtle_stops_the_check(my_islands: Islands, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    (shapes / "mine.ttl").write_text("this is no Turtle", encoding="utf-8")
    mine = sources(my_islands)
    with pytest.raises(InputError, match="not Turtle"):
        check(Sources(mine.seeds, mine.ontology, shapes))


def test_a_finding_without_a_line_names_at_least_its_file(my_islands: Islands) -> None:
    my_islands.lock().unlink()
    (finding,) = check(sources(my_islands)).findings
    assert isinstance(finding, Finding)
    assert (finding.file, finding.position) == (my_islands.entry(), None)
