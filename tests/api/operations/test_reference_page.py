"""/docs works without the rest of the Web: in a real browser that can resolve no other name."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.api.operations.harness import PATIENCE, running

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def test_the_page_names_no_other_host_and_forbids_any(client: TestClient) -> None:
    page = client.get("/docs")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe-eval" not in policy
    assert "//" not in page.text
    for path in re.findall(r'(?:href|src)="(/[^"]+)"', page.text):
        assert client.get(path).status_code == 200, path


def test_a_browser_without_the_web_shows_every_path(store: Path, tmp_path: Path) -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("Chromium is not installed")
    with running(store, tmp_path) as server:
        done = subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu",
                f"--user-data-dir={tmp_path}/profile",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--virtual-time-budget=20000", "--dump-dom", f"{server.address}/docs",
            ],
            capture_output=True, text=True, timeout=PATIENCE, check=True,
        )  # fmt: skip
    shown = set(re.findall(r'data-path="([^"]+)"', done.stdout))
    assert {"/sparql", "/id/{path}", "/metrics"} <= shown
