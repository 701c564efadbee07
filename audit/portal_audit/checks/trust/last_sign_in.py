"""TR-11: the last sign-in is shown."""

from __future__ import annotations

import re

from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SAID = re.compile(
    r"\blast (signed|sign|logged|log)[ -]?(in|on)\b|\blast (login|logon)\b"
    r"|\byou (last )?(signed|logged) (in|on) (last|on|yesterday|today)\b"
    r"|\b(recent|account|sign-in|login) activity\b"
    r"|\blast visit to (this|the|our|your) (site|portal)"
    r"|\balert.{0,30}\bnew (sign|login|device)",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    private = [s for s in evidence.seen() if s.signed_in and s.blocks is not None]
    if not private:
        return Outcome.cannot_tell("No private page was seen.")
    if any(SAID.search(block.text) for state in private for block in state.blocks or ()):
        return Outcome.passed("It is shown.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title="The last sign-in is not shown",
        problem="Patients cannot notice that somebody else was in their account.",
        fix="Show the time of the last sign-in on the home page.",
        about="last sign-in",
        where=(Place.on(private[0]),),
    )
    return Outcome.of(0.0, [finding], "No walked page shows it.")


CHECK = Check(
    id="TR-11",
    title="The last sign-in is shown",
    why="The patient is the first who can notice a stranger.",
    dimension="trust",
    rule="Some private page shows the last sign-in or activity, or offers an alert.",
    fix="Show it on the home page.",
    source="https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html",
    judge=judge,
)
