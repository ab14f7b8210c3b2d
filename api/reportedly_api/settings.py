"""What can be set about the endpoint: one frozen value, read once at the door and passed on."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from reportedly.questions import questions_dir
from reportedly.store.location import default_store


class Settings(BaseSettings):
    """The settings of the endpoint; each is read from ``REPORTEDLY_`` and its name in capitals.

    Attributes:
        store: where the store lies: a directory, or what another back end takes.
        base: the IRI under which instances are named; ``/id/x`` answers about ``{base}x``.
        questions: the folder of the questions that come with the endpoint (``*.rq``).
        max_request_bytes: the longest body of a POST, in bytes; a longer one gets 413.
        max_queries: how many queries are evaluated at a time; others wait for their turn.
        page_rows: how many rows or triples a page for people shows; other formats give all.
    """

    model_config = SettingsConfigDict(env_prefix="REPORTEDLY_", frozen=True, extra="ignore")

    store: str = Field(default_factory=default_store)
    base: str = "https://w3id.org/reportedly/id/"
    questions: Path = Field(default_factory=questions_dir)
    max_request_bytes: int = Field(default=256 * 1024, gt=0)
    max_queries: int = Field(default=8, gt=0)
    page_rows: int = Field(default=1000, gt=0)

    @field_validator("base")
    @classmethod
    def _is_absolute(cls, base: str) -> str:
        if "://" not in base or not base.endswith(("/", "#")):
            raise ValueError("an absolute IRI that ends in '/' or '#' is wanted")
        return base
