"""GI-04: user name, password and code can be pasted (tried with the real clipboard)."""

from __future__ import annotations

from portal_audit.evidence import PageState, PasteTrial, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

WORDS = {"user": "user name", "password": "password", "code": "code"}


def judge(evidence: RunEvidence) -> Outcome:
    trials = [(state, trial) for state in evidence.seen() for trial in state.paste or ()]
    if not trials:
        return Outcome.cannot_tell("No sign-in field was there to paste into.")
    blocked = {trial.field: (state, trial) for state, trial in trials if _is_blocked(trial)}
    names = ", ".join(sorted({WORDS[trial.field] for _, trial in trials}))
    if not blocked:
        return Outcome.passed(f"Pasting works: {names}.")
    return Outcome.of(
        0.0,
        [_finding(state, trial) for state, trial in blocked.values()],
        f"Tried: {names}. Blocked: {', '.join(WORDS[field] for field in blocked)}.",
    )


def _is_blocked(trial: PasteTrial) -> bool:
    return trial.arrived < trial.pasted or trial.prevented


def _finding(state: PageState, trial: PasteTrial) -> Finding:
    word = WORDS[trial.field]
    field = next((c for c in state.controls or () if c.name == trial.name), None)
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title=f"The {word} cannot be pasted",
        problem=f"Patients must type the {word} by hand, letter by letter; password managers and "
        "people with shaky hands are locked out.",
        fix="Remove the script that blocks pasting.",
        about=word,
        where=(
            Place.on(
                state,
                field.target if field else trial.target,
                trial.name,
                field.box if field else None,
            ),
        ),
        who="Patients who use a password manager, or who cannot type well",
    )


CHECK = Check(
    id="GI-04",
    title="Passwords and codes can be pasted",
    why="Pasting is how safe, long passwords are used, and how codes are carried over.",
    dimension="get-in",
    rule="Everything pasted from the real clipboard arrives, and no paste event is cancelled.",
    fix="Remove the script that blocks pasting.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum",
    judge=judge,
    wcag=("3.3.8",),
)
