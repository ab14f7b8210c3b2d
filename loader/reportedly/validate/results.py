"""What a shape or a whole-store rule has to say about the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from reportedly.ids import WIKIDATA, Ids
from reportedly.model.findings import Severity
from reportedly.terms import NAMESPACE

Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing in the graph that breaks a rule.

    Attributes:
        code: the rule's stable code, such as ``RP230``.
        message: what is wrong, in plain words, with the things at fault.
        severity: an error keeps an entry out of the store, a warning does not.
        focus: the node that breaks the rule.
        path: the property at fault; None if it is the node as a whole. Of a path of several
            steps, the first.
        value: the value at fault; None if it is one that is missing, or all of them.
        others: further nodes that the message speaks of.
    """

    code: str
    message: str
    severity: Severity
    focus: NamedNode
    path: NamedNode | None = None
    value: Term | None = None
    others: tuple[NamedNode, ...] = ()

    @property
    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Nodes in order, then rules, then values."""
        path = "" if self.path is None else self.path.value
        return (self.focus.value, self.code, path, str(self.value), self.message)


def in_order(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Each violation once, in an order that does not depend on how they were found."""
    return tuple(sorted(set(violations), key=lambda violation: violation.sort_key))


def short(term: Term, ids: Ids) -> str:
    """A term as a person reads it in a message.

    A registry record is shown by its id, a part of an article as ``article-id/report/r3``, a term
    of the vocabulary as ``rp:tells``, a Wikidata item as ``wd:Q1``, a literal by its words.
    """
    if isinstance(term, Literal):
        return term.value
    iri = term.value
    for start, name in (
        (ids.node("registry", "").value, ""),
        (ids.article("").value, ""),
        (ids.base, ""),
        (NAMESPACE, "rp:"),
        (WIKIDATA, "wd:"),
    ):
        if iri.startswith(start):
            return name + iri.removeprefix(start)
    return iri
