"""Records of the registry that came, went, go by another name, or are linked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.changes.describe import describe
from reportedly.changes.pair import Pair
from reportedly.changes.record import Change
from reportedly.terms import RP
from reportedly.vocabularies import RDF_TYPE


def claims(pair: Pair) -> Iterator[Change]:
    """A change for each claim of the registry."""
    for change in _records(pair, "claim"):
        if _is_claim(pair, change):
            yield change


def registry(pair: Pair) -> Iterator[Change]:
    """A change for each other record: actor, outlet, location, event, concept, scheme."""
    for change in _records(pair, "registry"):
        if not _is_claim(pair, change):
            yield change


def _records(pair: Pair, kind: str) -> Iterator[Change]:
    nodes = {each for node in pair.touched for each in _about(pair, node)}
    for node in sorted(nodes):
        one = describe(pair.before, node) if node in pair.before.triples else None
        other = describe(pair.after, node) if node in pair.after.triples else None
        for change in pair.change(kind, one, other):
            label = change.part("label")
            renamed = change.did == "changed" and label.before and label.after
            yield replace(change, did="renamed") if renamed else change


def _about(pair: Pair, node: str) -> Iterator[str]:
    """The records that a node of the registry tells of: itself, or the two it keeps apart."""
    ids = pair.before.ids
    if node.startswith(ids.node("distinction", "").value):
        for index in (pair.before, pair.after):
            yield from (each.value for each in index.all(node, RP.between))
    elif node.startswith((ids.node("registry", "").value, ids.node("scheme", "").value)):
        yield node


def _is_claim(pair: Pair, change: Change) -> bool:
    """Whether a record is a claim on either side: seen from both, a change is of one kind."""
    return any(
        RP.Claim in index.all(change.thing.iri, RDF_TYPE) for index in (pair.before, pair.after)
    )
