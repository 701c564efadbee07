"""GI-03: the sign-in fields have labels and can be filled by a password manager."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.get_in.pages import (
    NO_FORM,
    code_fields,
    code_pages,
    form_pages,
    password_fields,
    user_fields,
)
from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

GOOD_AUTOCOMPLETE = {
    "user": frozenset({"username", "email"}),
    "password": frozenset({"current-password"}),
    "code": frozenset({"one-time-code"}),
}
"""Words of the attribute of which one must be there; others, such as `webauthn`, may be too."""
EMAIL_ONLY = re.compile(r"^(your )?e-?mail( address)?\W*$", re.IGNORECASE)
WORDS = {"user": "user name", "password": "password", "code": "code"}


def judge(evidence: RunEvidence) -> Outcome:
    found = list(_fields(evidence))
    if not found:
        return Outcome.cannot_tell(NO_FORM)
    findings: dict[str, Finding] = {}
    good = 0
    for kind, state, field in found:
        faults = [*_faults(kind, field)]
        good += not faults
        for about, title, problem, fix, severity, wcag in faults:
            findings.setdefault(
                about,
                Finding(
                    check=CHECK.id,
                    severity=severity,
                    title=title,
                    problem=problem,
                    fix=fix,
                    about=about,
                    where=(Place.on(state, field.target, field.name, field.box),),
                    wcag=(wcag,),
                ),
            )
    share = good / len(found)
    return Outcome.of(share, list(findings.values()), f"{good} of {len(found)} fields are right.")


def _fields(evidence: RunEvidence) -> Iterator[tuple[str, PageState, Control]]:
    for state in form_pages(evidence)[:1]:
        for field in user_fields(state):
            yield "user", state, field
        for field in password_fields(state):
            yield "password", state, field
    for state in code_pages(evidence)[:1]:
        for field in code_fields(state)[:1]:
            yield "code", state, field


Fault = tuple[str, str, str, str, Severity, str]


def _faults(kind: str, field: Control) -> Iterator[Fault]:
    word = WORDS[kind]
    if not field.label:
        yield (
            f"{word} label",
            f"The {word} field has no visible label",
            "Once people have begun to type, nothing says what belongs in the field.",
            f"Put a label above the {word} field that stays visible.",
            Severity.MAJOR,
            "3.3.2",
        )
    if not GOOD_AUTOCOMPLETE[kind] & set(field.autocomplete.split()):
        wanted = {"user": "username", "password": "current-password", "code": "one-time-code"}[kind]
        yield (
            f"{word} autocomplete",
            f"A password manager cannot fill the {word}",
            "Patients must remember and retype what their device could fill in for them.",
            f'Add autocomplete="{wanted}" to the field.',
            Severity.MINOR,
            "1.3.5",
        )
    if (
        kind == "user"
        and EMAIL_ONLY.match(field.label)
        and "email"
        not in (
            field.type,
            field.inputmode,
        )
    ):
        yield (
            "e-mail keyboard",
            "The e-mail field does not bring up the keyboard with @",
            "On a phone, patients must look for the @ sign.",
            'Use type="email" for the field.',
            Severity.COSMETIC,
            "1.3.5",
        )
    if kind == "code" and field.inputmode != "numeric" and field.type not in ("tel", "number"):
        yield (
            "code keypad",
            "The code field does not bring up the number pad",
            "On a phone, patients must switch the keyboard to type the digits.",
            'Add inputmode="numeric" to the code field.',
            Severity.COSMETIC,
            "1.3.5",
        )


CHECK = Check(
    id="GI-03",
    title="The sign-in fields are labelled and can be filled by a password manager",
    why="A field that explains itself and fills itself is one less thing to remember.",
    dimension="get-in",
    rule="Every sign-in field has a visible label, the right autocomplete and the right keyboard; "
    "share of fields.",
    fix="Add labels and autocomplete attributes.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose",
    judge=judge,
    wcag=("1.3.5", "3.3.2", "3.3.8"),
)
