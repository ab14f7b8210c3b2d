"""``/id/…`` and ``/ns``: an IRI of ours, asked for on the Web, says what is known of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pyoxigraph import NamedNode

from reportedly.errors import NotFoundError
from reportedly.store.protocol import View
from reportedly_api.answers import Answer
from reportedly_api.formats.cells import NAMESPACE
from reportedly_api.formats.page import LABELS
from reportedly_api.routes.desk import desk_of, path_as_sent
from reportedly_api.routes.graph_store import WHOLE, known_graph, reply_with_named

router = APIRouter(tags=["Linked data"])

_VERSION: Final = "<http://www.w3.org/2002/07/owl#versionIRI>"
_LABELS: Final = " ".join(map(str, LABELS))
_OWN_FIRST: Final = f'{WHOLE} ORDER BY DESC(STRSTARTS(STR(?s), "{NAMESPACE}")) ?s ?p ?o'


@router.get("/id/{path:path}", summary="What is known of an IRI", response_class=Response)
async def get_resource(
    request: Request,
    path: Annotated[str, Path(description="The IRI without the base.")],  # noqa: ARG001
    format: str | None = None,  # noqa: A002
) -> Response:
    """Every statement that has the IRI as its subject or object, with the neighbours' labels.

    The IRI is the base of instances and the path as it was sent, percent-encoding and all. The IRI
    of a named graph answers what stands in that graph.
    """
    desk = desk_of(request)
    iri = desk.settings.base + path_as_sent(request).removeprefix("/id/")
    node = _node(iri)
    if iri in desk.view.build.graphs:
        return reply_with_named(request, iri, format)

    def ask(view: View) -> Answer:
        if not view.query(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}"):
            raise _unknown(iri)
        return view.query(_description(node))

    page = replace(desk.page(request, iri, focus=node), canonical=iri)
    return desk.reply(request, ask, page, name=format)


@router.get("/ns", summary="The vocabulary", response_class=Response)
async def get_vocabulary(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """The ontology, as this build of the store holds it; the fragment of a term never gets here."""
    return _vocabulary(request, NAMESPACE.removesuffix("#"), format)


@router.get("/ns/{version}", summary="A version of the vocabulary", response_class=Response)
async def get_version(request: Request, version: str, format: str | None = None) -> Response:  # noqa: A002
    """The ontology, if its version (``owl:versionIRI``) in this build is the one asked for."""
    return _vocabulary(request, f"{NAMESPACE.removesuffix('#')}/{version}", format)


def _vocabulary(request: Request, iri: str, name: str | None) -> Response:
    desk = desk_of(request)
    graph, asked = known_graph(desk, desk.settings.base + "graph/ontology"), _node(iri)

    def ask(view: View) -> Answer:
        versioned = f"ASK {{ ?ontology {_VERSION} {asked} }}"
        if iri + "#" != NAMESPACE and not view.query(versioned, default_graphs=[graph]):
            raise NotFoundError(
                f"This build does not hold {iri}.", mend="The version that it holds is at /ns."
            )
        return view.query(_OWN_FIRST, default_graphs=[graph])

    page = desk.page(
        request, "The vocabulary", explain="The classes, properties and values.", whole=True
    )
    return desk.reply(request, ask, replace(page, graph=graph, canonical=iri), name=name)


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise _unknown(iri) from error


def _unknown(iri: str) -> NotFoundError:
    return NotFoundError(
        f"No statement of this build has {iri} as its subject or object.",
        mend="Check the spelling, or look for it with a query at /sparql.",
    )


def _description(node: NamedNode) -> str:
    """A symmetric description: what is said of a node, where it is said, and what to call these."""
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
      {{ VALUES ?s {{ {node} }} ?s ?p ?o }}
      UNION {{ VALUES ?o {{ {node} }} ?s ?p ?o }}
      UNION {{ {node} ?any ?s . VALUES ?p {{ {_LABELS} }} ?s ?p ?o }}
      UNION {{ ?s ?any {node} . VALUES ?p {{ {_LABELS} }} ?s ?p ?o }}
    }}"""
