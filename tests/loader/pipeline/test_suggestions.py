"""What is nearly right is suggested, and the suggestion, put in its place, is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.model.findings import Finding

if TYPE_CHECKING:
    from tests.loader.conftest import Islands

NEAR = {
    # what is misspelt: (what stands there once, the misspelling, the rule)
    "a claim": ("tells: divers-dive", "tells: divers-dives", "RP130"),
    "a speaker": ("{by: strait-council, cue", "{by: strait-counsil, cue", "RP130"),
    "a counted kind": ("at least}, counts: boat}", "at least}, counts: boats}", "RP130"),
    "a status or role": ("as: spokeswoman", "as: spokeswomen", "RP130"),
    "an own id": ("    event: letter\n", "    event: lettre\n", "RP131"),
    "a key": ("    modality: conditional", "    modalty: conditional", "RP010"),
    "a certainty": ("{q: promised}, certainty: stated", "{q: promised}, certainty: statd", "RP012"),
    "a kind of quotation": (
        "{id: q4, q: a gift, kind: cut",
        "{id: q4, q: a gift, kind: cutt",
        "RP012",
    ),
}


def put(finding: Finding) -> None:
    """Put a suggestion where its finding stands."""
    at, meant = finding.position, finding.suggestion
    assert at is not None
    assert meant is not None
    assert at.line == at.end_line
    lines = finding.file.read_text(encoding="utf-8").splitlines(keepends=True)
    line = lines[at.line - 1]
    lines[at.line - 1] = line[: at.column - 1] + meant + line[at.end_column - 1 :]
    finding.file.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("what", NEAR)
def test_what_is_nearly_right_is_suggested_and_mends_it(what: str, my_islands: Islands) -> None:
    right, wrong, code = NEAR[what]
    before = my_islands.entry().read_text(encoding="utf-8")
    my_islands.rewrite(my_islands.entry(), right, wrong)
    (finding,) = my_islands.findings()
    assert finding.code == code
    assert finding.mend == f"Did you mean '{finding.suggestion}'?"
    put(finding)
    assert my_islands.entry().read_text(encoding="utf-8") == before


def test_what_is_like_nothing_is_not_guessed_at(my_islands: Islands) -> None:
    my_islands.rewrite(my_islands.entry(), "tells: divers-dive", "tells: zzz")
    (finding,) = my_islands.findings()
    assert finding.suggestion is None
