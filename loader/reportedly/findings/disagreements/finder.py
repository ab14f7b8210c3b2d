"""All disagreements of a build (DESIGN, section 4, "Conflict, precisely")."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from reportedly.findings.disagreements.amounts import amounts
from reportedly.findings.disagreements.channels import channels
from reportedly.findings.disagreements.manners import manners
from reportedly.findings.disagreements.roles import roles
from reportedly.findings.rows import Ask
from reportedly.findings.tellings import read_told
from reportedly.ids import Ids


def disagreements(ask: Ask, ids: Ids) -> Iterator[Quad]:
    """A finding for each claim, actor or saying of which the tellings are not the same.

    ``rp:aspect`` is the property in whose values they differ, ``rp:value`` each such value that is
    a node, ``rp:conflicting`` whether they exclude each other; ``rp:passage`` leads to the words.
    """
    told = read_told(ask)
    for aspect in (amounts, roles, channels, manners):
        for finding in aspect(ask, told, ids):
            yield from finding.quads(ids)
