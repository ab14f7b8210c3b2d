"""What the cache in front keeps of what passes it, told by an application of a few lines."""

from __future__ import annotations

from collections.abc import Sequence

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from reportedly_api.cache import CAPTURE, OVERHEAD, AnswerCache
from reportedly_api.caching import Caching

TAG = '"t"'
BLOCKS = (b"first", b"second")


class Answering:
    """An application that answers from a build, in blocks, and may break off."""

    def __init__(self, build: str | None = "A", status: int = 200, *, whole: bool = True) -> None:
        self.build, self.status, self.whole = build, status, whole
        self.asked: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while scope["method"] == "POST" and (message := await receive())["type"] == "http.request":
            body += message["body"]
            if not message["more_body"]:
                break
        self.asked.append(body)
        if self.build is not None and CAPTURE in scope:
            scope[CAPTURE].answered(self.build, TAG)
        headers = [(b"etag", TAG.encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        for block in BLOCKS:
            await send({"type": "http.response.body", "body": block, "more_body": True})
        if self.whole:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def ask(
    caching: Caching, *fields: tuple[bytes, bytes], post: Sequence[bytes] = (), path: str = "/x"
) -> list[Message]:
    """Ask, and give what was sent."""
    length = str(sum(map(len, post))).encode()
    scope = {
        "type": "http",
        "method": "POST" if post else "GET",
        "path": path,
        "query_string": b"",
        "headers": [*fields, (b"content-length", length)] if post else [*fields],
    }
    parts: list[Message] = [
        {"type": "http.request", "body": part, "more_body": n < len(post) - 1}
        for n, part in enumerate(post)
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(caching, scope, receive, send)
    return sent


def in_front_of(app: Answering, max_bytes: int = 10_000) -> Caching:
    return Caching(app, AnswerCache(max_bytes, max_bytes), lambda: "A")


def test_what_passed_in_blocks_is_given_in_one() -> None:
    app = Answering()
    caching = in_front_of(app)
    assert [m.get("body") for m in ask(caching)] == [None, *BLOCKS, b""]
    start, body = ask(caching)
    assert body["body"] == b"".join(BLOCKS)
    assert (b"content-length", b"11") in start["headers"]
    start["headers"].append((b"x-request-id", b"1"))  # by whoever stands before it
    assert (b"x-request-id", b"1") not in ask(caching)[0]["headers"]
    assert len(app.asked) == 1


@pytest.mark.parametrize(
    "app",
    [
        pytest.param(Answering("B"), id="another build than it was asked of"),
        pytest.param(Answering(None), id="of no build"),
        pytest.param(Answering(status=503), id="an error"),
        pytest.param(Answering(whole=False), id="broken off"),
    ],
)
def test_what_may_not_hold_is_not_kept(app: Answering) -> None:
    caching = in_front_of(app)
    assert ask(caching) == ask(caching)
    assert len(app.asked) == 2
    assert len(caching.cache) == 0


def test_what_is_too_long_passes_whole_and_is_not_kept() -> None:
    caching = in_front_of(Answering(), OVERHEAD + 15)
    assert [m.get("body") for m in ask(caching)] == [None, *BLOCKS, b""]
    assert len(caching.cache) == 0


@pytest.mark.parametrize(
    "field",
    [
        (b"accept", b"text/csv"),
        (b"accept-encoding", b"gzip"),
        (b"host", b"example.org"),
        (b"origin", b"https://example.org"),
    ],
)
def test_what_an_answer_follows_from_tells_requests_apart(field: tuple[bytes, bytes]) -> None:
    app = Answering()
    caching = in_front_of(app)
    for fields in ((), (field,), (), (field,)):
        ask(caching, *fields)
    assert len(app.asked) == 2
    ask(caching, path="/y")
    assert len(app.asked) == 3


def test_a_request_with_a_cookie_is_none_of_its_business() -> None:
    app = Answering()
    caching = in_front_of(app)
    for _ in range(2):
        ask(caching, (b"cookie", b"a=b"))
    assert (len(app.asked), len(caching.cache)) == (2, 0)


def test_a_body_that_was_read_is_there_for_the_application() -> None:
    app = Answering()
    caching = in_front_of(app)
    for parts in ([b"one ", b"query"], [b"one query"], [b"another"]):
        ask(caching, post=parts)
    assert app.asked == [b"one query", b"another"]


def test_a_long_body_is_not_waited_for() -> None:
    app = Answering()
    caching = in_front_of(app)
    for _ in range(2):
        ask(caching, post=[b"x" * 70_000])
    assert [len(body) for body in app.asked] == [70_000] * 2
    assert len(caching.cache) == 0
