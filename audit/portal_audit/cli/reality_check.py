"""`portal-audit reality-check`: a person tries the tasks."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.cli.progress import say
from portal_audit.cli.stopping import stopped_by_signals


def register(app: typer.Typer) -> None:
    app.command("reality-check")(reality_check)


def reality_check(
    portal: Annotated[Path, typer.Argument(help="The portal file (YAML).", show_default=False)],
    tasks: Annotated[
        str,
        typer.Option(
            help="Tasks with commas between: sign-in,hours or S01,S04 [default: six usual ones].",
            show_default=False,
        ),
    ] = "",
    role: Annotated[
        str, typer.Option(help="Who tries: receptionist, patient.", show_default=False)
    ] = "",
    seed: Annotated[
        int | None, typer.Option(help="Order of the tasks; the same number, the same order.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the session [default: reality-checks beside the portal file].",
            show_default=False,
        ),
    ] = None,
    run: Annotated[
        Path | None,
        typer.Option(
            help="A run folder: its walks show the shortest ways. Without it each task is walked "
            "once before.",
            show_default=False,
        ),
    ] = None,
    moderated: Annotated[
        bool,
        typer.Option("--moderated", help="Somebody sits beside and notes hints and problems."),
    ] = False,
    think_aloud: Annotated[
        bool,
        typer.Option("--think-aloud", help="The person speaks while working: times do not count."),
    ] = False,
) -> None:
    """Let a person try the tasks by hand, with the test account, and watch how it goes.

    Opens two windows: the portal, and a small task card with Start, I'm done, I give up. Noted are
    pages, clicks, times and messages of the portal; never what is typed. With `writes: false` the
    last click of a task is held back.

    The session is one JSON file. `portal-audit run` counts it from then on; `portal-audit score RUN
    --sessions FILE` adds it to a run that is there. Close the card to end early: what was done is
    kept.
    """
    # Loaded here: other commands need neither a server nor the card.
    from portal_audit.browser import install_browser
    from portal_audit.reality import Held, Wish, hold
    from portal_audit.reality.windows import must_have_a_screen

    wish = Wish(
        portal=portal,
        tasks=tuple(part.strip() for part in tasks.split(",") if part.strip()),
        role=role,
        seed=seed,
        to=to,
        run=run,
        moderated=moderated,
        think_aloud=think_aloud,
    )
    must_have_a_screen()
    install_browser(say)

    async def session() -> Held:
        return await hold(wish, say=say, stop=stopped_by_signals())

    held = asyncio.run(session())
    tried = [task for task in held.session.tasks if task.tried]
    done = sum(task.alone for task in tried)
    print(f"{len(tried)} tasks tried, {done} done. {held.session.ended}".rstrip())
    print(held.path)
    raise typer.Exit(4 if held.session.ended else 0)
