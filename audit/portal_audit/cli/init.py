"""`portal-audit init`: a first portal file from a look at the site."""

from __future__ import annotations

import asyncio
import os
import shlex
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from portal_audit.browser import install_browser
from portal_audit.cli.progress import say
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.portal import Portal
from portal_audit.portal_draft import TOTP, Draft, account_references, draft, menu_keys
from portal_audit.scenario import find_scenarios, shipped_vocabulary
from portal_audit.walk.survey import survey


def register(app: typer.Typer) -> None:
    app.command("init")(init)


def init(
    url: Annotated[
        str, typer.Argument(help="Address of the public home page.", show_default=False)
    ],
    account: Annotated[
        bool,
        typer.Option(
            "--account",
            help="Also sign in, with PORTAL_USER, PORTAL_PASSWORD and, for codes, PORTAL_TOTP "
            "from the environment.",
        ),
    ] = False,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("portal.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Look at a portal and write a first portal file for it.

    Follows the sign-in link and at most three links of the menus. Sends nothing but, with
    --account, the sign-in form. No secret is written: only where to find it.
    """
    _check_address(url)
    _check_place(out, force)
    vocabulary = shipped_vocabulary()
    references = account_references(code=bool(os.environ.get(TOTP))) if account else None
    install_browser(say)
    scenarios = find_scenarios((), Path.cwd(), vocabulary)
    public, private = menu_keys(scenarios)
    seen = asyncio.run(
        survey(url, vocabulary, public=public, private=private, account=references, say=say)
    )
    written = draft(seen, vocabulary, scenarios)
    _write(out, written.text, force)
    _tell(written)
    print(out)
    print(f"portal-audit run {shlex.quote(str(out))}")
    raise typer.Exit(3 if seen.entry in ("refused", "code needed") else 0)


def _tell(written: Draft) -> None:
    """What was found and, plainly, what was not."""
    for title, sentences in (("Found:", written.found), ("Not found:", written.missing)):
        if sentences:
            say(title)
        for sentence in sentences:
            say(f"  {sentence}")
    if unset := [name for name in written.variables if not os.environ.get(name)]:
        say(f"Before you run it, set {', '.join(unset)}: a test account, never a patient's.")


def _check_address(url: str) -> None:
    try:
        Portal(portal="?", start=url)
    except (ValidationError, ValueError):
        if "@" in url:
            raise UsageProblem(
                "This is no address to start from.",
                "Write it in full and without a user name or password: https://portal.example.org/",
            ) from None
        raise UsageProblem(
            f'"{url}" is not a web address.', "Write it in full: https://portal.example.org/"
        ) from None


def _check_place(out: Path, force: bool) -> None:
    """Find out before anybody is asked anything."""
    if out.is_dir():
        raise FileProblem(out, "this is a folder.", "Name a file with --out.")
    if out.exists() and not force:
        raise FileProblem(
            out, "this file is already there.", "Replace it with --force, or choose another: --out"
        )
    if not out.parent.is_dir():
        raise FileProblem(out, "its folder does not exist.", "Make the folder first.")


def _write(out: Path, text: str, force: bool) -> None:
    try:
        with out.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FileProblem(out, "this file is already there.", "Replace it with --force.") from None
    except OSError as problem:
        raise FileProblem(out, f"cannot be written: {problem.strerror or problem}.") from None
