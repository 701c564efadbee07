"""TR-07: no patient details in addresses, titles or requests to others."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

KEYS = frozenset(
    [
        "name",
        "fullname",
        "full_name",
        "firstname",
        "first_name",
        "lastname",
        "last_name",
        "patient",
        "patient_name",
        "dob",
        "birthdate",
        "birth_date",
        "date_of_birth",
        "ssn",
        "mrn",
        "phone",
        "email",
        "diagnosis",
        "dx",
        "medication",
        "drug",
    ]
)
MASKED = "[masked]"
BRACKETS = re.compile(r"(\[|%5B)masked(\]|%5D)", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    private = [state for state in evidence.seen() if state.signed_in]
    if not private:
        return Outcome.cannot_tell("No private page was seen.")
    findings: dict[str, Finding] = {}
    for state in private:
        keys = sorted(_telling_keys(state.url))
        if keys or BRACKETS.search(state.path):
            what = ", ".join(keys) or "a patient's name"
            findings.setdefault(
                "address",
                Finding(
                    check=CHECK.id,
                    severity=Severity.MAJOR,
                    title="The address of a page holds patient details",
                    problem=f"The address carries {what}. Addresses stay in the browser's history, "
                    "in logs, and are told to other sites.",
                    fix="Keep such details out of addresses; use the signed-in session instead.",
                    about="address",
                    where=(Place.on(state, "", state.url),),
                ),
            )
        if MASKED in state.title:
            findings.setdefault(
                "title",
                Finding(
                    check=CHECK.id,
                    severity=Severity.MINOR,
                    title="The title of a page holds patient details",
                    problem="The title shows in the browser's tabs and history, for whoever uses "
                    "the computer next.",
                    fix="Name the page in its title, not the patient.",
                    about="title",
                    where=(Place.on(state, "", state.title),),
                ),
            )
    note = f"{len(private)} private pages were looked at."
    return Outcome.of(0.0 if findings else 1.0, list(findings.values()), note)


def _telling_keys(url: str) -> set[str]:
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return {key for key, _ in query if key.casefold() in KEYS}


CHECK = Check(
    id="TR-07",
    title="No patient details in addresses or titles",
    why="Addresses and titles are kept and passed on where nobody thinks of them.",
    dimension="trust",
    rule="No name, birth date, record number, diagnosis or medicine in addresses or titles of "
    "private pages (by telling keys, and by masked parts that turn up there).",
    fix="Keep them out.",
    source="policy",
    judge=judge,
)
