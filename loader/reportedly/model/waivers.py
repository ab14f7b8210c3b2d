"""Waivers: what the ledger finds in an article and its entry leaves out, knowingly."""

from __future__ import annotations

from typing import Literal

from reportedly.model.anchors import EveryAnchor, Words

TextKind = Literal[
    "quotation",
    "number",
    "time",
    "name",
    "cue",
    "sentence",
    "description",
    "purpose",
    "status",
    "pronoun",
]
"""What the ledger finds in the text alone."""

DemandKind = Literal[
    "party",
    "wording",
    "role",
    "place",
    "sibling",
    "pair",
    "speaker",
    "aim",
    "infinitive",
    "antecedent",
    "clause",
    "bound",
    "request",
    "subject",
    "restatement",
    "participant",
    "occasion",
]
"""What the ledger finds that an entry owes to what else it says."""

LedgerKind = TextKind | DemandKind
"""What the ledger accounts for."""

WaiverReason = Literal[
    "misdetected", "figure-of-speech", "no-claim", "told-elsewhere", "understood", "not-modelled"
]
"""Why nothing is stated of the words.

``misdetected``: they are no such thing ("no one" is no number). ``figure-of-speech``: they are
one in form only ("once again"). ``no-claim``: nothing is told that could be claimed.
``told-elsewhere``: another anchor of the entry says the same. ``understood``: no words say it, and
the text leaves it to be understood. ``not-modelled``: the format has no
place for it.
"""


class Waiver(EveryAnchor):
    """Words of which the entry states nothing, and why; it says nothing in the graph.

    Attributes:
        kind: as what the ledger counts the words.
        because: the reason, under which the waiver is counted.
        note: more about the reason, in a sentence.
    """

    kind: LedgerKind
    because: WaiverReason
    note: Words | None = None
