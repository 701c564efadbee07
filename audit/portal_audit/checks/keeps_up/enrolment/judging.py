"""What the checks of this room share: the mail, its words, how their findings look."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal_audit.checks.keeps_up.enrolment.domains import LOCAL, NO_PORTAL
from portal_audit.checks.trust.pages import is_local
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.languages import language_of, name_of

NO_MAIL = (
    "No invitation e-mail was given. Name its .eml file under `invitation:` in the portal file."
)
NOT_SENT = "This copy was saved before it was sent. Save the message as it arrived in a mailbox."

WHERE = "the e-mail"
"""Stands where findings about pages have the path of a page."""


def of_mail(judge: Callable[[RunEvidence, Mail], Outcome]) -> Callable[[RunEvidence], Outcome]:
    """A check of the e-mail; without one it cannot tell."""

    def judged(evidence: RunEvidence) -> Outcome:
        return judge(evidence, evidence.mail) if evidence.mail else Outcome.cannot_tell(NO_MAIL)

    return judged


def em(
    id: str,
    title: str,
    judge: Callable[[RunEvidence, Mail], Outcome],
    *,
    why: str,
    rule: str,
    fix: str,
    source: str,
) -> Check:
    """A check of this room."""
    return Check(
        id=id,
        title=title,
        why=why,
        dimension="keeps-up",
        rule=rule,
        fix=fix,
        source=source,
        judge=of_mail(judge),
    )


def found(
    check: str,
    title: str,
    problem: str,
    fix: str,
    *,
    severity: Severity = Severity.MINOR,
    about: str = "",
    words: str = "",
    sure: bool = True,
) -> Finding:
    """A finding about the mail; `words` are those of the mail, to recognise the place by."""
    return Finding(
        check=check,
        severity=severity,
        title=title,
        problem=problem,
        fix=fix,
        about=about or title,
        where=(Place(url=WHERE, snippet=words[:300]),),
        who="People who get the invitation",
        confidence="certain" if sure else "likely",
    )


def unknown_portal(evidence: RunEvidence) -> Outcome | None:
    """Why hosts cannot be compared with the portal's; None when they can."""
    if not evidence.run.hosts:
        return Outcome.cannot_tell(NO_PORTAL)
    return Outcome.not_applicable(LOCAL) if is_local(evidence) else None


def blocks_of(evidence: RunEvidence, mail: Mail) -> tuple[str, ...]:
    """What patients read: the HTML as it was shown, as it was read, or the plain text."""
    page = evidence.mail_page
    if page is not None and page.blocks:
        return tuple(block.text for block in page.blocks if block.kind != "image")
    return mail.html or mail.text


def everything_said(evidence: RunEvidence, mail: Mail) -> Iterator[str]:
    """Subject, preview, both forms, text alternatives: each different block once."""
    pictures = (picture.alt or "" for picture in mail.pictures)
    yield from dict.fromkeys(
        block
        for block in (mail.subject, mail.hidden, *blocks_of(evidence, mail), *mail.text, *pictures)
        if block
    )


def other_language(blocks: tuple[str, ...]) -> str:
    """Name of the language the words are in; "" for English or too few words."""
    code = language_of("\n".join(blocks))
    return name_of(code) if code not in ("", "en") else ""
