"""The table of output formats: a new one is a file in this room and its row here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from reportedly.report.as_json import as_json
from reportedly.report.full import concise, full
from reportedly.report.github import github
from reportedly.report.gitlab import gitlab
from reportedly.report.junit import junit
from reportedly.report.markdown import markdown
from reportedly.report.report import Report
from reportedly.report.sarif import sarif


class Writer(Protocol):
    """Writes a report in one format."""

    def __call__(self, report: Report, /, *, colour: bool = False) -> str:
        """The whole output; it ends with a line feed, or is empty."""


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Attributes:
        name: what a user asks for it by.
        purpose: whom it is for, in a few words.
        write: writes a report in it.
        to_stdout: whether it goes to standard output if no file is named; what does not is for a
            person, and goes to standard error with all else that a person is told.
    """

    name: str
    purpose: str
    write: Writer
    to_stdout: bool = True


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        row.name: row
        for row in (
            Format("full", "a person at a terminal", full, to_stdout=False),
            Format("concise", "editors and grep: one line a finding", concise),
            Format("json", "programs", as_json),
            Format("github", "annotations on a pull request, in GitHub Actions", github),
            Format("gitlab", "Code Quality in a merge request of GitLab", gitlab),
            Format("sarif", "code scanning, and viewers in editors", sarif),
            Format("junit", "test reports of other CI servers", junit),
            Format("markdown", "a comment on a pull request, or a job's summary", markdown),
        )
    }
)
"""Every output format, by its name."""
