"""A check that remembers, leaves out or asks several processes says what a whole check says.

The whole check is that of a load, which puts every statement in one store and asks every rule of
it. Repositories are invented, and walked through by random edits; `REPORTEDLY_SEED` repeats a walk.
"""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from tests.loader.pipeline.edits import edit, islands, repository

from reportedly.errors import InputError
from reportedly.pipeline.build import Outcome, Sources, check, load
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.since import changed_since
from reportedly.resources import data_dir

EDITS = 3


@pytest.fixture
def walks(request: pytest.FixtureRequest) -> list[random.Random]:
    """Sources of chance: two of the run's seed, or many of fixed seeds in a run of everything."""
    if request.config.option.run_all:
        return [random.Random(number) for number in range(40)]
    seed: str = request.config.option.sample_seed
    return [random.Random(f"{seed} {number}") for number in range(2)]


def sources(root: Path, *, texts: bool = False) -> Sources:
    return Sources(
        seeds=find_seeds(root / "seeds"),
        ontology=data_dir("ontology") / "reportedly.ttl",
        shapes=data_dir("shapes"),
        texts=TextShelf.of(root / "texts") if texts else None,
    )


def whole(root: Path, store: Path, *, texts: bool = False) -> Outcome:
    return load(sources(root, texts=texts), store)


def said(outcome: Outcome) -> tuple[object, ...]:
    """All that a check says, but for what it did not need to do."""
    return outcome.findings, outcome.standings, outcome.rules_ran, outcome.ledgers


def test_what_is_remembered_is_what_a_whole_check_says(
    tmp_path: Path, walks: list[random.Random]
) -> None:
    for number, rng in enumerate(walks):
        root, memory = tmp_path / str(number), tmp_path / str(number) / "memory"
        texts, log = rng.random() < 0.3, ["nothing yet"]
        islands(root) if texts else repository(root, 3, seed=number)
        recalled = 0
        for _ in range(EDITS):
            found = check(sources(root, texts=texts), memory=memory)
            recalled += found.remembered
            assert said(found) == said(whole(root, root / "store", texts=texts)), log
            again = check(sources(root, texts=texts), memory=memory)
            assert said(again) == said(found), log
            recalled += again.remembered
            log.append(edit(rng, root))
        assert recalled, "nothing was ever remembered"


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


def committed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "seeds")
    git(root, "commit", "-qm", "sound")


def test_what_changed_since_a_revision_is_what_a_whole_check_says(
    tmp_path: Path, walks: list[random.Random]
) -> None:
    for number, rng in enumerate(walks):
        root = tmp_path / str(number)
        texts, log = rng.random() < 0.3, []
        seeds = islands(root) if texts else repository(root, 3, seed=number)
        committed(root)
        memory = rng.choice((None, root / "memory"))
        if memory and rng.random() < 0.5:
            check(sources(root, texts=texts), memory=memory)
        for _ in range(EDITS):
            log.append(edit(rng, root))
            since = changed_since("HEAD", seeds)
            found = check(sources(root, texts=texts), memory=memory, since=since)
            all_said = whole(root, root / "store", texts=texts)
            left_out = set(found.left_out)
            assert found.findings == tuple(
                each
                for each in all_said.findings
                if each.severity == "error" or each.file not in left_out
            ), log
            assert found.rules_ran == all_said.rules_ran
            checked = {f: s for f, s in all_said.standings.items() if f not in left_out}
            assert found.standings == checked


def test_several_processes_say_what_one_says_in_the_same_order(tmp_path: Path) -> None:
    seeds = repository(tmp_path, 36)
    broken = sorted((seeds / "entries").glob("*.yaml"))[7]
    broken.write_text(broken.read_text().replace("tells: ", "tells: un", 1))
    told: list[tuple[str, int, int]] = []
    one = check(sources(tmp_path))
    two = check(sources(tmp_path), lambda *step: told.append(step), jobs=2)
    assert one.findings
    assert said(two) == said(one)
    assert told[-1] == ("checking entries", 36, 36)


def test_only_what_leans_on_a_changed_record_is_checked_again(tmp_path: Path) -> None:
    seeds = repository(tmp_path, 4)
    memory = tmp_path / "memory"
    check(sources(tmp_path), memory=memory)
    entries = sorted((seeds / "entries").glob("*.yaml"))
    naming = [entry for entry in entries if "is: ada-brenn" in entry.read_text()]
    assert len(naming) < len(entries)
    record = seeds / "registry" / "actors" / "ada-brenn.yaml"
    record.write_text(record.read_text().replace("Ada Brenn", "Ada Brenner"))
    assert check(sources(tmp_path), memory=memory).remembered == len(entries) - len(naming)
    assert check(sources(tmp_path), memory=memory).remembered == len(entries)


def test_an_actor_renamed_has_those_who_name_it_checked_again(tmp_path: Path) -> None:
    seeds = repository(tmp_path, 4)
    committed(tmp_path)
    entries = sorted((seeds / "entries").glob("*.yaml"))
    naming = {entry for entry in entries if "ada-brenn" in entry.read_text()}
    record = seeds / "registry" / "actors" / "ada-brenn.yaml"
    record.rename(record.with_stem("ada-brenner"))
    since = changed_since("HEAD", seeds)
    outcome = check(sources(tmp_path), since=since)
    assert set(outcome.left_out) == set(entries) - naming
    assert {finding.file for finding in outcome.findings if finding.code == "RP130"} == naming


def test_another_shape_has_everything_checked_again(tmp_path: Path) -> None:
    repository(tmp_path, 2)
    (tmp_path / "shapes").mkdir()
    for file in data_dir("shapes").iterdir():
        (tmp_path / "shapes" / file.name).write_bytes(file.read_bytes())
    mine = Sources(
        find_seeds(tmp_path / "seeds"),
        data_dir("ontology") / "reportedly.ttl",
        tmp_path / "shapes",
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "seeds", "shapes")
    git(tmp_path, "commit", "-qm", "sound")
    memory = tmp_path / "memory"
    check(mine, memory=memory)
    shape = tmp_path / "shapes" / "article.ttl"
    shape.write_text(shape.read_text().replace('sh:pattern "^[0-9a-f]{64}$"', 'sh:pattern "^x"'))
    outcome = check(mine, memory=memory, since=changed_since("HEAD", tmp_path))
    assert (outcome.remembered, outcome.left_out) == (0, ())
    assert {finding.code for finding in outcome.findings if finding.severity == "error"} == {
        "RP200"
    }


def test_a_rule_of_no_scope_is_asked_of_everything(tmp_path: Path) -> None:
    repository(tmp_path, 2)
    (tmp_path / "shapes").mkdir()
    for file in data_dir("shapes").iterdir():
        (tmp_path / "shapes" / file.name).write_bytes(file.read_bytes())
    rule = (data_dir("shapes") / "headline-untold.rq").read_text().replace("# scope: entry\n", "")
    rule = rule.replace("RP326", "RP999").replace("?telling rp:passage", "?telling rp:cue")
    (tmp_path / "shapes" / "mine.rq").write_text(rule)
    mine = Sources(
        find_seeds(tmp_path / "seeds"),
        data_dir("ontology") / "reportedly.ttl",
        tmp_path / "shapes",
    )
    first = check(mine, memory=tmp_path / "memory")
    assert [finding.code for finding in first.findings].count("RP999") == 2
    again = check(mine, memory=tmp_path / "memory")
    assert (again.remembered, again.findings) == (2, first.findings)
    assert first.findings == load(mine, tmp_path / "store").findings


def test_a_revision_that_git_does_not_know_is_refused(tmp_path: Path) -> None:
    seeds = repository(tmp_path, 2)
    with pytest.raises(InputError, match="git does not know"):
        changed_since("HEAD", seeds)
    committed(tmp_path)
    assert changed_since("HEAD", seeds).records(find_seeds(seeds)) == frozenset()
    with pytest.raises(InputError, match="no commit 'elsewhere'"):
        changed_since("elsewhere", seeds)


def test_a_record_that_cannot_be_read_is_told_of_its_own_file_alone(tmp_path: Path) -> None:
    islands(tmp_path)
    memory, record = tmp_path / "memory", tmp_path / "seeds/registry/actors/oda-fenwick.yaml"
    sound = record.read_text(encoding="utf-8")

    def codes() -> set[tuple[str, str]]:
        found = check(sources(tmp_path, texts=True), memory=memory).findings
        return {(each.file.name, each.code) for each in found if each.severity == "error"}

    record.write_text(f"{sound}homepage: oda.example\n", encoding="utf-8")
    unreadable = {("oda-fenwick.yaml", "RP010")}
    assert codes() == unreadable
    record.unlink()
    assert codes() == {("tesk-divers.yaml", "RP130")}
    record.write_text(f"{sound}homepage: oda.example\n", encoding="utf-8")
    assert codes() == unreadable
    record.write_text(sound, encoding="utf-8")
    assert codes() == set()
