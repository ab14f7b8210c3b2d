"""The systemd unit, read by systemd's own tools: it is well-formed, locked, and lets us work."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.deploy.runner import ROOT

from reportedly_api.settings import Settings

UNIT: Final = ROOT / "deploy" / "reportedly.service"
PAGE: Final = ROOT / "docs" / "operations.md"
MOST_EXPOSED: Final = 3.0
"""Of 10, as systemd counts it: below is what it calls OK."""
CALLS: Final = {
    "what makes, signals and halts workers": {"clone", "wait4", "pidfd_open", "pidfd_send_signal"},
    "what gives them priorities": {"setpriority", "getpriority", "clock_gettime"},
    "what bounds them": {"prlimit64"},
    "the filter of the workers": {"prctl"},
    "the ports of those that call others": {
        "landlock_create_ruleset",
        "landlock_add_rule",
        "landlock_restrict_self",
    },
    "the server and its sockets": {"socketpair", "accept4", "sendmsg", "recvmsg", "epoll_pwait"},
    "an embedded store": {"mmap", "mremap", "pread64", "flock", "fcntl", "fadvise64", "readahead"},
}
"""Calls that `strace -f` shows of the server, its fork server and its workers, and what for."""

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, check=False, timeout=60
    )


def installed(folder: Path, *change: str) -> Path:
    """The unit, with a program that exists in the place of the one that is installed later."""
    text = UNIT.read_text(encoding="utf-8")
    program = "/opt/reportedly/bin/reportedly"
    assert text.count(f"ExecStart={program} serve") == 1
    text = text.replace(f"ExecStart={program}", f"ExecStart={sys.executable}")
    for old, new in zip(change[::2], change[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    unit = folder / UNIT.name
    unit.write_text(text, encoding="utf-8")
    return unit


def test_systemd_has_nothing_to_say_against_the_unit(tmp_path: Path) -> None:
    told = analyze("verify", str(installed(tmp_path)))
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ("PrivateTmp=yes", "PrivateTemp=yes"),
        ("KillMode=mixed", "KillMode=some"),
        ("landlock_add_rule", "landlock_add_rules"),
    ],
)
def test_systemd_would_say_so(tmp_path: Path, sound: str, faulty: str) -> None:
    told = analyze("verify", str(installed(tmp_path, sound, faulty)))
    assert f"{UNIT.name}:" in told.stderr


def test_the_unit_is_as_locked_as_the_page_says(tmp_path: Path) -> None:
    told = analyze("security", "--offline=true", "--no-pager", str(installed(tmp_path)))
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told.stdout)
    if found is None:
        pytest.skip("this systemd-analyze weighs no unit offline")
    assert float(found[1]) <= MOST_EXPOSED
    shown = re.search(r"\(systemd (\d+)\)\s+([\d.]+) of 10", PAGE.read_text(encoding="utf-8"))
    assert shown is not None
    if analyze("--version").stdout.startswith(f"systemd {shown[1]} "):  # each weighs otherwise
        assert found[1] == shown[2]


def test_the_calls_that_the_server_makes_are_let_through() -> None:
    groups = groups_of_calls(analyze("syscall-filter", "--no-pager").stdout)
    if not groups:
        pytest.skip("this systemd-analyze tells no groups of calls")
    words = [
        word
        for line in UNIT.read_text(encoding="utf-8").splitlines()
        if line.startswith("SystemCallFilter=")
        for word in line.partition("=")[2].split()
    ]
    allowed = expanded(["@default", *words], groups)
    assert len(allowed) > 200
    for what, calls in CALLS.items():
        assert calls <= allowed, f"{what}: {calls - allowed}"
    assert not {"ptrace", "bpf", "mount", "reboot", "init_module"} & allowed


def test_it_is_stopped_no_sooner_than_queries_may_end() -> None:
    found = re.search(r"^TimeoutStopSec=(\d+)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    assert int(found[1]) > Settings.model_fields["shutdown_seconds"].default


def groups_of_calls(told: str) -> dict[str, list[str]]:
    """What each group holds: calls, and other groups."""
    groups: dict[str, list[str]] = {}
    for line in told.splitlines():
        if line.startswith("@"):
            groups[line.strip()] = []
        elif line.startswith("    ") and not line.strip().startswith("#"):
            groups[next(reversed(groups))].append(line.strip())
    return groups


def expanded(words: list[str], groups: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= expanded(groups[word], groups) if word.startswith("@") else {word}
    return found


def test_behind_a_proxy_it_is_as_public_as_on_an_address_of_its_own() -> None:
    assert "Environment=REPORTEDLY_PUBLIC=true" in UNIT.read_text(encoding="utf-8").splitlines()
    assert "public" in Settings.model_fields
