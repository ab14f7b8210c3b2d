"""The format `junit`: a test report, which most CI servers show."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from reportedly.model.findings import Finding
from reportedly.report.plain import plain
from reportedly.report.report import Report

NAME: Final = "reportedly check"


def junit(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 (as every format)
    """One test case a finding, failed if it is an error; a single passed one if there is none.

    Elements and attributes are those of Jenkins' schema, `jenkins-junit.xsd`, which has none for a
    file or a line: they stand in the names and in the text.
    """
    cases = [_case(report, finding) for finding in report.findings]
    if not cases:
        cases = [ET.Element("testcase", classname=NAME, name="every check")]
    numbers = {
        "tests": str(len(cases)),
        "failures": str(report.number("error")),
        "errors": "0",
    }
    suites = ET.Element("testsuites", numbers, name=NAME)
    suite = ET.SubElement(suites, "testsuite", numbers, name=NAME)
    suite.extend(cases)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _case(report: Report, finding: Finding) -> ET.Element:
    file, at = report.to_machine(finding.file), finding.position
    where = f"{at.line}:{at.column}" if at else "file"
    case = ET.Element(
        "testcase",
        classname=plain(file),
        name=plain(f"{finding.code} at {where}: {finding.message}"),
    )
    said = [f"{plain(file)}{f':{where}' if at else ''}", plain(finding.message)]
    shown = report.said(finding.file, at)
    if shown:
        said.append(plain(shown))
    mend = report.mend(finding)
    if mend:
        said.append(f"help: {plain(mend)}")
    if finding.severity == "error":
        failure = ET.SubElement(case, "failure", message=plain(finding.message), type=finding.code)
        failure.text = "\n".join(said)
    else:
        ET.SubElement(case, "system-out").text = "\n".join(("warning", *said))
    return case
