"""``reportedly explain``: the page of a rule, or the list of all."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.text import Text

from reportedly.cli.options import out
from reportedly.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model.rules.rule import Rule

_APART: Final = 2
"""Signs in which a mistyped code differs from the one that was meant, at most."""


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]...", help="Codes of rules; all are listed if left out."),
    ] = None,
) -> None:
    """Say what a rule means, why it is there, and how to mend what breaks it.

    Examples:
      reportedly explain RP101
      reportedly explain RP101 RP301
      reportedly explain

    On a terminal the page is laid out; elsewhere it is Markdown, as in docs/checks.
    """
    from reportedly.cli.ask import until_the_reader_leaves

    with until_the_reader_leaves():
        _explain(codes)


def _explain(codes: list[str] | None) -> None:
    from rich.markdown import Markdown

    from reportedly.report.page import page
    from reportedly.resources import data_dir
    from reportedly.validate.catalogue import catalogue

    rules = {rule.code: rule for rule in catalogue(data_dir("shapes"))}
    if not codes:
        _list(rules.values())
        return
    pages = [page(rules[_known(code, tuple(rules))]) for code in codes]
    for number, text in enumerate(pages):
        if out.is_terminal:
            out.print(Markdown(text))
        else:
            sys.stdout.write(("\n" if number else "") + text)


def _known(code: str, known: Sequence[str]) -> str:
    """The code as the catalogue has it.

    Raises:
        NotFoundError: there is no such rule; those that look like it are named.
    """
    if code.upper() in known:
        return code.upper()
    near = _near(code.upper(), known)
    raise NotFoundError(
        f"no rule has the code '{code}'.",
        mend=(f"Did you mean {', '.join(near)}? " if near else "")
        + "`reportedly explain` lists them all.",
    )


def _near(code: str, known: Sequence[str]) -> list[str]:
    """At most three codes that differ in at most two signs, the nearest first.

    Among codes of five signs, a ratio of what they share (difflib) makes nearly all alike.
    """
    apart = {each: sum(a != b for a, b in zip_longest(code, each)) for each in known}
    return sorted((each for each in known if apart[each] <= _APART), key=apart.__getitem__)[:3]


def _list(rules: Iterable[Rule]) -> None:
    """All rules by layer, one line each."""
    from reportedly.report.page import by_layer

    lines: list[Text] = []
    for heading, purpose, those in by_layer(rules):
        lines += [Text(), Text(f"{heading}: {purpose}", style="bold")]
        for rule in those:
            style = "red" if rule.severity == "error" else "yellow"
            line = Text(f"{rule.code}  ").append(f"{rule.severity:<7}", style=style)
            lines.append(line.append(f"  {rule.title}"))
    for line in lines[1:]:
        if out.is_terminal:
            out.print(line, soft_wrap=True)
        else:  # a pipe may be closed at any line, which rich takes for a failure
            sys.stdout.write(f"{line.plain}\n")
