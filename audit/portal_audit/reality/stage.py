"""The portal's window: opens the start of a task, makes its success test, takes the picture."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass

from portal_audit.browser import BrowserContext, BrowserError, Page
from portal_audit.portal import Portal
from portal_audit.reality.course import NotThePatient, Proof, Task
from portal_audit.scenario import Scenario
from portal_audit.steps import Expectation, Target, Vocabulary
from portal_audit.walk.locate import Finder
from portal_audit.walk.probes.shot import take_picture
from portal_audit.walk.redact import MASKED, Redactor
from portal_audit.walk.sign_in import SIGN_OUT
from portal_audit.walk.watching import Watching

PROOF_S = 4.0
"""An answer of the portal may still be on its way when somebody says done."""
SIGNED_IN_S = 3.0
QUIET_S = 0.3


@dataclass(slots=True)
class Window:
    """A page as the finder wants it; nothing is fenced: it is the person's window."""

    page: Page
    crashed: bool = False

    def allowed(self, url: str) -> bool:
        return True

    async def settle(self, limit_s: float = 1.5) -> None:
        with suppress(BrowserError, TimeoutError):
            async with asyncio.timeout(limit_s):
                await self.page.wait_for_load_state("load")
                await asyncio.sleep(QUIET_S)


class PortalStage:
    """Implements `course.Stage` in a real browser."""

    def __init__(
        self,
        context: BrowserContext,
        watching: Watching,
        portal: Portal,
        scenarios: dict[str, Scenario],
        vocabulary: Vocabulary,
        redactor: Redactor,
        home: str,
        session: str,
    ) -> None:
        """`home` is the address of the signed-in home page, "" when it is not known yet."""
        self._session = session
        self.pictures: dict[str, bytes] = {}
        self._context = context
        self._watching = watching
        self._portal = portal
        self._scenarios = scenarios
        self._vocabulary = vocabulary
        self._redactor = redactor
        self._home = home
        self._known_patient = not portal.test_patients
        parts = {part for name in portal.test_patients for part in name.split() if len(part) > 2}
        self._names = re.compile(
            r"\b(?:" + "|".join(map(re.escape, sorted(parts))) + r")\b" if parts else r"(?!)",
            re.IGNORECASE,
        )

    def redacted(self, words: str) -> str:
        return self._names.sub(MASKED, self._redactor.text(words, 200))

    async def begin(self, task: Task) -> bool:
        """Raises PortalUnreachable, NotThePatient."""
        page = await self._page()
        await self._watching.hold_back(())
        await self._watching.go(page, (task.signed_in and self._home) or self._portal.start)
        signed_in = True
        if task.signed_in:
            signed_in = await self._is_signed_in(page, SIGNED_IN_S)
            if signed_in:
                await self._must_be_a_test_patient(page)
        await self._watching.hold_back(task.held_back)
        with suppress(BrowserError):
            await page.bring_to_front()
        return signed_in

    async def proof(self, task: Task) -> Proof:
        scenario = self._scenarios[task.scenario]
        page = self._shown()
        if page is None:
            return Proof(None, why="The portal's window was closed.")
        try:
            expected = scenario.done
            missing = await self._missing(page, expected, PROOF_S)
            if missing and scenario.stopped and not self._portal.writes:
                missing = await self._missing(page, scenario.stopped, 0.3)
            if not missing:
                if not self._home and await self._is_signed_in(page):
                    self._home = page.url
                await self._must_be_a_test_patient(page)
                return Proof(True)
            inside = not task.signed_in or await self._is_signed_in(page)
            return Proof(False, signed_out=not inside, why=missing)
        except BrowserError:
            return Proof(None, why="The page could not be looked at.")

    async def picture(self, name: str) -> str:
        """A masked picture of what is shown, kept in `pictures`; "" when there is none."""
        page = self._shown()
        if page is None:
            return ""
        try:
            cdp = await self._context.new_cdp_session(page)
            found = await take_picture(cdp, page.frames, ", ".join(self._portal.mask_selectors))
            shot = await found["shot"]
            await cdp.detach()
        except (BrowserError, KeyError, TypeError):
            return ""
        file = f"{self._session}/{name}.webp"
        self.pictures[file] = shot
        return file

    # --- looking ---

    def _shown(self) -> Page | None:
        """The tab that the person is most likely looking at: the last one."""
        pages = [page for page in self._context.pages if not page.is_closed()]
        return pages[-1] if pages else None

    async def _page(self) -> Page:
        page = self._shown()
        if page is not None:
            return page
        page = await self._context.new_page()
        await self._watching.ready()
        return page

    async def _is_signed_in(self, page: Page, seconds: float = 0.0) -> bool:
        finder = Finder(Window(page), self._vocabulary)
        if seconds:
            return await finder.wait(SIGN_OUT, "see", seconds) is not None
        return await finder.look(SIGN_OUT, "see", lenient=False) is not None

    async def _missing(self, page: Page, expected: Expectation, seconds: float) -> str:
        """What is not seen though it should, one sentence; "" when all is as expected."""
        finder = Finder(Window(page), self._vocabulary)
        end = time.monotonic() + seconds
        for target in expected.see:
            if await finder.wait(target, "see", max(end - time.monotonic(), 0.2)) is None:
                return f"The portal did not show {target.spoken(self._vocabulary)}."
        for target in expected.not_see:
            if await finder.look(target, "see", lenient=False) is not None:
                return f"The portal still showed {target.spoken(self._vocabulary)}."
        return ""

    async def _must_be_a_test_patient(self, page: Page) -> None:
        """Raises NotThePatient when the page shows none of the test patients' names."""
        if self._known_patient or not await self._is_signed_in(page):
            return
        finder = Finder(Window(page), self._vocabulary)
        for name in self._portal.test_patients:
            if await finder.look(Target.model_validate({"text": name}), "see", lenient=True):
                self._known_patient = True
                return
        raise NotThePatient(
            "This page does not show the name of a test patient, so the session stops here.",
            "Sign in with the test account, or correct `test_patients:` in the portal file.",
        )
