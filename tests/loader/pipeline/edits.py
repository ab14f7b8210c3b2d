"""Random edits of a folder of seeds: most break something, some mend it, some mean nothing."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.synthetic import write

ISLANDS: Final = Path(__file__).parents[2] / "data" / "islands"
SPARE: Final = 2
"""Entries that lie aside at first, and come in by an edit."""


def repository(root: Path, entries: int, seed: int = 1) -> Path:
    """Write invented seeds, and a few spare entries beside them; gives the seeds folder."""
    write(root, entries + SPARE, seed)
    (root / "spare").mkdir()
    for file in sorted((root / "seeds" / "entries").iterdir())[-2 * SPARE :]:
        file.rename(root / "spare" / file.name)
    (root / "seeds" / "external").mkdir()
    links = "format: 1\nlinks:\n- {id: orrin, wikidata: Q999999901, evidence: invented}\n"
    (root / "seeds" / "external" / "wikidata.yaml").write_text(links)
    shutil.copytree(root / "seeds", root / "former")
    return root / "seeds"


def islands(root: Path) -> Path:
    """Copy the islands, which are sound beside their texts; gives the seeds folder."""
    shutil.copytree(ISLANDS, root, dirs_exist_ok=True)
    (root / "spare").mkdir()
    shutil.copytree(root / "seeds", root / "former")
    return root / "seeds"


def _sub(pattern: str, new: Callable[[random.Random], str]) -> Callable[[random.Random, str], str]:
    """Replaces one match of a pattern, chosen at random."""

    def edit(rng: random.Random, text: str) -> str:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return text
        match = rng.choice(found)
        return text[: match.start(1)] + new(rng) + text[match.end(1) :]

    return edit


_ACTORS: Final = ("orrin", "vale", "harth", "ada-brenn", "edda-falk", "nobody", "vale-courier")
_IN_ENTRY: Final = (
    _sub(r"by: ([a-z-]+)", lambda rng: rng.choice(_ACTORS)),
    _sub(r"is: ([a-z-]+)", lambda rng: rng.choice(_ACTORS)),
    _sub(r"tells: ([a-z-]+)", lambda rng: f"{rng.choice(_ACTORS[:3])}-sends-divers"),
    _sub(r"value: (\d+)", lambda rng: str(rng.randint(1, 9_000))),
    _sub(r"counts: ([a-z-]+)", lambda rng: rng.choice(("divers", "nurses", "repair"))),
    _sub(r"(restates:\n +- r3)$", lambda _: "restates:\n    - r1"),
    _sub(r"(  outlet:\n    is: ferry-post)", lambda _: "  outlet:\n    is: orrin-herald"),
    _sub(r"(^review: reviewed)$", lambda _: "review: draft"),
    _sub(r"(^review: )", lambda _: "reviews: "),
    _sub(r"(^annotators:)", lambda _: "# a remark\nannotators:"),
    _sub(r"(^  language: en)$", lambda _: f"  language: en\n  supersedes: {'0' * 64}"),
    _sub(r"q: ([A-Z]\w+)$", lambda rng: rng.choice(("Orrin", "Vale", "Nowhere"))),
)
_IN_RECORD: Final = (
    _sub(r"en: (.+)$", lambda rng: rng.choice(("Orrin", "Vale", "Another Name"))),
    _sub(r"kind: (\w+)$", lambda rng: rng.choice(("person", "country", "office"))),
    _sub(r"scheme: (\w+)$", lambda rng: rng.choice(("thing", "act", "role"))),
    _sub(r"agent: ([a-z-]+)$", lambda rng: rng.choice(_ACTORS)),
    _sub(r"thing: ([a-z-]+)$", lambda rng: rng.choice(("divers", "nurses", "vale"))),
    _sub(
        r"(^label:)",
        lambda rng: f"distinct_from: [{{id: {rng.choice(_ACTORS)}, because: so}}]\nlabel:",
    ),
    _sub(r"(^label:)", lambda _: "# a remark\nlabel:"),
    _sub(r"id: ([a-z-]+)$", lambda rng: rng.choice(_ACTORS)),
)


def edit(rng: random.Random, root: Path) -> str:  # noqa: PLR0911  # a table of edits
    """Make one edit of a repository, and say which."""
    seeds = root / "seeds"
    entries = sorted((seeds / "entries").glob("*.yaml"))
    records = sorted((seeds / "registry").rglob("*.yaml"))
    match rng.randrange(12):
        case 0 | 1 | 2 | 3:
            return _rewrite(rng, rng.choice(entries), rng.choice(_IN_ENTRY))
        case 4 | 5 | 6:
            return _rewrite(rng, rng.choice(records), rng.choice(_IN_RECORD))
        case 7:
            return _away(rng, root, entries, records)
        case 8:
            return _in(rng, root)
        case 9:
            return _again(rng, rng.choice(entries))
        case 10:
            return _link(rng, seeds)
        case _:
            shutil.rmtree(seeds)
            shutil.copytree(root / "former", seeds)
            return "all as it was"


def _again(rng: random.Random, twin: Path) -> str:
    new = twin.with_stem(f"{twin.stem}-again")
    text = twin.read_text(encoding="utf-8")
    if rng.random() < 0.5:  # else the id is that of the other file
        text = text.replace(f"id: {twin.stem}", f"id: {new.stem}")
    new.write_text(text, encoding="utf-8")
    if twin.with_suffix(".lock").exists():
        shutil.copy(twin.with_suffix(".lock"), new.with_suffix(".lock"))
    return f"copied {twin.name}"


def _link(rng: random.Random, seeds: Path) -> str:
    (seeds / "external" / "wikidata.yaml").write_text(
        "format: 1\nlinks:\n- {id: orrin, wikidata: Q999999901, evidence: invented}\n"
        f"- {{id: {rng.choice(_ACTORS)}, wikidata: Q99999990{rng.randint(1, 2)}, "
        "evidence: invented}\n"
    )
    return "linked another record"


def _rewrite(rng: random.Random, file: Path, how: Callable[[random.Random, str], str]) -> str:
    before = file.read_text(encoding="utf-8")
    after = how(rng, before)
    file.write_text(after, encoding="utf-8")
    return f"{'rewrote' if after != before else 'touched'} {file.name}"


def _away(rng: random.Random, root: Path, entries: list[Path], records: list[Path]) -> str:
    spare = [*records, *(entry.with_suffix(".lock") for entry in entries)]
    file = rng.choice(entries if len(entries) > 2 and rng.random() < 0.5 else spare)
    file.unlink(missing_ok=True)
    if file.suffix == ".yaml" and file.parent.name == "entries":
        file.with_suffix(".lock").unlink(missing_ok=True)
    return f"removed {file.name}"


def _in(rng: random.Random, root: Path) -> str:
    spare = sorted((root / "spare").glob("*.yaml"))
    if not spare:
        return "nothing to add"
    entry = rng.choice(spare)
    for file in (entry, entry.with_suffix(".lock")):
        shutil.copy(file, root / "seeds" / "entries" / file.name)
    return f"added {entry.name}"
