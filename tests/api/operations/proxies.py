"""nginx and Caddy before a server, over TLS, by the very files in ``deploy/``."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
from tests.api.operations.harness import PATIENCE, Running, free_port, wait_until_ready

DEPLOY: Final = Path(__file__).parents[3] / "deploy"
NAME: Final = "kg.example.org"
"""The name that both files are written for."""


@dataclass(frozen=True)
class Behind:
    """An endpoint behind a proxy.

    Attributes:
        proxy: which.
        seen: where people see it.
        plain: the same place without TLS.
        server: the server itself.
        trust: what makes a client believe the certificate.
        certificate: the file of that certificate.
    """

    proxy: str
    seen: str
    plain: str
    server: Running
    trust: ssl.SSLContext
    certificate: Path

    def client(self) -> httpx2.Client:
        """A client of the proxy, to be closed by whoever asks for it."""
        return httpx2.Client(base_url=self.seen, verify=self.trust, timeout=PATIENCE)

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """Ask for a path below the place where people see the endpoint."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with self.client() as client:
            return client.get(self.seen + path, headers=told)

    def post(self, path: str, form: Mapping[str, str]) -> httpx2.Response:
        with self.client() as client:
            return client.post(self.seen + path, data=dict(form))


@dataclass(frozen=True)
class Place:
    """Where a proxy runs in a test: free ports, the path if any, its folder and its certificate."""

    port: int
    plain: int
    behind: int
    path: str
    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    @property
    def key(self) -> Path:
        return self.folder / "key.pem"


def nginx(place: Place) -> list[str]:
    """The file as it is shipped, on free ports; below a path as the docs say."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{place.behind};",
        "listen      80;": f"listen 127.0.0.1:{place.plain};",
        "listen              443 ssl http2;": f"listen 127.0.0.1:{place.port} ssl http2;",
        f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(place.certificate),
        f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(place.key),
    }
    if place.path:
        changes["location / {\n        proxy_pass http://reportedly;"] = (
            f"location {place.path}/ {{\n        proxy_pass http://reportedly/;"
        )
    text = changed(text, changes)
    whole = place.folder / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {place.folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Distributions switch gzip on for every site: it must not touch what passes through ours.
    compressing = "gzip on;\ngzip_types *;\ngzip_min_length 1;\ngzip_proxied any;\n"
    whole.write_text(
        f"daemon off;\nmaster_process off;\npid {place.folder}/pid;\nerror_log stderr warn;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{compressing}{text}\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-e", "stderr", "-c", str(whole)]


def caddy(place: Place) -> list[str]:
    """The same, with a certificate that is given to it, and without its port for administration."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    site = f"https://127.0.0.1 {{\n\ttls {place.certificate} {place.key}"
    changes = {"127.0.0.1:8000": f"127.0.0.1:{place.behind}", f"{NAME} {{": site}
    if place.path:
        changes["handle {"] = f"handle_path {place.path}/* {{"
    whole = place.folder / "Caddyfile"
    ports = f"http_port {place.plain}\n\thttps_port {place.port}\n\tdefault_bind 127.0.0.1"
    options = f"{{\n\tadmin off\n\tauto_https disable_certs\n\t{ports}\n}}\n"
    whole.write_text(options + changed(text, changes), encoding="utf-8")
    return ["caddy", "run", "--config", str(whole), "--adapter", "caddyfile"]


def changed(text: str, changes: Mapping[str, str]) -> str:
    """A text with each of these places, that must be there once, changed."""
    for old, new in changes.items():
        assert text.count(old) == 1, f"the shipped file no longer has one {old!r}"
        text = text.replace(old, new)
    return text


PROXIES: Final[Mapping[str, Callable[[Place], list[str]]]] = {"nginx": nginx, "caddy": caddy}


@contextmanager
def proxied(name: str, path: str, server: Running, folder: Path) -> Iterator[Behind]:
    """Runs a proxy before a server, until the block ends."""
    place = Place(free_port(), free_port(), server.port, path, folder)
    trust = certify(place)
    log = folder / "proxy.log"
    with log.open("wb") as stderr:
        proxy = subprocess.Popen(PROXIES[name](place), stdout=stderr, stderr=stderr)
    try:
        seen = f"https://127.0.0.1:{place.port}{path}"
        wait_until_ready(f"{seen}/readyz", proxy, log, trust)
        plain = f"http://127.0.0.1:{place.plain}{path}"
        yield Behind(name, seen, plain, server, trust, place.certificate)
    finally:
        proxy.terminate()
        proxy.wait(PATIENCE)


def certify(place: Place) -> ssl.SSLContext:
    """Makes a certificate of its own for the place; gives what believes in it and in no other."""
    command = ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-days", "2"]
    command += ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=IP:127.0.0.1,DNS:{NAME}"]
    command += ["-keyout", str(place.key), "-out", str(place.certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return ssl.create_default_context(cafile=str(place.certificate))


def missing(name: str) -> str | None:
    """Which program is not installed that a proxy's tests need; None if all are."""
    return next((each for each in (name, "openssl") if shutil.which(each) is None), None)


def version_of_caddy() -> tuple[int, ...]:
    told = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", told)
    return tuple(map(int, found.groups())) if found else ()
