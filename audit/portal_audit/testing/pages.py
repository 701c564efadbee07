"""One page, as a test asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.finding import Finding, Place, Severity
from portal_audit.page import findings_at, is_local
from portal_audit.testing.room import Room
from portal_audit.testing.walked import one_line


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One problem in one place of a page."""

    check: str
    title: str
    severity: Severity
    """4 a blocker, 3 major, 2 minor, 1 cosmetic, 0 a note."""
    wcag: tuple[str, ...]
    """Criteria of WCAG that are not met; empty for a good habit that none asks for."""
    target: str
    """CSS selector of the element."""
    rule: str
    problem: str
    """What a patient meets, in one sentence."""
    fix: str
    certain: bool
    """False: a person must look whether it is so."""

    def __str__(self) -> str:
        sure = "" if self.certain else "to check by a person, "
        criteria = f" (WCAG {', '.join(self.wcag)})" if self.wcag else ""
        lines = [
            f"{sure}{self.severity.name.casefold()}: {self.title} [{self.check}]{criteria}",
            self.problem,
            *([f"at {self.target}"] if self.target else []),
            f"Fix: {self.fix}",
        ]
        return "\n  ".join(map(one_line, lines))


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """What was found on a page, worst first."""

    url: str
    findings: tuple[PageFinding, ...]

    @property
    def serious(self) -> tuple[PageFinding, ...]:
        """Those that keep people from something or get badly in their way, and are certain."""
        return tuple(f for f in self.findings if f.certain and f.severity >= Severity.MAJOR)

    @property
    def told(self) -> str:
        """Every finding in plain lines, for the message of a failed test."""
        return "\n".join((f"{self.url}: {len(self.findings)} findings", *map(str, self.findings)))


def audited(url: str, room: Room) -> AuditedPage:
    """The page at `url`, looked at by a newcomer. Raises UsageProblem, PortalUnreachable."""
    closed_world = is_local(url)

    async def look() -> tuple[Finding, ...]:
        browser = await room.browser(closed_world=closed_world)
        return (await findings_at(url, browser)).findings

    found = room.do(look)
    return AuditedPage(
        url,
        tuple(_at(finding, place) for finding in found for place in finding.where or (Place(),)),
    )


def _at(finding: Finding, place: Place) -> PageFinding:
    return PageFinding(
        check=finding.check,
        title=finding.title,
        severity=finding.severity,
        wcag=finding.wcag,
        target=place.target,
        rule=finding.rule,
        problem=finding.problem,
        fix=finding.fix,
        certain=finding.confidence == "certain",
    )
