"""GI-17: the code step is easy."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import code_fields, code_pages, controls_named
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

RESEND = re.compile(
    r"\bresend|send .{0,20}(again|another|new)|another way|new code|no code|get (a|the|my) code",
    re.IGNORECASE,
)
REMEMBER = re.compile(r"\bremember|\btrust (this|my)|don['’]t ask again|keep me", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    pages = code_pages(evidence)
    if not pages:
        if any(state.signed_in for state in evidence.seen()):
            return Outcome.not_applicable("No code was asked for.")
        return Outcome.cannot_tell("The sign-in was not seen to its end.")
    state = pages[0]
    field = code_fields(state)[0]
    pasted = next((t for t in state.paste or () if t.field == "code"), None)
    fills = "one-time-code" in field.autocomplete.split() or bool(
        pasted and pasted.arrived == pasted.pasted
    )
    lacks = [
        words
        for there, words in (
            (fills, "filling it in from the phone"),
            (bool(controls_named(state, RESEND)), "sending it again"),
            (bool(controls_named(state, REMEMBER)), "remembering this device"),
        )
        if not there
    ]
    if not lacks:
        return Outcome.passed("The code can be filled in, sent again, and the device remembered.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The code step gives no help",
        problem=f"The code page does not offer: {', '.join(lacks)}.",
        fix="Let the phone fill in the code, offer to send it again, and to remember the device.",
        about="code step",
        where=(Place.on(state, field.target, field.name, field.box),),
    )
    return Outcome.of((3 - len(lacks)) / 3, [finding], f"Not offered: {', '.join(lacks)}.")


CHECK = Check(
    id="GI-17",
    title="The code step is easy",
    why="A code at every sign-in is the most frequent complaint about safe portals.",
    dimension="get-in",
    rule="Paste or autofill, resend and “remember this device”: a third each.",
    fix="Offer all three.",
    source="https://digital.nhs.uk/services/nhs-app/nhs-app-pilot-research-report/what-we-learned-from-users",
    judge=judge,
)
