"""A headline or lead that tells what the body tells restates it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportedly.ledger.demands.demand import Demand
from reportedly.ledger.demands.reading import Reading
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath

_ABOVE: Final = ("headline", "lead")


def find(reading: Reading) -> Iterator[Demand]:
    """Demand `restates` of a report of the headline or lead whose claim is told further down.

    Further down of a headline is the lead too; of a lead only what is told in the same modality
    counts, since a lead may tell a thing of its own. A report that restates anything is asked no
    more.
    """
    reports = reading.entry.reports
    for i, report in enumerate(reports):
        depth = _depth(reading, report)
        below = [
            (n, r.id)
            for n, r in enumerate(reports)
            if r.tells == report.tells
            and _depth(reading, r) > depth
            and (depth == 0 or r.modality == report.modality)
        ]
        for span in reading.passages[report.id] if below else ():
            those = " and ".join(told for _, told in below)
            what = f"{report.id} tells what {those} tell, and does not restate it"
            others: tuple[YamlPath, ...] = tuple(("reports", n, "tells") for n, _ in below)
            yield Demand(span, bool(report.restates), what, ("reports", i, "id"), others)


def _depth(reading: Reading, report: Report) -> int:
    zones = {place.zone for place in reading.places.get(f"reports.{report.id}.at", ())}
    return next((n for n, zone in enumerate(_ABOVE) if zone in zones), len(_ABOVE))
