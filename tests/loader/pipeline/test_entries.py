"""How far an entry was verified, and what its checks say when it was not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from reportedly.ids import Ids
from reportedly.pipeline.entries import CheckedEntry, check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.shared import read_shared

if TYPE_CHECKING:
    from tests.loader.conftest import Islands


def checked(
    islands: Islands, *, texts: bool = True, require_texts: bool = False, name: str = "tesk-divers"
) -> CheckedEntry:
    return check_entry(
        islands.entry(name),
        read_shared(find_seeds(islands.seeds)).registry,
        TextShelf.of(islands.texts) if texts else None,
        Ids(),
        require_texts=require_texts,
    )


def places(found: CheckedEntry) -> list[tuple[str, str, int, int]]:
    """Code, file, line and column of each finding; line and column 0 where the file is meant."""
    placed = []
    for each in found.findings:
        at = each.position
        line, column = (at.line, at.column) if at is not None else (0, 0)
        placed.append((each.code, each.file.name, line, column))
    return placed


@pytest.mark.parametrize("name", ["tesk-divers", "tesk-short"])
def test_with_its_text_an_entry_is_verified(name: str, islands: Islands) -> None:
    found = checked(islands, name=name)
    assert (found.standing, found.findings) == ("verified", ())


@pytest.mark.parametrize("name", ["tesk-divers", "tesk-short"])
def test_without_its_text_an_entry_is_locked_and_says_the_same(name: str, islands: Islands) -> None:
    found = checked(islands, texts=False, name=name)
    assert (found.standing, found.findings) == ("locked", ())
    assert found.graphs == checked(islands, name=name).graphs


def test_an_anchor_changed_without_its_text_leaves_the_entry_unverified(
    my_islands: Islands,
) -> None:
    line, column = my_islands.rewrite(my_islands.entry(), "cue: {q: reportedly}", "cue: {q: Two}")
    found = checked(my_islands, texts=False)
    assert found.standing == "unverified"
    assert found.graphs is None
    assert places(found) == [("RP112", "tesk-divers.yaml", line, column + len("cue: "))]


def test_a_value_that_anchors_nothing_may_change_without_the_text(my_islands: Islands) -> None:
    my_islands.rewrite(my_islands.entry(), "certainty: claimed}", "certainty: alleged}")
    found = checked(my_islands, texts=False)
    assert (found.standing, found.findings) == ("locked", ())


def test_words_that_do_not_stand_in_the_text_fail_on_their_line(my_islands: Islands) -> None:
    line, column = my_islands.rewrite(my_islands.entry(), "{q: had reported}", "{q: has reported}")
    found = checked(my_islands)
    assert found.standing == "failed"
    assert found.graphs is None
    assert places(found) == [("RP101", "tesk-divers.yaml", line, column + len("{q: "))]


def test_a_text_that_is_not_at_hand_is_a_warning_where_texts_were_given(
    my_islands: Islands,
) -> None:
    (my_islands.texts / "tesk-divers.txt").unlink()
    found = checked(my_islands)
    assert found.standing == "locked"
    assert [(f.code, f.severity) for f in found.findings] == [("RP113", "warning")]
    assert found.graphs is not None


@pytest.mark.parametrize("texts", [True, False])
def test_a_text_that_is_not_at_hand_is_an_error_where_texts_are_required(
    texts: bool, my_islands: Islands
) -> None:
    (my_islands.texts / "tesk-divers.txt").unlink()
    found = checked(my_islands, texts=texts, require_texts=True)
    assert found.standing == "failed"
    assert [(f.code, f.severity) for f in found.findings] == [("RP113", "error")]
    assert found.graphs is None


def test_a_corrected_text_makes_the_old_anchors_unverified_not_moved(my_islands: Islands) -> None:
    text = my_islands.text().replace("at least 12", "at least 14")
    (my_islands.texts / "tesk-divers.txt").write_text(text, encoding="utf-8")
    found = checked(my_islands)
    assert [f.code for f in found.findings] == ["RP113"]  # the pinned text is not there any more
    new = hashlib.sha256(text.encode()).hexdigest()
    entry = my_islands.entry().read_text(encoding="utf-8")
    pinned = entry.partition("sha256: ")[2][:64]
    my_islands.rewrite(my_islands.entry(), pinned, new)
    again = checked(my_islands)
    assert again.standing == "failed"
    assert {f.code for f in again.findings} == {"RP101"}
    assert all("at least 12" in f.message for f in again.findings)


def test_an_entry_without_a_lock_says_how_to_make_one(my_islands: Islands) -> None:
    my_islands.lock().unlink()
    for texts in (True, False):
        found = checked(my_islands, texts=texts)
        assert found.standing == "failed"
        assert [f.code for f in found.findings] == ["RP110"]
        assert "reportedly pin" in (found.findings[0].mend or "")


def test_a_forged_lock_is_found_against_the_text(my_islands: Islands) -> None:
    lock = my_islands.lock().read_text(encoding="utf-8")
    line = next(row for row in lock.splitlines() if '"reports.r9.chain.1.cue"' in row)
    start = line.partition(", [")[2].partition(",")[0]
    moved = line.replace(f"[{start}, ", f"[{int(start) - 1}, ")
    my_islands.lock().write_text(lock.replace(line, moved), encoding="utf-8")
    found = checked(my_islands)
    assert [(f.code, f.file) for f in found.findings] == [("RP111", my_islands.lock())]
    assert "reports.r9.chain.1.cue" in found.findings[0].message


def test_an_entry_is_named_after_its_article(my_islands: Islands) -> None:
    for end in (".yaml", ".lock"):
        file = my_islands.entry("tesk-short").with_suffix(end)
        file.rename(file.with_stem("tesk-brief"))
    found = checked(my_islands, name="tesk-brief")
    assert found.standing == "failed"
    assert places(found) == [("RP115", "tesk-brief.yaml", 3, 7)]


def test_an_entry_that_names_what_is_not_there_says_what_is_near(my_islands: Islands) -> None:
    line, _ = my_islands.rewrite(my_islands.entry(), "tells: lamps-go-dark", "tells: lamps-go-drak")
    found = checked(my_islands)
    assert places(found) == [("RP130", "tesk-divers.yaml", line, 12)]
    assert found.findings[0].mend == "Did you mean 'lamps-go-dark'?"


def test_an_entry_that_shows_too_much_of_its_article_is_refused(my_islands: Islands) -> None:
    whole = (
        "Perrin Vale told Radio Marn in a broadcast that morning that the divers would work in "
        "pairs, sleep on their own boats and guard the lamps"
    )
    assert whole in my_islands.text()
    my_islands.rewrite(my_islands.entry(), '"Perrin Vale … of Ossel."', f'"{whole}"')
    found = checked(my_islands)
    assert "RP114" in {f.code for f in found.findings}


def test_what_cannot_be_read_fails_without_more_ado(my_islands: Islands) -> None:
    my_islands.entry().write_text("format: 1\narticle: [\n", encoding="utf-8")
    found = checked(my_islands)
    assert (found.standing, found.lock, found.graphs) == ("failed", None, None)
    assert [f.code for f in found.findings] == ["RP001"]
