"""``/``: what this is, and a form to ask."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pyoxigraph import NamedNode

from reportedly_api.formats.cells import term_cell
from reportedly_api.formats.page import PAGE_POLICY
from reportedly_api.routes.desk import desk_of
from reportedly_api.routes.questions import listing_of

router = APIRouter()

EXAMPLE = """\
PREFIX rp:   <https://w3id.org/reportedly/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# What there is: every class of the build, and how many things it has.
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?thing a ?class
}
GROUP BY ?class
ORDER BY DESC(?things)
"""
"""The query that stands in the form of the home page: true of any build."""


@router.get("/", include_in_schema=False)
async def get_home(request: Request) -> HTMLResponse:
    """The page that people see first: what the build holds, and where to ask."""
    desk = desk_of(request)
    build = desk.engine.build
    page = desk.page(request, "Reportedly", query=EXAMPLE)
    content = desk.templates.get_template("home.html").render(
        page=page,
        build=build,
        graphs=[
            (term_cell(NamedNode(iri), page.names), graph.quads)
            for iri, graph in build.graphs.items()
        ],
        questions=listing_of(desk.questions).items,
        endpoint=str(request.url_for("get_sparql")),
    )
    return HTMLResponse(content, headers={"Content-Security-Policy": PAGE_POLICY})
