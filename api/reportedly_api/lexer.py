"""What a query wants that this endpoint will not do: call another server, or change data.

``SERVICE`` makes the engine itself send HTTP, so a query that holds one is refused before it is
asked. The engine's grammar knows no tokens: `SERVICEex:a{`, `trueSERVICE<…>{` and a ``<`` that
begins an IRI or compares two numbers are all read as they must be for the query to parse. So
this lexer follows *every* way to read the text: where a ``<`` or a ``'''`` can be taken in two
ways, it takes both. It may refuse what no engine would parse; it must never miss a call.

Here is also told which answers will be others the next time, whatever the build: see `is_volatile`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportedly.errors import QueryError

RULE_SERVICE: Final = "sparql-no-service"
RULE_UPDATE: Final = "sparql-read-only"

READ_ONLY: Final = (
    "This endpoint is read-only. Data get in as entries, by pull request, and only through the "
    "checks: `reportedly load` publishes what passes them."
)

# SPARQL 1.1 Query, 19.8, productions 164 to 169 (tokens of names), 175 (white space) and comments.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\."
_SPACE = r"(?:[ \t\r\n]|\#[^\r\n]*+)"
_IRI = r'<[^<>"{}|^`\x00-\x20]*+>'
_RUN = rf"[{_BASE}_](?:\.*+[{_NAME}\-])*+"
_LOCAL = rf"(?:[{_NAME}:]|{_PLX})(?:\.*+(?:[{_NAME}:\-]|{_PLX}))*+"

_TOKEN: Final = re.compile(
    rf"""
      (?P<space>{_SPACE}++)
    | (?P<long>'''(?:[^'\\]|\\.|'(?!''))*+''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\")
    | (?P<string>'(?:[^'\\\r\n]|\\.)*+' | "(?:[^"\\\r\n]|\\.)*+")
    | (?P<iri>{_IRI})
    | (?P<variable>[?$][{_NAME}]++)
    | (?P<blank>_:{_LOCAL})
    | (?P<language>@[A-Za-z]++(?:-++[A-Za-z0-9]++)*+)
    | (?P<name>{_RUN})(?P<colon>:(?:{_LOCAL})?)?  # words between dots, too: each is read once
    | :(?:{_LOCAL})?
    | (?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++|[0-9]++|\.[0-9]++)
    | (?P<mark>[^'"])
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDS_IN_SERVICE: Final = re.compile(r"service(?:silent)?\Z", re.IGNORECASE | re.ASCII)
_CALLED: Final = re.compile(
    rf"{_SPACE}*+(?:silent{_SPACE}*+)?"
    rf"(?:(?P<iri>{_IRI})|[?$][{_NAME}]++|(?:{_RUN})?:(?:{_LOCAL})?){_SPACE}*+\{{",
    re.IGNORECASE,
)
_SOUND: Final = re.compile(r"""(?:[^\\]|\\[tbnrf"'\\])*+""")  # 19.8, production 160
_OPENS: Final = re.compile(rf"{_SPACE}*+\{{")
_FIRST_WORD: Final = re.compile(
    rf"(?:{_SPACE}|base{_SPACE}*+{_IRI}|prefix{_SPACE}*+[^\s:<]*+:{_SPACE}*+{_IRI})*+"
    r"(?P<word>[a-z]++)",
    re.IGNORECASE,
)
_UPDATES: Final = frozenset(
    # SPARQL 1.1 Update, section 3: the words an operation begins with
    ["insert", "delete", "load", "clear", "drop", "create", "copy", "move", "add", "with"]
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# Functions whose value is another each time (SPARQL 1.1 Query, 17.4.2.9, 17.4.2.12, 17.4.2.13,
# 17.4.4.2 and 17.4.5.1), and calls of other servers. ``NOW #…`` and ``xNOW(`` are found, too.
_VOLATILE: Final = re.compile(
    rf"(?:now|rand|uuid|bnode){_SPACE}*+\(|service", re.IGNORECASE | re.ASCII
)
_MAY_BE: Final = re.compile(r"now|rand|uuid|bnode|service|construct|\\u", re.IGNORECASE | re.ASCII)
_CONSTRUCT: Final = re.compile(r"construct", re.IGNORECASE | re.ASCII)
_PLAIN_TEMPLATE: Final = re.compile(
    # No blank node in any of its spellings: `_:`, `[]`, `()`, a reifier; nor what could hide one.
    rf"""{_SPACE}*+(?:
        \{{(?:{_IRI}|"[^"\\\r\n]*+"(?!")|_(?!:)|[^{{}}()\[\]<>~|#"'\\_])*+\}}
        | where | from
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_volatile(query: str) -> bool:
    """Whether the answer to a query may be another the next time, though the build is the same.

    So it is for the time, chance, fresh names and other servers, wherever they stand; and for a
    CONSTRUCT whose template makes blank nodes, which are called otherwise each time. The text is
    looked at, not its meaning, as it stands and with its escapes decoded: ``"now (soon)"`` in a
    string counts as well. It must never miss one, and may find too many.
    """
    if not _MAY_BE.search(query):
        return False
    return any(_says_volatile(text) for text in {query, _decode(query)[0]})


def _says_volatile(text: str) -> bool:
    return bool(_VOLATILE.search(text)) or any(
        not _PLAIN_TEMPLATE.match(text, keyword.end()) for keyword in _CONSTRUCT.finditer(text)
    )


def check_read_only(query: str, federate: frozenset[str] = frozenset()) -> bool:
    """Refuse a query that is an update, or that calls a server that it may not call.

    Codepoint escapes are decoded before anything else (SPARQL 1.1 Query, 19.2); as not every
    engine does so, the text is also read as it stands. In no reading may there be a call that is
    not permitted.

    Args:
        query: the text.
        federate: the endpoints that may be called, each as it must be written between ``<`` and
            ``>``. A variable or a prefixed name calls none of them.

    Returns:
        Whether the query calls one of them.

    Raises:
        QueryError: with the place of the keyword, from 1, in the text as it was sent, and rule
            `RULE_SERVICE` or `RULE_UPDATE`.
    """
    decoded, origins = _decode(query)
    word = _FIRST_WORD.match(decoded)
    if word and word["word"].lower() in _UPDATES:
        line, column = _place(query, origins[word.start("word")] if origins else word.start("word"))
        raise QueryError(
            f"{word['word'].upper()} is an update, and updates are refused.",
            line=line,
            column=column,
            rule=RULE_UPDATE,
            mend=READ_ONLY,
        )
    if not origins and "service" not in query.lower():
        return False  # most queries, and the lexer takes longer than many an answer
    calls = _calls(query)
    if origins:
        calls += [(origins[offset], endpoint) for offset, endpoint in _calls(decoded)]
    refused = [offset for offset, endpoint in calls if endpoint not in federate]
    if refused:
        raise _service_refused(query, min(refused), federate)
    return bool(calls)


def _service_refused(query: str, offset: int, federate: frozenset[str]) -> QueryError:
    line, column = _place(query, offset)
    if federate:
        listed = ", ".join(f"<{endpoint}>" for endpoint in sorted(federate))
        what = "SERVICE may call only the endpoints that are listed here, each by its whole IRI."
        mend = f"Write one of: {listed}."
    else:
        what = "SERVICE would make this endpoint call another server, and is refused."
        mend = (
            "Ask the other server yourself and join the answers, "
            "or name this endpoint in a SERVICE of your own engine."
        )
    return QueryError(what, line=line, column=column, rule=RULE_SERVICE, mend=mend)


def _calls(text: str) -> list[tuple[int, str | None]]:
    """Every SERVICE call in any reading of the text.

    Returns:
        Its offset, in code points from 0, and the IRI that it calls; None if that is not written
        out as a whole IRI.
    """
    found = (_called(text, token, after_graph=after_graph) for token, after_graph in _tokens(text))
    return [call for call in found if call is not None]


def _called(text: str, token: re.Match[str], *, after_graph: bool) -> tuple[int, str | None] | None:
    """Where in this token SERVICE is called and whom, if what follows makes it a call."""
    if token["name"] is None:
        return None
    if token["colon"] is None:
        keyword = _ENDS_IN_SERVICE.search(token["name"])
        call = _CALLED.match(text, token.end()) if keyword else None
        if keyword and call:
            iri = call["iri"]
            return token.start() + keyword.start(), None if iri is None else iri[1:-1]
    elif not after_graph:  # `SERVICEex:a {`, with no space between
        offset = token["name"].lower().find("service")
        if offset >= 0 and _OPENS.match(text, token.end()):
            return token.start() + offset, None
    return None


def _tokens(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Every token of every reading of a text, with whether GRAPH stands before it."""
    seen: set[tuple[int, bool]] = set()
    readings = [(0, False)]
    while readings:
        at, after_graph = readings.pop()
        while (at, after_graph) not in seen:
            seen.add((at, after_graph))
            token = _TOKEN.match(text, at)
            if token is None:  # the end, or a string that never closes: no engine reads on
                break
            if token["iri"]:
                readings.append((at + 1, False))  # the `<` of a comparison
            elif token["long"] and not _SOUND.fullmatch(token["long"]):
                readings.append((at + 2, False))  # refused as a long string: an empty one, and on
            yield token, after_graph
            at = token.end()
            if not token["space"]:
                word = token["name"] if token["colon"] is None else None
                after_graph = word is not None and word.lower().endswith("graph")


def _decode(query: str) -> tuple[str, list[int]]:
    """Decode codepoint escapes; also where each character stood (empty if there are none)."""
    if "\\" not in query or not _ESCAPE.search(query):
        return query, []
    parts: list[str] = []
    origins: list[int] = []
    end = 0
    for escape in _ESCAPE.finditer(query):
        parts.append(query[end : escape.start()])
        origins.extend(range(end, escape.start()))
        code = int(escape[1] or escape[2], 16)
        parts.append(chr(code) if code <= 0x10FFFF else "\ufffd")
        origins.append(escape.start())
        end = escape.end()
    parts.append(query[end:])
    origins.extend(range(end, len(query)))
    return "".join(parts), origins


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, in code points."""
    before = text[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
