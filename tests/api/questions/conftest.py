"""The packaged questions, asked of a real build, beside what the texts warrant.

What the texts warrant stands in ``tests/data/expected/five.yaml``, by article and line of the text;
the lines of the answers are found from the places that the graph gives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import QuerySolutions

from reportedly.ids import Ids
from reportedly.questions import Question, questions_dir, read_questions
from reportedly.store.backends import open_view
from reportedly.store.protocol import View

FIVE = Path(__file__).parents[2] / "data" / "expected" / "five.yaml"

Row = dict[str, str]
Asked = Callable[..., list[Row]]


@pytest.fixture(scope="session")
def five() -> dict[str, Any]:
    """What the texts warrant."""
    read: dict[str, Any] = yaml.safe_load(FIVE.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="session")
def warranted(five: dict[str, Any]) -> Callable[..., list[dict[str, Any]]]:
    """The rows expected of a question (1 to 15), of one sort."""

    def rows(number: int, sort: str | None = None) -> list[dict[str, Any]]:
        answer = five[f"q{number:02}"]["answer"]
        return [row for row in answer if row.get("row") == sort]

    return rows


@pytest.fixture(scope="session")
def questions() -> dict[str, Question]:
    return read_questions(questions_dir())


@pytest.fixture(scope="session")
def build(_published: Path) -> Iterator[View]:
    """A build of the packaged seeds."""
    with open_view(_published) as view:
        yield view


@pytest.fixture(scope="session")
def asked(build: View, questions: dict[str, Question], five: dict[str, Any]) -> Asked:
    """The rows of a question, as plain words, "" for what is unbound.

    A row that says where it stands (``start`` or ``first``) gets the line too, and the article goes
    by the number that the expectations give it.
    """
    numbers = {name: number for number, name in five["articles"].items()}

    def rows(question: str, **given: str) -> list[Row]:
        found = build.query(questions[question].bind(given, Ids().base))
        assert isinstance(found, QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [placed({n: getattr(row[n], "value", "") for n in names}) for row in found]

    def placed(row: Row) -> Row:
        number = numbers.get(row.get("article", ""))
        if number is None:
            return row
        start = row.get("start") or row.get("first") or ""
        line = str(bisect_right(five["lines"][number], int(start))) if start.isdigit() else ""
        return row | {"article": number, "line": line}

    return rows
