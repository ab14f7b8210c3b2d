"""Where a server's services are, and how to log in, comes from the URL, the environment, netrc."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.store.backends import open_writer
from reportedly.store.remote.layout import LAYOUTS, services
from reportedly.store.remote.settings import of_location, read_settings

H = "https://example.org"


@pytest.mark.parametrize(
    ("query", "update", "graphs"),
    [
        ("/query", "/update", "/store"),
        ("/sparql", "/sparql", "/sparql-graph-crud"),
        ("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth"),
        ("/repositories/x", "/repositories/x/statements", "/repositories/x/rdf-graphs/service"),
        (
            "/rdf4j-server/repositories/x",
            *(
                f"/rdf4j-server/repositories/x/{each}"
                for each in ("statements", "rdf-graphs/service")
            ),
        ),
        ("/ds/query", "/ds/update", "/ds/data"),
        ("/ds/sparql", "/ds/update", "/ds/data"),
    ],
)
def test_common_layouts_are_known(query: str, update: str, graphs: str) -> None:
    found = services(H + query)
    assert (found.query, found.update, found.graphs) == (H + query, H + update, H + graphs)


def test_the_table_of_layouts_is_all_tried() -> None:
    assert len(LAYOUTS) == 5


def test_another_layout_is_read_only_until_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = of_location(f"{H}/blazegraph/kb", read_settings())
    assert (found.update, found.graphs) == (None, None)
    with (
        pytest.raises(InputError, match="REPORTEDLY_REMOTE_UPDATE"),
        open_writer(f"{H}/blazegraph/kb"),
    ):
        pass
    monkeypatch.setenv("REPORTEDLY_REMOTE_UPDATE", f"{H}/up")
    monkeypatch.setenv("REPORTEDLY_REMOTE_GRAPHS", f"{H}/graphs")
    found, _ = of_location(f"{H}/blazegraph/kb", read_settings())
    assert (found.update, found.graphs) == (f"{H}/up", f"{H}/graphs")


def test_no_graph_store_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_REMOTE_GRAPHS", "none")
    assert of_location(f"{H}/query", read_settings())[0].graphs is None


def test_the_password_of_a_url_is_taken_out_of_it() -> None:
    found, settings = of_location("https://me:s%40crt@example.org/query", read_settings())
    assert (found.query, found.update) == (f"{H}/query", f"{H}/update")
    assert settings.user == "me"
    assert settings.password is not None
    assert settings.password.get_secret_value() == "s@crt"
    assert "s@crt" not in repr(settings)


def test_the_environment_wins_over_the_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_REMOTE_USER", "you")
    _, settings = of_location("https://me:secret@example.org/query", read_settings())
    assert (settings.user, settings.password) == ("you", None)


@pytest.mark.parametrize("name", ["TIMEOUT", "UNION", "BREAK_LOCK"])
def test_a_setting_that_cannot_be_used_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"REPORTEDLY_REMOTE_{name}", "-some-")
    with pytest.raises(InputError, match=f"REPORTEDLY_REMOTE_{name}") as caught:
        read_settings()
    assert "-some-" not in str(caught.value)


@pytest.mark.parametrize("location", ["http://", "http:///query", "http://example.org:none/query"])
def test_a_url_without_a_host_is_refused(location: str) -> None:
    with pytest.raises(InputError):
        of_location(location, read_settings())


def test_a_broken_netrc_is_told_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine example.org login me secretive x\n", encoding="ascii")
    file.chmod(0o600)
    monkeypatch.setenv("REPORTEDLY_REMOTE_NETRC", str(file))
    with pytest.raises(InputError, match="netrc") as caught, open_writer(f"{H}/query"):
        pass
    assert "secretive" not in str(caught.value)
