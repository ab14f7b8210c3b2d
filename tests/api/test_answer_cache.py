"""The cache of finished answers by itself: its bounds, and that it is of one build."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.cache import AnswerCache, Kept

MAX, ENTRY = 1000, 400


def kept(size: int, tag: str = '"t"') -> Kept:
    return Kept([(b"etag", tag.encode())], b"", tag, tag, size)


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 9), st.integers(1, 600), st.booleans())
    )
)
def test_it_never_takes_more_than_its_bytes_and_never_mixes_builds(
    steps: list[tuple[str, int, int, bool]],
) -> None:
    cache = AnswerCache(MAX, ENTRY)
    for build, key, size, asks_first in steps:
        if asks_first:
            found = cache.get(build, key)
            assert found is None or found.tag == f"{build}{key}"
        cache.put(build, key, kept(size, f"{build}{key}"))
        assert cache.bytes <= MAX
        assert cache.bytes == sum(k.size for n in range(10) if (k := cache.peek(n)) is not None)


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    cache = AnswerCache(MAX, ENTRY)
    cache.get("A", "first")
    for name in ("first", "second"):
        cache.put("A", name, kept(400))
    assert cache.get("A", "first")
    cache.put("A", "third", kept(400))
    assert [cache.get("A", name) is not None for name in ("first", "second", "third")] == [
        True,
        False,
        True,
    ]
    assert (cache.evictions, cache.hits, len(cache), cache.bytes) == (1, 3, 2, 800)


def test_what_is_too_big_is_not_kept_and_costs_nobody_his_place() -> None:
    cache = AnswerCache(MAX, ENTRY)
    cache.get("A", "small")
    cache.put("A", "small", kept(400))
    cache.put("A", "big", kept(401))
    assert cache.get("A", "small")
    assert (len(cache), cache.evictions) == (1, 0)


def test_another_build_empties_it_and_the_old_one_puts_nothing_in() -> None:
    cache = AnswerCache(MAX, ENTRY)
    cache.get("A", "q")
    cache.put("A", "q", kept(100))
    assert cache.get("B", "q") is None
    assert (cache.bytes, len(cache), cache.evictions) == (0, 0, 0)
    cache.put("A", "q", kept(100))
    assert cache.get("B", "q") is None
    assert cache.get("A", "q") is None
