"""What every route works with, and how a question becomes a response."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment

from reportedly.questions import Question
from reportedly_api.answers import Listing, kind_of
from reportedly_api.cache import AnswerCache
from reportedly_api.conditional import REVALIDATE, Stamp, joined
from reportedly_api.formats.cells import Names
from reportedly_api.formats.page import PAGE_POLICY, Page
from reportedly_api.formats.table import HTML, formats_for
from reportedly_api.intact import Intact
from reportedly_api.lexer import is_volatile
from reportedly_api.negotiate import choose, prefers_page
from reportedly_api.problems import PROBLEM_JSON
from reportedly_api.settings import Settings
from reportedly_api.shelf import Shelf
from reportedly_api.streaming import Heads, PassageResponse
from reportedly_api.workers.engine import Engine
from reportedly_api.workers.frames import Around, Inquiry


@dataclass(frozen=True, slots=True)
class Desk:
    """What the application was started with; made once, when it starts.

    Attributes:
        settings: what was set.
        engine: what answers queries.
        templates: the pages' templates.
        questions: the questions that come with the endpoint, by name.
        shelf: what is known of the build beside its statements.
        seal: what the server is, as far as answers follow from it: its version and settings.
        cache: what keeps finished answers; None if nothing does.
        heads: reads the headers that come with an answer.
        intact: knows whether the build's files are what they were.
    """

    settings: Settings
    engine: Engine
    templates: Environment
    questions: dict[str, Question]
    shelf: Shelf
    seal: bytes
    cache: AnswerCache | None = None
    heads: Heads = field(default_factory=Heads)
    intact: Intact = field(default_factory=Intact)

    def page(
        self, request: Request, title: str, *, explain: str = "", query: str | None = None
    ) -> Page:
        """A page of that title, for what needs no query; its path is the request's."""
        return Page(
            templates=self.templates,
            names=Names(self.settings.base, root_of(request)),
            title=title,
            rows=sys.maxsize,
            explain=explain,
            query=query,
            path=path_without_format(request),
        )

    def reply(self, inquiry: Inquiry) -> PassageResponse:
        """The answer to an inquiry, on its way as it comes."""
        asked, stamp = self.stamped(inquiry)
        ask = partial(self.engine.ask, asked, shares=stamp is not None and self.cache is not None)
        return PassageResponse(ask, self.heads, inquiry.query, stamp)

    def stamped(self, inquiry: Inquiry) -> tuple[bytes, Stamp | None]:
        """An inquiry as it is asked, and its stamp; None if the next answer may be another."""
        if inquiry.format is not None and inquiry.accept is not None:
            inquiry = inquiry._replace(accept=None)  # a format that is named decides alone
        asked = inquiry.encode()
        if not self.engine.repeats or is_volatile(inquiry.query):
            return asked, None
        return asked, Stamp(self.seal, asked, self._control, self.engine.build.id)

    @property
    def _control(self) -> tuple[bytes, bytes]:
        age = self.settings.cache_max_age
        return (b"cache-control", b"max-age=%d" % age) if age else REVALIDATE

    def show(self, request: Request, listing: Listing, page: Page, *, name: str | None) -> Response:
        """A listing in the format that the client wants.

        Raises:
            RequestError: 406, if there is no such format.
        """
        offers = formats_for(kind_of(listing))
        chosen, media_type = choose(offers, accept=accepted(request), name=name)
        others = tuple((row.label, row.name) for row in offers if row is not HTML)
        body = _Body()
        chosen.write(listing, body, replace(page, formats=others))
        headers = {"Content-Type": media_type, "Vary": "Accept"}
        if chosen is HTML:
            headers["Content-Security-Policy"] = PAGE_POLICY
        return Response(bytes(body), headers=headers)


class _Body(bytearray):
    """Bytes that a format writes to."""

    def write(self, data: bytes, /) -> int:
        self += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is all here."""


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the application has not been started: it has no desk")
    return desk


def around(request: Request, title: str) -> Around:
    """What a page of that title shows around an answer; its path is the request's."""
    return Around(title, root=root_of(request), path=path_without_format(request))


def accepted(request: Request) -> str | None:
    """All that a request accepts, its fields joined as RFC 9110, section 5.3 has it."""
    return joined(request.scope["headers"], b"accept")


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


def path_without_format(request: Request) -> str:
    """The path and query of a request, the choice of a format left out."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "format"]
    path = root_of(request) + path_as_sent(request)
    return f"{path}?{urlencode(kept)}" if kept else path
