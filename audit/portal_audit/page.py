"""One page without a scenario: what `portal-audit page` does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from portal_audit.browser import open_browser
from portal_audit.checks import CHECKS
from portal_audit.errors import PortalUnreachable, UsageProblem
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Finding
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import Portal
from portal_audit.scenario import Scenario
from portal_audit.walk.job import Job
from portal_audit.walk.probes.axe import axe_version
from portal_audit.walk.redact import Redactor
from portal_audit.walk.walker import Surroundings, walk

OF_A_PAGE = frozenset({"EV-01", "EV-11", "UN-01", "UN-02", "UN-03", "UN-07", "UN-08"})
"""Checks that one page alone can answer."""


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What was found on one page, worst first."""

    url: str
    findings: tuple[Finding, ...]


async def look_at(url: str) -> PageFindings:
    """Accessibility and language findings of the page at `url`.

    Raises UsageProblem for something that is no web address, PortalUnreachable when no page comes.
    """
    plan = _plan(url)
    around = Surroundings(plan.vocabulary, Redactor())
    job = Job(portal=plan.portal, scenario=_LOOK, audience="desktop", repeat=1)
    async with open_browser(closed_world=plan.portal.is_local) as browser:
        bundle = await walk(job, browser, around)
        version = browser.version
    broken = [state for state in bundle.states if state.kind != "page"]
    if broken or not bundle.states:
        status = broken[0].status if broken else None
        raise PortalUnreachable(
            f"{url} shows no page to check" + (f" (it answers {status})." if status else ".")
        )
    evidence = RunEvidence(
        run=plan.run_info(browser=version, axe=axe_version(), started=datetime.now(UTC)),
        walks=(bundle.walk,),
        states={state.id: state for state in bundle.states},
    )
    found = [
        finding
        for check in CHECKS
        if check.id in OF_A_PAGE
        for finding in check.judge(evidence).findings
    ]
    return PageFindings(url, tuple(sorted(found, key=lambda f: (-f.severity, f.fingerprint))))


_LOOK = Scenario.model_validate(
    {
        "id": "look",
        "as": "Look at one page.",
        "steps": [{"see": {"css": "body"}}],
        "done": {"see": {"css": "body"}},
    }
)


def _plan(url: str) -> Plan:
    try:
        portal = Portal(portal=urlsplit(url).hostname or url, start=url, audiences=("desktop",))
    except (ValidationError, ValueError):
        raise UsageProblem(
            f'"{url}" is not a web address.', "Write it in full: https://portal.example.org/"
        ) from None
    plan = make_plan(portal, Path.cwd(), scenarios=("hours",))
    return Plan(portal, (_LOOK,), plan.audiences, plan.vocabulary, 1)
