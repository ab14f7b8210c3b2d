"""Words written as a YAML scalar, in the style that stood there if it can hold them."""

from __future__ import annotations

import re
from typing import Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ESCAPED: Final = re.compile(r'[\\"]')


def scalar(words: str, former: str = "") -> str:
    """One-line YAML for some words.

    Args:
        words: what is to be said; no line breaks.
        former: the scalar that stood there, whose quotation marks are kept.
    """
    if former[:1] == "'":
        return "'" + words.replace("'", "''") + "'"
    if former[:1] != '"' and _plain(words):
        return words
    return '"' + _ESCAPED.sub(r"\\\g<0>", words) + '"'


def _plain(words: str) -> bool:
    """Whether the words can stand bare, even between brackets, and be read as words."""
    try:
        list_of = yaml.compose(f"[{words}]", Loader=_LOADER)
    except yaml.YAMLError:
        return False
    nodes = list_of.value if isinstance(list_of, yaml.SequenceNode) else []
    one = nodes[0] if len(nodes) == 1 else None
    return (
        isinstance(one, yaml.ScalarNode)
        and not one.style
        and one.value == words
        and one.tag == "tag:yaml.org,2002:str"
    )
