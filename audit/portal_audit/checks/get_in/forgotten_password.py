"""GI-11: a forgotten password can be replaced without a phone call."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import NO_FORM, controls_named, form_pages
from portal_audit.evidence import LOST, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

FORGOT = re.compile(
    r"\bforg[eo]t|\breset (my |your |the )?(password|passcode|log|sign)|\brecover"
    r"|\b(trouble|problems?) (signing|logging)|\bcan['’]?t (sign|log) in|\bnew password"
    r"|\bneed help (signing|logging)",
    re.IGNORECASE,
)
METHOD = "S02"


def judge(evidence: RunEvidence) -> Outcome:
    pages = form_pages(evidence)
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    state = pages[0]
    if not controls_named(state, FORGOT):
        finding = Finding(
            check=CHECK.id,
            severity=Severity.MAJOR,
            title="There is no link for a forgotten password",
            problem="A patient who forgot the password finds no way back in on the sign-in page.",
            fix="Add a link “I forgot my password” under the password field.",
            about="forgotten password",
            where=(Place.on(state),),
        )
        return Outcome.of(0.0, [finding], "No link for a forgotten password was seen.")
    scenario = next((s.id for s in evidence.run.scenarios if s.method == METHOD), "")
    walked = evidence.walks_of(scenario, evidence.baseline) if scenario else ()
    if any(walk.status == "done" for walk in walked):
        return Outcome.passed("The link is there, and getting a new password works.")
    if any(walk.status in LOST for walk in walked):
        reason = next(walk.reason for walk in walked if walk.status in LOST)
        finding = Finding(
            check=CHECK.id,
            severity=Severity.MAJOR,
            title="Getting a new password does not work",
            problem=f"The link is there, but it does not lead to a new password. {reason}".strip(),
            fix="Walk the way from the link to the new password and repair it.",
            about="new password",
            where=(Place.on(state),),
        )
        return Outcome.of(0.5, [finding], "The link is there; getting a new password failed.")
    # Half: the link is there, what comes behind it was not walked.
    return Outcome.of(0.5, [], "The link is there; getting a new password was not tried.")


CHECK = Check(
    id="GI-11",
    title="A forgotten password can be replaced without a phone call",
    why="Forgetting is normal; a phone call to get back in is where many give up.",
    dimension="get-in",
    rule="A “forgot” link on the sign-in page is half; the reset task done within budget is full.",
    fix="Add a link “I forgot my password”.",
    source="policy",
    judge=judge,
)
