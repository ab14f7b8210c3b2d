"""``check --fix`` and ``check --diff``: what has one right answer is mended, or shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text

from reportedly.cli.options import err, out
from reportedly.errors import InputError
from reportedly.report.report import count

if TYPE_CHECKING:
    from reportedly.pipeline.build import Sources
    from reportedly.pipeline.mend import Mending

_COLOURS: Final = {"+++": "bold", "---": "bold", "@@": "cyan", "+": "green", "-": "red"}


def show_diff(sources: Sources) -> bool:
    """Print what the fixes would change, as a diff on stdout; whether that is anything."""
    from reportedly.cli.ask import until_the_reader_leaves

    found = _mendings(sources)
    with until_the_reader_leaves():
        for mending in found:
            for line in mending.diff(_name(mending.file)):
                out.print(_coloured(line), end="", soft_wrap=True)
    err.print(f"Would fix {_told(found)}." if found else "Nothing to fix.", soft_wrap=True)
    return bool(found)


def fix(sources: Sources) -> None:
    """Write what the fixes change, and show it on stderr: of a lock, only that it was made.

    Raises:
        InputError: the seeds are those that came along with an installation.
    """
    if "site-packages" in sources.seeds.root.parts:
        raise InputError(
            "the seeds that came along with an installation are not to be written",
            where=str(sources.seeds.root),
            mend="Say --seeds FOLDER, or set REPORTEDLY_SEEDS.",
        )
    found = _mendings(sources)
    for mending in found:
        mending.write()
        name = _name(mending.file)
        if mending.file.suffix == ".lock":
            err.print(f"pinned {name}", soft_wrap=True, markup=False)
            continue
        for line in mending.diff(name):
            err.print(_coloured(line), end="", soft_wrap=True)
    if found:
        err.print(f"[bold green]Fixed[/] {_told(found)}.\n", soft_wrap=True)


def _mendings(sources: Sources) -> list[Mending]:
    from reportedly.pipeline.mend import mendings

    return list(mendings(sources.seeds, sources.texts))


def _told(found: Sequence[Mending]) -> str:
    """How many things were mended, by which fix, in how many files."""
    done: Counter[str] = Counter()
    for mending in found:
        done.update(mending.done)
    what = ", ".join(f"{number} {name}" for name, number in done.most_common())
    return f"{count(done.total(), 'thing')} in {count(len(found), 'file')}: {what}"


def _name(file: Path) -> str:
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return file.as_posix()


def _coloured(line: str) -> Text:
    style = next((colour for start, colour in _COLOURS.items() if line.startswith(start)), "")
    return Text(line, style=style)
