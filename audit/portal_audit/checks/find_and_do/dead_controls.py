"""FD-03: what can be pressed does something."""

from __future__ import annotations

from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


def judge(evidence: RunEvidence) -> Outcome:
    pressed = 0
    findings: dict[str, Finding] = {}
    for walk in evidence.walks:
        for step in walk.steps:
            pressed += bool(step.clicks or step.keys)
            if not step.dead or step.found is None:
                continue
            name = quoted(step.found.name) or step.found.role
            state = evidence.states.get(step.state or "")
            findings.setdefault(
                name,
                Finding(
                    check=CHECK.id,
                    severity=Severity.MAJOR,
                    title=f"“{name}” does nothing",
                    problem=f"A patient presses “{name}” and nothing changes: no page, no message.",
                    fix="Make it do what it says, or take it away.",
                    about=f"{state.path if state else ''} {name}",
                    where=(Place.on(state, step.found.target),) if state else (),
                    who="Everyone",
                ),
            )
    if not pressed:
        return Outcome.cannot_tell("Nothing was pressed.")
    note = f"{len(findings)} controls did nothing."
    return Outcome.of(0.0 if findings else 1.0, list(findings.values()), note)


CHECK = Check(
    id="FD-03",
    title="What can be pressed does something",
    why="Patients press a dead button again and again, then ring the office.",
    dimension="find-and-do",
    rule="Pressing a control changes the page, asks the server or says something.",
    fix="Repair or remove controls without effect.",
    source="policy",
    judge=judge,
)
