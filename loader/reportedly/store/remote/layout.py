"""Where servers keep their services, as far as they document it: one row each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of server lays out its URLs.

    Attributes:
        name: what it is called.
        query: the path of its query service; what is before the match is kept.
        update: what stands in the match's place for SPARQL 1.1 Update; None if it takes none.
        graphs: the same for the Graph Store HTTP Protocol; None if it has none to write to.
    """

    name: str
    query: re.Pattern[str]
    update: str | None
    graphs: str | None


LAYOUTS: Final = (
    # https://github.com/oxigraph/oxigraph/tree/main/cli#usage
    Layout("Oxigraph server", re.compile(r"^/query$"), "/update", "/store"),
    # https://docs.openlinksw.com/virtuoso/rdfsparql/ ; Reportedly itself answers here, to read
    Layout("Virtuoso", re.compile(r"^/sparql$"), "/sparql", "/sparql-graph-crud"),
    Layout(
        "Virtuoso, with a password",
        re.compile(r"^/sparql-auth$"),
        "/sparql-auth",
        "/sparql-graph-crud-auth",
    ),
    # https://rdf4j.org/documentation/reference/rest-api/ ; GraphDB keeps to it
    Layout(
        "RDF4J, GraphDB",
        re.compile(r"(?<=/repositories/)([^/]+)$"),
        r"\1/statements",
        r"\1/rdf-graphs/service",
    ),
    # https://jena.apache.org/documentation/fuseki2/fuseki-config-endpoint.html
    Layout("Fuseki", re.compile(r"(?<=[^/])/(?:query|sparql)$"), "/update", "/data"),
)
"""Tried in order against the path of the location; the first that matches is taken."""


@dataclass(frozen=True, slots=True)
class Services:
    """The URLs of one server's services, none with a user or password in it.

    Attributes:
        query: SPARQL 1.1 Protocol, the query operation.
        update: the update operation; None if none is known.
        graphs: SPARQL 1.1 Graph Store HTTP Protocol, indirect; None if none is known or wanted.
    """

    query: str
    update: str | None
    graphs: str | None


def services(query: str) -> Services:
    """The services beside a query service, as the first layout that matches its path has them."""
    parts = urlsplit(query)
    for layout in LAYOUTS:
        if layout.query.search(parts.path):
            found = (
                None
                if path is None
                else parts._replace(
                    path=layout.query.sub(path, parts.path), query="", fragment=""
                ).geturl()
                for path in (layout.update, layout.graphs)
            )
            return Services(query, *found)
    return Services(query, None, None)
