"""Invented seeds of any size, in the entry format, for benchmarks.

Each article is small: a headline, a lead and a sentence with one telling each, chains of one and
two hops, a quotation, amounts, a time, namings and an unnamed source; some 750 quads, about a
quarter of the smallest packaged entry. The same seed gives the same files.

    python bench/synthetic.py 100 synthetic      # writes seeds/ and texts/ there
"""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path
from typing import Any

import yaml

from reportedly.pipeline.files import TextShelf
from reportedly.pipeline.pin import pin

PLACES = ["Orrin", "Vale", "Harth", "Lisk", "Menna", "Quill", "Tarn", "Ostra"]
PEOPLE = ["Ada Brenn", "Cor Dalvi", "Edda Falk", "Gil Hartog", "Iva Jonsen", "Kai Lomax"]
OUTLETS = ["Orrin Herald", "Vale Courier", "Harth Radio", "Lisk Tribune"]
THINGS = ["divers", "masons", "drivers", "nurses", "welders"]
MONTHS = ["January", "March", "April", "June", "July", "October"]
PUBLISHER = "Ferry Post"
SENTENCES = 1


def slug(name: str) -> str:
    """The id of a name."""
    return name.lower().replace(" ", "-")


def elide(line: str) -> str:
    """A line by its first and last two words."""
    words = line.split()
    return f"{' '.join(words[:2])} … {' '.join(words[-2:])}"


def registry(told: set[str]) -> dict[str, dict[str, Any]]:
    """Every registry file, of claims those told, by its path below ``registry/``."""
    files: dict[str, dict[str, Any]] = {}

    def add(folder: str, name: str, **more: str) -> None:
        files[f"{folder}/{slug(name)}"] = {"id": slug(name), "label": {"en": name}, **more}

    for place in PLACES:
        add("actors", place, kind="country")
    for person in PEOPLE:
        add("actors", person, kind="person")
    for outlet in (*OUTLETS, PUBLISHER):
        add("outlets", outlet)
    for thing in THINGS:
        add("concepts", thing, scheme="thing")
    for act in ("send", "repair"):
        add("concepts", act, scheme="act")
    for place in PLACES:
        for thing in THINGS:
            if f"{slug(place)}-sends-{thing}" in told:
                name = f"{place} sends {thing}"
                add("claims", name, agent=slug(place), act="send", thing=thing)
    return files


def article(number: int, seed: int) -> tuple[str, dict[str, Any]]:
    """One article's text and its entry."""
    rng = random.Random(f"{seed} {number}")
    agent, host = rng.sample(PLACES, 2)
    numbers = rng.sample(range(1_000, 99_000), SENTENCES + 2)
    thing = rng.choice(THINGS)
    claim = f"{slug(agent)}-sends-{thing}"
    headline = f"{agent} Offers {host} {numbers[0]:,} {thing.title()}, {OUTLETS[0]} Says"
    lead = f"{agent} has offered {host} up to {numbers[1]:,} {thing}, according to {OUTLETS[1]}."
    reports: list[dict[str, Any]] = [
        {
            "id": "r1",
            "at": {"q": elide(headline), "zone": "headline"},
            "tells": claim,
            "chain": [{"by": slug(OUTLETS[0]), "cue": {"q": "Says"}, "certainty": "stated"}],
            "modality": "offered",
            "amounts": [{"q": f"{numbers[0]:,}", "value": numbers[0], "counts": thing}],
            "restates": ["r3"],
        },
        {
            "id": "r2",
            "at": {"q": elide(lead), "zone": "lead"},
            "tells": claim,
            "chain": [
                {"by": slug(OUTLETS[1]), "cue": {"q": "according to"}, "certainty": "stated"}
            ],
            "modality": "offered",
            "amounts": [
                {
                    "q": f"up to {numbers[1]:,}",
                    "value": numbers[1],
                    "bound": "at-most",
                    "cue": {"q": "up to"},
                    "counts": thing,
                }
            ],
            "restates": ["r3"],
        },
    ]
    source = f"a dock worker in {host}"
    quotations: list[dict[str, Any]] = []
    body: list[str] = []
    for i in range(SENTENCES):
        text, report, quotation = sentence(
            rng, f"r{i + 3}", numbers[i + 2], (agent, thing) if i == 0 else None, source
        )
        body.append(text)
        reports.append(report)
        quotations.append(quotation)
    furniture = f"More from {PUBLISHER}"
    paragraphs = [headline, lead, *body, furniture]
    raw = "\n\n".join(paragraphs)
    names = [n for n in (*PLACES, *PEOPLE, *OUTLETS) if any(n in p for p in paragraphs[:-1])]
    entry = {
        "format": 1,
        "article": {
            "id": f"synthetic-{number:05d}",
            "language": "en",
            "sha256": hashlib.sha256(raw.encode()).hexdigest(),
            "headline": {"q": elide(headline)},
            "lead": {"q": elide(lead)},
            "furniture": [{"q": furniture}],
            "outlet": {"is": slug(PUBLISHER), "q": PUBLISHER, "basis": "inferred"},
            "author": {"basis": "unknown"},
            "published": {"edtf": "XXXX", "basis": "unknown"},
        },
        "annotators": ["bench"],
        "review": "reviewed",
        "unnamed": [{"id": "dock-worker", "q": source}],
        "reports": reports,
        "quotations": quotations,
        "namings": [{"q": name, "every": True, "is": slug(name)} for name in names],
    }
    return raw, entry


def sentence(
    rng: random.Random, report: str, number: int, fixed: tuple[str, str] | None, unnamed: str
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """One sentence with its telling and its quotation; the number makes its anchors unique.

    Args:
        rng: where all choices come from.
        report: the telling's id.
        number: how many of the thing are sent.
        fixed: who sends what, if that is given; then the unnamed source says so.
        unnamed: the words for the unnamed source.
    """
    agent, thing = fixed or (rng.choice(PLACES), rng.choice(THINGS))
    host = rng.choice([place for place in PLACES if place != agent])
    month, day = rng.choice(MONTHS), rng.randint(1, 28)
    speaker, outlet = rng.choice(PEOPLE), rng.choice(OUTLETS)
    words = f"We will send {number:,} {thing} to repair the piers of {host},"
    told = unnamed if fixed else f"minister {speaker}"
    text = f"“{words}” {told} of {agent} told {outlet} on {month} {day}, {outlet} reported."
    by: Any = {"unnamed": "dock-worker"} if fixed else slug(speaker)
    when = {"q": f"{month} {day}", "edtf": f"XXXX-{MONTH_NUMBERS[month]}-{day:02d}"}
    hop = {"by": by, "to": slug(outlet), "cue": {"q": "told"}, "certainty": "claimed", "when": when}
    chain = [{"by": slug(outlet), "cue": {"q": "reported"}, "certainty": "stated"}, hop]
    telling = {
        "id": report,
        "at": {"q": f"We will send {number:,} … reported."},
        "tells": f"{slug(agent)}-sends-{thing}",
        "chain": chain,
        "modality": rng.choice(["planned", "promised", "offered"]),
        "amounts": [{"q": f"{number:,}", "value": number, "counts": thing}],
        "purpose": [{"q": "to repair", "is": "repair"}],
        "place": [{"q": f"piers of {host}", "is": slug(host)}],
    }
    quotation = {
        "id": f"q{report[1:]}",
        "q": words,
        "kind": "direct",
        "in": [report],
        "by": by,
        "of": [slug(agent)],
    }
    return text, telling, quotation


MONTH_NUMBERS = {
    "January": "01", "March": "03", "April": "04", "June": "06", "July": "07", "October": "10",
}  # fmt: skip


def write(root: Path, count: int, seed: int = 1) -> None:
    """Write ``seeds/`` and ``texts/`` below a folder, locks included."""
    seeds, texts = root / "seeds", root / "texts"
    (seeds / "entries").mkdir(parents=True)
    texts.mkdir()
    told: set[str] = set()
    for number in range(count):
        raw, entry = article(number, seed)
        told |= {report["tells"] for report in entry["reports"]}
        name = entry["article"]["id"]
        (texts / f"{name}.txt").write_text(raw, encoding="utf-8")
        (seeds / "entries" / f"{name}.yaml").write_text(_dump(entry), encoding="utf-8")
    for path, record in registry(told).items():
        file = seeds / "registry" / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_dump(record), encoding="utf-8")
    shelf = TextShelf.of(texts)
    for file in sorted((seeds / "entries").glob("*.yaml")):
        pinned = pin(file, shelf)
        if pinned.findings:
            raise SystemExit(f"{file}: {pinned.findings[0].message}")


def _dump(value: dict[str, Any]) -> str:
    return yaml.dump(value, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=120)


class _PlainDumper(yaml.CSafeDumper):
    """Writes equal values out each time: entries have no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        """No value is shared."""
        return True


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
