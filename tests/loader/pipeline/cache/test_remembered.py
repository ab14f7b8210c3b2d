"""Verdicts are remembered in a file that may be damaged, shared, or thrown away at any time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loader.pipeline.edits import repository

from reportedly.ids import Ids
from reportedly.ledger.coverage import Ledger, Row
from reportedly.model.findings import Finding, Position
from reportedly.pipeline.build import Sources, check
from reportedly.pipeline.cache import database, verdicts
from reportedly.pipeline.cache.remembered import KEPT
from reportedly.pipeline.cache.settings import settings_digest
from reportedly.pipeline.files import find_seeds
from reportedly.pipeline.summary import Summary
from reportedly.pipeline.verdict import Verdict
from reportedly.resources import data_dir

WORDS = st.text(min_size=1, max_size=12)
POSITIONS = st.none() | st.builds(Position, *[st.integers(1, 99)] * 4)
FILES = st.sampled_from([Path("seeds/entries/a.yaml"), Path("/seeds/b.yaml")])
FINDINGS = st.builds(
    Finding,
    WORDS,
    WORDS,
    FILES,
    POSITIONS,
    st.just("warning"),
    st.none() | WORDS,
    st.lists(st.tuples(WORDS, FILES, POSITIONS), max_size=2).map(tuple),
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    repository(tmp_path, 2)
    ontology = data_dir("ontology") / "reportedly.ttl"
    return Sources(find_seeds(tmp_path / "seeds"), ontology, data_dir("shapes"))


def the_file(folder: Path) -> Path:
    (file,) = folder.glob("*.sqlite")
    return file


def verdict_of(findings: tuple[Finding, ...], ledger: Ledger | None) -> Verdict:
    summary = Summary("https://example.org/a", "0" * 64, None, (), closed=True)
    return Verdict(
        Path("a.yaml"), "x", "locked", findings, findings[:1], ledger, summary, "0" * 64, (),
        leans_on_all=False,
    )  # fmt: skip


@given(st.lists(FINDINGS, max_size=3).map(tuple), st.integers(0, 9))
def test_a_verdict_comes_back_as_it_was(findings: tuple[Finding, ...], covered: int) -> None:
    ledger = Ledger((Row("number", 9, covered, {"age": 9 - covered}, ()),), ())  # type: ignore[dict-item]
    for each in (None, ledger):
        verdict = verdict_of(findings, each)
        told = verdicts.say(verdict)
        assert told is not None
        assert verdicts.understand(told) == (findings, findings[:1], each)
    assert verdicts.read_findings(verdicts.say_findings(findings)) == findings


def test_what_is_in_error_is_not_remembered() -> None:
    wrong = Finding("RP101", "wrong", Path("a.yaml"))
    assert verdicts.say(verdict_of((wrong,), None)) is None
    assert verdicts.say(replace(verdict_of((), None), summary=None)) is None


@pytest.mark.parametrize("damage", ["no database", "cut short", "a row altered"])
def test_a_damaged_file_is_thrown_away_and_all_is_checked(
    sources: Sources, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    memory = tmp_path / "memory"
    first = check(sources, memory=memory)
    file = the_file(memory)
    if damage == "a row altered":
        with closing(sqlite3.connect(file)) as opened, opened:
            opened.execute("UPDATE entry SET standing = 'verified'")
    else:
        whole = file.read_bytes()
        file.write_bytes(b"nonsense" * 99 if damage == "no database" else whole[: len(whole) // 2])
    again = check(sources, memory=memory)
    assert "damaged" in caplog.text
    assert (again.remembered, again.findings, again.standings) == (
        0,
        first.findings,
        first.standings,
    )
    assert check(sources, memory=memory).remembered == 2


def test_other_settings_have_a_file_of_their_own_and_the_oldest_goes(
    sources: Sources, tmp_path: Path
) -> None:
    memory = tmp_path / "memory"
    for number in range(KEPT + 2):
        other = replace(sources, ids=Ids(f"https://example.org/{number}/"))
        assert check(other, memory=memory).remembered == 0
        assert check(other, memory=memory).remembered == 2
    assert len(list(memory.glob("*.sqlite"))) == KEPT


def test_code_shapes_vocabulary_and_options_are_settings(sources: Sources, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "code.py").write_text("one")
    first = settings_digest(sources, package)
    assert settings_digest(sources, package) == first
    ontology = tmp_path / "other.ttl"
    ontology.write_text("")
    shapes = tmp_path / "shapes"
    shapes.mkdir()
    others = [
        replace(sources, ontology=ontology),
        replace(sources, shapes=shapes),
        replace(sources, require_texts=True),
        replace(sources, ids=Ids("https://example.org/")),
    ]
    digests = {settings_digest(each, package) for each in others}
    (package / "code.py").write_text("two")
    assert len({first, *digests, settings_digest(sources, package)}) == len(others) + 2


def test_a_check_that_was_overtaken_by_another_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    told = {"registry": "a"}
    assert database.write(file, rows=(), gone=(), uses={1: "p a"}, told=told, generation=0)
    assert not database.write(file, rows=(), gone=(), uses={1: "p b"}, told={}, generation=0)
    content = database.read(file)
    assert (content.uses, content.generation) == ({1: "p a"}, 1)


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_check(
    sources: Sources, tmp_path: Path
) -> None:
    (tmp_path / "memory").write_text("a file")
    outcome = check(sources, memory=tmp_path / "memory")
    assert (outcome.clean, outcome.remembered) == (True, 0)
    assert check(sources).findings == outcome.findings
