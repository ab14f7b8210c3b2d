"""Write the pages of the checks, one a rule, or check that they are in step with the rules.

    python docs/generate.py            writes the pages that differ, removes those of no rule
    python docs/generate.py --check    writes nothing; exits 1 and names the pages that differ

The pages are a pure function of the catalogue (the loader's table of rules, the shapes, and the
rules of the whole store), of the page that `reportedly explain` shows too, and of the two templates
beside this file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import jinja2

from reportedly.model.rules.rule import Rule
from reportedly.report.page import by_layer, page
from reportedly.validate.catalogue import catalogue

HERE: Final = Path(__file__).resolve().parent
PAGES: Final = "docs/checks"


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Every page by its place in the project; KeyError if a code is of no layer."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown is written, no HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    frame = environment.get_template("check.md.j2")
    said = {}
    for rule in rules:
        title, _, rest = page(rule).partition("\n\n")
        said[f"{PAGES}/{rule.code}.md"] = frame.render(rule=rule, title=title, rest=rest)
    template = environment.get_template("checks.md.j2")
    index = template.render(rules=rules, groups=list(by_layer(rules)))
    return said | {f"{PAGES}/README.md": index}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; 0 if all is in step (or was written), 1 if a checked page differs."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--check", action="store_true", help="only name the pages that differ")
    options.add_argument("--root", type=Path, default=HERE.parent, help="folder of the project")
    chosen = options.parse_args(arguments)
    root: Path = chosen.root
    said = pages(catalogue(root / "shapes"))
    differing = {
        place: text
        for place, text in said.items()
        if not (root / place).exists() or (root / place).read_bytes() != text.encode()
    }
    there = {f"{PAGES}/{file.name}" for file in (root / PAGES).glob("*")}
    stray = sorted(there - set(said))
    for place, text in differing.items():
        if chosen.check:
            _tell(f"{place}: out of step with its rule; run `python docs/generate.py`")
            continue
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(text.encode())
        _tell(f"{place}: written")
    for place in stray:
        if chosen.check:
            _tell(f"{place}: no rule has this code; run `python docs/generate.py`")
            continue
        (root / place).unlink()
        _tell(f"{place}: removed")
    return 1 if chosen.check and (differing or stray) else 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
