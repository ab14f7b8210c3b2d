"""Draws the word lists of `loader/reportedly/ledger/wordnet` from WordNet 3.0.

    python bench/wordnet.py --dict /usr/share/wordnet      # Debian's wordnet-base

No word was chosen by hand. The lists are:

- ``people.txt``: nouns whose most frequent sense is a person or a group (lexicographer files 18
  and 14, of which only groups that SemCor tags at all), written in small letters, and tagged in
  SemCor no less often as noun than as any other part of speech.
- ``verbs.txt``: the verbs of a single word.
- ``mostly_verbs.txt``: those of them that SemCor tags more often as verb than otherwise.
- ``complements.txt``: verbs that take an infinitive as their complement (sentence frames 28, 32 and
  24), those of frame 24 ("somebody ----s somebody to") marked with an asterisk.
- ``irregular.txt``: irregular forms of verbs, each with its base form.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

LISTS: Final = Path(__file__).parents[1] / "loader" / "reportedly" / "ledger" / "wordnet"
PERSON, GROUP = "18", "14"
TO, SOMEBODY_TO, BARE = 28, 24, 32
SHORTEST: Final = 3
NOUN, VERB = "1", "2"


def lines(file: Path) -> Iterator[str]:
    """The lines of a WordNet file without its licence, which is indented."""
    for line in file.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            yield line


def tagged(folder: Path) -> dict[str, Counter[str]]:
    """Per word, how often SemCor tags it as each part of speech."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        counts[word][sense[0]] += int(count)
    return counts


def people(folder: Path) -> list[str]:
    """Nouns that mean, most often, a person or a group."""
    counts = tagged(folder)
    kinds, small = {}, set()
    for line in lines(folder / "data.noun"):
        fields = line.split()
        kinds[fields[0]] = fields[1]
        written = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
        small |= {(word, fields[0]) for word in written if word.islower()}
    found = []
    for line in lines(folder / "index.noun"):
        fields = line.split()
        word, first = fields[0], fields[6 + int(fields[3])]
        of = counts[word]
        if (
            word.isalpha()
            and len(word) >= SHORTEST
            and (word, first) in small
            and of[NOUN] == max(of.values(), default=0)
            and (kinds[first] == PERSON or (kinds[first] == GROUP and of[NOUN]))
        ):
            found.append(word)
    return found


def mostly_verbs(folder: Path, verbs: Iterable[str]) -> list[str]:
    """Those that SemCor tags more often as verb than as all other parts of speech together."""
    counts = tagged(folder)
    return sorted(verb for verb in verbs if 2 * counts[verb][VERB] > counts[verb].total())


def frames(folder: Path) -> dict[str, set[int]]:
    """Per verb, its sentence frames (wninput(5WN))."""
    of: dict[str, set[int]] = defaultdict(set)
    for line in lines(folder / "data.verb"):
        fields = line.partition(" | ")[0].split()
        size = int(fields[3], 16)
        words = fields[4 : 4 + 2 * size : 2]
        at = 5 + 2 * size + 4 * int(fields[4 + 2 * size])
        for start in range(at + 1, at + 1 + 3 * int(fields[at]), 3):
            frame, which = int(fields[start + 1]), int(fields[start + 2], 16)
            for word in words if which == 0 else (words[which - 1],):
                of[word].add(frame)
    return of


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--dict", type=Path, required=True, help="WordNet's folder of data files")
    folder: Path = options.parse_args().dict
    verbs = {word: of for word, of in frames(folder).items() if word.isalpha() and word.islower()}
    takers = (
        f"{word}*" if SOMEBODY_TO in of else word
        for word, of in sorted(verbs.items())
        if of & {TO, SOMEBODY_TO, BARE}
    )
    irregular = (
        f"{form}={base}"
        for form, base, *_ in map(str.split, lines(folder / "verb.exc"))
        if form.isalpha() and base.isalpha()
    )
    lists = {
        "people": people(folder),
        "verbs": sorted(verbs),
        "complements": takers,
        "irregular": irregular,
        "mostly_verbs": mostly_verbs(folder, verbs),
    }
    for name, words in lists.items():
        (LISTS / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
