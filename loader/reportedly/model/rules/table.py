"""The table of the rules that the loader's rooms check; shapes and `.rq` files bring the rest."""

from __future__ import annotations

from typing import Final

from reportedly.model.rules.agreement import AGREEMENT
from reportedly.model.rules.anchors import ANCHORS
from reportedly.model.rules.demands import DEMANDS
from reportedly.model.rules.figures import FIGURES
from reportedly.model.rules.ledger import LEDGER
from reportedly.model.rules.names import NAMES
from reportedly.model.rules.reading import READING
from reportedly.model.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (*READING, *ANCHORS, *NAMES, *LEDGER, *FIGURES, *DEMANDS, *AGREEMENT),
        key=lambda rule: rule.code,
    )
)
"""Every rule of a code below RP200, in the order of the codes."""
