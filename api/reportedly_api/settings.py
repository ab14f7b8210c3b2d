"""What can be set about the endpoint: one frozen value, read once at the door and passed on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from reportedly.questions import questions_dir
from reportedly.store.location import default_store

PREFIX = "REPORTEDLY_"


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


def _cores() -> int:
    """Processor cores that this process may use; two at least, so that one can be kept waiting."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)


class Settings(BaseSettings):
    """The settings of the endpoint; each is read from ``REPORTEDLY_`` and its name in capitals.

    Attributes:
        store: where the store lies: a directory, or what another back end takes.
        base: the IRI under which instances are named; ``/id/x`` answers about ``{base}x``.
        license: the IRI of the licence of the data, but for the graphs that have their own.
        questions: the folder of the questions that come with the endpoint (``*.rq``).
        public: whether anybody may ask: then the processes that answer do not start unless the
            kernel denies them the network. ``reportedly serve`` sets it by the address that it
            listens on: not for a loopback address.
        watch_seconds: seconds between two looks whether another build was published.
        federate: the endpoints that ``SERVICE`` may call; none if empty. In the environment, a
            JSON list.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    store: str = Field(default_factory=default_store)
    base: str = "https://w3id.org/reportedly/id/"
    license: str = "https://creativecommons.org/licenses/by/4.0/"
    questions: Path = Field(default_factory=questions_dir)
    public: bool = True
    watch_seconds: float = Field(default=0.5, gt=0)
    federate: tuple[str, ...] = ()

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
        _cores, "queries", "How many queries are answered at a time in the fast lane.", least=1
    )
    slow_workers: int = _limit(
        _cores, "queries", "How many queries are answered at a time in the slow lane.", least=1
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
    max_result_bytes: int = _limit(
        512 * 1024**2, "bytes", "Length of an answer. One that grows longer is broken off, or 422."
    )
    max_request_bytes: int = _limit(
        256 * 1024, "bytes", "Length of the body of a POST. A longer one gets 413."
    )
    max_head_bytes: int = _limit(
        64 * 1024,
        "bytes",
        "Length of a request's target and headers, as `reportedly serve` bounds it. Beyond: 414 "
        "or 431.",
    )
    max_headers: int = _limit(
        100, "headers", "How many headers a request may have, likewise. Beyond: 431."
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
