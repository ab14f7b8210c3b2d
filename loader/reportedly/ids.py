"""How every IRI of an instance is minted: readable, stable, and never a blank node.

What stands inside an article is named by what an editor called it (``report/r3``) or by its
place in the text (``passage/12-45``, in Unicode code points from 0, end exclusive), so that an
insertion elsewhere in an entry renames nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from reportedly.errors import InputError

DEFAULT_BASE: Final = "https://w3id.org/reportedly/id/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Ids:
    """Mints instance IRIs under one base.

    Attributes:
        base: an absolute IRI that ends in ``/`` (or ``#``); `InputError` otherwise.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        try:
            absolute = "://" in NamedNode(self.base).value
        except ValueError:  # what RFC 3987 does not allow in an IRI, such as a space
            absolute = False
        if not absolute or not self.base.endswith(("/", "#")):
            raise InputError(
                f"the base IRI {self.base!r} is not an absolute IRI that ends in '/' or '#'",
                mend=f"Use one like {DEFAULT_BASE}",
            )

    def node(self, *steps: str) -> NamedNode:
        """The IRI at a path of steps below the base, each step percent-encoded (RFC 3986, 2.1)."""
        return NamedNode(self.base + "/".join(map(_encoded, steps)))

    def article(self, article: str) -> NamedNode:
        """The article itself."""
        return self.node("article", article)

    def part(self, article: str, *steps: str) -> NamedNode:
        """Something inside one article: a report, a passage, a quotation."""
        return self.node("article", article, *steps)

    def stated_graph(self, article: str, text_sha256: str) -> NamedNode:
        """The named graph of what one article states; its IRI carries the text's digest."""
        return self.node("graph", article, text_sha256)

    def editor_graph(self, article: str, text_sha256: str) -> NamedNode:
        """The named graph of what an editor added to one article."""
        return self.node("graph", article, text_sha256, "editor")

    def shared_graph(self, name: str) -> NamedNode:
        """A graph that all articles share: ``registry``, ``external``, ``ontology``."""
        return self.node("graph", name)


def _encoded(step: str) -> str:
    """A step percent-encoded; most are letters, digits and hyphens, which stay (RFC 3986, 2.3)."""
    if step.isascii() and step.replace("-", "").isalnum():
        return step
    return quote(step, safe="")
