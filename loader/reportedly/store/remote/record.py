"""What a server remembers of the build that it holds: one small graph of our own beside the others.

```
<#record>   s:format 1 ; s:sha256 "…" ; s:quads 27839 .   # the last two while a build is published
<graph>     s:sha256 "…" ; s:quads 3122 ; s:sent "…" .    # one graph of it, as the server keeps it
<#record>   s:lock "…" .                                  # while a writer is at work
```

`s:sent` is the digest of what was sent; it differs from `s:sha256` only where losses are accepted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from reportedly.errors import StoreError
from reportedly.store.build import BuildInfo
from reportedly.store.digest import Digest
from reportedly.store.remote.client import RESULTS, Client, Graphs
from reportedly.store.remote.results import rows_of

NAMESPACE: Final = "https://w3id.org/reportedly/store#"
RECORD: Final = NamedNode(NAMESPACE + "record")
"""The graph, and what stands for the build in it."""
STAGING: Final = NamedNode(NAMESPACE + "staging")
"""The graph in which a graph is put together before it takes its place."""
NOTHING: Final = NAMESPACE + "nothing"
"""A graph that never holds anything: names *no graph* where a server takes silence for *all*."""
FORMAT: Final = "1"
_COUNTED_TOGETHER = 200
_OWN: Final = frozenset({RECORD.value, STAGING.value, NOTHING})
_TOKEN = re.compile(r"[\w.:-]+")


@dataclass(frozen=True, slots=True)
class Held:
    """One graph of a build on a server.

    Attributes:
        digest: of what the server keeps.
        sent: SHA-256 of what it was sent.
    """

    digest: Digest
    sent: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a server remembers.

    Attributes:
        exists: whether a build was ever begun there.
        build: the published build; None if there is none, or only a part of one.
        graphs: graph IRI -> what is held of it. A graph whose replacement broke off is missing.
        locks: the writers that are, or were, at work.
    """

    exists: bool
    build: BuildInfo | None
    graphs: Mapping[str, Held]
    locks: tuple[str, ...]


def is_own(graph: str) -> bool:
    """Whether a graph is one that this back end keeps for itself."""
    return graph in _OWN


def read_record(client: Client) -> Record:
    """Reads the record of a server.

    Raises:
        StoreError: the server does not answer, or its record contradicts itself.
    """
    text = f"SELECT ?s ?p ?o WHERE {{ GRAPH {RECORD} {{ ?s ?p ?o }} }}"
    graphs = Graphs((NOTHING,), (RECORD.value,))
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _rows(client, text, graphs):
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
            name = predicate.value.removeprefix(NAMESPACE)
            facts[subject.value][name].append(getattr(value, "value", str(value)))
    own = facts.pop(RECORD.value, {})
    try:
        held = {iri: _held(told) for iri, told in sorted(facts.items())}
        return Record("format" in own, _build(own, held), held, tuple(sorted(own.get("lock", []))))
    except (KeyError, ValueError) as error:
        raise StoreError(
            f"The server's record of its build contradicts itself: {error}.",
            where=client.services.query,
            mend=f"Drop the graph {RECORD} there, then run `reportedly load` again.",
        ) from error


def _held(told: Mapping[str, list[str]]) -> Held:
    (quads,), (sha256,), (sent,) = told["quads"], told["sha256"], told["sent"]
    return Held(Digest(int(quads), sha256), sent)


def _build(own: Mapping[str, list[str]], held: Mapping[str, Held]) -> BuildInfo | None:
    if own and own.get("format", [FORMAT]) != [FORMAT]:
        raise ValueError(f"it has format {own['format']}, and this program reads {FORMAT}")
    if "sha256" not in own:
        return None
    (sha256,), (quads,) = own["sha256"], own["quads"]
    parts = {iri: each.digest for iri, each in held.items()}
    return BuildInfo(sha256[:16], sha256, int(quads), parts)


def count_quads(client: Client, graphs: Iterable[str]) -> dict[str, int]:
    """How many quads a server holds in each of these graphs; one that is empty is left out.

    Raises:
        StoreError: the server does not answer.
    """
    names, counts = list(graphs), dict[str, int]()
    text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    for start in range(0, len(names), _COUNTED_TOGETHER):
        some = Graphs((NOTHING,), names[start : start + _COUNTED_TOGETHER])
        for graph, count in _rows(client, text, some):
            if isinstance(graph, NamedNode) and isinstance(count, Literal):
                counts[graph.value] = int(count.value)
    return {graph: counts[graph] for graph in names if counts.get(graph)}


def _rows(client: Client, text: str, graphs: Graphs) -> Iterable[tuple[object, ...]]:
    answer = rows_of(client.query(text, graphs, RESULTS))
    if not isinstance(answer, QuerySolutions):
        raise StoreError(
            "The server answers a SELECT with a yes or no.", where=client.services.query
        )
    try:
        yield from map(tuple, answer)
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            f"The server's answer broke off: {error}.",
            where=client.services.query,
            mend="Try again.",
        ) from error


def _begun() -> str:
    """Says that a build is being replaced: none is published again until all of it is in place."""
    return (
        f"DELETE WHERE {{ GRAPH {RECORD} {{ {RECORD} {_p('sha256')} ?a }} }} ;\n"
        f"DELETE WHERE {{ GRAPH {RECORD} {{ {RECORD} {_p('quads')} ?a }} }} ;\n"
        f'INSERT DATA {{ GRAPH {RECORD} {{ {RECORD} {_p("format")} "{FORMAT}" }} }}'
    )


def finished(build: BuildInfo) -> str:
    """The update that publishes a build whose graphs are all in place."""
    return (
        f'INSERT DATA {{ GRAPH {RECORD} {{ {RECORD} {_p("format")} "{FORMAT}" ; '
        f'{_p("sha256")} "{build.sha256}" ; {_p("quads")} {build.quads} }} }}'
    )


def _forgotten(graph: NamedNode) -> str:
    """Says that what is held of a graph is not known."""
    return f"DELETE WHERE {{ GRAPH {RECORD} {{ {graph} ?p ?o }} }}"


def switched(graph: NamedNode, held: Held) -> str:
    """The update that puts the staged graph into a graph's place, and says what it is now.

    One request, which a server should carry out whole or not at all (SPARQL 1.1 Update,
    section 2.2). What is known is forgotten first and told last, so that on a server which does
    not, a graph whose replacement broke off is one of which nothing is known.
    """
    return (
        f"{_begun()} ;\n{_forgotten(graph)} ;\n"
        f"MOVE GRAPH {STAGING} TO GRAPH {graph} ;\n"
        f'INSERT DATA {{ GRAPH {RECORD} {{ {graph} {_p("sha256")} "{held.digest.sha256}" ; '
        f'{_p("quads")} {held.digest.quads} ; {_p("sent")} "{held.sent}" }} }}'
    )


def dropped(graph: NamedNode) -> str:
    """The update that takes a graph away."""
    return f"{_begun()} ;\nDROP SILENT GRAPH {graph} ;\n{_forgotten(graph)}"


def locked(token: str) -> str:
    """The update by which a writer says that it is at work."""
    return f'INSERT DATA {{ GRAPH {RECORD} {{ {RECORD} {_p("lock")} "{_checked(token)}" }} }}'


def unlocked(token: str) -> str:
    """The update by which a writer, or who comes after it, says that it is not."""
    return f'DELETE DATA {{ GRAPH {RECORD} {{ {RECORD} {_p("lock")} "{_checked(token)}" }} }}'


def _checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise StoreError(f"The server's record holds a lock that is none of ours: {token!r}.")
    return token


def _p(name: str) -> str:
    return f"<{NAMESPACE}{name}>"
