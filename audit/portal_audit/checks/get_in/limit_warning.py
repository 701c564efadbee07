"""GI-13: a warning comes before the time limit, and one simple action extends it."""

from __future__ import annotations

from portal_audit.checks.get_in.limits import NOT_LOOKED, limits, number, page_trial, signed_in_home
from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence, Trial
from portal_audit.finding import Check, Finding, Outcome, Severity

LEAST_LEAD_S = 20
GOOD_LEAD_S = 120
TIMES = 10


def judge(evidence: RunEvidence) -> Outcome:
    trial = page_trial(evidence)
    if trial is None:
        tried = evidence.trials.get("time-limit")
        return Outcome.cannot_tell(f"{NOT_LOOKED} {tried.why_not if tried else ''}".strip())
    if number(trial, "warned_at_s") is not None:
        return _judged(evidence, trial)
    if not limits(evidence):
        return Outcome.cannot_tell("No time limit was found, so no warning was due.")
    if number(trial, "ended_at_s") is None and number(trial, "asks_every_s"):
        # The page may hear of the server's limit by asking, which our clock cannot hurry.
        return Outcome.cannot_tell("The page asks the server how long the visit lasts.")
    return Outcome.of(0.0, [_no_warning(evidence, trial)], "No warning was seen.")


def _no_warning(evidence: RunEvidence, trial: Trial) -> Finding:
    after = limits(evidence)[0].spoken()
    lead = number(trial, "lead_s")
    problem = (
        f"After {after} without use the visit ends without a word."
        if lead is None
        else f"The warning comes {lead:.0f} seconds before the end: too late to read it and act."
    )
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="The visit ends without a warning in time",
        problem=problem,
        fix="Two minutes before the end, show a message with a button “Stay signed in”.",
        about="warning",
        where=signed_in_home(evidence),
        who="People who read, type or move slowly",
        rule=NO_WARNING,
    )


NO_WARNING = "no-warning"
"""The rule that holds the grade down (method 7.4)."""


def _judged(evidence: RunEvidence, trial: Trial) -> Outcome:
    lead, extended = number(trial, "lead_s"), number(trial, "extended")
    if lead is not None and lead < LEAST_LEAD_S:
        return Outcome.of(0.0, [_no_warning(evidence, trial)], f"It came {lead:.0f} s before.")
    findings = []
    shares = [1.0]
    if lead is not None and lead < GOOD_LEAD_S:
        shares.append(0.5)
        findings.append(
            _finding(
                evidence,
                "short warning",
                "The warning comes late",
                f"It comes {lead:.0f} seconds before the end.",
                "Warn two minutes before the end.",
            )
        )
    if extended is not None and extended < TIMES:
        shares.append(0.0)
        findings.append(_cannot_extend(evidence, trial, extended))
    elif not trial.facts.get("by_keyboard", True):
        shares.append(0.5)
        findings.append(
            _finding(
                evidence,
                "keyboard",
                "The warning cannot be answered with the keyboard",
                "What extends the visit takes no keyboard focus.",
                "Make it a real button.",
                "People who cannot use a mouse",
            )
        )
    if not trial.facts.get("announced"):
        shares.append(0.5)
        findings.append(
            _finding(
                evidence,
                "announced",
                "Screen readers are not told of the warning",
                "Somebody who cannot see it learns of the limit when it is over.",
                "Make it a dialog that takes the focus, or an alert.",
                "People who use a screen reader",
            )
        )
    words = quoted(str(trial.facts.get("text", "")))
    said = "" if lead is None else f" {lead:.0f} seconds before the end"
    note = f"“{words}” comes{said}; it can be extended {extended or 0:.0f} times (10 were tried)."
    return Outcome.of(
        min(shares), findings, note, **({} if lead is None else {"lead_seconds": lead})
    )


def _cannot_extend(evidence: RunEvidence, trial: Trial, extended: float) -> Finding:
    if not trial.facts.get("stay"):
        what = "The warning offers nothing that lets the visit go on."
    elif not extended:
        what = f"“{quoted(str(trial.facts['stay']))}” does not let the visit go on."
    else:
        what = f"After {extended:.0f} times it cannot be extended any more."
    fix = "Let one press of a button extend it."
    return _finding(evidence, "extend", "The time cannot be extended", what, fix)


def _finding(
    evidence: RunEvidence, about: str, title: str, problem: str, fix: str, who: str = "Everyone"
) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR if about != "extend" else Severity.MAJOR,
        title=title,
        problem=problem,
        fix=fix,
        about=about,
        where=signed_in_home(evidence),
        who=who,
        rule=about,
    )


CHECK = Check(
    id="GI-13",
    title="A warning comes before the time limit",
    why="A warning turns losing one’s work into pressing a button.",
    dimension="get-in",
    rule="A warning 120 seconds or more before the end full, 20 to 120 half, later or none "
    "nothing; one simple action extends the visit, ten times in a row; by keyboard, and announced "
    "to screen readers (half without).",
    fix="Warn two minutes before, and let one button extend the visit.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable",
    judge=judge,
    wcag=("2.2.1",),
)
