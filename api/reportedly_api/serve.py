"""The door of `reportedly serve`: it reads the settings and runs the server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from math import ceil
from tempfile import TemporaryDirectory
from typing import Final

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from reportedly.store.backends import open_view
from reportedly_api.machine import open_more_files
from reportedly_api.operations.logs import configure
from reportedly_api.operations.metrics import FOLDER
from reportedly_api.settings import PREFIX, Settings, read_settings

_APP: Final = "reportedly_api.serve:served"


def serve(given: Mapping[str, str]) -> None:
    """Serve until SIGTERM or SIGINT; then queries under way end, or are broken off at the limit.

    Args:
        given: settings that win over all others, by the names of their variables. They are put
            into the environment, because there the processes that are started find them.

    Raises:
        InputError: a setting cannot be used.
        StoreError: there is nothing to serve.
    """
    os.environ.update(given)
    settings = read_settings()
    open_view(settings.store).close()  # says what is missing before a server starts and stops again
    if "public" not in settings.model_fields_set:
        os.environ[PREFIX + "PUBLIC"] = str(not is_loopback(settings.host)).lower()
    open_more_files()
    configure(settings)
    if settings.processes == 1:
        _run(settings)
        return
    with TemporaryDirectory(prefix="reportedly-metrics-") as folder:
        os.environ[FOLDER] = folder
        _run(settings)


def served() -> object:
    """The application, in a process of the server: its log is set up first."""
    from reportedly_api.app import create_app  # noqa: PLC0415 - the counters need `FOLDER` set

    settings = read_settings()
    configure(settings)
    return create_app(settings)


def _run(settings: Settings) -> None:
    config = uvicorn.Config(
        _APP,
        factory=True,
        http="reportedly_api.quick:QuickProtocol",
        host=settings.host,
        port=settings.port,
        workers=settings.processes,
        root_path=settings.root_path,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=ceil(settings.shutdown_seconds),
        server_header=False,
        access_log=False,  # the application writes a line for each request itself
        log_config=None,
    )
    if settings.processes == 1:
        server = uvicorn.Server(config)
        with suppress(KeyboardInterrupt):
            server.run()
        started = server.started
    else:
        several = Multiprocess(config, sockets=[config.bind_socket()])
        several.run()
        started = all(process.exitcode != STARTUP_FAILURE for process in several.processes)
    if not started:
        raise SystemExit(STARTUP_FAILURE)  # which `uvicorn.run` says of one process only


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"  # RFC 6761, section 6.3; any other name may lead outside
