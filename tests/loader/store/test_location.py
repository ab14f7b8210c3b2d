"""The default store is what the environment says, else a directory beside the work."""

from pathlib import Path

import pytest

from reportedly.store.location import default_store


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"REPORTEDLY_STORE": "elsewhere/store"}, "elsewhere/store"),
        ({"REPORTEDLY_STORE": ""}, ".reportedly"),
        ({}, ".reportedly"),
    ],
)
def test_the_environment_names_the_store(environ: dict[str, str], expected: str) -> None:
    assert default_store(environ) == Path(expected)


def test_the_process_environment_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_STORE", "from-process")
    assert default_store() == Path("from-process")
