"""Holds one session: the portal's window, the task card beside it, the session file at the end."""

from __future__ import annotations

import asyncio
import os
import secrets as chance
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal_audit import secret
from portal_audit.browser import Browser, BrowserContext, Page, open_browser
from portal_audit.errors import FileProblem
from portal_audit.evidence.people import Circumstances, RealityCheck, Tester
from portal_audit.evidence.store import write_file
from portal_audit.pipeline import surroundings_of
from portal_audit.plan import make_plan
from portal_audit.portal import Portal, load_portal
from portal_audit.reality.card import Account, create_card
from portal_audit.reality.course import Course, Phase
from portal_audit.reality.known import by_walking, from_run
from portal_audit.reality.stage import PortalStage
from portal_audit.reality.tasks import card_of, choose, in_order
from portal_audit.reality.way import Way
from portal_audit.reality.windows import has_a_screen, must_have_a_screen, open_card, served
from portal_audit.sessions import FOLDER
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.listening import first_of
from portal_audit.walk.visit import gate_of
from portal_audit.walk.watching import Watching

TICK_S = 0.5
FAREWELL_S = 600.0
"""The last card stays open for so long, unless it is closed."""
ONE_PORTAL_WINDOW = "The portal's window was closed. The next task opens a new one."

Driver = Callable[[Page, BrowserContext], Coroutine[Any, Any, None]]
"""Acts in the person's place (tests): the task card, and the windows of the portal."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What session is wanted."""

    portal: Path
    tasks: tuple[str, ...] = ()
    """Ids of scenarios, or of the method; () for the usual ones."""
    role: str = ""
    seed: int | None = None
    """Order of the tasks; None draws one."""
    to: Path | None = None
    """Folder for the session; None: `reality-checks` beside the portal file."""
    run: Path | None = None
    """A run whose walks give the shortest ways; None walks the tasks once, unseen."""
    moderated: bool = False
    think_aloud: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held."""

    session: RealityCheck
    path: Path


async def hold(
    wish: Wish,
    *,
    say: Callable[[str], None],
    stop: asyncio.Event | None = None,
    driver: Driver | None = None,
) -> Held:
    """Hold a session; returns when the person has finished, closed the card, or `stop` is set.

    Whatever ends it, what was done by then is in the file. A `driver` acts in the person's place.

    Raises UsageProblem, FileProblem, SecretProblem, BrowserMissing, PortalUnreachable.
    """
    if driver is None:
        must_have_a_screen()
    unseen = not has_a_screen()
    stop = stop or asyncio.Event()
    portal = load_portal(wish.portal)
    beside = wish.portal.parent
    plan = make_plan(portal, beside, audiences=(DESKTOP.id,), closer=False)
    chosen = choose(plan.scenarios, wish.tasks, portal.not_applicable)
    seed = chance.randbelow(1_000_000) if wish.seed is None else wish.seed
    chosen = in_order(chosen, seed)
    names = tuple(s.id for s in chosen)
    plan = make_plan(portal, beside, scenarios=names, audiences=(DESKTOP.id,), closer=False)
    account = _account(portal)
    folder = _writable(wish.to or beside / FOLDER)
    known = from_run(wish.run, names) if wish.run else await by_walking(plan, say, stop)

    started = datetime.now(UTC)
    session = RealityCheck(
        id=f"{started:%Y%m%dT%H%M%S}-{chance.token_hex(2)}",
        portal=portal.portal,
        start=portal.start,
        started=started.isoformat(timespec="seconds"),
        seed=seed,
        tester=Tester(role=wish.role),
    )
    path = folder / f"{session.id}.json"
    around = surroundings_of(plan)

    async with open_browser(headless=unseen, closed_world=portal.is_local, say=say) as browser:
        context = await browser.new_context(
            accept_downloads=True,
            http_credentials=gate_of(portal),
            no_viewport=None if unseen else True,
        )
        watching = Watching(context, ", ".join(portal.mask_selectors))
        stage = PortalStage(
            context,
            watching,
            portal,
            {s.id: s for s in chosen},
            plan.vocabulary,
            around.redactor,
            known.home,
            session.id,
        )
        kept = Kept(path, stage.pictures)
        page = await watching.begin(portal.start)
        session = session.model_copy(update={"context": await _circumstances(browser, page, wish)})
        tasks = [
            card_of(s, plan.vocabulary, known.ways.get(s.id, Way()), writes=portal.writes)
            for s in chosen
        ]
        course = Course(session, tasks, stage, kept)
        watching.hear = course.hear
        app, address = create_card(course, account, portal=portal.portal)
        async with served(app) as origin:
            card = await open_card(browser, origin + address, visible=not unseen)
            waits = [_until_over(course, watching, card, stop)]
            try:
                await first_of([*waits, *([driver(card, context)] if driver else [])])
            finally:
                await course.stop("The session was ended early.")
    if kept.problem:
        raise kept.problem
    return Held(course.session, path)


# --- before ---


def _account(portal: Portal) -> Account | None:
    """The test account for the card. Raises SecretProblem."""
    if portal.account is None:
        return None
    code = portal.account.code
    renewed = (lambda: secret.reveal(code)) if code and secret.renews(code) else None
    return Account(
        secret.reveal(portal.account.user), secret.reveal(portal.account.password), renewed
    )


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileProblem(
            folder, f"cannot be made: {problem.strerror}.", "Choose another folder with --to."
        ) from None
    if not os.access(folder, os.W_OK):
        raise FileProblem(folder, "cannot be written.", "Choose another folder with --to.")
    return folder


# --- the windows ---


async def _until_over(course: Course, watching: Watching, card: Page, stop: asyncio.Event) -> None:
    """Let the course run until it is over and the card has been read."""
    left = FAREWELL_S
    while not card.is_closed() and not stop.is_set() and left > 0:
        await asyncio.sleep(TICK_S)
        await course.tick()
        if course.phase is Phase.OVER:
            left -= TICK_S
        elif watching.ended.is_set():
            watching.ended.clear()
            await course.lost_window(ONE_PORTAL_WINDOW)
    if stop.is_set():
        await course.stop("The session was ended from outside.")
    elif card.is_closed():
        await course.stop("The task card was closed.")


async def _circumstances(browser: Browser, page: Page, wish: Wish) -> Circumstances:
    width, height = await page.evaluate("() => [innerWidth, innerHeight]")
    return Circumstances(
        browser=f"Chromium {browser.version}",
        viewport=(width, height),
        moderated=wish.moderated,
        think_aloud=wish.think_aloud,
    )


# --- after ---


class Kept:
    """Writes the session each time that something was added; a full disk does not end it."""

    def __init__(self, path: Path, pictures: Mapping[str, bytes]) -> None:
        self.problem: FileProblem | None = None
        """Why the newest state could not be written."""
        self._path = path
        self._pictures = pictures

    def __call__(self, session: RealityCheck) -> str:
        """One sentence when it could not be written, else ""."""
        files = dict(self._pictures)
        files[self._path.name] = session.to_json().encode()
        try:
            for name, data in files.items():
                write_file(self._path.parent / name, data)
        except OSError as problem:
            self.problem = FileProblem(
                self._path,
                f"the session cannot be written: {problem.strerror or problem}.",
                "Free some space before you go on; then everything is written with the next task.",
            )
            return f"{self.problem.what} {self.problem.remedy}"
        self.problem = None
        return ""
