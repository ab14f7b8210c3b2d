"""What came of the deletions, as a page, as data, and in docs/entries.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "bench" / "results"
DOCS: Final = ROOT / "docs" / "entries.md"

NO_DETECTOR: Final = "the ledger has no detector for its kind"
NOTHING_FOUND: Final = "the ledger finds nothing in its words"
COVERED: Final = "what the ledger finds in its words, another anchor or a waiver accounts for too"


@dataclass(frozen=True, slots=True)
class Case:
    """One annotation, and what its loss was noticed by.

    Attributes:
        entry: the article's id.
        kind: what it is: report, hop, amount …
        path: where it stands in the entry.
        words: its anchor's words; empty for a key that has none.
        rules: the rules of the check that noticed, sorted.
        remembered: whether `reportedly pin` noticed, or was never reached.
        why: why the check did not notice; empty if it did.
    """

    entry: str
    kind: str
    path: str
    words: str
    rules: tuple[str, ...]
    remembered: bool
    why: str

    @property
    def anchored(self) -> bool:
        """Whether the annotation has words of the text."""
        return self.words != ""


def table(cases: Sequence[Case]) -> Iterator[str]:
    """One line a kind: how many, by how many checks were noticed and which, and by either."""
    yield "| annotation | deleted | noticed by the check | by pin or check | rules of the check |"
    yield "| --- | ---: | ---: | ---: | --- |"
    for kind in sorted({case.kind for case in cases}):
        those = [case for case in cases if case.kind == kind]
        rules = Counter(case.rules[0] for case in those if case.rules)
        named = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
        yield f"| {kind} | {_counts(those)} | {named} |"
    yield f"| **all** | {_counts(cases)} | |"


def _counts(cases: Sequence[Case]) -> str:
    checked = sum(bool(case.rules) for case in cases)
    return f"{len(cases)} | {checked} | {len(cases) - len(survivors(cases))}"


def survivors(cases: Sequence[Case]) -> list[Case]:
    """Those that nothing noticed, neither pin nor check."""
    return [case for case in cases if not case.rules and not case.remembered]


def page(cases: Sequence[Case]) -> str:
    """The result as a page; where several rules notice, the first code is counted."""
    anchored = [case for case in cases if case.anchored]
    unseen = [case for case in anchored if not case.rules]
    lines = [
        *table(anchored),
        "",
        f"Survivors: {len(survivors(anchored))} of {len(anchored)}.",
        "",
        *(f"- {c.entry}, {c.kind} `{c.path}`: {c.why}" for c in survivors(anchored)),
        f"What the check alone does not notice: {len(unseen)} of {len(anchored)}.",
        "",
        *_unseen(unseen),
        "",
        "Keys without words of their own, which no lock remembers:",
        "",
        *table([case for case in cases if not case.anchored]),
        "",
    ]
    return "\n".join(lines)


def _unseen(cases: Sequence[Case]) -> Iterator[str]:
    """One line a reason, the kinds that it holds for, and every place of them."""
    for why in (NO_DETECTOR, NOTHING_FOUND, COVERED):
        those = [case for case in cases if case.why == why]
        kinds = Counter(case.kind for case in those)
        listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        yield f"- **{len(those)}**: {why} ({listed})"
        for entry in sorted({case.entry for case in those}):
            paths = ", ".join(f"`{case.path}`" for case in those if case.entry == entry)
            yield f"  - {entry}: {paths}"


def read() -> list[Case]:
    """The cases of the last run that was written down; of words only whether there were any."""
    rows = json.loads((RESULTS / "deletion.json").read_text(encoding="utf-8"))
    return [
        Case(**row | {"words": "…" if row["words"] else "", "rules": tuple(row["rules"])})
        for row in rows
    ]


def write(cases: Sequence[Case]) -> None:
    """Write the page, the data, and the tables in the docs."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "deletion.md").write_text(page(cases), encoding="utf-8")
    rows = [json.dumps(asdict(case) | {"words": case.anchored}) for case in cases]
    (RESULTS / "deletion.json").write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    said = within(DOCS.read_text(encoding="utf-8"), "deletion", summary(cases))
    DOCS.write_text(said, encoding="utf-8")


def summary(cases: Sequence[Case]) -> str:
    """The part of docs/entries.md that a run decides: the table, and what was not noticed."""
    anchored = [case for case in cases if case.anchored]
    wordless = [case for case in cases if not case.anchored]
    seen = sum(bool(case.rules) for case in anchored)
    either = len(anchored) - len(survivors(anchored))
    left = len(anchored) - seen
    lines = [
        *table(anchored),
        "",
        (
            f"By the check: {seen} of {len(anchored)} ({seen / len(anchored):.1%}); "
            f"{left} ({left / len(anchored):.1%}) survive. By pin or check: {either}."
        ),
        (
            f"Of {len(wordless)} keys without words of their own the check notices "
            f"{sum(bool(case.rules) for case in wordless)}."
        ),
        "",
        "| survivors | why | kinds |",
        "| ---: | --- | --- |",
    ]
    for why in (NO_DETECTOR, NOTHING_FOUND, COVERED):
        kinds = Counter(case.kind for case in anchored if case.why == why)
        listed = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        lines.append(f"| {kinds.total()} | {why} | {listed} |")
    return "\n".join(lines)


def within(page: str, name: str, what: str) -> str:
    """A page with the part between two comments of a name replaced.

    Raises:
        ValueError: the page has no such part.
    """
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    said, count = pattern.subn(lambda match: match[1] + what + "\n" + match[2], page)
    if count != 1:
        raise ValueError(f"the page has no part between comments named {name}")
    return said
