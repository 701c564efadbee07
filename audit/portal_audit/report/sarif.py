"""The findings for code scanning: SARIF 2.1.0, an OASIS standard.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. A finding has a page and a
selector, never a line of a file, so no result has a region.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from portal_audit.report.linked import json_bytes, origin, page_reference, utc, web_address
from portal_audit.report.neutral import brief, markdown
from portal_audit.result import Audit, CheckResult, FindingResult, PlaceResult

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "PORTAL"
"""Stands for the portal's origin, so that a file of a test system fits the live one."""
FINGERPRINT = "portalAudit/v1"
_LEVELS = ("note", "note", "warning", "error", "error")
"""By severity."""
_LONGEST = 1_000

Json = dict[str, Any]


class SarifWriter:
    """Writes `results.sarif`, one result a finding."""

    name = "sarif"
    filename = "results.sarif"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        rules = _rules(audit)
        places = {rule["id"]: number for number, rule in enumerate(rules)}
        run: Json = {
            "tool": {"driver": _driver(audit, rules)},
            "automationDetails": {
                "id": f"{audit.portal.name.replace('/', '-')}/{audit.run.settings}"
            },
            "invocations": [_invocation(audit)],
            "results": [_result(each, places[_rule_id(each)]) for each in audit.findings],
        }
        if base := origin(audit.portal.start):
            run["originalUriBaseIds"] = {BASE: {"uri": base}}
        return json_bytes({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(audit: Audit, rules: list[Json]) -> Json:
    driver: Json = {"name": "Portal Audit", "fullName": audit.run.tool, "rules": rules}
    if version := re.search(r"\d+\.\d+\.\d+\S*", audit.run.tool):
        driver["semanticVersion"] = version[0]
    return driver


def _invocation(audit: Audit) -> Json:
    invocation: Json = {"executionSuccessful": not audit.run.partial}
    if started := utc(audit.run.started):
        invocation["startTimeUtc"] = started
    if audit.run.partial:
        walks = f"{audit.run.walked} of {audit.run.planned} walks were made."
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": f"The run was stopped early: {walks}"}}
        ]
    return invocation


# --- rules ---


def _rules(audit: Audit) -> list[Json]:
    """Each check that was made, and each rule inside a check that has a finding."""
    checks = {check.id: check for check in audit.checks}
    rules = {check.id: _rule(check.id, check, check.source) for check in audit.checks}
    for finding in audit.findings:
        id_ = _rule_id(finding)
        if id_ not in rules:
            rules[id_] = _rule(id_, checks.get(finding.check), finding.source)
    return list(rules.values())


def _rule_id(finding: FindingResult) -> str:
    return f"{finding.check}/{finding.rule}" if finding.rule else finding.check


def _rule(id_: str, check: CheckResult | None, source: str) -> Json:
    rule: Json = {"id": id_, "shortDescription": {"text": _text(check.title if check else id_)}}
    if check:
        says = [("Why", check.why), ("Passes when", check.rule), ("Fix", check.fix)]
        rule["fullDescription"] = {"text": _text(check.why or check.title)}
        rule["help"] = {
            "text": "\n\n".join(f"{head}: {_text(words)}" for head, words in says),
            "markdown": "\n\n".join(f"**{head}:** {markdown(words, 600)}" for head, words in says),
        }
        rule["properties"] = {"dimension": check.dimension, "wcag": list(check.wcag)}
    if address := web_address(source):
        rule["helpUri"] = address
    return rule


# --- results ---


def _result(finding: FindingResult, rule: int) -> Json:
    # What a person must confirm is "review", and then the standard allows the level "none" alone
    # (3.27.10).
    sure = finding.confidence == "certain"
    return {
        "ruleId": _rule_id(finding),
        "ruleIndex": rule,
        "kind": "fail" if sure else "review",
        "level": _LEVELS[finding.severity] if sure else "none",
        "message": {"text": _sentences((f"{finding.title}.", finding.problem, finding.fix))},
        "locations": [_location(place) for place in finding.where or (PlaceResult(url="/"),)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "occurrenceCount": max(1, finding.places),
        "properties": _properties(finding),
    }


def _properties(finding: FindingResult) -> Json:
    return {
        "severity": int(finding.severity),
        "confidence": finding.confidence,
        "dimension": finding.dimension,
        "wcag": _short(finding.wcag),
        "who": brief(finding.who, _LONGEST),
        "fix": brief(finding.fix, _LONGEST),
        "effort": finding.effort,
        "tasks": _short(finding.tasks),
        "audiences": _short(finding.audiences),
    }


def _short(names: Sequence[str]) -> list[str]:
    return [brief(name, 200) for name in names]


def _location(place: PlaceResult) -> Json:
    location: Json = {}
    if reference := page_reference(place.url):
        location["physicalLocation"] = {"artifactLocation": {"uri": reference, "uriBaseId": BASE}}
    element = place.target or ("" if reference else place.url)
    if element:
        kind = "element" if place.target else "resource"
        location["logicalLocations"] = [
            {"fullyQualifiedName": brief(element, _LONGEST), "kind": kind}
        ]
    if place.snippet:
        location["message"] = {"text": _text(place.snippet)}
    return location


def _sentences(parts: Iterable[str]) -> str:
    return _text(" ".join(filter(None, parts)))


def _text(text: str) -> str:
    """`text` as a plain text message: no placeholder (3.11.5) and no link (3.11.6)."""
    words = brief(text, _LONGEST).replace("{", "{{").replace("}", "}}")
    return words.replace("](", "]\u2060(")
