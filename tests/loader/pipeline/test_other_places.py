"""A finding about two places shows both; and of what is missing, where it may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.ids import Ids
from reportedly.model.findings import Finding
from reportedly.pipeline.entries import check_entry
from reportedly.pipeline.files import TextShelf, find_seeds
from reportedly.pipeline.pin import pin
from reportedly.pipeline.shared import read_shared
from reportedly.pipeline.unused import perhaps_meant

if TYPE_CHECKING:
    from tests.loader.conftest import Islands


def shown(finding: Finding) -> list[tuple[str, int]]:
    return [(file.name, at.line) for _, file, at in finding.related if at is not None]


def of_code(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def line_of(islands: Islands, words: str) -> tuple[str, int]:
    text = islands.entry().read_text(encoding="utf-8")
    assert text.count(words) == 1, words
    return "tesk-divers.yaml", text[: text.index(words)].count("\n") + 1


def test_a_claim_that_nobody_tells_any_more_shows_the_report_that_told_it(
    my_islands: Islands,
) -> None:
    my_islands.rewrite(my_islands.entry(), "tells: divers-dive\n", "tells: divers-are-modest\n")
    files = find_seeds(my_islands.seeds)
    registry = read_shared(files).registry
    entries = [check_entry(file, registry, None, Ids()) for file in files.entries]
    shown_at = [
        (file.name, at.line)
        for _, file, at in perhaps_meant("divers-dive", entries, registry)
        if at is not None
    ]
    at_r7 = line_of(my_islands, '    at: {q: "Radio Marn said … water."}')
    assert ("tesk-divers.yaml", at_r7[1] + 1) in shown_at


def test_a_claim_that_nobody_tells_is_a_warning_that_shows_reports(my_islands: Islands) -> None:
    claim = "id: divers-rise\nlabel: {en: Tesk’s divers rise}\nagent: tesk-divers\nact: dive\n"
    (my_islands.seeds / "registry" / "claims" / "divers-rise.yaml").write_text(
        claim, encoding="utf-8"
    )
    (finding,) = of_code(my_islands.findings(), "RP318")
    assert finding.severity == "warning"
    assert 0 < len(finding.related) <= 8
    assert {why for why, _, _ in finding.related} == {"perhaps meant here"}


def test_a_record_that_nothing_uses_shows_anchors_on_words_of_its_name(
    my_islands: Islands,
) -> None:
    concept = "id: pilot\nlabel: {en: harbour pilot}\nscheme: role\n"
    (my_islands.seeds / "registry" / "concepts" / "pilot.yaml").write_text(concept)
    (finding,) = of_code(my_islands.findings(), "RP317")
    assert line_of(my_islands, "q: a harbour pilot}") in shown(finding)


def test_an_anchor_that_is_not_in_its_zone_shows_the_zone(my_islands: Islands) -> None:
    wrong = '{q: "Two people … Reef Authority", zone: headline}'
    my_islands.rewrite(my_islands.entry(), '{q: "Tesk sends … media say", zone: headline}', wrong)
    (finding,) = of_code(my_islands.findings(), "RP101")
    assert line_of(my_islands, "headline: {q") in shown(finding)


def test_two_namings_of_the_very_same_words_show_each_other(my_islands: Islands) -> None:
    entry = my_islands.entry()
    text = entry.read_text(encoding="utf-8")
    twin = "  - {q: the storms of 2022, is: tesk, form: description}\n"
    entry.write_text(text.replace("namings:\n", f"namings:\n{twin}", 1), encoding="utf-8")
    (finding,) = of_code(my_islands.findings(), "RP133")
    assert line_of(my_islands, twin.strip()) in shown(finding)


def test_an_id_misspelt_where_it_is_given_is_shown_before_others_like_it(
    my_islands: Islands,
) -> None:
    my_islands.rewrite(my_islands.entry(), "  - id: r7\n", "  - id: r7x\n")
    missing = of_code(my_islands.findings(), "RP131")
    assert missing
    assert shown(missing[0])[0] == line_of(my_islands, "- id: r7x")


@pytest.mark.parametrize("restates", ["r1", "r2"])
def test_what_restates_another_claim_shows_what_both_tell(
    restates: str, my_islands: Islands
) -> None:
    text = my_islands.entry().read_text(encoding="utf-8")
    tells = "    tells: divers-dive\n"
    my_islands.rewrite(my_islands.entry(), tells, f"{tells}    restates: [{restates}]\n")
    pin(my_islands.entry(), TextShelf.of(my_islands.texts))
    findings = of_code(my_islands.findings(), "RP307")
    assert text != my_islands.entry().read_text(encoding="utf-8")
    assert any(line_of(my_islands, "tells: divers-dive\n") in shown(each) for each in findings)
