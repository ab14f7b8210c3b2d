"""Values in the graph's own words: labels instead of names of nodes, and the words of the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import Literal

from reportedly import vocabularies as v
from reportedly.changes.index import Index, Term, local, shortened
from reportedly.findings.finding import number_words
from reportedly.terms import RP


def shown(index: Index, value: Term) -> str:
    """A value for a reader: a label, the words of a passage, a chain from the article outwards."""
    if isinstance(value, Literal):
        if value.datatype == v.XSD_DECIMAL:
            return number_words(value.value)
        return value.value
    node = value.value
    inside = index.inside(node)
    if len(inside) > 1:
        return _INSIDE.get(_sort(inside), _referred)(index, node)
    return index.told.label.get(node) or _called(index, node)


def _sort(inside: tuple[str, ...]) -> str:
    """What sort of thing stands at a path below its article: ``hop``, ``amount``, ``passage``."""
    below = inside[3:]
    named = [step for step in below if not step.isdigit()]
    return named[-1] if inside[1] == "report" and named else inside[1] if not below else ""


def _called(index: Index, node: str) -> str:
    """What no build names: a term or an item of a vocabulary, or a thing by its place."""
    return index.id(node) if node.startswith(index.ids.base) else local(node)


def quoted(words: str) -> str:
    """Words in quotation marks: single ones where they hold double ones themselves."""
    return f"‘{words}’" if any(mark in words for mark in '“”"') else f"“{words}”"


def _quoted(index: Index, node: str) -> str:
    return quoted(shortened(index.one(node, v.RDFS_LABEL)))


def _referred(index: Index, node: str) -> str:
    """Another thing of the article, by its own id and its words."""
    words = index.words(node)
    own = "/".join(index.inside(node)[2:]) or index.inside(node)[-1]
    return f"{own} {quoted(words)}" if words else own


def _source(index: Index, node: str) -> str:
    return index.told.label.get(node) or _referred(index, node)


def _event(index: Index, node: str) -> str:
    return quoted(words) if (words := index.words(node)) else _referred(index, node)


def _hop(index: Index, node: str) -> str:
    """A hop with all that stands behind it: ``A on B (alleged) ← C (stated)``."""
    said = ", ".join(shown(index, who) for who in index.all(node, RP.saidBy))
    for word, predicate in (("on", RP.carriedBy), ("to", RP.saidTo)):
        said += "".join(f" {word} {shown(index, each)}" for each in index.all(node, predicate))
    said += "".join(f" in {_event(index, each.value)}" for each in index.all(node, RP.saidIn))
    how = [shown(index, each) for each in index.all(node, RP.certainty)]
    if index.one(node, RP.plural) == "true":
        how.append("several")
    how += [shown(index, each) for each in index.all(node, RP.saidWhen)]
    behind = "".join(f" ← {shown(index, each)}" for each in index.all(node, RP.relays))
    return f"{said} ({', '.join(how)}){behind}" if how else f"{said}{behind}"


def _amount(index: Index, node: str) -> str:
    """A quantity as the words give it and as it is read: ``“up to 500” = at most 500 workers``."""
    read = [
        shown(index, each)
        for each in index.all(node, RP.bound)
        if not each.value.endswith("bound-exact")
    ]
    read += [shown(index, each) for each in index.all(node, RP.number)]
    if not index.one(node, RP.number):
        ends = [
            shown(index, each)
            for predicate in (v.SCHEMA_MIN_VALUE, v.SCHEMA_MAX_VALUE)
            for each in index.all(node, predicate)
        ]
        read += [" to ".join(ends)] if ends else []
    read += [f"rank {index.one(node, RP.rank)}"] if index.one(node, RP.rank) else []
    for word, predicate in (("", RP.unit), ("", RP.counts), ("per ", RP.per)):
        read += [f"{word}{shown(index, each)}" for each in index.all(node, predicate)]
    return f"{_quoted(index, node)} = {' '.join(read)}" if read else _quoted(index, node)


def _time(index: Index, node: str) -> str:
    said = quoted(index.one(node, RP.expression)) if index.one(node, RP.expression) else "unsaid"
    read = [index.one(node, RP.edtf)] if index.one(node, RP.edtf) else []
    read += [index.one(node, RP.duration)] if index.one(node, RP.duration) else []
    read += [f"shift {index.one(node, RP.shift)}"] if index.one(node, RP.shift) else []
    relative = index.all(node, RP.relativeTo)
    read += [f"relative to {'/'.join(index.inside(each.value)[1:])}" for each in relative]
    return f"{said} ({', '.join(read)})" if read else said


def _facet(index: Index, node: str) -> str:
    value = ", ".join(shown(index, each) for each in index.all(node, RP.value))
    amount = "".join(f", {shown(index, each)}" for each in index.all(node, RP.amount))
    words = index.words(node)
    return f"{value} {quoted(words)}{amount}" if words else f"{value}{amount}"


def _credit(index: Index, node: str) -> str:
    who = [shown(index, each) for each in index.all(node, RP.credited)]
    who += [index.one(node, RP.creditedName)] if index.one(node, RP.creditedName) else []
    basis = "".join(shown(index, each) for each in index.all(node, RP.basis))
    kind = local(index.one(node, RP.creditKind)).removeprefix("credit-")
    said = f"{kind}: {', '.join(who) or 'not named'}"
    return f"{said} ({basis})" if basis else said


def _published(index: Index, node: str) -> str:
    basis = "".join(shown(index, each) for each in index.all(node, RP.basis))
    return f"{index.one(node, RP.edtf)} ({basis})"


_INSIDE: Final[Mapping[str, Callable[[Index, str], str]]] = {
    "passage": _quoted,
    "hop": _hop,
    "amount": _amount,
    "time": _time,
    "purpose": _facet,
    "place": _facet,
    "in-return-for": _facet,
    "initiative": _facet,
    "source": _source,
    "credit": _credit,
    "published": _published,
}
"""How the things inside an article are shown, by their sort; any other by its id and words."""
