"""TR-10: signing out really signs out."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.pages import baseline_pages, counted
from portal_audit.evidence import PageState, RunEvidence, Trial
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

TRIAL = "sign-out"


def judge(evidence: RunEvidence) -> Outcome:
    trial = evidence.trials.get(TRIAL)
    if trial is None or not trial.made:
        why = trial.why_not if trial else "It was not part of this run."
        return Outcome.cannot_tell(f"Signing out was not tried. {why}")
    private = [s for s in baseline_pages(evidence) if s.signed_in]
    findings = [*_of_trial(trial, private), *_kept_by_the_browser(private)]
    points = 3
    wrong = {finding.about for finding in findings}
    note = "After signing out the old visit is over." if not findings else "Something is left."
    return Outcome.of(max(points - len(wrong), 0) / points, findings, note)


def _of_trial(trial: Trial, private: list[PageState]) -> Iterator[Finding]:
    where = tuple(Place.on(state) for state in private[:1])
    if not trial.facts.get("offered"):
        yield _finding(
            Severity.MAJOR,
            "There is no way to sign out",
            "The next person at the computer is in the patient’s record.",
            "Show “Sign out” on every private page.",
            "no sign out",
            where,
        )
        return
    if trial.facts.get("cookie_works") or trial.facts.get("opens_again"):
        yield _finding(
            Severity.MAJOR,
            "Signing out does not end the visit",
            "After signing out, the old sign-in cookie still opens the record: whoever has a copy "
            "of it is in.",
            "End the visit on the server when somebody signs out.",
            "visit goes on",
            where,
        )
    if trial.facts.get("back_shows"):
        yield _finding(
            Severity.MAJOR,
            "The Back button shows the record after signing out",
            "The next person at the computer presses Back and reads the record.",
            "Send `Cache-Control: no-store` with every private page.",
            "back button",
            where,
        )


def _kept_by_the_browser(private: list[PageState]) -> Iterator[Finding]:
    """Private pages that the browser may keep a copy of."""
    known = [state for state in private if state.headers is not None]
    kept = [s for s in known if "no-store" not in (s.headers or {}).get("cache-control", "")]
    if kept:
        yield _finding(
            Severity.MINOR,
            "Browsers may keep copies of private pages",
            f"{counted(len(kept), 'private page')} of {len(known)} may be kept on the computer "
            "after the patient has left.",
            "Send `Cache-Control: no-store` with every private page.",
            "copies",
            tuple(Place.on(state) for state in kept),
        )


def _finding(
    severity: Severity, title: str, problem: str, fix: str, about: str, where: tuple[Place, ...]
) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=severity,
        title=title,
        problem=problem,
        fix=fix,
        about=about,
        where=where,
        who="People who use a computer that others use, too",
    )


CHECK = Check(
    id="TR-10",
    title="Signing out really signs out",
    why="Many patients read their record on a computer that is not theirs.",
    dimension="trust",
    rule="Signing out ends the visit on the server (the old cookies open nothing), Back shows no "
    "record, and private pages are sent with `Cache-Control: no-store`: a third each.",
    fix="End the visit on the server, and let browsers keep no private page.",
    source="https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
    judge=judge,
)
