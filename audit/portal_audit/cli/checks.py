"""`portal-audit checks`: what is checked, and why."""

from __future__ import annotations

import re
import textwrap
from typing import Annotated

import typer

from portal_audit import yamlfile
from portal_audit.checks import CHECKS
from portal_audit.checks.keeps_up.enrolment import CHECKS as MAIL_CHECKS
from portal_audit.errors import UsageProblem
from portal_audit.finding import DIMENSIONS, Check


def register(app: typer.Typer) -> None:
    app.command("checks")(checks)


def checks(
    id: Annotated[
        str | None, typer.Argument(help="A check, e.g. GI-04.", show_default=False)
    ] = None,
) -> None:
    """List every check, or explain one: what it asks, why it matters, how to fix it, its source."""
    if id is None:
        for dimension, title in DIMENSIONS.items():
            inside = [check for check in CHECKS if check.dimension == dimension]
            print(f"{title} ({len(inside)})")
            for check in inside:
                print(f"  {check.id}  {check.title}")
        print(f"Parts of KU-13, the e-mail that invites patients ({len(MAIL_CHECKS)})")
        for check in MAIL_CHECKS:
            print(f"  {check.id}  {check.title}")
        return
    by_id = {check.id: check for check in (*CHECKS, *MAIL_CHECKS)}
    wanted = re.sub(r"-(\d)$", r"-0\1", id.upper())
    if wanted not in by_id:
        raise UsageProblem(f'There is no check "{id}".', yamlfile.nearest(wanted, by_id))
    print(explained(by_id[wanted]))


def explained(check: Check) -> str:
    """One check in words."""
    parts = [
        ("", f"{check.id}  {check.title}"),
        ("Counts in: ", DIMENSIONS[check.dimension]),
        ("Why: ", check.why),
        ("Rule: ", check.rule),
        ("Fix: ", check.fix),
        ("WCAG: ", ", ".join(check.wcag)),
        ("Source: ", check.source),
    ]
    return "\n".join(
        textwrap.fill(label + words, 88, subsequent_indent="  ", break_long_words=False)
        for label, words in parts
        if words
    )
