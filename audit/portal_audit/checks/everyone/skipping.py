"""EV-34: who uses the keyboard can get past the menu."""

from __future__ import annotations

from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "skipping"
WHO = "People who use the keyboard, a switch or a screen reader"

GOES_NOWHERE = Fault(
    "skip-link-goes-nowhere",
    title="The link that skips the menu does not skip it",
    problem="A person presses “Skip to content” and must still go through the whole menu.",
    fix='Let it lead to the id of the main part, and give that part tabindex="-1".',
    who=WHO,
    wcag=("2.4.1",),
    severity=Severity.MINOR,
)
NO_WAY_PAST = Fault(
    "no-way-past-the-menu",
    title="Nothing leads past the menu",
    problem="A person goes through every link of the menu on every page, one key press each.",
    fix="Put the content in <main> under a heading, and offer a link that skips to it.",
    who=WHO,
    wcag=("2.4.1",),
    severity=Severity.MINOR,
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was tried with keys.",
        note="It was tried whether keys get past the menu.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "skip-link"):
        if not seen.facts["works"]:
            yield GOES_NOWHERE, state, seen
    for state, seen in observed(evidence, "menu-first"):
        yield NO_WAY_PAST, state, seen


CHECK = Check(
    id="EV-34",
    title="Keys get past the menu",
    why="Who must press a key for each link of the menu is worn out before the content.",
    dimension="everyone",
    rule=(
        "Links that say they skip do so when pressed. A page that begins with three or more links "
        "has such a link, a main part, or a heading where its content begins."
    ),
    fix="Offer a link that skips to the content.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/bypass-blocks",
    judge=judge,
    wcag=("2.4.1",),
)
