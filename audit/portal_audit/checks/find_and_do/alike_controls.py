"""FD-05: two things that differ are not called the same."""

from __future__ import annotations

from portal_audit.checks.find_and_do.used import used_controls
from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


def judge(evidence: RunEvidence) -> Outcome:
    named = 0
    findings: dict[str, Finding] = {}
    for _, found, state in used_controls(evidence):
        named += 1
        if found.candidates < 2:
            continue
        name = quoted(found.name) or found.role
        findings.setdefault(
            name,
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title=f"{found.candidates} things here are called “{name}”",
                problem=(
                    f"A patient who looks for “{name}” meets {found.candidates} of them, and "
                    "nothing in their names says which is the right one."
                ),
                fix="Say in each name what it is for: “Open letter of 3 May”.",
                about=f"{state.path if state else ''} {name}",
                where=(Place.on(state, found.target),) if state else (),
                who="Everyone, most of all people who use a screen reader",
            ),
        )
    if not named:
        return Outcome.cannot_tell("No control was used.")
    note = f"{len(findings)} names stood for more than one thing."
    return Outcome.of(0.0 if findings else 1.0, list(findings.values()), note)


CHECK = Check(
    id="FD-05",
    title="Things that differ have different names",
    why="A person who hears or skims the page cannot tell two “Open” buttons apart.",
    dimension="find-and-do",
    rule=(
        "The name a task goes by belongs to one control in sight; links to the same address count "
        "as one, and so do the parts of a list of which any will do."
    ),
    fix="Put into each name what makes it different.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
    judge=judge,
    wcag=("2.4.6",),
)
