"""What the front and a worker say to each other over their socket pair.

To the worker goes the length of an `Inquiry` (four bytes, big-endian), then the inquiry, in
Python's own marshalling: both ends are the same interpreter, and no way is quicker. What a worker
sends is never read in that way.
Back come frames: one byte that says what it is, the lengths of a head and of a body and, of a
whole answer, the microseconds that it took (four bytes each), the head in JSON, and the body as it
goes to the client. A worker answers one inquiry at a time, with `WHOLE` alone; or `BEGIN`, any
number of `MORE`, `END`; or `PROBLEM`, at any time, in which case what was sent before is no answer;
or `FEDERATES`.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from struct import Struct
from typing import Final, NamedTuple

LENGTH: Final = Struct("!I")
FRAME: Final = Struct("!cIII")

READY: Final = b"R"
"""The worker has opened the build; the head is its `Hello`."""
WHOLE: Final = b"W"
"""The headers of an answer, and all of it."""
BEGIN: Final = b"B"
"""The headers of an answer, and its first block."""
MORE: Final = b"M"
"""Another block."""
END: Final = b"E"
"""The last block; it may be empty."""
PROBLEM: Final = b"P"
"""Why there is no answer, or no more of it: the head is the problem."""
FEDERATES: Final = b"F"
"""The query calls servers that it may call, and this worker has no network."""


class Around(NamedTuple):
    """What a page for people shows around an answer, as far as the front knows it.

    Attributes:
        title: what the page is about, in a few words.
        root: the path under which the application is mounted; empty at the server's root.
        path: the path and query of the page without ``format``; what comes before ``?query=``
            where `asks` is true.
        asks: whether the query that was asked is part of the path, and no part of `path` yet.
        explain: what the answer means.
        shows_query: whether the query is shown for editing.
        focus: the IRI that a graph describes; None if it describes no one resource.
        form: the values that can be set: name, its value here, what it means.
        whole: whether the page shows every row, however many.
        graph: the IRI of the named graph whose statements these are, for the formats that name
            graphs; None if they are of no one graph.
        canonical: the IRI by which the world knows what this is; None if it has none.
    """

    title: str
    root: str = ""
    path: str = ""
    asks: bool = False
    explain: str = ""
    shows_query: bool = False
    focus: str | None = None
    form: tuple[tuple[str, str, str], ...] = ()
    whole: bool = False
    graph: str | None = None
    canonical: str | None = None


class Condition(NamedTuple):
    """What must be so for there to be an answer.

    Attributes:
        ask: an ASK over the same graphs; NotFoundError where its answer is no.
        what: what is said then.
        mend: what to do about it.
    """

    ask: str
    what: str
    mend: str | None


class Inquiry(NamedTuple):
    """One query, and the form in which its answer is wanted.

    Attributes:
        query: its text.
        default_graphs: IRIs of the graphs that make up its default graph; empty leaves it to the
            query.
        named_graphs: IRIs of the graphs that it can name; likewise.
        accept: the value of ``Accept``; None if there is none.
        format: the value of ``?format=``; None if there is none.
        around: what a page shows around the answer.
        condition: what must be so for there to be an answer; None if there is no such condition.
    """

    query: str
    around: Around
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str | None = None
    format: str | None = None
    condition: Condition | None = None

    def encode(self) -> bytes:
        """The inquiry as it is sent, its length first."""
        around, must = tuple(self.around), self.condition
        told = marshal.dumps((self[0], around, *self[2:-1], None if must is None else tuple(must)))
        return LENGTH.pack(len(told)) + told


def decode(told: bytes) -> Inquiry:
    """The inquiry that the front encoded; its length is not among the bytes."""
    inquiry = Inquiry._make(marshal.loads(told))
    must = inquiry.condition
    return inquiry._replace(
        around=Around._make(inquiry.around), condition=None if must is None else Condition(*must)
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is started with.

    Attributes:
        store: where the store lies.
        base: the IRI under which instances are named.
        version: the version of Reportedly that pages name.
        page_rows: how many rows a page for people shows.
        memory: bytes that the worker may take beyond its code (RLIMIT_DATA); a worker that wants
            more dies.
        result: bytes of one answer, at most.
        sandboxed: whether the kernel must deny it the network; it does not start otherwise.
        networked: whether it has the network: to reach the store, or because it calls out. Then
            it is held to the ports of these, where the kernel can hold it.
        calls_out: whether it answers queries that call other servers.
        federate: the endpoints that such a query may call.
        describes: whether it tells the whole build when it is ready, and not its id alone.
    """

    store: str
    base: str
    version: str
    page_rows: int
    memory: int
    result: int
    sandboxed: bool
    networked: bool = False
    calls_out: bool = False
    federate: tuple[str, ...] = ()
    describes: bool = False
