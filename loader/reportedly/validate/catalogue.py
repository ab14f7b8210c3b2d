"""The table of all rules: the loader's own, the shapes', and those of the whole store."""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import InputError
from reportedly.model.rules.rule import Rule
from reportedly.model.rules.table import RULES
from reportedly.validate.rules import Rules
from reportedly.validate.shacl import Shapes


def catalogue(directory: Path) -> tuple[Rule, ...]:
    """Every rule that can be broken, in the order of the codes.

    Args:
        directory: the folder of the shapes and the rules of the whole store.

    Raises:
        InputError: two rules have one code, or a file of the folder is malformed.
    """
    rules = (
        *RULES,
        *Shapes.load(directory).rules.values(),
        *(rule.rule for rule in Rules.load(directory).all),
    )
    by_code: dict[str, Rule] = {}
    for rule in rules:
        first = by_code.setdefault(rule.code, rule)
        if first is not rule:
            raise InputError(
                f"the code {rule.code} is taken: '{first.title}' and '{rule.title}'.",
                where=rule.source or "the loader's table of rules",
                rule=rule.code,
                mend="Give the newer rule the next free code.",
            )
    return tuple(by_code[code] for code in sorted(by_code))
