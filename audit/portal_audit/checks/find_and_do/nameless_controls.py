"""FD-06: what a task needs has a name and a role of its own."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.checks.find_and_do.used import used_controls
from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a control lacks that could be found only in one of the lenient ways."""

    problem: str
    fix: str
    severity: Severity
    wcag: tuple[str, ...]


LACKS = {
    "near": _Lack(
        "This field has no label. It could be found only because it stands next to the words.",
        "Give the field a <label> that belongs to it.",
        Severity.MAJOR,
        ("1.3.1", "3.3.2", "4.1.2"),
    ),
    "text": _Lack(
        "This looks like something to press, and does not say so: it is neither a button nor a "
        "link. Who listens to the page or uses the keyboard does not find it.",
        "Make it a <button> or a link.",
        Severity.MAJOR,
        ("4.1.2",),
    ),
    "title": _Lack(
        "Its only name is a placeholder, a tooltip or the text of a picture, which vanishes or "
        "never shows.",
        "Give it words that can always be seen.",
        Severity.MINOR,
        ("3.3.2",),
    ),
}
"""By how the walk found the control (`Found.how`); role, name and label are the proper ways, and
what the scenario itself names by a selector says nothing about the portal."""


def judge(evidence: RunEvidence) -> Outcome:
    found_at_all = 0
    findings: dict[tuple[str, str], Finding] = {}
    for step, found, state in used_controls(evidence):
        found_at_all += 1
        lack = LACKS.get(found.how)
        if lack is None:
            continue
        name = quoted(found.name) or quoted(step.words)
        path = state.path if state else ""
        findings.setdefault(
            (path, name),
            Finding(
                check=CHECK.id,
                severity=lack.severity,
                title=f"Hard to find on the way: {name}",
                problem=lack.problem,
                fix=lack.fix,
                about=f"{path} {name}",
                rule=found.how,
                where=(Place.on(state, found.target),) if state else (),
                who="People who use a screen reader, a keyboard or their voice",
                wcag=lack.wcag,
            ),
        )
    if not found_at_all:
        return Outcome.cannot_tell("No control was used.")
    note = f"{len(findings)} of the things that the tasks need have no proper name or role."
    return Outcome.of(0.0 if findings else 1.0, list(findings.values()), note)


CHECK = Check(
    id="FD-06",
    title="What a task needs has a name and a role",
    why="What has no name cannot be found by a person who listens to the page or speaks to it.",
    dimension="find-and-do",
    rule=(
        "Every control on the way of a task is found by its role and name or by its label; not "
        "only by its text, its tooltip or what stands next to it."
    ),
    fix="Use real buttons, links and labels.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/name-role-value",
    judge=judge,
    wcag=("4.1.2",),
)
