"""What a person sees while typing: a real YAML language server with the project's schemas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.language_server import LanguageServer

ROOT = Path(__file__).parents[3]
ENTRY = """\
format: 1
article:
  id: barges
  language: en
  sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  headline: {q: Barges leave}
  outlet: {basis: unknown}
  author: {basis: unknown}
  published: {edtf: XXXX, basis: unknown}
annotators: [Somebody]
review: draft
reports:
  - id: r1
    at: {q: Vell said that oats leave.}
    tells: oats-leave
    chain:
      - by: vell
        cue: {q: said}
        certainty: stated
    modality: fact
"""


@pytest.fixture
def entry(tmp_path: Path) -> Path:
    file = tmp_path / "seeds" / "entries" / "barges.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ENTRY, encoding="utf-8")
    return file


def _rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def _underlined(file: Path, diagnostic: dict[str, Any]) -> str:
    start, end = diagnostic["range"]["start"], diagnostic["range"]["end"]
    assert start["line"] == end["line"]
    line = file.read_text(encoding="utf-8").splitlines()[start["line"]]
    return str(line[start["character"] : end["character"]])


def test_an_entry_in_order_is_not_underlined(language_server: LanguageServer, entry: Path) -> None:
    assert language_server.open(entry) == []


@pytest.mark.parametrize("file", sorted((ROOT / "seeds" / "entries").glob("*.yaml")), ids=str)
def test_the_seeds_are_not_underlined(language_server: LanguageServer, file: Path) -> None:
    assert language_server.open(file) == []


@pytest.mark.parametrize(
    ("old", "new", "underlined", "told"),
    [
        ("    tells: oats", "    tels: oats", "tels", "tels"),
        ("certainty: stated", "certainty: sure", "sure", "alleged"),
        ("annotators: [Somebody]", "annotators: Somebody", "Somebody", "array"),
        ("language: en", "language: English tongue", "English tongue", "pattern"),
        ("review: draft", "review: 7", "7", "string"),
        ("at: {q: Vell said that oats leave.}", "at: {q: 2022}", "2022", "string"),
    ],
)
def test_a_mistake_is_underlined_where_it_stands(
    language_server: LanguageServer, entry: Path, old: str, new: str, underlined: str, told: str
) -> None:
    _rewrite(entry, old, new)
    found = language_server.open(entry)
    assert underlined in [_underlined(entry, one) for one in found]
    assert any(told in one["message"] for one in found)


def test_a_key_is_completed_with_what_it_means(
    language_server: LanguageServer, entry: Path
) -> None:
    _rewrite(entry, "    modality: fact\n", "    modality: fact\n    discl\n")
    language_server.open(entry)
    line = ENTRY.count("\n")
    items = language_server.at("completion", entry, line, 9)["items"]
    offered = {item["label"]: item for item in items}
    assert "disclaimer" in offered
    assert "withhold belief" in str(offered["disclaimer"]["documentation"])
    assert "tells" not in offered  # it is there already


def test_the_values_of_a_scheme_are_offered(language_server: LanguageServer, entry: Path) -> None:
    _rewrite(entry, "certainty: stated", "certainty: ")
    language_server.open(entry)
    line = ENTRY[: ENTRY.index("certainty:")].count("\n")
    column = len("        certainty: ")
    items = language_server.at("completion", entry, line, column)["items"]
    offered = {item["label"]: item for item in items}
    assert {"stated", "claimed", "alleged", "reported"} <= set(offered)
    assert "allegation" in str(offered["alleged"]["documentation"])


def test_pointing_at_a_key_says_what_it_means(language_server: LanguageServer, entry: Path) -> None:
    language_server.open(entry)
    line = ENTRY[: ENTRY.index("modality:")].count("\n")
    hover = language_server.at("hover", entry, line, 6)["contents"]["value"]
    assert "whether the content is told as done, offered, planned, denied" in hover.lower()
    assert "fact" in hover  # and what its values are


def test_a_file_may_name_its_schema_itself(language_server: LanguageServer, tmp_path: Path) -> None:
    schema = ROOT / "docs" / "schema" / "registry.concepts.schema.json"
    file = tmp_path / "anything.yaml"
    file.write_text(
        f"# yaml-language-server: $schema={schema}\nid: wagon\nlabel: {{en: wagon}}\nsheme: act\n",
        encoding="utf-8",
    )
    found = language_server.open(file)
    assert "sheme" in [_underlined(file, one) for one in found if "sheme" in one["message"]]
