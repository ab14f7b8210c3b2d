"""Rules of the whole store: SPARQL files, each with a header that says what it is about.

A rule is a SELECT whose every row is one thing that breaks it::

    # code: RP301
    # title: A chain that goes round
    # why: A trail that reaches itself has no end.
    # mend: Correct the chain.
    # severity: error
    # message: the chain of {focus} reaches itself through {other}
    # example: ex:hop1 rp:relays ex:hop1 .
    SELECT DISTINCT ?focus ?other WHERE { … }

``?focus`` is demanded, ``?path`` and ``?value`` are passed on, and any variable can stand in the
message. A line ``#   more`` goes on with what was said before it.

A rule may also say ``# scope:``, how much of the store a row follows from, so that an unchanged
entry need not be asked again: ``entry`` (one entry, the records it names and the vocabulary) or
``shared`` (the registry, the links, the vocabulary, and of each entry only what others can see of
it: `reportedly.pipeline.summary`). A rule that says nothing is asked of everything, each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import (
    NamedNode,
    QuerySolution,
    QuerySolutions,
    Store,
)

from reportedly.errors import InputError
from reportedly.ids import Ids
from reportedly.model.findings import Severity
from reportedly.model.rules.rule import Rule
from reportedly.validate.results import Term, Violation, in_order, short

Ask = Callable[[str], object]
"""Answers a query over the union of all graphs: a view's ``query``, or `union_of` a store."""

_KEYS: Final = ("code", "title", "why", "mend", "severity", "message", "example")
_HEADER: Final = re.compile(rf"#\s?({'|'.join((*_KEYS, 'scope'))}):\s*(.*)")
_AT: Final = re.compile(r"error at (?P<line>\d+):\d+: (?P<what>.*)", re.DOTALL)
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
Scope = Literal["entry", "shared", "all"]
_SCOPES: Final[Mapping[str, Scope]] = MappingProxyType(
    {"entry": "entry", "shared": "shared", "": "all"}
)
_SEVERITIES: Final[Mapping[str, Severity]] = MappingProxyType(
    {"error": "error", "warning": "warning"}
)


@dataclass(frozen=True, slots=True)
class StoreRule:
    """One rule and its query.

    Attributes:
        rule: what it says about itself; its meaning is the message with its placeholders.
        text: the query.
        scope: how much of the store a row follows from.
    """

    rule: Rule
    text: str
    scope: Scope = "all"


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule of a folder, read once.

    Attributes:
        all: the rules, in the order of their files.
        ids: how instances are named, so that messages can show them short.
    """

    all: tuple[StoreRule, ...]
    ids: Ids

    @classmethod
    def load(cls, directory: Path, ids: Ids | None = None) -> Rules:
        """Read every ``*.rq`` of a folder.

        Raises:
            InputError: a file has a malformed header or query, with its line.
        """
        files = sorted(directory.glob("*.rq"))
        return cls(
            tuple(parse_rule(file.read_text(encoding="utf-8"), file) for file in files),
            ids or Ids(),
        )

    def within(self, scope: Scope) -> Rules:
        """Those rules of which a row follows from so much of the store."""
        return Rules(tuple(rule for rule in self.all if rule.scope == scope), self.ids)

    def check(self, ask: Ask) -> tuple[Violation, ...]:
        """Ask every rule of one store or view."""
        return in_order(found for rule in self.all for found in self._found(rule, ask))

    def _found(self, rule: StoreRule, ask: Ask) -> Iterator[Violation]:
        for row in _rows(ask(rule.text), rule.rule.source):
            focus = _cell(row, "focus")
            if not isinstance(focus, NamedNode):
                raise InputError(
                    f"the rule {rule.rule.code} found '{focus}', which is no node.",
                    where=rule.rule.source,
                    mend="Bind ?focus to an IRI in every row.",
                )
            path = _cell(row, "path")
            yield Violation(
                rule.rule.code,
                self._message(rule.rule.meaning, row),
                rule.rule.severity,
                focus,
                path if isinstance(path, NamedNode) else None,
                _cell(row, "value"),
                tuple(_others(rule.rule.meaning, row)),
            )

    def _message(self, template: str, row: QuerySolution) -> str:
        def shown(placeholder: re.Match[str]) -> str:
            term = _cell(row, placeholder[1])
            return "nothing" if term is None else short(term, self.ids)

        return _PLACEHOLDER.sub(shown, template)


def union_of(store: Store) -> Ask:
    """Queries over the union of a store's graphs."""
    return lambda text: store.query(text, use_default_graph_as_union=True)


def parse_rule(text: str, file: Path) -> StoreRule:
    """Read a rule from the text of its file.

    Raises:
        InputError: the header lacks a word or has one that is unknown, the query is malformed or
            is no SELECT of ``?focus``, or the message names a variable that is not selected.
    """
    said = _header(text, file)
    severity = _SEVERITIES.get(said["severity"])
    if severity is None:
        raise InputError(
            f"'{said['severity']}' is no severity.", where=str(file), mend="Say error or warning."
        )
    scope = _SCOPES.get(said.get("scope", ""))
    if scope is None:
        raise InputError(
            f"'{said['scope']}' is no scope.",
            where=str(file),
            mend="Say entry or shared, or leave the line out: the rule is asked of everything.",
        )
    variables = _selected(text, file)
    for name in ("focus", *_PLACEHOLDER.findall(said["message"])):
        if name not in variables:
            raise InputError(
                f"?{name} is not selected.",
                where=str(file),
                mend=f"Select it, or take it out of the message. Selected: {', '.join(variables)}.",
            )
    rule = Rule(
        code=said["code"],
        title=said["title"],
        meaning=said["message"],
        why=said["why"],
        mend=said["mend"],
        example=said["example"],
        language="turtle",
        severity=severity,
        source=file.name,
    )
    return StoreRule(rule, text, scope)


def _header(text: str, file: Path) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    last: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        header = _HEADER.fullmatch(line)
        if header is not None and header[1] not in said:
            last = said[header[1]] = [header[2]]
        elif header is None and last is not None and line.startswith("#  "):
            last.append(line.removeprefix("#").strip())
        else:
            raise InputError(
                f"the header line {line!r} is not understood, or repeats one before it.",
                where=f"{file}:{number}",
                mend=f"A header line is `# key: words`, with each key once: {', '.join(_KEYS)}.",
            )
    missing = [key for key in _KEYS if not any(said.get(key, ()))]
    if missing:
        raise InputError(
            f"the rule does not say its {', '.join(missing)}.",
            where=f"{file}:1",
            mend="Begin the file with a line `# key: words` for each.",
        )
    return {key: " ".join(filter(None, words)) for key, words in said.items()}


def _selected(text: str, file: Path) -> tuple[str, ...]:
    try:
        answer = Store().query(text)
    except SyntaxError as error:
        at = _AT.match(error.msg)
        what = at["what"].partition("\n")[0] if at else error.msg
        raise InputError(
            f"not SPARQL: {what[:200]}", where=f"{file}:{at['line'] if at else 1}"
        ) from error
    if not isinstance(answer, QuerySolutions):
        raise InputError(
            "a rule is a SELECT: each row is one thing that breaks it.", where=str(file)
        )
    return tuple(variable.value for variable in answer.variables)


def _rows(answer: object, source: str) -> QuerySolutions:
    if not isinstance(answer, QuerySolutions):
        raise InputError("the rule's answer is no table of rows.", where=source)
    return answer


def _others(message: str, row: QuerySolution) -> Iterator[NamedNode]:
    """The nodes that a message names besides those that have a place of their own."""
    for name in _PLACEHOLDER.findall(message):
        term = _cell(row, name)
        if name not in ("focus", "path", "value") and isinstance(term, NamedNode):
            yield term


def _cell(row: QuerySolution, name: str) -> Term | None:
    term = row[name]
    return term if isinstance(term, NamedNode | RdfLiteral) else None
