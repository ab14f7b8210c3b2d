"""Write the JSON Schemas of entries and registry files, or check that they are in step.

    python docs/generate_schemas.py            writes the files that differ, removes the others
    python docs/generate_schemas.py --check    writes nothing; exits 1 and names those that differ

They are a pure function of the loader's model and of the vocabulary.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportedly.schemas.generate import json_schema
from reportedly.schemas.table import SCHEMAS
from reportedly.schemas.told import schemes

HERE: Final = Path(__file__).resolve().parent
FOLDER: Final = "docs/schema"


def files(root: Path) -> dict[str, str]:
    """Every schema by its place in the project."""
    vocabulary = schemes(root / "ontology" / "reportedly.ttl")
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(
            json_schema(kind, vocabulary), indent=2, ensure_ascii=False
        )
        + "\n"
        for name, kind in SCHEMAS.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; 0 if all is in step (or was written), 1 if a checked file differs."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--check", action="store_true", help="only name the files that differ")
    options.add_argument("--root", type=Path, default=HERE.parent, help="folder of the project")
    chosen = options.parse_args(arguments)
    root: Path = chosen.root
    said = files(root)
    there = {f"{FOLDER}/{file.name}" for file in (root / FOLDER).glob("*.schema.json")}
    wrong = [
        place
        for place, text in said.items()
        if place not in there or (root / place).read_text(encoding="utf-8") != text
    ]
    for place in (*wrong, *sorted(there - set(said))):
        if chosen.check:
            _tell(f"{place}: out of step with the model; run `python docs/generate_schemas.py`")
        elif place in said:
            (root / place).parent.mkdir(parents=True, exist_ok=True)
            (root / place).write_text(said[place], encoding="utf-8")
            _tell(f"{place}: written")
        else:
            (root / place).unlink()
            _tell(f"{place}: removed")
    return 1 if chosen.check and (wrong or there - set(said)) else 0


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
