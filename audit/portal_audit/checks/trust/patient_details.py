"""TR-07: no patient details in addresses, titles or requests to others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from portal_audit.checks.trust.pages import is_own
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

KEYS = frozenset({
    "name", "fullname", "firstname", "lastname", "surname", "patient", "patientname", "dob",
    "birthdate", "birthday", "dateofbirth", "ssn", "socialsecuritynumber", "mrn",
    "medicalrecordnumber", "phone", "phonenumber", "email", "emailaddress", "diagnosis", "dx",
    "condition", "medication", "medicine", "drug", "drugname",
})  # fmt: skip
"""Names of query parts that carry such details, in letters only."""
VAGUE = frozenset({"name", "condition", "patient"})
"""In a request to another company these may be the name of a file or an event."""
MASKED = re.compile(r"(\[|%5B)masked(\]|%5D)", re.IGNORECASE)
"""What the recorder writes in place of the patient's own words."""


def judge(evidence: RunEvidence) -> Outcome:
    private = [state for state in evidence.seen() if state.signed_in]
    if not private:
        return Outcome.cannot_tell("No private page was seen.")
    findings = []
    addressed = [s for s in private if _telling_keys(s.url) or MASKED.search(s.url)]
    if addressed:
        keys = sorted({key for state in addressed for key in _telling_keys(state.url)})
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MAJOR,
                title="The address of a page holds patient details",
                problem=f"The address carries {', '.join(keys) or 'the words of a private part'}. "
                "Addresses stay in the browser's history, in logs, and are told to other sites.",
                fix="Keep such details out of addresses; use the signed-in session instead.",
                about="address",
                where=tuple(Place.on(state, "", state.url) for state in addressed),
            )
        )
    titled = [state for state in private if MASKED.search(state.title)]
    if titled:
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MINOR,
                title="The title of a page holds patient details",
                problem="The title shows in the browser's tabs and history, for whoever uses "
                "the computer next.",
                fix="Name the page in its title, not the patient.",
                about="title",
                where=tuple(Place.on(state, "", state.title) for state in titled),
            )
        )
    told = sorted(set(_told(evidence)))
    if told:
        hosts = sorted({host for host, _, _ in told})
        findings.append(
            Finding(
                check=CHECK.id,
                severity=Severity.MAJOR,
                title="Another company is told patient details",
                problem=f"A request to {', '.join(hosts[:5])} carries details of the patient. "
                "Is there an agreement?",
                fix="Leave such details out of requests to others.",
                about="requests to others",
                where=tuple(Place(url=page, snippet=url[:300]) for _, page, url in told),
            )
        )
    note = f"{len(private)} private pages were looked at."
    return Outcome.of(0.0 if findings else 1.0, findings, note)


def _told(evidence: RunEvidence) -> Iterator[tuple[str, str, str]]:
    """Host, page and address of requests to others that carry details."""
    for walk in evidence.walks:
        for request in walk.requests:
            if (
                request.signed_in
                and not is_own(evidence, request.host)
                and (_telling_keys(request.url, VAGUE) or MASKED.search(request.url))
            ):
                yield request.host, request.page, request.url


def _telling_keys(url: str, but: frozenset[str] = frozenset()) -> set[str]:
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return {key for key, _ in query if re.sub(r"[^a-z]", "", key.casefold()) in KEYS - but}


CHECK = Check(
    id="TR-07",
    title="No patient details in addresses or titles",
    why="Addresses and titles are kept and passed on where nobody thinks of them.",
    dimension="trust",
    rule="No name, birth date, record number, diagnosis or medicine in addresses or titles of "
    "private pages, nor in requests from there to others (by telling keys, and by masked parts "
    "that turn up there).",
    fix="Keep them out.",
    source="policy",
    judge=judge,
)
