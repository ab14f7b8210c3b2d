"""The default store is what the environment says, else a directory beside the work."""

import pytest

from reportedly.store.location import default_store, shown


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"REPORTEDLY_STORE": "elsewhere/store"}, "elsewhere/store"),
        ({"REPORTEDLY_STORE": "https://example.org/sparql"}, "https://example.org/sparql"),
        ({"REPORTEDLY_STORE": ""}, ".reportedly"),
        ({}, ".reportedly"),
    ],
)
def test_the_environment_names_the_store(environ: dict[str, str], expected: str) -> None:
    assert default_store(environ) == expected


def test_the_process_environment_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_STORE", "from-process")
    assert default_store() == "from-process"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://me:secret@example.org:8/query?a=b@c", "https://example.org:8/query?a=b@c"),
        ("https://me:se@cret@example.org/query", "https://example.org/query"),
        ("https://example.org/at@home", "https://example.org/at@home"),
        ("a/path/me:secret@here", "a/path/me:secret@here"),
    ],
)
def test_a_location_is_shown_without_its_password(location: str, expected: str) -> None:
    assert shown(location) == expected
