"""GI-08: five wrong tries do not lock the account."""

from __future__ import annotations

import re

from portal_audit.checks.pages import quoted
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity

TRIAL = "lock-out"
WAIT = re.compile(
    r"\b(\d+|an?|one|a few|half an)\s+(second|minute|hour)|\bminutos?\b", re.IGNORECASE
)


def judge(evidence: RunEvidence) -> Outcome:
    trial = evidence.trials.get(TRIAL)
    if trial is None:
        return Outcome.cannot_tell(
            "Not tried: it may lock an account. Name a `spare_account:` in the portal file."
        )
    if not trial.made:
        return Outcome.cannot_tell(f"It could not be tried. {trial.why_not}")
    says = str(trial.facts.get("says", ""))
    if not trial.facts.get("locked"):
        return Outcome.passed("After five wrong passwords the right one still works.")
    waits = WAIT.search(says) is not None
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR if waits else Severity.MAJOR,
        title="Five wrong passwords lock the account",
        problem=(
            f"Then the page says “{quoted(says)}”." if says else "Then nothing says how to go on."
        ),
        fix="Slow guessing down instead, by a wait that grows; say how long it is, and allow at "
        "least ten tries.",
        about="lock",
        who="People with poor memory, shaky hands or poor sight",
    )
    note = "The account was locked; how long to wait was said." if waits else "It was locked."
    return Outcome.of(0.5 if waits else 0.0, [finding], note)


CHECK = Check(
    id="GI-08",
    title="Five wrong tries do not lock the account",
    why="A locked account means a phone call, for the patients who type worst.",
    dimension="get-in",
    rule="Five wrong passwords, then the right one, with a spare account (off by default): let in "
    "full; refused, but how long to wait is said: half.",
    fix="Do not lock accounts after a few wrong passwords.",
    source="https://pages.nist.gov/800-63-4/sp800-63b.html",
    judge=judge,
)
