"""HEAD, for every resource that has GET: RFC 9110, section 9.3.2."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadMiddleware:
    """Answers HEAD as GET would be answered, without the body.

    Where a GET is not taken, the refusal speaks of HEAD's twin, and its status is the same.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a HEAD on as a GET, and drop the bytes of the body on the way back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        await self.app({**scope, "method": "GET"}, receive, without_body(send))


def without_body(send: Send) -> Send:
    """What takes a response, and hands it on without the bytes of its body."""

    async def bodiless(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return bodiless
