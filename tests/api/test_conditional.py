from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly_api.conditional import entity_tag, has_it


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (None, False),
        ("*", True),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('"b",W/"a" , "c"', True),
        ('"b"', False),
        ('"ab"', False),
        ("a", False),
        ("", False),
    ],
)
def test_a_tag_is_found_among_those_that_a_client_has(field: str | None, found: bool) -> None:
    assert has_it(field, '"a"') is found
    assert has_it(field, 'W/"a"') is found


@given(st.lists(st.binary()), st.lists(st.binary()))
def test_only_the_same_parts_have_the_same_tag(one: list[bytes], other: list[bytes]) -> None:
    assert (entity_tag(*one) == entity_tag(*other)) is (one == other)
    assert has_it(entity_tag(*other), entity_tag(*one)) is (one == other)
