"""EM-12: nobody else is told that somebody reads the invitation.

That a person is a patient of this clinic is itself health information (HHS bulletin on online
tracking). A picture that nobody can see tells its host who opened the mail, when and where.
"""

from __future__ import annotations

from portal_audit.checks.keeps_up.enrolment.domains import is_of_portal, registered
from portal_audit.checks.keeps_up.enrolment.judging import em, found
from portal_audit.checks.trust.trackers import tables_of, tracker_of
from portal_audit.evidence import Mail, Request, RunEvidence
from portal_audit.evidence.mail import MailPicture
from portal_audit.finding import Finding, Outcome, Severity


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    if not mail.has_html:
        return Outcome.passed("It is plain text: it loads nothing.")
    known: dict[str, str] = {}
    unknown: set[str] = set()
    tables = tables_of(evidence)
    for picture in mail.pictures:
        if not picture.host:
            continue
        own = _is_own(evidence, mail, picture.host)
        tracker = tracker_of(_request(picture), tables, own=own)
        if tracker is not None and not tracker.by_path:
            known[tracker.owner] = picture.host
        elif tracker is not None or (picture.unseen and picture.asks and not own):
            unknown.add(picture.host)
    findings = [_finding(owner, host) for owner, host in sorted(known.items())]
    findings += [_to_check(host) for host in sorted(unknown)]
    if known:
        note = f"Whoever opens it is reported to {' and '.join(sorted(known))}."
        return Outcome.of(0.0, findings, note)
    note = "No picture in it is of a known tracker."
    if unknown:
        note += f" A picture from {min(unknown)} looks like a counter; a person must say."
    return Outcome.of(1.0, findings, note)


def _request(picture: MailPicture) -> Request:
    return Request(url=picture.url, host=picture.host, method="GET", resource="image", page="")


def _is_own(evidence: RunEvidence, mail: Mail, host: str) -> bool:
    return is_of_portal(evidence, host) or registered(host) == registered(mail.from_domain)


def _finding(owner: str, host: str) -> Finding:
    return found(
        "EM-12",
        f"Opening the e-mail is reported to {owner}",
        f"A company learns who is a patient here, and when and where they read the mail ({host}).",
        "Take the picture out, and turn off open tracking in the mailing service.",
        severity=Severity.MAJOR,
        about=owner,
        words=host,
    )


def _to_check(host: str) -> Finding:
    return found(
        "EM-12",
        f"To check: what is the unseen picture from {host} for?",
        "It looks like a counter of who opens the mail; then its owner learns who is a patient.",
        "Turn off open tracking in the mailing service.",
        about=f"to check: {registered(host)}",
        words=host,
        sure=False,
    )


CHECK = em(
    "EM-12",
    "Nobody else is told who opens the e-mail",
    judge,
    why="That somebody is a patient here is nobody else's business.",
    rule="No picture from a host of the list of trackers. An unseen picture with an address of its "
    "own for each reader, from another host, is for a person to confirm.",
    fix="Turn off open tracking in the mailing service.",
    source="https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html",
)
