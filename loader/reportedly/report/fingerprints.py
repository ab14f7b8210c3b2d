"""A name for a finding that stays when lines are added above it, so that it is told only once."""

from __future__ import annotations

import hashlib
from collections import Counter

from reportedly.report.report import Report


def fingerprints(report: Report) -> tuple[str, ...]:
    """A fingerprint for each finding of a report, in their order; no two are equal.

    Made of the rule, the file, the message and the words at fault with their white space folded;
    never of a line or column. Of several findings that are alike in all of these, it is counted
    which one it is (SARIF 2.1.0, section 3.27.17).

    Returns:
        SHA-256 digests, hexadecimal.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found: list[str] = []
    for finding in report.findings:
        said = report.said(finding.file, finding.position)
        facts = (
            finding.code,
            report.to_machine(finding.file),
            " ".join(finding.message.split()),
            " ".join(said.split()),
        )
        facts_and_turn = (*facts, str(seen[facts]))
        seen[facts] += 1
        joined = "\0".join(facts_and_turn).encode("utf-8", "surrogatepass")
        found.append(hashlib.sha256(joined).hexdigest())
    return tuple(found)
