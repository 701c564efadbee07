"""EM-07: there is one thing to do, and its link is plainly the portal's.

Several buttons make people choose, and some choose none. A link that leads elsewhere than it shows,
or through another company, is what people are taught to fear.
"""

from __future__ import annotations

from collections.abc import Iterable

from portal_audit.checks.keeps_up.enrolment.domains import registered
from portal_audit.checks.keeps_up.enrolment.judging import em, found, unknown_portal
from portal_audit.checks.keeps_up.enrolment.links import is_shortener, main_links
from portal_audit.checks.pages import listed, quoted
from portal_audit.evidence import Mail, RunEvidence
from portal_audit.evidence.mail import MailLink
from portal_audit.finding import Finding, Outcome, Severity


def judge(evidence: RunEvidence, mail: Mail) -> Outcome:
    main = main_links(mail)
    web = [link for link in mail.links if link.scheme in ("http", "https") and link.host]
    findings = [
        *_number(main),
        *_shorteners(web),
        *_disguised(web),
        *_not_encrypted(main),
        *_elsewhere(evidence, main),
    ]
    unknown = unknown_portal(evidence)
    not_compared = f" {unknown.note}" if unknown is not None else ""
    if findings:
        told = "; ".join(finding.title[:1].casefold() + finding.title[1:] for finding in findings)
        return Outcome.of(0.0, findings, f"What is wrong: {told}.{not_compared}")
    return Outcome.passed(f"There is one thing to do: “{quoted(main[0].words)}”.{not_compared}")


def _number(main: tuple[MailLink, ...]) -> list[Finding]:
    if not main:
        return [
            found(
                "EM-07",
                "The e-mail has no link to the portal",
                "A person is told about the portal and not shown the way to it.",
                "Add one button or link that leads straight to setting up the account.",
                severity=Severity.MAJOR,
                about="no link",
            )
        ]
    if len(main) == 1:
        return []
    names = [f"“{quoted(link.words, 30)}”" for link in main]
    return [
        found(
            "EM-07",
            "Several links compete",
            f"A person must choose among {listed(names, 4)}, and may choose none.",
            "Keep one button or link for what people should do; let the rest be plain words.",
            about="several links",
            words=" | ".join(link.words for link in main),
        )
    ]


def _shorteners(links: Iterable[MailLink]) -> list[Finding]:
    hosts = sorted({link.host for link in links if is_shortener(link.host)})
    if not hosts:
        return []
    return [
        found(
            "EM-07",
            "A link hides where it leads",
            f"A person sees {hosts[0]} and cannot know what is behind it; frauds look the same.",
            "Put the portal's own address into the link.",
            severity=Severity.MAJOR,
            about="shortened link",
            words=", ".join(hosts),
        )
    ]


def _disguised(links: Iterable[MailLink]) -> list[Finding]:
    """Links whose words are one address and that lead to another owner's."""
    wrong = [k for k in links if k.shows and registered(k.shows) != registered(k.host)]
    if not wrong:
        return []
    return [
        found(
            "EM-07",
            "A link shows one address and leads to another",
            f"A person reads {wrong[0].shows} and lands at {wrong[0].host}, as with a fraud; "
            "mailboxes warn of it.",
            "Let the link lead to the address that it shows, or show words instead.",
            severity=Severity.MAJOR,
            about="disguised link",
            words=wrong[0].words,
        )
    ]


def _not_encrypted(main: Iterable[MailLink]) -> list[Finding]:
    if not any(link.scheme == "http" for link in main if not _is_local(link)):
        return []
    return [
        found(
            "EM-07",
            "The link is not encrypted",
            "What a person types after it may be read on the way; browsers warn of it.",
            "Begin the link with https://.",
            severity=Severity.MAJOR,
            about="unencrypted link",
        )
    ]


def _is_local(link: MailLink) -> bool:
    return link.host in ("localhost", "127.0.0.1", "[::1]", "::1")


def _elsewhere(evidence: RunEvidence, main: Iterable[MailLink]) -> list[Finding]:
    if unknown_portal(evidence) is not None:
        return []
    own = {host.casefold() for host in evidence.run.hosts}
    others = sorted({k.host for k in main if k.host not in own and not is_shortener(k.host)})
    if not others:
        return []
    return [
        found(
            "EM-07",
            "The link does not lead to the portal's own host",
            f"A person is sent to {others[0]} and cannot know that it belongs to you; whoever runs "
            "it learns who was invited.",
            "Let the link lead straight to the portal; turn off click tracking in the mailing "
            f"service. If {others[0]} is yours, list it under `hosts` in the portal file.",
            severity=Severity.MINOR,
            about="other host",
            words=", ".join(others),
        )
    ]


CHECK = em(
    "EM-07",
    "There is one clear thing to do, and its link is the portal's",
    judge,
    why="Who must choose puts it off, and who doubts a link does not follow it.",
    rule="One address to act on; its host is one of the portal's, https, no link shortener; a link "
    "whose words are an address leads there.",
    fix="Keep one button, with the portal's own https address behind it.",
    source="https://consumer.ftc.gov/articles/how-recognize-and-avoid-phishing-scams",
)
