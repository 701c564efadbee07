"""A draft of an accessibility conformance report, in GSA's OpenACR format.

It claims nothing: a criterion with a certain finding "partially supports" (some of the product does
not meet it, which is proven), every other is "not evaluated" until a person has looked.
https://github.com/GSA/openacr
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from portal_audit.report.criteria import CRITERIA, Criterion
from portal_audit.result import Audit, FindingResult

CATALOG = "2.5-edition-wcag-2.2-508-en"
CHAPTERS = {"success_criteria_level_a": "A", "success_criteria_level_aa": "AA"}
OTHER_CHAPTERS = (
    "success_criteria_level_aaa",
    "functional_performance_criteria",
    "hardware",
    "software",
    "support_documentation_and_services",
)
MOST_NAMED = 8
"""Findings named in one remark."""


class OpenAcrWriter:
    """Writes `openacr.yaml`."""

    name = "openacr"
    filename = "openacr.yaml"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        date = audit.run.started[:10]
        report = {
            "title": f"{audit.portal.name} Accessibility Conformance Report (draft)",
            "product": {"name": audit.portal.name, "description": "Patient portal"},
            "author": {"name": "To be filled in", "email": ""},
            "report_date": date,
            "last_modified_date": date,
            "version": 1,
            "catalog": CATALOG,
            "notes": (
                "Draft made by a machine, which can find only a part of what is wrong. It claims "
                "no conformance: a person must look at everything marked as not evaluated."
            ),
            "evaluation_methods_used": (
                f"{audit.run.tool}: {audit.run.walked} scripted walks in {audit.run.browser}, "
                f"axe-core {audit.run.axe}, and trials of pages with keys, enlarged and narrow."
            ),
            "chapters": {
                **{chapter: _chapter(audit, level) for chapter, level in CHAPTERS.items()},
                **{chapter: {"disabled": True} for chapter in OTHER_CHAPTERS},
            },
        }
        text = yaml.safe_dump(report, sort_keys=False, allow_unicode=True, width=100)
        return text.encode()


def _chapter(audit: Audit, level: str) -> dict[str, Any]:
    criteria = [criterion for criterion in CRITERIA if criterion.level == level]
    return {"criteria": [_criterion(criterion, audit.findings) for criterion in criteria]}


def _criterion(criterion: Criterion, findings: Sequence[FindingResult]) -> dict[str, Any]:
    mine = [finding for finding in findings if criterion.number in finding.wcag]
    certain = [finding for finding in mine if finding.confidence == "certain"]
    if certain:
        adherence = {"level": "partially-supports", "notes": _remark("Found", certain)}
    else:
        notes = _remark("To be checked by a person", mine) if mine else "A person must look."
        adherence = {"level": "not-evaluated", "notes": notes}
    return {
        "num": criterion.number,
        "components": [{"name": "web", "adherence": adherence}],
    }


def _remark(beginning: str, findings: Sequence[FindingResult]) -> str:
    named = [f"{finding.title} ({len(finding.where)} places)" for finding in findings[:MOST_NAMED]]
    more = len(findings) - len(named)
    return f"{beginning}: {'; '.join(named)}" + (f"; and {more} more." if more > 0 else ".")
