"""The ledgers of the seeds as the table of docs/entries.md.

python bench/entries.py --texts ../shared/seeds            # writes the table
python bench/entries.py --texts ../shared/seeds --check    # exits 1 if it differs
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from deletion_page import DOCS, ROOT, within

from reportedly.ids import Ids
from reportedly.ledger.coverage import Ledger
from reportedly.ledger.demands.table import DEMANDS
from reportedly.ledger.table import DETECTORS
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.shared import read_shared


def ledgers(seeds: Path, texts: Path) -> dict[str, Ledger]:
    """The ledger of every entry, by its article's id.

    Raises:
        SystemExit: an entry has none, for want of its text or because an anchor misses.
    """
    files = find_seeds(seeds)
    registry, shelf = read_shared(files).registry, TextShelf.of(texts)
    found = {}
    for file in files.entries:
        ledger = check_entry(file, registry, shelf, Ids()).ledger
        if ledger is None:
            raise SystemExit(f"{file.name} has no ledger; run `reportedly check --require-texts`")
        found[file.stem] = ledger
    return found


def table(of: Mapping[str, Ledger]) -> str:
    """One line an article: what was found of each kind, then demands, waived, open."""
    columns = (
        *(f"{kind}es" if kind.endswith("s") else f"{kind}s" for kind in DETECTORS),
        "demands",
        "waived",
        "open",
    )
    lines = [f"| article | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    whole: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for name, ledger in of.items():
        found = {row.kind: row.found for row in ledger.rows}
        owed = sum(found[kind] for kind in DEMANDS)
        waived = sum(sum(row.waived.values()) for row in ledger.rows)
        left = sum(len(row.open) for row in ledger.rows)
        counts = (*(found[kind] for kind in DETECTORS), owed, waived, left)
        lines.append(f"| {name} | {' | '.join(map(str, counts))} |")
        for row in ledger.rows:
            reasons.update(row.waived)
            whole.update(found=row.found, covered=row.covered)
    said = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    count = (
        f"Found {whole['found']:,}, covered {whole['covered']:,}, "
        f"waived {reasons.total()} ({said})."
    )
    return "\n".join((*lines, "", count))


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seeds", type=Path, default=ROOT / "seeds")
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--check", action="store_true", help="write nothing")
    chosen = options.parse_args()
    page = DOCS.read_text(encoding="utf-8")
    said = within(page, "ledger", table(ledgers(chosen.seeds, chosen.texts)))
    if chosen.check:
        return int(said != page)
    DOCS.write_text(said, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
