"""A digest names a set of quads: whatever their order, however often each is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from reportedly.errors import InputError
from reportedly.store.digest import Digest, canonical_lines, digest, digest_of_lines

names = st.integers(0, 5).map(lambda n: NamedNode(f"https://example.org/{n}"))
texts = st.text(st.characters(exclude_categories=["Cs"]))
literals = st.builds(Literal, texts) | texts.map(lambda text: Literal(text, language="en"))
some_quads = st.lists(st.builds(Quad, names, names, names | literals, names))


@given(some_quads, st.randoms())
def test_the_order_of_quads_does_not_matter(quads: list[Quad], chance: object) -> None:
    shuffled = list(quads)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert digest(shuffled) == digest(quads)


@given(some_quads)
def test_a_quad_given_twice_counts_once(quads: list[Quad]) -> None:
    assert digest(quads + quads[::-1]) == digest(quads)
    assert digest(quads).quads == len(set(quads))


@given(some_quads, st.builds(Quad, names, names, literals, names))
def test_one_more_quad_gives_another_digest(quads: list[Quad], more: Quad) -> None:
    same = more in quads
    assert (digest([*quads, more]) == digest(quads)) is same


@given(some_quads)
def test_every_quad_is_one_line_whatever_its_text_holds(quads: list[Quad]) -> None:
    lines = canonical_lines(quads)
    assert len(lines) == len(set(quads))
    assert lines == sorted(lines)
    assert all(line.endswith(b" .") and b"\n" not in line for line in lines)


def test_the_digest_is_that_of_the_sorted_file() -> None:
    a, b = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    lines = (
        b'<https://example.org/a> <https://example.org/b> "caf\xc3\xa9\\n\\u007F" '
        b"<https://example.org/b> .\n"
        b"<https://example.org/b> <https://example.org/a> <https://example.org/a> "
        b"<https://example.org/a> .\n"
    )
    expected = Digest(2, hashlib.sha256(lines).hexdigest())
    assert digest([Quad(b, a, a, a), Quad(a, b, Literal("café\n\x7f"), b)]) == expected


def test_nothing_has_the_digest_of_nothing() -> None:
    assert digest([]) == Digest(0, hashlib.sha256(b"").hexdigest())


def test_a_long_stream_is_hashed_as_one(
    quads: Callable[[str, list[str]], list[Quad]],
) -> None:
    many = quads("g", [f"text-{n}" for n in range(25_001)])
    lines = canonical_lines(iter(many))
    whole = hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    assert digest_of_lines(lines) == Digest(25_001, whole)


_IRI = NamedNode("https://example.org/x")


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode("b"), _IRI, _IRI, _IRI),
        Quad(_IRI, _IRI, BlankNode("b"), _IRI),
        Quad(_IRI, _IRI, _IRI, BlankNode("b")),
        Quad(_IRI, _IRI, _IRI, DefaultGraph()),
        Quad(_IRI, _IRI, Triple(_IRI, _IRI, _IRI), _IRI),
    ],
)
def test_what_has_no_name_is_refused(quad: Quad) -> None:
    with pytest.raises(InputError, match="blank node") as caught:
        digest([quad])
    assert "Give every node and graph an IRI" in str(caught.value)


@pytest.mark.parametrize(("quads", "sha256"), [(-1, "0" * 64), (0, "0" * 63), (0, "G" * 64)])
def test_a_digest_that_cannot_be_is_refused(quads: int, sha256: str) -> None:
    with pytest.raises(ValueError, match=r"cannot hold|SHA-256"):
        Digest(quads, sha256)
