"""What can be set about the endpoint: one frozen value, read once at the door and passed on."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from reportedly.errors import InputError
from reportedly.questions import questions_dir
from reportedly.store.location import default_store
from reportedly_api.machine import cores, memory
from reportedly_api.settings_file import place_of, read_file, settings_file

PREFIX = "REPORTEDLY_"

SHARED = (
    "workers", "slow_workers", "max_queued", "max_slow_queued", "max_slow_memory_bytes",
    "federating_workers", "max_federating_queued")  # fmt: skip
"""The limits that all server processes keep together."""


def _limit(
    default: float | Callable[[], int], unit: str, meaning: str, *, least: int | None = None
) -> Any:  # noqa: ANN401 - as pydantic's Field
    """A setting that bounds what clients may take; `/limits` shows all of them.

    Args:
        default: its value, or what computes it.
        unit: what is counted.
        meaning: what it bounds, and what happens beyond it.
        least: the least value that makes sense; None for anything above 0.
    """
    told: dict[str, Any] = {"description": meaning, "json_schema_extra": {"limit": unit}}
    told |= {"gt": 0} if least is None else {"ge": least}
    if callable(default):
        return Field(default_factory=default, **told)
    return Field(default=default, **told)


class Settings(BaseSettings):
    """The settings of the endpoint, each with its meaning.

    What is given wins over the environment (``REPORTEDLY_`` and the name in capitals), the
    environment over the file (see `settings_file`), the file over the default.

    Raises:
        InputError: the file cannot be used.
        ValidationError: a value cannot be used; `read_settings` says where it stands.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    store: str = Field(
        default_factory=default_store,
        description="Where the store lies: a directory, or what another back end takes.",
    )
    base: str = Field(
        default="https://w3id.org/reportedly/id/",
        description="The IRI under which instances are named; /id/x answers about it, with x.",
    )
    license: str = Field(
        default="https://creativecommons.org/licenses/by/4.0/",
        description="The IRI of the licence of the data, but for graphs that have their own.",
    )
    questions: Path = Field(
        default_factory=questions_dir,
        description="The folder of the questions that come with the endpoint (*.rq).",
    )
    public: bool = Field(
        default=True,
        description="Whether anybody may ask: then the processes that answer do not start unless "
        "the kernel denies them the network. `reportedly serve` sets it by the address that it "
        "listens on, if nobody else does: not for a loopback address.",
    )
    watch_seconds: float = Field(
        default=0.5, gt=0, description="Seconds between two looks whether another build is there."
    )
    cache_bytes: int = Field(
        default=64 * 1024**2,
        ge=0,
        description="Bytes of memory for finished answers, in each server process; 0 keeps none.",
    )
    cache_entry_bytes: int = Field(
        default=1024**2,
        gt=0,
        description="Bytes of one finished answer, as it is sent, that are kept at most.",
    )
    cache_max_age: int = Field(
        default=0,
        ge=0,
        description="Seconds for which clients and proxies may use an answer without asking "
        "whether it still holds; with 0 they ask each time. A new build is seen that much later.",
    )
    federate: tuple[str, ...] = Field(
        default=(),
        description="The endpoints that SERVICE may call; in the environment, a JSON list.",
    )

    allocator: Literal["auto", "system"] = Field(
        default="auto",
        description="Memory allocator of the processes that answer queries: auto takes jemalloc "
        "or mimalloc if the system has one, which makes queries quicker; system takes neither.",
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    processes: int = Field(
        default=1,
        ge=1,
        description="Server processes that take requests. The places and queues of both lanes "
        "are shared out among them.",
    )
    root_path: str = Field(
        default="",
        pattern=r"^(/[^/?#\s]+)*$",
        description="The path under which a reverse proxy shows the endpoint, such as /kg; the "
        "proxy takes it off.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="Addresses and networks of the reverse proxies whose X-Forwarded-Proto and "
        "X-Forwarded-For are believed, between commas; * for all.",
    )
    shutdown_seconds: float = Field(
        default=10,
        gt=0,
        description="How long queries under way may go on when the server is told to stop.",
    )
    log_format: Literal["auto", "text", "json"] = Field(
        default="auto",
        description="Form of the log on standard error: text for people, json for programs; auto "
        "is text on a terminal.",
    )
    log_requests: bool = Field(default=True, description="Whether each request gets a line.")
    log_queries: bool = Field(
        default=False, description="Whether that line has the query's text, not its digest alone."
    )

    max_seconds: float = _limit(
        30, "seconds", "How long a query may take, from its being asked. Then it is stopped: 504."
    )
    fast_seconds: float = _limit(
        0.2,
        "seconds",
        "How long a query that keeps a processor busy may hold a place in the fast lane. Then it "
        "goes on in the slow lane, behind the fast ones.",
    )
    workers: int = _limit(
        cores, "queries", "How many queries are answered at a time in the fast lane.", least=1
    )
    slow_workers: int = _limit(
        cores, "queries", "How many queries are answered at a time in the slow lane.", least=1
    )
    max_queued: int = _limit(
        256, "queries", "How many queries may wait for the fast lane. Beyond: 503.", least=0
    )
    max_slow_queued: int = _limit(
        32, "queries", "How many long queries may wait for the slow lane. Beyond: 503.", least=0
    )
    max_memory_bytes: int = _limit(
        1024**3, "bytes", "Memory that a query may take. One that wants more is lost: 500."
    )
    max_slow_memory_bytes: int = _limit(
        lambda: memory() // 2,
        "bytes",
        "Memory that all long queries hold together. Beyond, the one that holds most is lost: 503.",
    )
    max_result_bytes: int = _limit(
        512 * 1024**2, "bytes", "Length of an answer. One that grows longer is broken off, or 422."
    )
    max_request_bytes: int = _limit(
        256 * 1024, "bytes", "Length of the body of a POST. A longer one gets 413."
    )
    max_head_bytes: int = _limit(
        64 * 1024,
        "bytes",
        "Length of a request's target and headers, as `serve` bounds it. Beyond: 414 or 431.",
    )
    max_headers: int = _limit(
        100, "headers", "How many headers a request may have, likewise. Beyond: 431."
    )
    max_request_seconds: float = _limit(
        20, "seconds", "How long a request may take to come, likewise. Then it is hung up on: 408."
    )
    max_connections: int = _limit(
        4096,
        "connections",
        "How many connections a server process has open, likewise; fewer if it may open few files. "
        "Beyond, the one that has waited longest for its client is closed.",
        least=1,
    )
    page_rows: int = _limit(
        1000, "rows", "Rows or triples that a page for people shows; other formats give all."
    )
    federating_workers: int = _limit(
        2, "queries", "How many queries that call other servers are answered at a time.", least=1
    )
    federating_seconds: float = _limit(
        60, "seconds", "How long a query that calls other servers may take."
    )
    max_federating_queued: int = _limit(
        16, "queries", "How many queries that call other servers may wait. Beyond: 503.", least=0
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where values come from, the one that wins first."""
        path = settings_file(os.environ)
        values = {} if path is None else read_file(path, cls.model_fields)
        return init_settings, env_settings, InitSettingsSource(settings_cls, init_kwargs=values)

    def share(self) -> Self:
        """The part of one of the `processes`: its places and queues, rounded up."""
        parts = {name: ceil(getattr(self, name) / self.processes) for name in SHARED}
        return self.model_copy(update=parts)

    @field_validator("base")
    @classmethod
    def _is_absolute(cls, base: str) -> str:
        if "://" not in base or not base.endswith(("/", "#")):
            raise ValueError("an absolute IRI that ends in '/' or '#' is wanted")
        return base

    @field_validator("federate")
    @classmethod
    def _are_endpoints(cls, federate: tuple[str, ...]) -> tuple[str, ...]:
        for endpoint in federate:
            if not endpoint.startswith(("http://", "https://")) or set(endpoint) & set(
                '<>"{}|^`\\ '
            ):
                raise ValueError(f"{endpoint!r} is no http or https IRI")
        return federate


def limits() -> dict[str, FieldInfo]:
    """The settings that bound what one client may take, by name."""
    return {name: field for name, field in Settings.model_fields.items() if unit_of(field)}


def unit_of(field: FieldInfo) -> str:
    """What a limit counts, such as seconds; empty for a setting that is no limit."""
    extra = field.json_schema_extra
    return str(extra.get("limit", "")) if isinstance(extra, dict) else ""


def read_settings() -> Settings:
    """The settings, as environment and file have them.

    Raises:
        InputError: a value cannot be used; with the variable, or the file's line, that has it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])
        what = f"{name} cannot be {first['input']!r}: {first['msg'].removeprefix('Value error, ')}."
        mend = Settings.model_fields[name].description
        raise InputError(what, where=source_of(name), mend=mend) from error
    except SettingsError as error:
        raise InputError(
            f"{error}: {error.__cause__}.", mend="A list is written in JSON."
        ) from error


def source_of(name: str) -> str | None:
    """Where the value of a setting comes from: a variable, a line of a file, or None: its default.

    Raises:
        InputError: the file cannot be used.
    """
    variable = PREFIX + name.upper()
    if os.environ.get(variable):
        return variable
    path = settings_file(os.environ)
    if path is not None and name in read_file(path, Settings.model_fields):
        return place_of(path, name)
    return None
