"""What can be set about a server, from the environment, read once when a location is opened."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from reportedly.errors import InputError
from reportedly.store.location import shown
from reportedly.store.remote.layout import Services, services

PREFIX: Final = "REPORTEDLY_REMOTE_"
NONE: Final = "none"


class Union(StrEnum):
    """How the default graph comes to be the union of the build's graphs."""

    LISTED = "listed"
    """Each query lists them: exact, whatever else the server holds. For hundreds of graphs."""
    SERVER = "server"
    """The server's own default graph is the union of all that it holds. For any number."""


class RemoteSettings(BaseSettings):
    """The settings of a server, each read from ``REPORTEDLY_REMOTE_`` and its name in capitals.

    Attributes:
        update: URL of the update service, where the server's layout is not one of `layout`'s.
        graphs: URL of the graph store service; ``none`` writes by updates alone.
        user: who to log in as; else what the URL says, else the netrc file.
        password: the password that goes with it.
        token: a bearer token (RFC 6750), sent instead.
        netrc: the netrc file; ``~/.netrc`` if none is named, and none is no error.
        union: how the default graph of a query is made.
        timeout: seconds without a byte from the server before it is given up.
        break_lock: takes the lock from a writer on another machine that is known to be gone.
        accept_loss: publishes literals in the form in which the server keeps them.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True
    )

    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: SecretStr | None = None
    token: SecretStr | None = None
    netrc: Path | None = None
    union: Union = Union.LISTED
    timeout: float = Field(default=300.0, gt=0)
    break_lock: bool = False
    accept_loss: bool = False


def read_settings() -> RemoteSettings:
    """The settings that the environment gives.

    Raises:
        InputError: one of them cannot be used.
    """
    try:
        return RemoteSettings()
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        name = PREFIX + str(fault["loc"][0]).upper()
        raise InputError(
            f"A setting of the remote store cannot be used: {fault['msg']}.",
            where=name,
            mend="Give it another value, or unset it.",
        ) from None  # the cause would show the value, and a value may be a password


def of_location(location: str, settings: RemoteSettings) -> tuple[Services, RemoteSettings]:
    """The services of a location, and the settings with what its URL says of the user.

    Raises:
        InputError: it is no URL that HTTP can be spoken to.
    """
    query = shown(location)
    try:
        parts = urlsplit(location)
        _ = parts.port
    except ValueError as error:
        raise InputError(f"This is no URL of a server: {error}.", where=query) from None
    if not parts.hostname:
        raise InputError(
            "This URL names no host.", where=query, mend="Write https://host/sparql, for example."
        )
    known = services(query)
    update = settings.update or known.update
    graphs = None if settings.graphs == NONE else settings.graphs or known.graphs
    if parts.username and settings.user is None and settings.token is None:
        settings = settings.model_copy(
            update={
                "user": unquote(parts.username),
                "password": SecretStr(unquote(parts.password or "")),
            }
        )
    return Services(query, update, graphs), settings
