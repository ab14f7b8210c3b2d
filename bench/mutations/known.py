"""Known blind spots: mistakes that no rule leads to, by what was done to which key, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bench.mutations.harness import Case

_LEFT: Final = "the format lets one leave it out, and no words of the text show that it is missing"
_BEARS: Final = "the words bear the one value as well as the other"
_ALSO: Final = "the other one fits there too: both are named near, or the words name neither"
_MOVED: Final = "the other words are of a fitting kind, and what they leave another anchor covers"
_FREE: Final = (
    "free words, or a statement about the annotation itself; nothing is held against them"
)

_KEYS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("key dropped", _LEFT): "actors affiliation basis because bound by continues correction"
        " cue disclaimer event event_when every in in_return_for initiative lead may_be note nth on"
        " outside part_of parts_are_all photographer place plural purpose restates role shift"
        " supersedes times to unclosed unit unnamed waivers weekday when of per amount zone repeats"
        " byline furniture events quotations could_be duration edtf"
        " relative_to translated_from certainty is q",
        ("key dropped", _BEARS): "form",
        ("value mistaken", _BEARS): "certainty modality form kind bound edtf shift duration repeats"
        " plural every outside unclosed weekday value min max rank",
        ("value mistaken", _FREE): "basis because name note annotators review language q id",
        ("reference re-pointed", _ALSO): "actors affiliation as by continues could_be counts event"
        " in is kind of on part_of per place relative_to restates tells to unit unnamed",
        ("value mistaken", _ALSO): "continues",
        ("anchor moved", _MOVED): "q nth outside zone",
        ("number nudged", _BEARS): "value min max rank shift duration repeats weekday",
    }
)
BLIND: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {(operator, key): why for (operator, why), keys in _KEYS.items() for key in keys.split()}
)
"""Per operator and key, why a mutant of it may go unnoticed; of no other does one."""


_UNUSED: Final = (
    "nothing uses a record any more, and the right one is not among the few places shown at which "
    "it may have been meant"
)
_SHOWN: Final = (
    "more of the article is shown than may be, by all anchors together and by none alone"
)
_BARE: Final = (
    "words lie bare or do not fit, and the right one is not among the few anchors shown that may "
    "have been meant for them"
)
_BY_RULE: Final[Mapping[str, str]] = MappingProxyType(
    {"RP317": _UNUSED, "RP318": _UNUSED, "RP114": _SHOWN}
)


def why(case: Case) -> str | None:
    """Why a mutant goes unnoticed, or is told of elsewhere only; None if nobody knows."""
    if case.verdict == "elsewhere":
        return _BY_RULE.get(next(iter(case.rules), ""), _BARE)
    return BLIND.get((case.operator, case.kind))
