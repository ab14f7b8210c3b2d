"""A rule: what is checked, why, and how to mend what breaks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.errors import InputError
from reportedly.model.findings import Severity

Language = Literal["yaml", "turtle", "sh"]

_CODE: Final = re.compile(r"RP[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; its page is ``docs/checks/<code>.md``.

    Attributes:
        code: the stable code: RP0xx reading, RP1xx anchors, locks and names, RP2xx shapes,
            RP3xx the whole store.
        title: the rule in a few words.
        meaning: what a finding of it says.
        why: why the rule exists.
        mend: what to do about a finding.
        example: a small invented piece that breaks it.
        language: the language of the example.
        severity: an error keeps an entry out of the store, a warning does not.
        source: the file that holds the rule, relative to the shapes; empty for the loader's own.

    Raises:
        InputError: the code is no code, or a text is empty.
    """

    code: str
    title: str
    meaning: str
    why: str
    mend: str
    example: str
    language: Language = "yaml"
    severity: Severity = "error"
    source: str = ""

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise InputError(
                f"'{self.code}' is no code of a rule.",
                where=self.source or None,
                mend="A code is RP and three digits, such as RP301.",
            )
        for name in ("title", "meaning", "why", "mend", "example"):
            text: str = getattr(self, name)
            if not text.strip():
                raise InputError(f"the rule {self.code} has no {name}.", where=self.source or None)
