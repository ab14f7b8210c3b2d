"""Over every mutant, what is told quickly of the shapes is held against pySHACL."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Quad

from reportedly.validate.results import Violation
from reportedly.validate.shacl import Shapes


@pytest.fixture(autouse=True)
def both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets each check in this process ask both, and fail if they differ."""

    def check(shapes: Shapes, quads: Iterable[Quad]) -> tuple[Violation, ...]:
        said = tuple(quads)
        found = shapes.check_in_full(said)
        assert shapes.quick is not None
        assert shapes.quick.conform(said) == (found == ())
        return found

    monkeypatch.setattr(Shapes, "check", check)
