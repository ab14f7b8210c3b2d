"""What every route works with, and how a question becomes a response."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from anyio import CapacityLimiter
from fastapi import Request
from jinja2 import Environment
from pyoxigraph import NamedNode

from reportedly.questions import Question
from reportedly.store.protocol import View
from reportedly_api.answers import Answer, kind_of
from reportedly_api.formats.cells import Names
from reportedly_api.formats.page import Page
from reportedly_api.formats.table import HTML, formats_for
from reportedly_api.negotiate import choose, prefers_page
from reportedly_api.problems import PROBLEM_JSON
from reportedly_api.routes.links import links
from reportedly_api.settings import Settings
from reportedly_api.streaming import AnswerResponse, Outlet

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of a page: its own style sheet, its own forms, no script at all."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the application was started with; made once, when it starts.

    Attributes:
        settings: what was set.
        view: the build that is read.
        templates: the pages' templates.
        questions: the questions that come with the endpoint, by name.
        limiter: bounds how many queries are evaluated at a time.
    """

    settings: Settings
    view: View
    templates: Environment
    questions: dict[str, Question]
    limiter: CapacityLimiter

    def page(
        self,
        request: Request,
        title: str,
        *,
        path: str | None = None,
        explain: str = "",
        query: str | None = None,
        focus: NamedNode | None = None,
        form: tuple[tuple[str, str, str], ...] = (),
        whole: bool = False,
    ) -> Page:
        """A page of that title; its path is the request's, unless the answer has another.

        A page shows no more rows than was set, unless the `whole` answer is known to be short.
        """
        return Page(
            templates=self.templates,
            names=Names(self.settings.base, root_of(request)),
            title=title,
            rows=sys.maxsize if whole else self.settings.page_rows,
            explain=explain,
            query=query,
            focus=focus,
            path=_without_format(request) if path is None else path,
            form=form,
        )

    def reply(
        self, request: Request, ask: Callable[[View], Answer], page: Page, *, name: str | None
    ) -> AnswerResponse:
        """Ask in a thread, choose the format that the client wants, and stream the answer.

        Args:
            request: whose ``Accept`` decides, unless `name` does.
            ask: asks the view; runs in the thread, as does all that reads the answer.
            page: what stands around the answer where it is shown to people.
            name: the value of ``format``; None if it was not given.
        """
        accept = accepted(request)

        def produce(outlet: Outlet) -> None:
            answer = ask(self.view)
            offers = formats_for(kind_of(answer))
            chosen, media_type = choose(offers, accept=accept, name=name)
            headers = {"Content-Type": media_type, "Vary": "Accept"}
            if page.canonical is not None:
                headers["Link"] = links(page, media_type, offers)
            if chosen is HTML:
                headers["Content-Security-Policy"] = PAGE_POLICY
            outlet.start(headers)
            others = tuple((row.label, row.name) for row in offers if row is not HTML)
            chosen.write(answer, outlet, replace(page, formats=others))

        return AnswerResponse(produce, self.limiter)


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the application has not been started: it has no desk")
    return desk


def accepted(request: Request) -> str | None:
    """All that a request accepts, its fields joined as RFC 9110, section 5.3 has it."""
    fields = request.headers.getlist("accept")
    return ", ".join(fields) if fields else None


def wants_page(request: Request) -> bool:
    """Whether a problem should be told to a person, on a page, rather than to a program."""
    return request.query_params.get("format") == HTML.name or prefers_page(
        accepted(request), HTML.media_types[0], PROBLEM_JSON
    )


def root_of(request: Request) -> str:
    """The path under which the application is mounted; empty at the server's root."""
    return str(request.scope.get("root_path", ""))


def path_as_sent(request: Request) -> str:
    """The path below the application's root, with the percent-encoding in which it was sent.

    Routing decodes the path, but an IRI that holds ``%20`` and one that holds a space are two. A
    server that does not tell the path as sent (ASGI, HTTP: ``raw_path`` is optional) gives the
    decoded one, encoded again.
    """
    raw = request.scope.get("raw_path")
    path = quote(request.url.path) if raw is None else raw.decode("ascii").partition("?")[0]
    return path.removeprefix(root_of(request))


def _without_format(request: Request) -> str:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "format"]
    path = root_of(request) + path_as_sent(request)
    return f"{path}?{urlencode(kept)}" if kept else path
