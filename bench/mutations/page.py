"""What came of the mutants, as a page and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.mutations.harness import VERDICTS, Case

MOST_BLIND = 0.02


def page(cases: Sequence[Case]) -> str:
    return "\n".join(_lines(cases))


def _lines(cases):
    for op in dict.fromkeys(c.operator for c in cases):
        those = [c for c in cases if c.operator == op]
        yield (
            f"## {op} {len(those)} "
            + str(dict(Counter(c.verdict for c in those)))
            + f" several {sum(c.findings > 1 for c in those)}"
        )
        for kind in sorted({c.kind for c in those}):
            k = [c for c in those if c.kind == kind]
            yield (
                f"   {kind:14} {len(k):4} "
                + " ".join(f"{v}:{n}" for v, n in Counter(c.verdict for c in k).items())
                + f" several {sum(c.findings > 1 for c in k)} "
                + str(Counter(c.rules[0] for c in k if c.rules).most_common(5))
            )
    c = Counter(c.verdict for c in cases)
    yield str({v: (c[v], round(100 * c[v] / len(cases), 1)) for v in VERDICTS})


def write(cases): ...
