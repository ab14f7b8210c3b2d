from __future__ import annotations

from fastapi.testclient import TestClient

BASE = "https://w3id.org/reportedly/id/"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def reports(client: TestClient, **given: str) -> list[str]:
    answer = client.get("/questions/tellings", params=given)
    assert answer.status_code == 200, answer.text
    return [
        row["report"]["value"].removeprefix(BASE) for row in answer.json()["results"]["bindings"]
    ]


def test_a_question_is_answered_with_its_defaults(client: TestClient) -> None:
    assert reports(client) == ["report/r1", "report/r2"]


def test_a_value_is_bound_whole_or_below_the_base(client: TestClient) -> None:
    assert reports(client, least="13") == ["report/r1"]
    assert reports(client, claim="claim/c1") == reports(client, claim=BASE + "claim/c1")
    assert reports(client, claim="claim/none") == []


def test_a_value_is_bound_and_never_pasted(client: TestClient) -> None:
    for value in ("c1> } SELECT * { ?s ?p ?o", "x} VALUES ?least {0", '"} #'):
        assert client.get("/questions/tellings", params={"claim": value}).status_code == 400
    assert client.get("/questions/tellings", params={"least": "0 } #"}).status_code == 400


def test_an_unknown_question_or_parameter_is_told_with_the_nearest(client: TestClient) -> None:
    unknown = client.get("/questions/telling")
    assert (unknown.status_code, unknown.json()["mend"]) == (404, "Did you mean 'tellings'?")
    misspelt = client.get("/questions/tellings", params={"clam": "x"})
    assert (misspelt.status_code, misspelt.json()["mend"]) == (400, "Did you mean 'claim'?")


def test_the_listing_tells_what_can_be_set(client: TestClient) -> None:
    (question,) = client.get("/questions").json()
    assert question["href"] == "/questions/tellings"
    assert [parameter["name"] for parameter in question["parameters"]] == ["claim", "least"]


def test_a_person_sees_the_values_and_can_change_them(client: TestClient) -> None:
    page = client.get("/questions/tellings", params={"least": "13"}, headers=BROWSER).text
    assert "Every report of one claim, and in which language its text is." in page
    assert 'name="least" value="13"' in page
    assert f'name="claim" value="{BASE}claim/c1"' in page
    assert "report/r1" in page
    assert "report/r2" not in page
