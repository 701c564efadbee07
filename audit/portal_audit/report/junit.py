"""The checks and tasks as tests, for a build server."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from portal_audit.report.neutral import brief, visible
from portal_audit.result import Audit, CheckResult, FindingResult, TaskResult

_DETAIL = 20_000
"""Longest text beneath a failed test: build servers cut or refuse more."""


class JunitWriter:
    """JUnit XML. What could not be told or tried is an `error`: it must not look green."""

    name = "junit"
    filename = "junit.xml"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        root = ET.Element("testsuites", name=visible(f"Portal Audit: {audit.portal.name}"))
        _suite(root, "tasks", audit, (_task(each) for each in audit.tasks))
        _suite(root, "checks", audit, (_check(each, audit.findings) for each in audit.checks))
        for count in ("tests", "failures", "errors", "skipped"):
            root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
        ET.indent(root)
        document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return document + b"\n"


def _suite(root: ET.Element, name: str, audit: Audit, cases: Iterable[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=name, timestamp=visible(audit.run.started))
    suite.extend(cases)
    suite.set("tests", str(len(suite)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(len(suite.findall(f"testcase/{tag}"))))


def _task(task: TaskResult) -> ET.Element:
    case = ET.Element(
        "testcase",
        classname=visible(f"tasks.{task.scenario}"),
        name=visible(f"{task.title} [{task.audience}]"),
    )
    if task.seconds:
        case.set("time", f"{task.seconds.median:.3f}")
    tag = {
        "failed": "failure",
        "refused": "failure",
        "broken": "failure",
        "blocked": "failure",
        "flaky": "failure",
        "not-tested": "error",
        # Only a task that a patient must be able to do is missed.
        "not-offered": "failure" if task.priority == 3 else "skipped",
    }.get(task.status)
    if tag:
        why = task.reason or f"Done in {task.done} of {task.tries} tries."
        ET.SubElement(case, tag, type=task.status, message=brief(visible(why), 500))
    return case


def _check(check: CheckResult, findings: tuple[FindingResult, ...]) -> ET.Element:
    case = ET.Element(
        "testcase",
        classname=visible(f"checks.{check.dimension}"),
        name=visible(f"{check.id} {check.title}"),
    )
    tag = {"failed": "failure", "cannot tell": "error", "not applicable": "skipped"}.get(
        check.verdict
    )
    if tag:
        note = brief(visible(check.note or check.verdict), 500)
        problem = ET.SubElement(case, tag, type=check.verdict, message=note)
        lines = [_line(each) for each in findings if each.check == check.id]
        problem.text = "\n".join(lines)[:_DETAIL]
    return case


def _line(finding: FindingResult) -> str:
    where = f" ({finding.where[0].url})" if finding.where else ""
    text = f"[{finding.severity}] {finding.title}{where}: {finding.problem} Fix: {finding.fix}"
    return brief(visible(text), 1_000)
