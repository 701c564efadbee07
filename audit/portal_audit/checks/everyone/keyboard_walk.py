"""EV-03: Tab leads through every page, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "keyboard"
WHO = "People who use the keyboard or a switch"

UNSEEN = Fault(
    "focus-not-visible",
    title="One cannot see where the keyboard is",
    problem="A person who uses the keyboard gets here, and nothing on the screen shows it.",
    fix="Show a clear outline on what has the focus. Do not take the browser's own away.",
    who=WHO,
    wcag=("2.4.7",),
    severity=Severity.MAJOR,
)
UNSEEN_FIELD = Fault(
    "focus-not-visible-in-field",
    title="A field shows only a thin cursor when it has the focus",
    problem="A person who uses the keyboard must look for the blinking line to find the field.",
    fix=UNSEEN.fix,
    who=WHO,
    wcag=("2.4.7",),
    severity=Severity.MINOR,
    confidence="likely",
)
COVERED = Fault(
    "focus-covered",
    title="What has the focus lies under something else (new in WCAG 2.2)",
    problem="A person who uses the keyboard gets here, but a bar or box in front hides it.",
    fix="Leave room for bars that stay in place (scroll-padding), or let them be closed.",
    who=WHO,
    wcag=("2.4.11",),
    severity=Severity.MAJOR,
)
HALF_COVERED = Fault(
    "focus-half-covered",
    title="What has the focus lies half under something else",
    problem="A person who uses the keyboard sees only a part of what they are about to press.",
    fix=COVERED.fix,
    who=WHO,
    wcag=("2.4.11",),
    severity=Severity.MINOR,
    confidence="likely",
)
LOST = Fault(
    "focus-given-away",
    title="A control gives the focus away as soon as it has it",
    problem="A person who uses the keyboard can never press this.",
    fix="Take out the script that removes the focus.",
    who=WHO,
    wcag=("2.1.1", "2.4.7", "3.2.1"),
    severity=Severity.MAJOR,
)
TRAP = Fault(
    "keyboard-trap",
    title="The keyboard gets caught",
    problem="A person who tabs into this part of the page cannot get out again.",
    fix="Let Tab and Shift+Tab leave it, or say which key does and see that it works.",
    who=WHO,
    wcag=("2.1.2",),
    severity=Severity.BLOCKER,
)
BACKWARDS = Fault(
    "tab-order",
    title="Tab jumps back and forth",
    problem="A person who uses the keyboard is led to fields in an order nobody would read them.",
    fix="Take out tabindex values above 0 and put the elements into reading order.",
    who=WHO,
    wcag=("2.4.3",),
    severity=Severity.MINOR,
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was gone through with the Tab key.",
        note="On {clean} of {pages} pages Tab works as it should.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "trap"):
        yield TRAP, state, seen
    for state, seen in observed(evidence, "focus-stop"):
        facts = seen.facts
        if facts["loses_focus"]:
            yield LOST, state, seen
        elif not facts["shown"]:
            yield UNSEEN_FIELD if facts["text_field"] else UNSEEN, state, seen
        covered = float(facts["covered_share"])
        if covered >= 1:
            yield COVERED, state, seen
        elif covered > 0.5:
            yield HALF_COVERED, state, seen
        if facts["backwards"]:
            yield BACKWARDS, state, seen


CHECK = Check(
    id="EV-03",
    title="Tab leads through every page and one sees where one is",
    why="Who cannot use a mouse has only the keyboard, and must see where it stands.",
    dimension="everyone",
    rule=(
        "Share of pages where each Tab stop changes at least one pixel, keeps the focus, is not "
        "covered, follows the reading order, and can be left again."
    ),
    fix="Walk through the page with Tab alone and repair each stop listed.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/focus-visible",
    judge=judge,
    wcag=("2.1.2", "2.4.3", "2.4.7", "2.4.11"),
)
