"""Ledgers as a person reads them in a terminal: one table an article."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from reportedly.ledger.coverage import Ledger, Row

_COLUMNS = ("found", "covered", "waived", "open")


def show_ledgers(console: Console, ledgers: Mapping[Path, Ledger]) -> None:
    """Per article: of each kind how many were found, covered, waived and why, and left open."""
    for file, ledger in ledgers.items():
        table = Table(
            "kind", title=file.stem, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
        )
        for column in _COLUMNS:
            table.add_column(column, justify="left" if column == "waived" else "right")
        for row in ledger.rows:
            left = Text(str(len(row.open)), style="bold red" if row.open else "")
            table.add_row(row.kind, str(row.found), str(row.covered), _reasons(row), left)
        console.print(table)


def _reasons(row: Row) -> str:
    return ", ".join(f"{number} {reason}" for reason, number in sorted(row.waived.items()))
