"""One invitation e-mail without a run: what `portal-audit email` does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portal_audit import __version__
from portal_audit.browser import Browser
from portal_audit.checks.keeps_up.enrolment import Judged, judge_mail
from portal_audit.checks.keeps_up.enrolment.links import main_links
from portal_audit.evidence import RunEvidence, RunInfo
from portal_audit.mail import Letter
from portal_audit.mail.visit import visit
from portal_audit.plan import METHOD, make_plan
from portal_audit.portal import Portal
from portal_audit.walk.letter import Shown, look_at_mail
from portal_audit.walk.probes.axe import axe_version
from portal_audit.walk.redact import Redactor


@dataclass(frozen=True, slots=True)
class MailResult:
    """What was found about one e-mail."""

    letter: Letter
    judged: Judged
    picture: bytes
    """The e-mail as it is shown, WebP; empty when it could not be."""


async def judge_letter(
    letter: Letter, portal: Portal | None, beside: Path, browser: Browser | None
) -> MailResult:
    """Judge one mail; without a portal, hosts and names are not compared with its own.

    `beside` is the folder of the portal file. Raises UsageProblem or FileProblem for what is wrong
    in the portal file.
    """
    secrets = Redactor(letter.secrets)
    shown = await look_at_mail(letter.html, browser, secrets) if browser else Shown()
    evidence = RunEvidence(
        run=_run_info(portal, beside, browser.version if browser else ""),
        walks=(),
        states={},
        mail=letter.mail,
        mail_page=shown.page,
    )
    return MailResult(letter, judge_mail(evidence), next(iter(shown.pictures.values()), b""))


def with_link_checked(letter: Letter) -> Letter:
    """The mail with what its main link answers. Opens it: it may work only once."""
    main = main_links(letter.mail)
    if not main:
        return letter
    address = letter.addresses[letter.mail.links.index(main[0])]
    mail = letter.mail.model_copy(update={"visit": visit(address)})
    return Letter(mail, letter.html, letter.addresses, letter.secrets)


def _run_info(portal: Portal | None, beside: Path, browser: str) -> RunInfo:
    started = datetime.now(UTC)
    if portal is not None:
        alone = portal.model_copy(update={"invitation": "", "roster": "", "closings": ()})
        plan = make_plan(alone, beside, scenarios=("hours",), audiences=("desktop",))
        return plan.run_info(browser=browser, axe=axe_version(), started=started)
    return RunInfo(
        portal="",
        start="",
        hosts=(),
        today=started.date().isoformat(),
        started=started.isoformat(timespec="seconds"),
        tool=f"portal-audit {__version__}",
        method=METHOD,
        settings="",
        browser=browser,
        axe=axe_version(),
        machine="",
        scenarios=(),
        audiences=(),
    )
