"""HEAD, for every resource that has GET: RFC 9110, section 9.3.2."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadMiddleware:
    """Answers HEAD as GET would be answered, without the body.

    Where a GET is not taken, the refusal speaks of HEAD's twin, and its status is the same. Once
    the headers are known the answer is broken off: nobody waits for the rest of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a HEAD on as a GET, and end the response where the body would begin."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        try:
            await self.app({**scope, "method": "GET"}, receive, without_body(send))
        except _EnoughError:
            return


def without_body(send: Send) -> Send:
    """What takes a response, and hands it on without the bytes of its body.

    It raises an OSError where more of a body was to come, as a server that tells that the client
    has gone (ASGI, HTTP, 2.4).
    """

    async def bodiless(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        if message.get("more_body", False):
            raise _EnoughError

    return bodiless


class _EnoughError(OSError):
    """The headers are out, and no more is wanted."""
