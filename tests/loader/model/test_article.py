"""What an article says of itself rests on its words, or says on what else it rests."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from reportedly.model.article import Article, Credit, Published

ARTICLE: dict[str, Any] = {
    "id": "vell-grain",
    "language": "en",
    "sha256": "4a" * 32,
    "headline": {"q": "Norland Offers Grain"},
    "outlet": {"is": "daily-lantern", "basis": "editor"},
    "author": {"basis": "unknown"},
    "published": {"edtf": "XXXX", "basis": "unknown"},
}


@pytest.mark.parametrize(
    ("credit", "ground"),
    [
        ({"name": "Mara Quill", "q": "Mara Quill"}, "stated"),
        ({"is": "mara-quill", "q": "Quill", "nth": 2}, "stated"),
        ({"is": "mara-quill", "name": "Mara Quill", "q": "Quill", "basis": "stated"}, "stated"),
        ({"is": "daily-lantern", "q": "More from the Lantern", "basis": "inferred"}, "inferred"),
        ({"is": "daily-lantern", "basis": "inferred"}, "inferred"),
        ({"is": "daily-lantern", "basis": "editor"}, "editor"),
        ({"is": "daily-lantern", "basis": "external"}, "external"),
        ({"basis": "unknown"}, "unknown"),
    ],
)
def test_a_credit_says_on_what_it_rests(credit: dict[str, Any], ground: str) -> None:
    read = Credit.model_validate(credit)
    assert read.ground == ground
    assert (read.anchor is None) == ("q" not in credit)
    if read.anchor is not None:
        assert (read.anchor.q, read.anchor.nth) == (credit["q"], credit.get("nth"))


@pytest.mark.parametrize(
    ("credit", "why"),
    [
        ({}, "needs q"),
        ({"name": "Mara Quill"}, "needs q"),
        ({"name": "Mara Quill", "basis": "stated"}, "needs q"),
        ({"is": "daily-lantern", "q": "Lantern", "basis": "editor"}, "cannot rest on words"),
        ({"is": "daily-lantern", "q": "Lantern", "basis": "external"}, "cannot rest on words"),
        ({"q": "Lantern", "basis": "unknown"}, "cannot rest on words"),
        ({"is": "daily-lantern", "basis": "unknown"}, "basis: unknown and neither"),
        ({"q": "Lantern"}, "give 'is' or 'name'"),
        ({"basis": "editor"}, "give 'is' or 'name'"),
        ({"is": "daily-lantern", "basis": "editor", "nth": 2}, "nth says which occurrence of q"),
    ],
)
def test_a_credit_that_rests_on_nothing_or_on_two_things_is_refused(
    credit: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        Credit.model_validate(credit)


@pytest.mark.parametrize(
    ("published", "ground"),
    [
        ({"edtf": "2022-08-01", "q": "1 August 2022"}, "stated"),
        ({"edtf": "XXXX-08-01", "q": "1 August", "nth": 1}, "stated"),
        ({"edtf": "2022", "q": "this year", "basis": "inferred"}, "inferred"),
        ({"edtf": "2022-08-01", "basis": "external"}, "external"),
        ({"edtf": "XXXX", "basis": "unknown"}, "unknown"),
    ],
)
def test_a_date_says_on_what_it_rests(published: dict[str, Any], ground: str) -> None:
    read = Published.model_validate(published)
    assert read.ground == ground
    assert (read.anchor is None) == ("q" not in published)


@pytest.mark.parametrize(
    ("published", "why"),
    [
        ({"edtf": "2022-08-01"}, "needs q"),
        ({"edtf": "2022-08-01", "basis": "stated"}, "needs q"),
        ({"edtf": "2022-08-01", "basis": "unknown"}, "never made up"),
        ({"edtf": "XXXX", "basis": "editor"}, "never made up"),
        ({"edtf": "XXXX", "q": "some day"}, "never made up"),
        ({"edtf": "XXXX", "q": "some day", "basis": "unknown"}, "cannot rest on words"),
        ({"edtf": "2022", "q": "1 August", "basis": "external"}, "cannot rest on words"),
        ({"edtf": "2022", "basis": "editor", "nth": 1}, "nth says which occurrence of q"),
    ],
)
def test_a_date_is_never_made_up(published: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Published.model_validate(published)


def test_an_article_has_an_outlet_an_author_and_perhaps_a_photographer() -> None:
    article = Article.model_validate(ARTICLE)
    assert [kind for kind, _ in article.credits()] == ["outlet", "author"]
    photographer = {"photographer": {"name": "Ada Lind", "q": "Photo by Ada Lind"}}
    assert [kind for kind, _ in Article.model_validate(ARTICLE | photographer).credits()] == [
        "outlet",
        "author",
        "photographer",
    ]


@pytest.mark.parametrize(
    "zone",
    [
        {"headline": {"q": "Norland", "zone": "headline"}},
        {"lead": {"q": "Norland", "zone": "body"}},
        {"byline": ({"q": "By"}, {"q": "Quill", "zone": "byline"})},
        {"furniture": ({"q": "Share", "every": True, "zone": "body"},)},
        {"correction": ({"q": "An earlier version", "zone": "body"},)},
    ],
)
def test_what_makes_a_zone_is_sought_in_none(zone: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="drop zone there"):
        Article.model_validate(ARTICLE | zone)


@pytest.mark.parametrize("language", ["en", "en-GB", "kok", "zh-Hant-TW", "de-1996"])
def test_a_language_is_a_tag(language: str) -> None:
    assert Article.model_validate(ARTICLE | {"language": language}).language == language


@pytest.mark.parametrize("language", ["", "e", "EN", "english", "en_GB", "en-", "en-a"])
def test_anything_else_is_no_language(language: str) -> None:
    with pytest.raises(ValidationError, match="language"):
        Article.model_validate(ARTICLE | {"language": language})
