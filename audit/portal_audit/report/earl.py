"""The findings as linked data: EARL 1.0, the W3C's vocabulary for test results, in JSON-LD.

https://www.w3.org/TR/EARL10-Schema/ and, for the elements, https://www.w3.org/TR/Pointers-in-RDF/.
Only what was found is asserted: that no rule found anything does not make a page pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal_audit.report.criteria import CRITERIA
from portal_audit.report.linked import json_bytes, origin, page_address, urn, utc, web_address
from portal_audit.report.neutral import brief
from portal_audit.result import Audit, FindingResult, PlaceResult

CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:date": {"@type": "xsd:dateTime"},
}
"""Stands in the file, so that nobody has to fetch it."""
WCAG = "https://www.w3.org/TR/WCAG22/#"
_AAA = {
    "2.2.5": "Re-authenticating", "2.2.6": "Timeouts", "3.1.4": "Abbreviations",
    "3.1.5": "Reading Level",
}  # fmt: skip
"""Those of level AAA that checks name."""
_NAMES = {criterion.number: criterion.name for criterion in CRITERIA} | _AAA
_LONGEST = 1_000

Json = dict[str, Any]


class EarlWriter:
    """Writes `earl.jsonld`: an assertion for each place of a finding and each criterion."""

    name = "earl"
    filename = "earl.jsonld"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        return json_bytes({"@context": CONTEXT, "@graph": list(_Graph(audit).nodes())})


class _Graph:
    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._base = origin(audit.portal.start) or urn("portal", audit.portal.name) + ":"
        self._tool = urn("tool", audit.run.tool)
        self._date = utc(audit.run.started)
        self._sources = {check.id: check.source for check in audit.checks}

    def nodes(self) -> Iterator[Json]:
        """The tool, the portal, its pages, the tests, and what is asserted of them."""
        assertions = [
            self._assertion(finding, place, test)
            for finding in self._audit.findings
            for place in finding.where or (PlaceResult(),)
            for test in self._tests(finding)
        ]
        yield {
            "@id": self._tool,
            "@type": ["earl:Assertor", "earl:Software"],
            "dct:title": "Portal Audit",
            "dct:hasVersion": self._audit.run.tool,
        }
        yield from self._subjects({each["earl:subject"]["@id"] for each in assertions})
        numbers = {WCAG + _anchor(name): number for number, name in _NAMES.items()}
        for test in sorted({each["earl:test"]["@id"] for each in assertions}):
            yield _test(test, numbers.get(test, ""))
        yield from assertions

    def _subjects(self, pages: set[str]) -> Iterator[Json]:
        title = brief(self._audit.portal.name, 200)
        yield {"@id": self._base, "@type": "earl:TestSubject", "dct:title": title}
        for page in sorted(pages - {self._base}):
            yield {
                "@id": page,
                "@type": "earl:TestSubject",
                "dct:isPartOf": {"@id": self._base},
            }

    def _tests(self, finding: FindingResult) -> list[str]:
        """Addresses of the criteria it fails; without one, of what it rests on."""
        criteria = [WCAG + _anchor(_NAMES[each]) for each in finding.wcag if each in _NAMES]
        source = web_address(finding.source) or web_address(self._sources.get(finding.check, ""))
        return list(dict.fromkeys(criteria)) or [source or urn("check", finding.check)]

    def _assertion(self, finding: FindingResult, place: PlaceResult, test: str) -> Json:
        page = page_address(self._base, place.url)
        result: Json = {
            "@type": "earl:TestResult",
            "earl:outcome": {
                "@id": "earl:failed" if finding.confidence == "certain" else "earl:cantTell"
            },
            "dct:title": brief(finding.title, _LONGEST),
            "dct:description": brief(finding.problem, _LONGEST),
            "earl:info": brief(finding.fix, _LONGEST),
        }
        if self._date:
            result["dct:date"] = self._date
        if place.target:
            result["earl:pointer"] = {
                "@type": "ptr:CSSSelectorPointer",
                "ptr:expression": brief(place.target, _LONGEST),
                "ptr:reference": {"@id": page},
            }
        return {
            "@type": "earl:Assertion",
            "dct:identifier": finding.fingerprint,
            "earl:assertedBy": {"@id": self._tool},
            "earl:subject": {"@id": page},
            "earl:test": {"@id": test},
            "earl:mode": {"@id": "earl:automatic"},
            "earl:result": result,
        }


def _test(address: str, number: str) -> Json:
    test: Json = {"@id": address, "@type": "earl:TestCriterion"}
    if number:
        test["@type"] = "earl:TestRequirement"
        test["dct:title"] = f"WCAG 2.2, {number} {_NAMES[number]}"
    return test


def _anchor(name: str) -> str:
    """The place of a criterion in the text of WCAG."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
