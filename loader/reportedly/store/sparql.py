"""The little that the store must know of a query's text: its bare words, and where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import NamedTuple

from reportedly.errors import QueryError, StoreError
from reportedly.store.keywords import BEGINNINGS, meant

# Terminals of SPARQL 1.1, section 19.8, reduced to what tells a bare word from one that stands
# inside an IRI, a string, a comment, a variable, a language tag or a prefixed name. Every branch
# is possessive and takes what it has seen (an open string to its end), so that no text, however
# hostile, takes more than linear time.
_TOKEN = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*+>                                       # IRIREF
    | \#[^\r\n]*+                                                      # comment
    | \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )*+ (?: \"{3} )?            # long strings
    | '{3}  (?: '{0,2}  (?: [^'\\] | \\. ) )*+ (?: '{3} )?
    | \" (?: [^"\\\r\n] | \\. )*+ \"?                                  # short strings
    | '  (?: [^'\\\r\n] | \\. )*+ '?
    | [?$] \w++                                                        # variable
    | @ [A-Za-z]++ (?: -[A-Za-z0-9]++ )*+                              # language tag
    | (?P<run> \w [\w.-]*+ )? (?P<name> : (?: [\w:.-] | %[0-9A-Fa-f]{2} | \\. )*+ )
    | (?P<words> \w [\w.-]*+ )                                         # words, numbers, dots
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]\w*+")
_CORRUPTION = "Corruption"  # how RocksDB's checksums begin the message of a RuntimeError
_MESSAGE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )([A-Z][A-Za-z]*(?: [A-Za-z]+)+)")
_KEYWORDS = re.compile(r"\w+(?:, \w+)*")
_CHARACTER_CLASS = re.compile(r"\[(?:_|[^\[\]]*'[^\[\]]*)\](?:, )?")
_NAME_BEFORE = re.compile(r"[^\s{}()\[\];,]*$")
_PADDING = " " * 24  # longer than any keyword
_EXCERPT = 24


class Word(NamedTuple):
    """A bare word of a query as it was written, and its offset in code points, from 0."""

    text: str
    offset: int


def bare_words(query: str) -> Iterator[Word]:
    """Every word of a query that is neither name, variable, string, IRI nor comment, in order.

    Keywords are among them, in whatever case the writer chose. Malformed text is read too.
    """
    for token in _TOKEN.finditer(query):
        if token["words"]:
            for word in _WORD.finditer(query, *token.span()):
                yield Word(word.group(), word.start())


def names_graphs(text: str) -> bool:
    """Whether a query chooses its own graphs, by `FROM` or `FROM NAMED`.

    Only a dataset clause (SPARQL 1.1, section 13.2) can hold the bare word FROM. The engine must
    be told beforehand: its option for the union of all graphs silently overrides `FROM`. A `FROM`
    that runs into the next name (`FROM:g`), which only this engine takes for the word, is not seen.
    """
    if "from" not in text.lower():
        return False  # most queries, and reading their words takes longer than many an answer
    return any(word.text.upper() == "FROM" for word in bare_words(text))


def query_errors(text: str) -> AbstractContextManager[str]:
    """Gives the text to hand to pyoxigraph, and turns what that raises into our own errors.

    pyoxigraph leaves `lineno` and `offset` of its SyntaxError empty and puts a line and a column
    into the message, both from 1, lines ended by a line feed, columns in code points. Its parser
    takes as many characters as a keyword has before it compares them: the place is that far too
    late, or at the end of the text if fewer are left. So the text is padded with spaces, and the
    shortest keyword's length is taken off again.

    Raises:
        QueryError: a syntax error, with the line and column from 1 of the place, or the start of
            the clause, that could not be read; or the query asks for what the engine cannot do.
        StoreError: reading failed.
    """
    return _QueryErrors(text)


def is_damage(error: BaseException) -> bool:
    """Whether what the engine raised, while its rows were read, is that the store is damaged."""
    return isinstance(error, RuntimeError) and str(error).startswith(_CORRUPTION)


class _QueryErrors(AbstractContextManager[str]):
    """See `query_errors`; a class, since a generator takes four times as long for each query."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __enter__(self) -> str:
        return self._text + _PADDING

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            return
        if isinstance(error, SyntaxError):
            raise _malformed(self._text, str(error)) from error
        if isinstance(error, RuntimeError | ValueError):
            if is_damage(error):
                raise StoreError(f"The store is damaged: {error}.") from error
            raise QueryError(f"The query cannot be run: {error}.") from error
        if isinstance(error, OSError):
            raise StoreError(f"The query failed while reading: {error}.") from error


def _malformed(text: str, message: str) -> QueryError:
    found = _MESSAGE.fullmatch(message)
    if found is None:
        return QueryError(f"The query is malformed: {message}.")
    wanted = " ".join(found[3].split())
    mend = None
    offset = _offset(text, int(found[1]), int(found[2]))
    sentence = _SENTENCE.search(wanted)
    if sentence is not None and sentence[1] == "Prefix not found":
        # The place is the end of the name.
        name = _NAME_BEFORE.search(text[:offset])
        offset = name.start() if name else offset
        what = f"the prefix of {name[0] if name else ''!r} is not declared"
    elif sentence is not None:
        what = sentence[1]
    else:
        if _KEYWORDS.fullmatch(wanted):
            offset -= min(map(len, wanted.split(", ")))
        excerpt = text[offset:].split("\n", 1)[0][:_EXCERPT].rstrip()
        what = f"it cannot be read on from {excerpt!r}" if excerpt else "it ends too early"
        mend = meant(text, offset)
        if mend is None and not text[:offset].strip() and excerpt:
            mend = BEGINNINGS
        # What the engine expects is a part of what it could go on with, and may mislead.
        wanted = "" if mend else _CHARACTER_CLASS.sub("", wanted).strip(" ,")
        what += f" (expected, among other things: {wanted})" if wanted else ""
    before = text[: max(0, offset)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return QueryError(f"The query is malformed: {what}.", line=line, column=column, mend=mend)


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place, from 0; beyond the end of the text, if it is in the padding."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1
