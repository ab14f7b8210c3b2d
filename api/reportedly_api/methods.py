"""Which methods a path takes, and OPTIONS, which asks for them: RFC 9110, section 9.3.7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""What every resource takes."""


def allowed_methods(routes: Sequence[BaseRoute], scope: Scope) -> str:
    """Every method that the path of a request takes, as ``Allow`` lists them; empty if no path.

    A router tells only those of its first match, so all routes are looked at. What is mounted is
    static, and is read.
    """
    methods: set[str] = set()
    for route in routes:
        match, _ = route.matches(scope)
        if match is not Match.NONE:
            methods |= READING if isinstance(route, Mount) else set(getattr(route, "methods", ()))
    return ", ".join(sorted(methods | READING)) if methods else ""


class OptionsMiddleware:
    """Answers OPTIONS for every path there is; CORS preflights never come this far."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], bodies: str) -> None:
        """Stand in front of an application.

        Args:
            app: the application.
            routes: every route that it has.
            bodies: the media types that a POST may have, where one is taken (``Accept-Post``).
        """
        self.app = app
        self.routes = routes
        self.bodies = bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the methods of a path, or of the server if the path is ``*``."""
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await self.app(scope, receive, send)
            return
        allow = ", ".join(sorted(READING | {"POST"}))
        if scope["path"] != "*":
            allow = allowed_methods(self.routes, scope)
        if not allow:
            await self.app(scope, receive, send)
            return
        headers = {"Allow": allow}
        if "POST" in allow:
            headers["Accept-Post"] = self.bodies
        await Response(status_code=204, headers=headers)(scope, receive, send)
