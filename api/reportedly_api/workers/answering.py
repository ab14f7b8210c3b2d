"""From an inquiry to the bytes of its answer: refuse, ask, choose the format, write."""

from __future__ import annotations

import sys
from urllib.parse import urlencode

from jinja2 import Environment
from pyoxigraph import NamedNode

from reportedly.errors import NotFoundError, StoreError
from reportedly.store.protocol import View
from reportedly_api.answers import Fault, Kind, RequestError, kind_of
from reportedly_api.formats.cells import Names
from reportedly_api.formats.links import links
from reportedly_api.formats.page import PAGE_POLICY, Page
from reportedly_api.formats.table import HTML, Format, formats_for
from reportedly_api.lexer import check_read_only
from reportedly_api.negotiate import choose
from reportedly_api.workers.frames import Inquiry, Order
from reportedly_api.workers.outlet import Outlet

_REMEMBERED = 256
"""Values of ``Accept`` whose outcome is kept: clients send few, and each costs a tenth of a ms."""

_Chosen = tuple[Format, str]


class Answering:
    """What a worker answers with: one build, and what the front ordered."""

    __slots__ = ("_chosen", "_federate", "_order", "_templates", "_view")

    def __init__(self, view: View, order: Order, templates: Environment) -> None:
        self._view = view
        self._order = order
        self._templates = templates
        self._federate = frozenset(order.federate)
        self._chosen: dict[tuple[Kind, str | None, str | None], _Chosen] = {}

    def answer(self, inquiry: Inquiry, outlet: Outlet) -> bool:
        """Write the answer; False, and nothing written, if another worker must call out for it.

        Raises:
            QueryError: the query is malformed, or calls a server that it may not call.
            RequestError: 406, if no format is accepted; 422, if the answer grows too long; 502, if
                a server that it calls gives none.
            NotFoundError: the condition does not hold.
        """
        if not check_read_only(inquiry.query, self._federate):
            self._write(inquiry, outlet)
            return True
        if not self._order.calls_out:
            return False
        try:
            self._write(inquiry, outlet)
        except (StoreError, OSError, RuntimeError, ValueError) as error:
            if isinstance(error, BrokenPipeError | ConnectionResetError):
                raise
            raise RequestError(
                Fault(
                    502,
                    f"A server that the query calls gave no answer: {error}",
                    "Ask that server itself; or write SERVICE SILENT to do without it.",
                )
            ) from error
        return True

    def _write(self, inquiry: Inquiry, outlet: Outlet) -> None:
        default_graphs = [NamedNode(iri) for iri in inquiry.default_graphs]
        must = inquiry.condition
        if must is not None and not self._view.query(must.ask, default_graphs=default_graphs):
            raise NotFoundError(must.what, mend=must.mend)
        answer = self._view.query(
            inquiry.query,
            default_graphs=default_graphs,
            named_graphs=[NamedNode(iri) for iri in inquiry.named_graphs],
            base=self._order.base,  # SPARQL 1.1 Protocol, Determining the Base IRI
        )
        kind = kind_of(answer)
        chosen, media_type = self._choose(kind, inquiry)
        headers = {"Content-Type": media_type, "Vary": "Accept"}
        page = None
        around = inquiry.around
        if around.canonical is not None or around.graph is not None or chosen is HTML:
            offers = formats_for(kind)
            page = self._page(inquiry, offers)
            if around.canonical is not None:
                headers["Link"] = links(page, media_type, offers)
            if chosen is HTML:
                headers["Content-Security-Policy"] = PAGE_POLICY
        outlet.start(headers)
        chosen.write(answer, outlet, page)

    def _choose(self, kind: Kind, inquiry: Inquiry) -> _Chosen:
        key = (kind, inquiry.accept, inquiry.format)
        known = self._chosen.get(key)
        if known is None:
            known = choose(formats_for(kind), accept=inquiry.accept, name=inquiry.format)
            if len(self._chosen) >= _REMEMBERED:
                self._chosen.clear()
            self._chosen[key] = known
        return known

    def _page(self, inquiry: Inquiry, offers: tuple[Format, ...]) -> Page:
        around = inquiry.around
        return Page(
            templates=self._templates,
            names=Names(self._order.base, around.root),
            title=around.title,
            rows=sys.maxsize if around.whole else self._order.page_rows,
            explain=around.explain,
            query=inquiry.query if around.shows_query else None,
            focus=None if around.focus is None else NamedNode(around.focus),
            graph=None if around.graph is None else NamedNode(around.graph),
            canonical=around.canonical,
            path=_path(inquiry) if around.asks else around.path,
            form=around.form,
            formats=tuple((row.label, row.name) for row in offers if row is not HTML),
        )


def nothing_known(iri: str) -> NotFoundError:
    """What is raised where nothing is said of an IRI."""
    return NotFoundError(
        f"No statement of this build has {iri} as its subject or object.",
        mend="Check the spelling, or look for it with a query at /sparql.",
    )


def _path(inquiry: Inquiry) -> str:
    """The path and query by which a GET asks the same, whichever way it was asked."""
    told = [("query", inquiry.query)]
    told += [("default-graph-uri", iri) for iri in inquiry.default_graphs]
    told += [("named-graph-uri", iri) for iri in inquiry.named_graphs]
    return f"{inquiry.around.path}?{urlencode(told)}"
