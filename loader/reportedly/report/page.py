"""The page of a rule, written once: for `reportedly explain`, `docs/checks/` and SARIF's help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.model.rules.rule import Rule

LAYERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "RP0": (
            "Reading",
            "Whether a file is an entry or a record of the registry, on the line where it stands.",
        ),
        "RP1": (
            "Anchors, locks and names",
            "Whether every word quoted stands in the text, and every id names something.",
        ),
        "RP2": (
            "Shapes",
            "Whether every node has what its class demands: SHACL Core, in `shapes/*.ttl`.",
        ),
        "RP3": (
            "The whole store",
            "What no single node shows, such as a chain that goes round: SPARQL, in `shapes/*.rq`.",
        ),
    }
)
"""By the first three characters of a code: the layer's heading and what it checks."""

_SEVERITIES: Final = {
    "error": "An **error**: the entry stays out of the store.",
    "warning": "A **warning**: the entry may be stored all the same.",
}


def page(rule: Rule) -> str:
    """The page of a rule, in Markdown, without links to files beside it."""
    return f"""\
# {rule.code}: {rule.title}

{_SEVERITIES[rule.severity]}

## What it says

{_sentence(rule.meaning)}

## Why the rule exists

{rule.why}

## How to mend it

{rule.mend}

## An example that breaks it

```{rule.language}
{rule.example}
```
"""


def by_layer(rules: Iterable[Rule]) -> Iterator[tuple[str, str, tuple[Rule, ...]]]:
    """Heading, purpose and rules of each layer, in the order of the codes.

    Raises:
        KeyError: a code is of no layer.
    """
    chosen: dict[str, list[Rule]] = {start: [] for start in LAYERS}
    for rule in rules:
        chosen[rule.code[:3]].append(rule)
    for start, those in chosen.items():
        yield (*LAYERS[start], tuple(those))


def _sentence(words: str) -> str:
    """A message as a sentence; what stands in braces is filled in by the finding."""
    text = words.replace("{", "*").replace("}", "*")
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")
