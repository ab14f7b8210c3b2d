"""Settings from flags, environment, file and defaults; where each comes from; no secret shown."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.errors import InputError
from reportedly_api.serve import is_loopback
from reportedly_api.settings import SHARED, Settings, read_settings, source_of
from reportedly_api.settings_shown import as_toml, masked, shown


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"REPORTEDLY_{name.upper()}", raising=False)
    monkeypatch.delenv("REPORTEDLY_CONFIG", raising=False)


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reportedly.toml").write_text("# ours\nport = 1\nmax_seconds = 2\n")
    monkeypatch.setenv("REPORTEDLY_PORT", "3")
    monkeypatch.setenv("REPORTEDLY_MAX_SECONDS", "")  # empty is unset
    settings = read_settings()
    assert (settings.port, settings.max_seconds, settings.host) == (3, 2, "127.0.0.1")
    sources = source_of("port"), source_of("max_seconds"), source_of("host")
    assert sources == ("REPORTEDLY_PORT", "reportedly.toml:3", None)
    assert Settings(port=4).port == 4


def test_a_file_that_is_named_is_read_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reportedly.toml").write_text("port = 1\n")
    (tmp_path / "other.toml").write_text("processes = 2\n")
    monkeypatch.setenv("REPORTEDLY_CONFIG", "other.toml")
    assert (read_settings().port, read_settings().processes) == (8000, 2)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("\nmax_secnds = 3", ":2", "max_seconds"),
        ("port = 1\n[limits]\nmax_seconds = 3", ":2", "no setting 'limits'"),
        ("nothing_like_it = 3", ":1", "reportedly settings"),
        ("host = 'x'\nmax_seconds = 'long'", ":2", "valid number"),
        ("port = 70000", ":1", "65535"),
        ("port = \nhost = 1", ":1:8", "no TOML"),
        ("root_path = 'kg'", ":1", "root_path"),
        ("federate = ['ftp://x']", ":1", "http"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    tmp_path: Path, text: str, where: str, what: str
) -> None:
    (tmp_path / "reportedly.toml").write_text(text)
    with pytest.raises(InputError) as caught:
        read_settings()
    assert caught.value.where == f"reportedly.toml{where}"
    assert what in str(caught.value)


def test_what_is_wrong_in_the_environment_is_told_with_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REPORTEDLY_PORT", "high")
    with pytest.raises(InputError, match="REPORTEDLY_PORT"):
        read_settings()
    monkeypatch.setenv("REPORTEDLY_PORT", "1")
    monkeypatch.setenv("REPORTEDLY_FEDERATE", "http://x/")
    with pytest.raises(InputError, match=r"federate.*JSON"):
        read_settings()


def test_a_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_CONFIG", "none.toml")
    with pytest.raises(InputError, match=r"none\.toml"):
        read_settings()


def test_every_setting_is_shown_with_its_meaning() -> None:
    rows = shown()
    assert [row.name for row in rows] == list(Settings.model_fields)
    assert len(rows) == 38
    assert all(row.meaning.endswith((".", ". Beyond: 503.")) for row in rows)


def test_what_is_printed_as_toml_is_a_file_to_begin_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_FEDERATE", '["https://a.example/sparql"]')
    text = as_toml()
    assert tomllib.loads(text) == {"federate": ["https://a.example/sparql"]}
    every = [line.removeprefix("# ") for line in text.splitlines() if " = " in line]
    (tmp_path / "reportedly.toml").write_text("\n".join(every))
    monkeypatch.delenv("REPORTEDLY_FEDERATE")
    read = read_settings()
    assert read.federate == ("https://a.example/sparql",)
    assert read.model_dump(exclude={"federate"}) == Settings.model_construct(
        **Settings(federate=()).model_dump()
    ).model_dump(exclude={"federate"})


def test_secrets_are_masked() -> None:
    assert masked(SecretStr("x")) == "********"
    assert masked("https://me:x@kg.example/sparql") == "https://********@kg.example/sparql"
    assert masked("https://kg.example/a@b") == "https://kg.example/a@b"
    assert masked(("http://u:p@h/",)) == ["http://********@h/"]


def test_the_command_prints_what_it_would_serve_with(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("port = 8080\n")
    done = CliRunner(env={"REPORTEDLY_CONFIG": None}).invoke(
        app, ["settings", "--format", "json", "--config", "mine.toml"]
    )
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert (rows["port"]["value"], rows["port"]["source"]) == (8080, "mine.toml:1")
    assert rows["max_seconds"]["unit"] == "seconds"
    table = CliRunner().invoke(app, ["settings"])
    assert "max_seconds" in table.stdout


def test_places_are_shared_out_among_processes() -> None:
    whole = Settings(processes=3, workers=4, slow_workers=1, max_queued=0, max_slow_queued=30)
    part = whole.share()
    assert (part.workers, part.slow_workers, part.max_queued, part.max_slow_queued) == (2, 1, 0, 10)
    unshared = set(Settings.model_fields) - set(SHARED)
    assert part.model_dump(include=unshared) == whole.model_dump(include=unshared)
    assert Settings(workers=4).share() == Settings(workers=4)


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("kg.example", False)],
)  # fmt: skip
def test_a_loopback_address_is_reached_from_here_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone
