"""One page without a scenario: what `portal-audit page` does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from portal_audit.browser import Browser
from portal_audit.checks import CHECKS
from portal_audit.errors import PortalUnreachable, UsageProblem
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Finding
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario
from portal_audit.walk.exam import EXAMS
from portal_audit.walk.exam.exam import Exam
from portal_audit.walk.job import Job
from portal_audit.walk.probes.axe import axe_version
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.walker import WalkCrashed, walk

NOT_OF_A_PAGE = frozenset({"EV-02", "EV-04", "EV-09", "EV-12", "EV-13", "EV-14", "EV-15"})
"""Accessibility checks that need tasks, other audiences or several pages."""
OTHERS_OF_A_PAGE = frozenset({"GI-04", "GI-05", "UN-01", "UN-02", "UN-03", "UN-07", "UN-08"})
"""What else one page can answer: can a password be pasted, is there a puzzle, how hard is it to
read."""


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What was found on one page, worst first."""

    url: str
    findings: tuple[Finding, ...]


async def findings_at(url: str, browser: Browser) -> PageFindings:
    """Accessibility and language findings of the page at `url`. Raises as `look_at` does."""
    return PageFindings(url, judge_page(await look_at(url, browser)))


async def look_at(url: str, browser: Browser, *, exams: tuple[Exam, ...] = EXAMS) -> RunEvidence:
    """The evidence of one page, `exams` included.

    Raises UsageProblem for something that is no web address, PortalUnreachable when no page comes.
    """
    plan = _plan(url)
    around = Surroundings(plan.vocabulary, Redactor(), exams=exams, all_are_pages=True)
    job = Job(portal=plan.portal, scenario=_LOOK, audience="desktop", repeat=1)
    try:
        bundle = await walk(job, browser, around)
    except WalkCrashed:
        raise PortalUnreachable(f"{url} made the browser crash.") from None
    broken = [state for state in bundle.states if state.kind != "page"]
    if broken or not bundle.states:
        status = broken[0].status if broken else None
        raise PortalUnreachable(
            f"{url} shows no page to check" + (f" (it answers {status})." if status else ".")
        )
    return RunEvidence(
        run=plan.run_info(browser=browser.version, axe=axe_version(), started=datetime.now(UTC)),
        walks=(bundle.walk,),
        states={state.id: state for state in bundle.states},
    )


def judge_page(evidence: RunEvidence) -> tuple[Finding, ...]:
    """What the checks that one page can answer find on it, worst first."""
    found = [
        replace(finding, wcag=finding.wcag or check.wcag)
        for check in CHECKS
        if check.id in OTHERS_OF_A_PAGE
        or (check.id.startswith("EV-") and check.id not in NOT_OF_A_PAGE)
        for finding in check.judge(evidence).findings
    ]
    return tuple(sorted(found, key=lambda f: (-f.severity, f.fingerprint)))


_LOOK = Scenario.model_validate(
    {
        "id": "look",
        "as": "Look at one page.",
        "steps": [{"see": {"css": "body"}}],
        "done": {"see": {"css": "body"}},
    }
)


def is_local(url: str) -> bool:
    """Whether the page is served by this computer. Raises UsageProblem as `look_at` does."""
    return _plan(url).portal.is_local


def _plan(url: str) -> Plan:
    try:
        portal = Portal(portal=urlsplit(url).hostname or url, start=url, audiences=("desktop",))
    except (ValidationError, ValueError):
        raise UsageProblem(
            f'"{url}" is not a web address.', "Write it in full: https://portal.example.org/"
        ) from None
    plan = make_plan(portal, Path.cwd(), scenarios=("hours",))
    return Plan(portal, (_LOOK,), plan.audiences, plan.vocabulary, 1)
