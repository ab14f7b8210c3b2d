"""The command sends a build to a server, and asks, writes out and serves it from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.command import reportedly

CLAIMS = "SELECT ?s ?o { ?s a <https://w3id.org/reportedly/ns#Claim> ; ?p ?o }"


def test_the_command_works_on_a_server(
    folder: Path, new_store: Callable[[str], str], serve: Callable[[str], str]
) -> None:
    place = new_store("oxigraph-server").replace("//", "//me:secret@")
    loads = [reportedly(folder, "load", "--seeds", "seeds", "--to", place) for _ in range(2)]
    assert [sent.returncode for sent in loads] == [0, 0], loads[0].stderr
    embedded = reportedly(folder, "load", "--seeds", "seeds")
    shown = place.replace("me:secret@", "")
    for sent, what in zip(loads, ("published", "unchanged"), strict=True):
        expected = embedded.stdout.replace(" in .reportedly:", f" in {shown}:")
        assert sent.stdout == expected.replace("published", what)
        assert "secret" not in sent.stdout + sent.stderr

    sides = [(), ("--store", place), ("--store", serve(place))]
    for arguments in (
        ("query", CLAIMS, "--format", "tsv"),
        ("query", "CONSTRUCT WHERE { ?s a <https://w3id.org/reportedly/ns#Claim> }", "-f", "nt"),
        ("export", "--graph", "registry", "-f", "nt"),
    ):
        ran = [reportedly(folder, *arguments, *side) for side in sides]
        assert [each.returncode for each in ran] == [0, 0, 0], ran
        answers = {tuple(sorted(each.stdout.splitlines())) for each in ran}
        assert len(answers) == 1
        assert answers.pop()
