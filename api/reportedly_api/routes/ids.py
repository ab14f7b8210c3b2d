"""``/id/…`` and ``/ns``: an IRI of ours, asked for on the Web, says what is known of it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pyoxigraph import NamedNode

from reportedly_api.formats.cells import NAMESPACE
from reportedly_api.formats.page import LABELS
from reportedly_api.routes.desk import accepted, around, desk_of, path_as_sent
from reportedly_api.routes.documented import ASKED
from reportedly_api.routes.graph_store import WHOLE, known_graph, reply_with_named
from reportedly_api.workers.answering import nothing_known
from reportedly_api.workers.frames import Condition, Inquiry

router = APIRouter(tags=["Linked data"], responses=ASKED)

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
    if iri in desk.engine.build.graphs:
        return reply_with_named(request, iri, format)
    unknown = nothing_known(iri)
    condition = Condition(
        f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}", unknown.what, unknown.mend
    )
    shown = around(request, iri)._replace(focus=iri, canonical=iri)
    return desk.reply(
        Inquiry(
            _description(node),
            shown,
            accept=accepted(request),
            format=format,
            condition=condition,
        )
    )


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
    condition = None
    if iri + "#" != NAMESPACE:
        condition = Condition(
            f"ASK {{ ?ontology {_VERSION} {asked} }}",
            f"This build does not hold {iri}.",
            "The version that it holds is at /ns.",
        )
    shown = around(request, "The vocabulary")._replace(
        explain="The classes, properties and values.",
        whole=True,
        graph=graph,
        canonical=iri,
    )
    return desk.reply(
        Inquiry(
            _OWN_FIRST,
            shown,
            default_graphs=(graph,),
            accept=accepted(request),
            format=name,
            condition=condition,
        )
    )


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise nothing_known(iri) from error


def _description(node: NamedNode) -> str:
    """A symmetric description: what is said of a node, where it is said, and what to call these."""
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
      {{ VALUES ?s {{ {node} }} ?s ?p ?o }}
      UNION {{ VALUES ?o {{ {node} }} ?s ?p ?o }}
      UNION {{ {node} ?any ?s . VALUES ?p {{ {_LABELS} }} ?s ?p ?o }}
      UNION {{ ?s ?any {node} . VALUES ?p {{ {_LABELS} }} ?s ?p ?o }}
    }}"""
