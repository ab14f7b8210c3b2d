"""Run the example notebook on a real build, or check that what it shows is what it gives.

    python docs/run_notebook.py            runs it, and writes its outputs if they differ
    python docs/run_notebook.py --check    writes nothing; exits 1 if an output differs

Tables and texts are compared to the letter, pictures by their pixels: another machine may draw a
line a shade lighter.
"""

from __future__ import annotations

import argparse
import base64
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import nbformat
from matplotlib.testing.compare import compare_images
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets.config import Config

from reportedly.pipeline.build import Sources, load
from reportedly.pipeline.files import find_seeds
from reportedly.resources import data_dir

NOTEBOOK: Final = Path(__file__).resolve().parent / "notebook" / "three-questions.ipynb"
PICTURE: Final = "image/png"
TOLERANCE: Final = 2.0
"""Root mean square of what two pictures may differ by, of 255 a pixel: no moved dot is so small."""
TIMEOUT: Final = 300
"""Seconds that a cell may take before the run is given up."""


def executed(notebook: Path, store: Path) -> NotebookNode:
    """The notebook as it comes out of a run over a store; the file stays as it is.

    Raises:
        CellExecutionError: a cell raised; the error holds the cell and its traceback.
    """
    fresh = nbformat.read(notebook, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        # the kernel is spoken to through files of this folder, not through open ports
        by_file = Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})
        client = NotebookClient(fresh, timeout=TIMEOUT, record_timing=False, config=by_file)
        client.execute(env=os.environ | {"REPORTEDLY_STORE": str(store)})
    fresh.metadata["language_info"] = {"name": "python"}  # and not which one ran it
    return fresh


def executed_anew(notebook: Path) -> NotebookNode:
    """The notebook as it comes out of a run over a build of the packaged seeds."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ontology = data_dir("ontology") / "reportedly.ttl"
        load(Sources(find_seeds(data_dir("seeds")), ontology, data_dir("shapes")), store)
        return executed(notebook, store)


def differences(shown: NotebookNode, fresh: NotebookNode) -> Iterator[str]:
    """The id of each cell whose outputs are not those of the run, in order."""
    for old, new in zip(shown.cells, fresh.cells, strict=True):
        if old.cell_type == "code" and not _alike(old.outputs, new.outputs):
            yield new.id


def _alike(old: list[NotebookNode], new: list[NotebookNode]) -> bool:
    if [_told(output) for output in old] != [_told(output) for output in new]:
        return False
    pictures = [[o["data"][PICTURE] for o in s if PICTURE in o.get("data", {})] for s in (old, new)]
    return all(_look_alike(*pair) for pair in zip(*pictures, strict=True))


def _told(output: NotebookNode) -> dict[str, object]:
    """An output without its picture and without the count of the run."""
    told = {key: value for key, value in output.items() if key != "execution_count"}
    data = told.get("data")
    return told | {"data": data and {k: v if k != PICTURE else "" for k, v in data.items()}}


def _look_alike(old: str, new: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("old.png", "new.png")]
        for file, encoded in zip(files, (old, new), strict=True):
            file.write_bytes(base64.b64decode(encoded))
        return compare_images(str(files[0]), str(files[1]), TOLERANCE) is None


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; 0 if the outputs are in step (or were written), 1 if a checked differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether it differs")
    parser.add_argument("--notebook", type=Path, default=NOTEBOOK, help="where the notebook is")
    chosen = parser.parse_args(arguments)
    notebook: Path = chosen.notebook
    fresh = executed_anew(notebook)
    changed = list(differences(nbformat.read(notebook, as_version=4), fresh))
    if not changed:
        return 0
    if chosen.check:
        sys.stderr.write(
            f"{notebook}: out of step with the graph in {', '.join(changed)}; "
            "run `python docs/run_notebook.py`\n"
        )
        return 1
    nbformat.write(fresh, notebook)
    sys.stderr.write(f"{notebook}: written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
