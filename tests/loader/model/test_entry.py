"""What a report, a naming and a quotation must say to be one."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from reportedly.model.details import Unnamed
from reportedly.model.entry import Naming, Quotation, Report

REPORT: dict[str, Any] = {
    "id": "r1",
    "at": {"q": "Norland offers grain"},
    "tells": "norland-offers-grain",
    "modality": "offered",
}
HOP = {"by": "ada-lind", "cue": {"q": "said"}, "certainty": "alleged"}
FURTHER = {"by": "norland", "cue": {"q": "told"}, "certainty": "claimed"}


def test_a_report_s_chain_is_demanded_even_if_empty() -> None:
    with pytest.raises(ValidationError, match="chain"):
        Report.model_validate(REPORT | {"certainty": "stated"})


def test_the_article_s_own_voice_is_sure_of_something() -> None:
    with pytest.raises(ValidationError, match="needs a certainty"):
        Report.model_validate(REPORT | {"chain": ()})
    own = Report.model_validate(REPORT | {"chain": (), "certainty": "stated"})
    assert own.sureness == "stated"


def test_a_report_is_as_sure_as_its_nearest_hop_unless_the_article_hedges() -> None:
    chain = {"chain": (HOP, FURTHER)}
    assert Report.model_validate(REPORT | chain).sureness == "alleged"
    hedge = {"certainty": "reported", "cue": {"q": "reportedly"}}
    hedged = Report.model_validate(REPORT | chain | hedge)
    assert hedged.sureness == "reported"


def test_the_article_hedges_in_words() -> None:
    with pytest.raises(ValidationError, match="certainty: reported needs the cue"):
        Report.model_validate(REPORT | {"chain": (HOP,), "certainty": "reported"})
    plain = Report.model_validate(REPORT | {"chain": (), "certainty": "stated"})
    assert plain.cue is None


@pytest.mark.parametrize(
    ("naming", "why"),
    [
        ({}, "'is', or 'could_be'"),
        ({"is": "norland", "could_be": ("norland", "sudland")}, "'is', or 'could_be'"),
        ({"could_be": ()}, "'is', or 'could_be'"),
        ({"could_be": ("norland",)}, "no ambiguity"),
        ({"is": "norland", "every": True, "nth": 1}, "exclude each other"),
    ],
)
def test_a_naming_denotes_one_thing_or_could_denote_several(
    naming: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        Naming.model_validate({"q": "Norland"} | naming)


def test_a_naming_is_by_name_unless_it_says_otherwise() -> None:
    naming = Naming.model_validate({"q": "the official", "is": {"unnamed": "official"}})
    assert naming.is_ == Unnamed(unnamed="official")
    assert naming.form == "name"


def test_a_quotation_stands_in_a_report() -> None:
    quotation = {"id": "q1", "q": "We are glad", "kind": "direct"}
    with pytest.raises(ValidationError, match="in"):
        Quotation.model_validate(quotation | {"in": ()})
    assert Quotation.model_validate(quotation | {"in": ("r1",)}).in_ == ("r1",)
