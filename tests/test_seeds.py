"""The seeds that come along are in order: by their locks alone, and against the articles' texts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from reportedly.model.entry import Entry
from reportedly.parse.documents import parse_document
from reportedly.pipeline.build import Outcome, Sources, check
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.resources import data_dir

BESIDE = Path(__file__).parents[2] / "shared" / "seeds"
"""Where a development checkout has the texts, which belong to their publishers."""


def checked(texts: TextShelf | None) -> Outcome:
    return check(
        Sources(
            find_seeds(data_dir("seeds")),
            data_dir("ontology") / "reportedly.ttl",
            data_dir("shapes"),
            texts,
            require_texts=texts is not None,
        )
    )


def told(outcome: Outcome) -> list[str]:
    return [f"{f.code} {f.file.name} {f.position}: {f.message}" for f in outcome.findings]


@pytest.fixture(scope="module")
def texts() -> Path:
    folder = Path(os.environ.get("REPORTEDLY_TEXTS") or BESIDE)
    if not folder.is_dir():
        pytest.skip("the articles' texts are not at hand: name their folder by REPORTEDLY_TEXTS")
    return folder


def test_the_seeds_are_clean_by_their_locks_alone() -> None:
    outcome = checked(None)
    assert told(outcome) == []
    assert outcome.rules_ran
    assert set(outcome.standings.values()) == {"locked"}


def test_the_seeds_are_clean_and_verified_against_the_texts(texts: Path) -> None:
    outcome = checked(TextShelf.of(texts))
    assert told(outcome) == []
    assert outcome.rules_ran
    assert set(outcome.standings.values()) == {"verified"}


def test_every_text_at_hand_has_its_entry(texts: Path) -> None:
    pinned = set()
    for file in find_seeds(data_dir("seeds")).entries:
        entry = parse_document(file.read_bytes(), file, Entry).document
        assert entry is not None
        pinned.add(entry.article.sha256)
    at_hand = {hashlib.sha256(file.read_bytes()).hexdigest() for file in texts.glob("*.txt")}
    assert at_hand <= pinned
