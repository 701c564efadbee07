"""`portal-audit record`: do a task in a browser, get a scenario file."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from portal_audit.browser import install_browser
from portal_audit.cli.progress import say
from portal_audit.cli.stopping import stopped_by_signals
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.portal import Portal
from portal_audit.scenario import load_scenario, shipped_scenarios, shipped_vocabulary
from portal_audit.scenario_draft import Habits, draft_scenario
from portal_audit.steps import Vocabulary
from portal_audit.walk.listening import Event
from portal_audit.walk.recording import Driver
from portal_audit.walk.recording import record as watch

ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def register(app: typer.Typer) -> None:
    app.command("record")(record)


def record(
    url: Annotated[str, typer.Argument(help="Where the task begins.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", help="The scenario file. Default: ID.yaml")
    ] = None,
    id_: Annotated[
        str, typer.Option("--id", help="Short name of the task: small letters, digits, hyphens.")
    ] = "",
    as_: Annotated[str, typer.Option("--as", help="The task in a patient's words.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Do a task in a browser window; what you did becomes a scenario file to check and use.

    Close the window, or press Ctrl-C here, when you are done. Use a test account: user name,
    password and codes are not read. Whatever you send, book or pay is really sent, booked or paid.
    """
    start = _portal(url)
    file, name = _file_and_id(out, id_)
    if file.exists() and not force:
        raise FileProblem(file, "this file exists.", "Choose another --out, or add --force.")
    if not file.parent.is_dir():
        raise FileProblem(file, f"there is no folder {file.parent}.", "Make it, or change --out.")
    if file.is_dir() or not os.access(file.parent, os.W_OK):
        raise FileProblem(file, "cannot be written here.", "Choose another --out.")
    _need_a_screen()
    say(f"Opening {url}. Do the task with a test account, as a patient would.")
    say("When it is done, close the window or press Ctrl-C here.")
    record_to(file, start, name, as_)
    print(file)
    say("Check it before you use it: what to look at stands at the top of the file.")


def record_to(
    file: Path, portal: Portal, id_: str, as_: str, driver: Driver | None = None
) -> list[Event]:
    """Record and write the file; a `driver` acts in the person's place (tests)."""
    install_browser(say)
    vocabulary = shipped_vocabulary()
    habits = library_habits(vocabulary)
    events = asyncio.run(_watched(portal, vocabulary, habits, driver))
    text = draft_scenario(
        events, vocabulary, habits, start=portal.start, id_=id_, as_=as_, file=str(file)
    )
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise FileProblem(file, f"cannot be written: {problem.strerror}.") from None
    load_scenario(file, vocabulary)
    return events


async def _watched(
    portal: Portal, vocabulary: Vocabulary, habits: Habits, driver: Driver | None
) -> list[Event]:
    return await watch(
        portal.start,
        vocabulary,
        stopped_by_signals(),
        outcomes=habits.outcomes,
        closed_world=portal.is_local,
        driver=driver,
        say=say,
    )


def library_habits(vocabulary: Vocabulary) -> Habits:
    """What the shipped scenarios use the placeholders for."""
    library = (load_scenario(file, vocabulary) for file in shipped_scenarios().values())
    return Habits.of(library, vocabulary)


def _portal(url: str) -> Portal:
    try:
        return Portal(portal="Recorded", start=url)
    except (ValidationError, ValueError):
        # The address is not repeated: it may hold a password.
        raise UsageProblem(
            "This is not a web address one can begin at.",
            "Write it in full, without a user name or password: https://portal.example.org/",
        ) from None


def _file_and_id(out: Path | None, id_: str) -> tuple[Path, str]:
    """Where the file goes and what the task is called: either follows from the other."""
    if id_ and not ID.fullmatch(id_):
        raise UsageProblem(
            f'"{id_}" cannot be the id of a task.', "Use small letters, digits and hyphens."
        )
    if out is not None and out.suffix not in (".yaml", ".yml"):
        raise UsageProblem(f"{out} is not a .yaml file.", "Call it my-task.yaml, for example.")
    if not id_:
        stem = out.stem.casefold() if out else ""
        id_ = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "my-task"
    return out or Path(f"{id_}.yaml"), id_


def _need_a_screen() -> None:
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise UsageProblem(
            "There is no screen to show a browser window on (DISPLAY is not set).",
            "Record on a computer with a desktop and copy the file here, "
            "or write it by hand: docs/scenarios.md.",
        )
