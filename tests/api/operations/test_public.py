"""Whether anybody may ask: by the address, unless the operator says; then no sandbox, no server."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.api.operations.harness import PATIENCE, clean, free_port, wait_until_ready

from reportedly_api.workers.serving import NO_SANDBOX

UNGUARDED = """
    import os, sys
    from reportedly_api.workers import sandbox
    if not sandbox.refuse_calls("prctl", "seccomp", "unshare"):
        raise SystemExit(77)
    os.execv(sys.executable, [sys.executable, "-m", "reportedly", "serve", *sys.argv[1:]])
"""
"""`reportedly serve` where the kernel offers no sandbox; see `test_network` of the workers."""
PUBLIC, HOST = "REPORTEDLY_PUBLIC", "REPORTEDLY_HOST"
HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"


def starts_without_a_sandbox(
    store: Path, folder: Path, options: Sequence[str], environment: dict[str, str]
) -> bool:
    """Whether the server comes up; if not, it has said what is missing."""
    port, log = free_port(), folder / "log"
    command = [sys.executable, "-c", textwrap.dedent(UNGUARDED), "--port", str(port), *options]
    environ = clean() | {"REPORTEDLY_STORE": str(store)} | environment
    with log.open("wb") as stderr:
        process = subprocess.Popen(command, env=environ, stderr=stderr, cwd=folder)
    try:
        wait_until_ready(f"http://{HERE}:{port}/readyz", process, log)
    except RuntimeError:
        status = process.wait(PATIENCE)
    else:
        return True
    finally:
        process.terminate()
        process.wait(PATIENCE)
    if status == 77:
        pytest.skip("this kernel offers no filter to take the others away with")
    assert status > 0
    said = log.read_text(encoding="utf-8")
    assert NO_SANDBOX in said
    assert f"{PUBLIC}=false" in said
    return False


@pytest.mark.parametrize(
    ("options", "environment", "starts"),
    [
        ([], {}, True),
        ([], {HOST: "localhost"}, True),
        ([], {HOST: EVERYWHERE, PUBLIC: ""}, False),  # empty is unset
        (["--host", EVERYWHERE], {HOST: HERE}, False),
        (["--host", HERE], {PUBLIC: "true"}, False),
        (["--host", EVERYWHERE], {PUBLIC: "false"}, True),
        (["--host", HERE, "--processes", "2"], {}, True),
        (["--host", HERE, "--processes", "2"], {PUBLIC: "true"}, False),
    ],
)
def test_without_a_sandbox_only_a_server_for_nobody_else_starts(
    store: Path, tmp_path: Path, options: list[str], environment: dict[str, str], starts: bool
) -> None:
    assert starts_without_a_sandbox(store, tmp_path, options, environment) is starts


@pytest.mark.parametrize(
    ("host", "public", "starts"), [(HERE, "true", False), (EVERYWHERE, "false", True)]
)
def test_what_a_file_says_wins_over_the_address(
    store: Path, tmp_path: Path, host: str, public: str, starts: bool
) -> None:
    (tmp_path / "reportedly.toml").write_text(f'host = "{host}"\npublic = {public}\n')
    assert starts_without_a_sandbox(store, tmp_path, [], {}) is starts
