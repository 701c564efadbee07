"""TR-08: the privacy notice is one click away from the sign-in page."""

from __future__ import annotations

import re
from datetime import date, timedelta

from portal_audit.checks.get_in.pages import NO_FORM, controls_named, form_pages
from portal_audit.checks.keeps_up.dates import dates_in
from portal_audit.checks.pages import baseline_pages
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

PRIVACY = re.compile(r"\bprivacy\b|\bprivacidad\b|how we (use|protect)", re.IGNORECASE)
DATED = re.compile(
    r"\b(updat|revis|review|effective|last chang|in force|dated|as of|valid)", re.IGNORECASE
)
FRESH = timedelta(days=731)
"""24 months."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = form_pages(evidence)
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    state = pages[0]
    if not any(c.role in ("link", "button") for c in controls_named(state, PRIVACY)):
        finding = Finding(
            check=CHECK.id,
            severity=Severity.MINOR,
            title="The sign-in page does not link to the privacy notice",
            problem="Patients who worry about their details find no answer before they sign in.",
            fix="Link to the privacy notice from the sign-in page.",
            about="privacy notice",
            where=(Place.on(state),),
        )
        return Outcome.of(0.0, [finding], "No link to a privacy notice on the sign-in page.")
    notice = _notice(evidence)
    if notice is None:
        return Outcome.passed("The sign-in page links to it; the notice itself was not read.")
    day = _newest(notice)
    if day is not None and date.fromisoformat(evidence.run.today[:10]) - day <= FRESH:
        return Outcome.passed("The sign-in page links to it, and it is up to date.")
    problem = f"It is dated {day.year}." if day else "It does not say when it was last reviewed."
    stale = Finding(
        check=CHECK.id,
        severity=Severity.MINOR if day else Severity.COSMETIC,
        title="The privacy notice is old" if day else "The privacy notice has no date",
        problem=f"{problem} Patients cannot tell whether it still holds.",
        fix="Review the notice every two years and put the date on it.",
        about="date of the privacy notice",
        where=(Place.on(notice),),
    )
    return Outcome.of(0.5, [stale], f"The sign-in page links to it. {problem}")


def _notice(evidence: RunEvidence) -> PageState | None:
    """The privacy notice, when a walk came by it."""
    return next(
        (
            state
            for state in baseline_pages(evidence)
            if state.blocks and PRIVACY.search(f"{state.heading} {state.path}")
        ),
        None,
    )


def _newest(state: PageState) -> date | None:
    """The newest date in a sentence that says when the notice was made or reviewed."""
    days = (d.day for b in state.blocks or () if DATED.search(b.text) for d in dates_in(b.text))
    return max(days, default=None)


CHECK = Check(
    id="TR-08",
    title="The privacy notice is one click away",
    why="One in five people who stay away name privacy as the reason.",
    dimension="trust",
    rule="A link to the privacy notice on the sign-in page; when a walk read the notice, dated "
    "within 24 months, else half. Its reading grade is judged by UN-01.",
    fix="Link to it.",
    source="https://pmc.ncbi.nlm.nih.gov/articles/PMC7530687",
    judge=judge,
)
