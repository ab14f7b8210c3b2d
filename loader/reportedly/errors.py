"""The errors that leave Reportedly: what went wrong, where, by which rule, and what to do.

Four kinds, so that a door can turn each into an exit code or an HTTP status by one table:
the input is wrong (`InputError`), the store cannot serve (`StoreError`), the question is wrong
(`QueryError`), or nothing goes by that name (`NotFoundError`).
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Base of every error raised on purpose; not raised itself.

    Attributes:
        what: what went wrong, in one plain sentence.
        where: file, line and column, or another place a person can go to; None if nowhere.
        rule: the stable code of the rule that was broken, such as ``RP101``; None if no rule.
        mend: what to do about it; None if nothing can be advised.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        rule: str | None = None,
        mend: str | None = None,
    ) -> None:
        if type(self) is ReportedlyError:
            raise TypeError("raise one of the four kinds of ReportedlyError, not the base")
        super().__init__(what)
        self.what = what
        self.where = where
        self.rule = rule
        self.mend = mend

    def __str__(self) -> str:
        rule = f" [{self.rule}]" if self.rule else ""
        where = f"{self.where}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}{self.what}{rule}{mend}"


class InputError(ReportedlyError):
    """An entry, a registry file, a text or an option cannot be used as it stands."""


class StoreError(ReportedlyError):
    """The store cannot be opened, built or published."""


class NotFoundError(ReportedlyError):
    """Nothing goes by the name that was asked for."""


class QueryError(ReportedlyError):
    """A SPARQL query is malformed or refused.

    Attributes:
        line: line of the fault in the query text, from 1; None if unknown.
        column: column of the fault in that line, from 1, in code points; None if unknown.
    """

    def __init__(
        self,
        what: str,
        *,
        line: int | None = None,
        column: int | None = None,
        rule: str | None = None,
        mend: str | None = None,
    ) -> None:
        where = None if line is None else f"query line {line}, column {column or 1}"
        super().__init__(what, where=where, rule=rule, mend=mend)
        self.line = line
        self.column = column
