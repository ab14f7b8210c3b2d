"""Precision and recall of the ledger's numbers and quotation runs on news it was not written for.

    python bench/ledger.py                    # figures from the verdicts in results/
    python bench/ledger.py --draw 2023        # a sample and what was found in it, to be judged

Each sample is 100 sentences of GUM's news (development part), drawn with a fixed seed before they
were read; the sentences are not in the repository. Every sentence was read, every number and
quotation run that was found was judged (1 right, 0 wrong), and those missed were looked for.
Verdicts are offsets, so that changed detectors are measured against the same reading. What the
first sample showed was mended ("a very serious one" is a pronoun); the second was drawn after that.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.ledger.table import DETECTORS
from reportedly.model.places import Span
from reportedly.model.waivers import LedgerKind

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "shared" / "gum-news" / "dev.jsonl"
VERDICTS = HERE / "results" / "ledger-sample.json"
SIZE = 100
KINDS: Mapping[LedgerKind, str] = {"number": "numbers", "quotation": "quotations"}


@dataclass(frozen=True, slots=True)
class Figures:
    """How the detections of one kind stand to what a person read."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read_corpus(file: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def draw(texts: Mapping[str, str], seed: int) -> list[tuple[str, Span]]:
    """The sentences to judge, in the order in which they were drawn."""
    every = [(name, span) for name, text in texts.items() for span in DETECTORS["sentence"](text)]
    random.Random(seed).shuffle(every)
    return every[:SIZE]


def figures(texts: Mapping[str, str], sample: list[dict[str, Any]], kind: LedgerKind) -> Figures:
    right = wrong = missed = 0
    for row in sample:
        start, end = row["sentence"]
        true = {(a, b) for a, b, verdict in row[KINDS[kind]] if verdict}
        found = {
            (span.start, span.end)
            for span in DETECTORS[kind](texts[row["text"]])
            if start <= span.start < end
        }
        right += len(found & true)
        wrong += len(found - true)
        missed += len(true - found)
    return Figures(right, wrong, missed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--draw", type=int, metavar="SEED", help="print a sample to be judged")
    args = parser.parse_args()
    if not args.corpus.is_file():
        print(f"no corpus at {args.corpus}: say --corpus FILE", file=sys.stderr)
        return 2
    texts = read_corpus(args.corpus)
    verdicts = json.loads(VERDICTS.read_text(encoding="utf-8"))
    if args.draw is not None:
        for name, span in draw(texts, args.draw):
            print(f"{name} {span.start}-{span.end}: {texts[name][span.start : span.end]}")
            for kind in KINDS:
                inside = [
                    s for s in DETECTORS[kind](texts[name]) if span.start <= s.start < span.end
                ]
                print(f"    {kind}: {[texts[name][s.start : s.end] for s in inside]}")
        return 0
    for sample in verdicts["samples"]:
        print(f"{len(sample['sentences'])} sentences, seed {sample['seed']}: {sample['read']}")
        for kind in KINDS:
            of = figures(texts, sample["sentences"], kind)
            print(
                f"  {kind:10} {of.right} right, {of.wrong} wrong, {of.missed} missed: "
                f"precision {of.precision:.3f}, recall {of.recall:.3f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
