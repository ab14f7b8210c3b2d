"""The build that is served tells itself, as its own directory does."""

from pathlib import Path

from fastapi.testclient import TestClient


def test_the_build_is_told_as_the_store_tells_it(client: TestClient, store: Path) -> None:
    answer = client.get("/build.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == (store / "current" / "build.json").read_bytes()
