"""Whom the processes that answer queries must be able to call, and what holds them to it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from reportedly.errors import InputError
from reportedly.store.backends import backend_of
from reportedly.store.location import shown
from reportedly_api.workers.frames import Order

_DNS: Final = 53
_PROXIES: Final = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a process must be able to call.

    Attributes:
        ports: the TCP ports, in order, whatever the address; empty for nobody.
        lookups: whether names must be looked up: by UDP, and by TCP at the port of the DNS.
    """

    ports: tuple[int, ...] = ()
    lookups: bool = False


class Extent(StrEnum):
    """Whom a process can call, as far as the kernel holds it."""

    NOBODY = "nobody"
    PORTS = "ports"
    """Anybody, by the TCP ports that it needs alone."""
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the processes of one pool can call.

    Attributes:
        pool: the name of the pool.
        by: what holds them: ``seccomp``, ``namespace`` or ``landlock``; None if nothing does.
        needed: whom they need to call.
    """

    pool: str
    by: str | None
    needed: Reach

    @property
    def extent(self) -> Extent:
        """Whom they can call."""
        if self.by is None:
            return Extent.ANYBODY
        return Extent.PORTS if self.needed.ports else Extent.NOBODY

    def __str__(self) -> str:
        """For people: whom, by what, and what is not held."""
        match self.extent:
            case Extent.NOBODY:
                return f"{self.pool}: processes can call nobody ({self.by})"
            case Extent.PORTS:
                ports = ", ".join(map(str, self.needed.ports))
                names = " and UDP, to look up names" if self.needed.lookups else ""
                return (
                    f"{self.pool}: processes can call TCP port {ports}{names}, and no other port "
                    f"({self.by}); addresses are not restricted"
                )
            case _:
                return f"{self.pool}: processes can call anybody: this system restricts no ports"


def reach_of(order: Order) -> Reach:
    """Whom a worker must be able to call: the server of its store, and the endpoints it may ask.

    To the store's server goes whatever proxy the environment names; the engine knows of none.

    Raises:
        InputError: one of them has a port that there is not.
    """
    if not order.networked:
        return Reach()
    urls = list(order.federate) if order.calls_out else []
    if backend_of(order.store).over_network:
        urls.append(order.store)
        urls += [
            proxy
            for name in _PROXIES
            if (proxy := os.environ.get(name) or os.environ.get(name.lower()))
        ]
    return _reach_of(urls)


def _reach_of(urls: Iterable[str]) -> Reach:
    parts = [urlsplit(url if "://" in url else f"http://{url}") for url in urls]
    ports = {_port_of(part) for part in parts}
    lookups = not all(_is_address(part.hostname or "") for part in parts)
    return Reach(tuple(sorted(ports | {_DNS} if lookups else ports)), lookups)


def _port_of(url: SplitResult) -> int:
    try:
        return url.port or (443 if url.scheme.lower() == "https" else 80)
    except ValueError as error:
        raise InputError(
            f"This address cannot be called: {error}.",
            where=shown(url.geturl()),
            mend="Write a port from 1 to 65535, or leave it out.",
        ) from None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
