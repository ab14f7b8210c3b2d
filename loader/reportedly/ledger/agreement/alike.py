"""What one passage tells by one verb, it tells in one way."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from reportedly.ledger.agreement.slip import Slip
from reportedly.ledger.demands.reading import Reading, speaker_id
from reportedly.model.entry import Report
from reportedly.model.findings import YamlPath


def find(reading: Reading) -> Iterator[Slip]:
    """RP195 for reports of one passage, by the same words, of one act, in two modalities.

    Where the passage tells one and the same claim twice ("will not back it, as it did before"), it
    tells it in two ways on purpose, and nothing is held against its reports.
    """
    groups: dict[Hashable, list[int]] = {}
    for i, report in enumerate(reading.entry.reports):
        claim = reading.claim(report)
        if claim is not None:
            groups.setdefault((claim.act, _told_at(reading, report)), []).append(i)
    for those in groups.values():
        reports = [reading.entry.reports[i] for i in those]
        yield from _counts(reading, those)
        modalities = [report.modality for report in reports]
        if len(set(modalities)) == 1 or len({each.tells for each in reports}) < len(reports):
            continue
        odd = min(those, key=lambda i: modalities.count(reading.entry.reports[i].modality))
        other = next(i for i in those if modalities[those.index(i)] != modalities[those.index(odd)])
        here, there = (reading.entry.reports[i] for i in (odd, other))
        what = (
            f"{here.id} is {here.modality}, and {there.id}, told by the same verb in the same "
            f"words, is {there.modality}"
        )
        yield Slip("RP195", ("reports", odd, "modality"), what, None, _at(other))


def _counts(reading: Reading, those: list[int]) -> Iterator[Slip]:
    """The n-th amounts of reports that are told alike count one thing, unless each its claim's."""
    first: dict[int, tuple[str, YamlPath]] = {}
    for i in those:
        report = reading.entry.reports[i]
        claim = reading.claim(report)
        for n, amount in enumerate(report.amounts):
            at: YamlPath = ("reports", i, "amounts", n, "counts")
            given, where = first.setdefault(n, (amount.counts, at))
            if amount.counts != given and claim is not None and amount.counts != claim.thing:
                what = f"'{amount.q}' counts {amount.counts}, and beside it {given} is counted"
                yield Slip("RP195", at, what, None, where)


def _at(i: int) -> YamlPath:
    return ("reports", i, "modality")


def _told_at(reading: Reading, report: Report) -> Hashable:
    """The passage, who tells it, and by which words."""
    hops = tuple((speaker_id(hop.by), hop.cue.q) for hop in report.chain)
    return (reading.passages[report.id], hops)
