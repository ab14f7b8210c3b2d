"""What stands twice in a list says nothing the second time."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading
from reportedly.model.findings import YamlPath


def find(reading: Reading) -> Iterator[Slip]:
    """RP182 for an id that a list of ids has twice: one of the two was meant for another."""
    for path, those in _lists(reading):
        for n, each in enumerate(those):
            if each in those[:n]:
                other = (*path, those.index(each))
                yield Slip("RP182", (*path, n), f"'{each}' is in the list twice", None, other)


def _lists(reading: Reading) -> Iterator[tuple[YamlPath, tuple[str, ...]]]:
    for i, report in enumerate(reading.entry.reports):
        yield ("reports", i, "restates"), report.restates
    for i, quotation in enumerate(reading.entry.quotations):
        yield ("quotations", i, "in"), quotation.in_
        yield ("quotations", i, "of"), quotation.of
    for i, event in enumerate(reading.entry.events):
        yield ("events", i, "actors"), event.actors
        yield ("events", i, "place"), event.place
    for i, naming in enumerate(reading.entry.namings):
        yield ("namings", i, "could_be"), naming.could_be
