"""``/id/…`` and ``/ns``: an IRI of ours, asked for on the Web, says what is known of it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request, Response
from pyoxigraph import NamedNode

from reportedly.errors import NotFoundError
from reportedly_api.formats.cells import NAMESPACE
from reportedly_api.formats.page import LABELS
from reportedly_api.routes.desk import accepted, around, desk_of, path_as_sent
from reportedly_api.workers.answering import nothing_known
from reportedly_api.workers.frames import Inquiry

router = APIRouter(tags=["Linked data"])

_LABELS: Final = " ".join(map(str, LABELS))
_WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_OWN_FIRST: Final = f'{_WHOLE} ORDER BY DESC(STRSTARTS(STR(?s), "{NAMESPACE}")) ?s ?p ?o'


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
    accept = accepted(request)
    if iri in desk.engine.build.graphs:
        shown = around(request, iri)._replace(explain="Every statement of this named graph.")
        return desk.reply(
            Inquiry(_WHOLE, shown, default_graphs=(iri,), accept=accept, format=format)
        )
    shown = around(request, iri)._replace(focus=iri)
    return desk.reply(Inquiry(_description(node), shown, accept=accept, format=format, known=iri))


@router.get("/ns", summary="The vocabulary", response_class=Response)
async def get_vocabulary(request: Request, format: str | None = None) -> Response:  # noqa: A002
    """The ontology, as this build of the store holds it."""
    desk = desk_of(request)
    graph = desk.settings.base + "graph/ontology"
    if graph not in desk.engine.build.graphs:
        raise NotFoundError(
            "This build holds no ontology.", mend="Load it: `reportedly load` puts it in."
        )
    shown = around(request, "The vocabulary")._replace(
        explain="The classes, properties and values.", whole=True
    )
    return desk.reply(
        Inquiry(
            _OWN_FIRST,
            shown,
            default_graphs=(graph,),
            accept=accepted(request),
            format=format,
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
