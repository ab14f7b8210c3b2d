"""The run of all faults: no hostile test is left out, and its table tells what the report says."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from bench.faults import ROOT, gather, named_tests, page_of, run, selected
from bench.faults_table import FAULTS, fault_of

OTHER_MATTERS = {"tests.loader.store.test_union", "tests.api.operations.test_stopping"}
"""Modules that test other things, too; none of them is hostile."""
REPORT = """
<testsuites><testsuite>
<testcase classname="tests.api.hostile.test_slow_connections" name="test_readers_that_take_nothing">
<properties><property name="answers never read" value="1200"/></properties></testcase>
<testcase classname="tests.api.hostile.test_request_bombs" name="test_a_flood_of_headers[a.b]"/>
<testcase classname="tests.api.hostile.test_request_bombs" name="test_headers_are_counted[1]">
<skipped message="no"/></testcase>
</testsuite></testsuites>
"""


def test_every_hostile_test_has_its_row_and_every_row_a_test() -> None:
    folder = ROOT / "tests" / "api" / "hostile"
    hostile = {f"tests.api.hostile.{path.stem}" for path in folder.glob("test_*.py")}
    assert hostile <= {fault.module for fault in FAULTS}
    tests = [(fault.module, name) for fault in FAULTS for name in named_tests(ROOT / fault.file)]
    assert {fault_of(*test) for test in tests} >= set(FAULTS)
    assert {module for module, name in tests if fault_of(module, name) is None} == OTHER_MATTERS
    assert len({fault.done for fault in FAULTS}) == len(FAULTS)


def test_a_test_has_one_row() -> None:
    for fault in FAULTS:
        for name in named_tests(ROOT / fault.file):
            assert sum(row.module == fault.module and row.has(name) for row in FAULTS) <= 1


def test_the_table_tells_cases_and_figures() -> None:
    found = gather(ElementTree.fromstring(REPORT))
    told = {fault.done: row for fault, row in found.items() if row.cases}
    readers, headers = told["readers that never read"], told["floods of headers"]
    assert (readers.cases, readers.passed, readers.figures["answers never read"]) == (1, 1, 1200)
    assert (headers.cases, headers.passed) == (2, 1)
    assert headers.amiss == ["test_headers_are_counted[1]: skipped"]
    page = page_of(found)
    assert page.startswith("2 of 3 cases passed.")
    assert "| 1 of 1 | answers never read: 1,200 |" in page
    assert page.count("\n| ") == len(FAULTS) + 2


def test_what_tests_record_comes_into_the_report(tmp_path: Path) -> None:
    file = "tests/loader/store/test_disk_full.py"
    (chosen,) = (test for test in selected() if test.startswith(f"{file}::test_a_build_without"))
    assert run([f"{chosen}[64]"], tmp_path / "report.xml", "0") == 0
    found = gather(ElementTree.parse(tmp_path / "report.xml").getroot())
    (row,) = (row for row in found.values() if row.cases)
    assert (row.cases, row.passed, row.amiss) == (1, 1, [])
    assert row.figures == {"builds without room": 1, "published builds left whole": 1}
