"""One article walks the whole way, from its file to every format, and nobody turns back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import (
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)
from tests.support.command import ISLANDS, ROOT, reportedly

from reportedly.anchor.folding import FoldedText
from reportedly.anchor.place_entry import place_entry
from reportedly.graph.build import entry_graphs, ontology_graph, registry_graphs
from reportedly.ids import Ids
from reportedly.lock.lockfile import read_lock, write_lock
from reportedly.lock.verify import make_lock
from reportedly.model.entry import Entry
from reportedly.parse.documents import parse_document
from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import SeedFiles, TextShelf, find_seeds
from reportedly.pipeline.shared import read_shared
from reportedly.registry.dangling import dangling_in_entry
from reportedly.resources import data_dir
from reportedly.store.backends import backend_of
from reportedly.store.verify import verify
from reportedly.validate.rules import Rules
from reportedly.validate.shacl import Shapes

IDS = Ids()
HOPS = """PREFIX rp: <https://w3id.org/reportedly/ns#>
SELECT ?depth ?speaker ?words WHERE {
  ?hop rp:ofTelling <https://w3id.org/reportedly/id/article/tesk-divers/report/r7> ;
    rp:depth ?depth ; rp:saidBy ?speaker ; rp:cue ?cue .
  ?cue <http://www.w3.org/2000/01/rdf-schema#label> ?words
} ORDER BY ?depth"""
TOLD = [
    ("1", "registry/radio-marn", "said"),
    ("2", "registry/ossel-courier", "had reported"),
    ("3", "article/tesk-divers/source/pilot", "claimed"),
]
RDF_FORMATS = [
    RdfFormat.N_QUADS,
    RdfFormat.TRIG,
    RdfFormat.JSON_LD,
    RdfFormat.N_TRIPLES,
    RdfFormat.TURTLE,
    RdfFormat.RDF_XML,
    RdfFormat.N3,
]
READABLE_RESULTS = [QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV]


def told(rows: object) -> list[tuple[str, ...]]:
    assert isinstance(rows, QuerySolutions)
    return [
        (row["depth"].value, row["speaker"].value.removeprefix(IDS.base), row["words"].value)
        for row in rows
    ]


@pytest.mark.parametrize("kind", ["embedded", "oxigraph-server"])
def test_an_article_walks_from_its_file_to_every_format(
    kind: str, new_store: Callable[[str], str]
) -> None:
    seeds = find_seeds(ISLANDS / "seeds")
    file = ISLANDS / "seeds" / "entries" / "tesk-divers.yaml"

    # parse: bytes become an Entry, whose every id names something
    parsed = parse_document(file.read_bytes(), file, Entry)
    assert parsed.findings == ()
    entry = parsed.document
    assert entry is not None
    shared = read_shared(seeds)
    assert shared.findings == ()
    assert list(dangling_in_entry(entry, parsed.source, shared.registry)) == []

    # anchor: its quotations become places in the pinned text
    raw = TextShelf.of(ISLANDS / "texts").text(entry.article.sha256)
    assert raw is not None
    placed = place_entry(entry, FoldedText.of(raw))
    assert placed.misses == ()

    # lock: the places, kept beside the entry, so that the text is not needed again
    lock = make_lock(entry, len(raw), placed.places)
    stored = file.with_suffix(".lock")
    assert write_lock(lock) == stored.read_bytes()
    assert read_lock(stored.read_bytes(), stored) == lock

    # graph: the entry is said in quads, in its own named graphs
    graphs = {
        **entry_graphs(entry, lock, IDS),
        **registry_graphs(shared.registry, IDS),
        **ontology_graph((data_dir("ontology") / "reportedly.ttl").read_bytes(), IDS),
    }
    quads = {quad for each in graphs.values() for quad in each}

    # validate: the quads pass unchanged
    assert Shapes.load(data_dir("shapes"), IDS).check(quads) == ()

    # store: one build, looked over before it is published
    place, rules = new_store(kind), Rules.load(data_dir("shapes"), IDS)
    backend = backend_of(place)
    with backend.open_writer(place) as writer:
        for graph, content in graphs.items():
            writer.replace(graph, content)
        with writer.draft() as draft:
            wrong = [each for each in rules.check(draft.query) if each.severity == "error"]
        writer.publish()
    assert wrong == []
    with backend.open_view(place) as view:
        verify(view)

        # question and answer: the hops of one telling, in order
        assert told(view.query(HOPS)) == TOLD

        # format: the answer in each, the article's graph in each, and all that can be read back is
        for result_format in READABLE_RESULTS:
            answer = view.query(HOPS)
            assert isinstance(answer, QuerySolutions)
            data = answer.serialize(format=result_format)
            assert data is not None
            assert told(parse_query_results(data, result_format)) == TOLD
        stated = IDS.stated_graph("tesk-divers", entry.article.sha256)
        article = set(view.quads(stated))
        for rdf_format in RDF_FORMATS:
            assert read_back(article, rdf_format) == {quad.triple for quad in article}


def read_back(quads: set[Quad], rdf_format: RdfFormat) -> set[object]:
    """What a format says of some quads, as triples."""
    data = serialize(
        quads if rdf_format.supports_datasets else (quad.triple for quad in quads),
        format=rdf_format,
    )
    assert data is not None
    return {quad.triple for quad in parse(data, rdf_format)}


def seed_orders() -> list[SeedFiles]:
    seeds = find_seeds(ISLANDS / "seeds")
    return [
        replace(seeds, entries=entries, records=records)
        for entries in permutations(seeds.entries)
        for records in (seeds.records, seeds.records[::-1])
    ]


def test_the_build_is_the_same_with_and_without_texts_and_in_any_order(tmp_path: Path) -> None:
    shelf = TextShelf.of(ISLANDS / "texts")
    builds = set()
    for number, seeds in enumerate(seed_orders()):
        outcome = load(
            Sources(
                seeds,
                data_dir("ontology") / "reportedly.ttl",
                data_dir("shapes"),
                shelf if number % 2 else None,
            ),
            tmp_path / str(number),
        )
        assert outcome.publication is not None
        assert set(outcome.standings.values()) == {"verified" if number % 2 else "locked"}
        builds.add(outcome.publication.build.sha256)
    assert len(builds) == 1


def test_the_command_walks_the_same_way(folder: Path) -> None:
    seeds = ("--seeds", "seeds")
    checked = reportedly(folder, "check", *seeds, "--texts", "texts", "--require-texts")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "2 entries verified against the text" in checked.stderr

    with_texts = reportedly(folder, "load", *seeds, "--texts", "texts", "--store", "one")
    without = reportedly(folder, "load", *seeds)
    assert (with_texts.returncode, without.returncode) == (0, 0)
    assert with_texts.stdout.replace(" in one:", " in .reportedly:") == without.stdout
    again = reportedly(folder, "load", *seeds)
    assert again.stdout == without.stdout.replace("published", "unchanged")

    rows = json.loads(reportedly(folder, "query", HOPS, "--format", "json").stdout)
    assert [
        (
            row["depth"]["value"],
            row["speaker"]["value"].removeprefix(IDS.base),
            row["words"]["value"],
        )
        for row in rows["results"]["bindings"]
    ] == TOLD

    exported = reportedly(folder, "export")
    assert exported.returncode == 0
    store = Store()
    store.bulk_load(exported.stdout, RdfFormat.N_QUADS)
    assert told(store.query(HOPS, use_default_graph_as_union=True)) == TOLD


def test_a_broken_entry_is_refused_on_its_line_and_the_published_build_stays(folder: Path) -> None:
    seeds = ("--seeds", "seeds", "--texts", "texts")
    assert reportedly(folder, "load", *seeds).returncode == 0
    before = reportedly(folder, "export").stdout
    entry = folder / "seeds" / "entries" / "tesk-divers.yaml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("{q: claimed}", "{q: alleged}"), encoding="utf-8")
    lines = text.splitlines()
    line = next(n for n, each in enumerate(lines, 1) if "{q: claimed}" in each)
    column = lines[line - 1].index("claimed") + 1

    for command in ("check", "load"):
        refused = reportedly(folder, command, *seeds)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "error[RP101]: 'alleged' does not stand" in refused.stderr
        assert f"seeds/entries/tesk-divers.yaml:{line}:{column}\n" in refused.stderr
    assert reportedly(folder, "export").stdout == before


def test_what_cannot_run_ends_with_code_2_and_a_sentence(folder: Path) -> None:
    for arguments in (
        ("check", "--seeds", "no-seeds"),
        ("query", "ASK {}", "--store", "no-store"),
        ("export", "--store", "no-store"),
    ):
        ran = reportedly(folder, *arguments)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr.startswith("could not run: ")
        assert "Traceback" not in ran.stderr


def test_a_reader_who_has_seen_enough_is_no_error(folder: Path) -> None:
    assert reportedly(folder, "load", "--seeds", "seeds").returncode == 0
    command = f'"{sys.executable}" -m reportedly export | head -n 1'
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'loader'}{os.pathsep}{ROOT / 'api'}"}
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1
