"""FD-06: what a task needs has a name and a role of its own."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.checks.find_and_do.used import used_controls
from portal_audit.checks.pages import counted, once, quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a control lacks that could be found only in one of the lenient ways."""

    title: str
    problem: str
    fix: str
    severity: Severity
    wcag: tuple[str, ...]


LACKS = {
    "near": _Lack(
        "Fields on the way of a task have no label of their own",
        "They could be found only because they stand next to the words. Who listens to the page "
        "hears a field without a name.",
        "Give each field a <label> that belongs to it.",
        Severity.MAJOR,
        ("1.3.1", "3.3.2", "4.1.2"),
    ),
    "text": _Lack(
        "Things to press do not say that they can be pressed",
        "They look like buttons or links and are neither. Who listens to the page or uses the "
        "keyboard does not find them.",
        "Make each a <button> or a link.",
        Severity.MAJOR,
        ("4.1.2",),
    ),
    "title": _Lack(
        "Things on the way of a task are named only by a hint or a picture",
        "The name vanishes while one types, or never shows.",
        "Give each words that can always be seen.",
        Severity.MINOR,
        ("3.3.2",),
    ),
}
"""By how the walk found the control (`Found.how`); role, name and label are the proper ways, and
what the scenario itself names by a selector says nothing about the portal."""


def judge(evidence: RunEvidence) -> Outcome:
    used = list(used_controls(evidence))
    if not used:
        return Outcome.cannot_tell("No control was used.")
    lacking: dict[str, list[Place]] = {}
    for step, found, state in used:
        if found.how in LACKS:
            name = quoted(found.name) or quoted(step.words)
            place = Place.on(state, found.target, name) if state else Place(snippet=name)
            lacking.setdefault(found.how, []).append(place)
    findings = [_finding(how, once(places)) for how, places in lacking.items()]
    number = sum(len(finding.where) for finding in findings)
    note = f"{counted(number, 'thing')} that the tasks need have no proper name or role."
    return Outcome.of(0.0 if findings else 1.0, findings, note)


def _finding(how: str, places: tuple[Place, ...]) -> Finding:
    lack = LACKS[how]
    return Finding(
        check=CHECK.id,
        severity=lack.severity,
        title=lack.title,
        problem=lack.problem,
        fix=lack.fix,
        about=how,
        rule=how,
        where=places,
        who="People who use a screen reader, a keyboard or their voice",
        wcag=lack.wcag,
    )


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
