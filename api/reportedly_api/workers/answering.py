"""From an inquiry to the bytes of its answer: refuse, ask, choose the format, write."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
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
from reportedly_api.negotiate import choose
from reportedly_api.workers.frames import Inquiry, Order
from reportedly_api.workers.outlet import Outlet
from reportedly_api.workers.reading import Reading

_REMEMBERED = 256
"""Values of ``Accept`` whose outcome is kept: clients send few, and each costs a tenth of a ms."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A format, the media type under which it is sent, and the headers that say so, in JSON."""

    format: Format
    media_type: str
    head: bytes


class Answering:
    """What a worker answers with: one build, and what the front ordered."""

    __slots__ = ("_chosen", "_order", "_reading", "_templates", "_view")

    def __init__(self, view: View, order: Order, templates: Environment) -> None:
        self._view = view
        self._order = order
        self._templates = templates
        self._reading = Reading(frozenset(order.federate))
        self._chosen: dict[tuple[Kind, str | None, str | None], _Chosen] = {}

    def answer(self, told: bytes, outlet: Outlet) -> bool:
        """Write the answer; False, and nothing written, if another worker must call out for it.

        Args:
            told: the inquiry, as the front encoded it.
            outlet: takes the answer.

        Raises:
            QueryError: the query is malformed, or calls a server that it may not call.
            RequestError: 406, if no format is accepted; 422, if the answer grows too long; 502, if
                a server that it calls gives none.
            NotFoundError: the condition does not hold.
        """
        inquiry, calls = self._reading.read(told)
        if not calls:
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
        chosen = self._choose(kind, inquiry)
        around, head, page = inquiry.around, chosen.head, None
        if around.canonical is not None or around.graph is not None or chosen.format is HTML:
            page, head = self._page(inquiry, kind, chosen)
        outlet.start(head)
        chosen.format.write(answer, outlet, page)

    def _choose(self, kind: Kind, inquiry: Inquiry) -> _Chosen:
        key = (kind, inquiry.accept, inquiry.format)
        known = self._chosen.get(key)
        if known is None:
            format_, media_type = choose(
                formats_for(kind), accept=inquiry.accept, name=inquiry.format
            )
            head = json.dumps(_headers(media_type)).encode()
            known = _Chosen(format_, media_type, head)
            if len(self._chosen) >= _REMEMBERED:
                self._chosen.clear()
            self._chosen[key] = known
        return known

    def _page(self, inquiry: Inquiry, kind: Kind, chosen: _Chosen) -> tuple[Page, bytes]:
        """What stands around the answer where it is shown to people, and the headers then."""
        around = inquiry.around
        offers = formats_for(kind)
        page = Page(
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
        headers = _headers(chosen.media_type)
        if around.canonical is not None:
            headers["Link"] = links(page, chosen.media_type, offers)
        if chosen.format is HTML:
            headers["Content-Security-Policy"] = PAGE_POLICY
        return page, json.dumps(headers).encode()


def _headers(media_type: str) -> dict[str, str]:
    return {"Content-Type": media_type, "Vary": "Accept"}


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
