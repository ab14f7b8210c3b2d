"""The words of SPARQL, to tell a misspelt one from one that stands in the wrong place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

# SPARQL 1.1, section 19.8: what the grammar has in quotation marks and letters.
_WORDS: Final = """
    ABS ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT
    DATATYPE DAY DEFAULT DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FILTER FLOOR FROM GRAPH
    GROUP GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG
    LANGMATCHES LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER
    PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1
    SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS
    STRUUID SUBSTR SUM TIMEZONE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR
"""
KEYWORDS: Final = frozenset(_WORDS.split())
BEGINNINGS: Final = (
    "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its PREFIX lines."
)
_WORD: Final = re.compile(r"[A-Za-z]\w*+")
_NEAR: Final = 0.7


def meant(text: str, offset: int) -> str | None:
    """What was perhaps meant by the word at a place that cannot be read on from.

    Args:
        text: the query.
        offset: where that word begins, in code points, from 0.

    Returns:
        The mend, as a sentence; None if there is no word, or nothing is near it.
    """
    found = _WORD.match(text, offset)
    if found is None or found[0].upper() in KEYWORDS:
        return None
    near = get_close_matches(found[0].upper(), KEYWORDS, n=1, cutoff=_NEAR)
    return f"Did you mean {near[0]}?" if near else None
