from __future__ import annotations

from fastapi.testclient import TestClient

from reportedly_api.app import create_app
from reportedly_api.settings import Settings, limits, unit_of

LIMITS = 18


def test_every_limit_is_told_with_its_value_and_its_meaning(client: TestClient) -> None:
    told = client.get("/limits").json()
    assert len(told["limits"]) == len(limits()) == LIMITS
    by_name = {limit["name"]: limit for limit in told["limits"]}
    assert by_name["max_seconds"]["value"] == 30
    assert by_name["max_seconds"]["setting"] == "REPORTEDLY_MAX_SECONDS"
    for limit in told["limits"]:
        assert limit["unit"] in ("seconds", "queries", "bytes", "headers", "rows", "connections")
        assert limit["meaning"].endswith(".")
        assert limit["value"] > 0
    assert told["federate"] == []
    assert [(one["pool"], one["reach"]) for one in told["network"]] == [("queries", "nobody")]


def test_a_person_gets_them_as_a_page(client: TestClient) -> None:
    page = client.get("/limits", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for name in limits():
        assert f"REPORTEDLY_{name.upper()}" in page.text
    assert client.get("/").text.count('href="/limits"') == 1


def test_what_is_set_is_what_is_told(settings: Settings) -> None:
    other = settings.model_copy(
        update={"max_seconds": 1.5, "federate": ("https://example.org/sparql",)}
    )
    with TestClient(create_app(other)) as client:
        told = client.get("/limits").json()
        page = client.get("/limits", params={"format": "html"}).text
    assert told["limits"][0] | {"value": 1.5} == told["limits"][0]
    assert told["federate"] == ["https://example.org/sparql"]
    assert "https://example.org/sparql" in page
    assert [one["pool"] for one in told["network"]] == ["queries", "federating"]
    assert "queries: nobody (held by the kernel: " in page


def test_large_values_are_written_out_on_the_page(settings: Settings) -> None:
    other = settings.model_copy(update={"max_slow_memory_bytes": 12_638_251_010})
    with TestClient(create_app(other)) as client:
        page = client.get("/limits", params={"format": "html"}).text
    assert "12,638,251,010" in page


def test_names_within_a_meaning_stand_out_on_the_page(client: TestClient) -> None:
    page = client.get("/limits", headers={"Accept": "text/html"}).text
    assert "as <code>serve</code> bounds it" in " ".join(page.split())
    assert "`" not in page


def test_a_setting_that_bounds_nothing_is_no_limit() -> None:
    assert unit_of(Settings.model_fields["store"]) == ""
