"""GI-06: the password can be shown."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import (
    NO_FORM,
    controls_named,
    form_pages,
    password_fields,
)
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

SHOW = re.compile(
    r"^(show|reveal|unmask)$|^(show|hide|reveal|view|see|display|unmask) (my |the |your )?passw\w+$"
    r"|^(toggle|change) password visibility$",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = form_pages(evidence)
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    state = pages[0]
    shows = controls_named(state, SHOW)
    if any(c.focusable for c in shows):
        return Outcome.passed("The password can be shown.")
    field = password_fields(state)[0]
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="The password cannot be shown",
        problem="Patients cannot see what they typed and must guess why it was wrong."
        if not shows
        else "The control that shows the password cannot be reached with the keyboard.",
        fix="Add a button “Show password” beside the field.",
        about="show password",
        where=(Place.on(state, field.target, field.name, field.box),),
    )
    return Outcome.of(0.0, [finding], "No way to show the password was seen.")


CHECK = Check(
    id="GI-06",
    title="The password can be shown",
    why="Seeing the password prevents typing mistakes and lock-outs.",
    dimension="get-in",
    rule="A named control that shows the password, reachable with the keyboard.",
    fix="Add a button “Show password”.",
    source="https://pages.nist.gov/800-63-4/sp800-63b.html",
    judge=judge,
)
