"""`portal-audit email`: the e-mail that invites patients, by itself."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.browser import install_browser, open_browser
from portal_audit.checks.keeps_up.enrolment import share_of
from portal_audit.errors import FileProblem
from portal_audit.invitation import MailResult, judge_letter, with_link_checked
from portal_audit.mail import Letter, read_letter
from portal_audit.portal import Portal, load_portal
from portal_audit.report.mail_page import MailCard, mail_page


def register(app: typer.Typer) -> None:
    app.command("email")(email)


def email(
    file: Annotated[Path, typer.Argument(help="The e-mail, saved as .eml.", show_default=False)],
    portal: Annotated[
        Path | None,
        typer.Option(
            "--portal",
            help="The portal file: sender and links are compared with the portal's hosts.",
            show_default=False,
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Also write a page with a picture of the e-mail."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    check_link: Annotated[
        bool,
        typer.Option(
            "--check-link", help="Open the main link once. Some invitation links work only once!"
        ),
    ] = False,
) -> None:
    """Check the e-mail that invites patients to the portal.

    It is shown in a browser that reaches nobody; nothing is sent. Names, addresses, codes and what
    opens an account are taken out before anything is judged.

    Save the message as it arrived in a mailbox, best one to a test patient.
    """
    loaded = load_portal(portal) if portal else None
    letter = read_letter(file)
    if check_link:
        letter = with_link_checked(letter)
    if letter.html:
        install_browser(lambda message: print(message, file=sys.stderr))
    result = asyncio.run(_judged(letter, loaded, portal.parent if portal else Path.cwd()))
    mail = result.letter.mail
    card = MailCard.of(
        file.name,
        result.judged,
        share_of(result.judged),
        subject=mail.subject,
        sender=mail.from_domain,
        damaged=mail.damaged,
    )
    if html:
        _write(html, mail_page(card, result.picture))
    print(json.dumps(card.to_dict(), ensure_ascii=False) if json_ else card.lines())


async def _judged(letter: Letter, portal: Portal | None, beside: Path) -> MailResult:
    if not letter.html:
        return await judge_letter(letter, portal, beside, None)
    async with open_browser(closed_world=True) as browser:
        return await judge_letter(letter, portal, beside, browser)


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as problem:
        raise FileProblem(path, f"cannot be written: {problem.strerror}.") from None
