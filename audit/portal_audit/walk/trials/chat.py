"""What a chat does when it is opened with the keyboard (check KU-09).

Only where `writes: true` allows it: behind a chat may sit people who are waiting. Nothing is typed.

Facts: `by_keyboard` the control takes the focus and Enter opens something; `opened` something
opened at all; `says` the words that came up; `page` id of the page state it was found on.
"""

from __future__ import annotations

from typing import Any

from portal_audit.browser import Locator
from portal_audit.evidence import Control, PageState
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.trials.trial import Bench, NotTried, Told, Visit, script

OPENERS = frozenset({"button", "link", "menuitem", "tab", "switch"})
OPENS_S = 4.0


class Chat:
    name = "chat"
    words = "opening the chat"
    after: tuple[str, ...] = ("wrong-password",)

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.writes and _found(bench) is not None

    async def make(self, bench: Bench) -> Told:
        found = _found(bench)
        assert found is not None
        state, control = found
        where = bench.signed_in() if state.signed_in else bench.visit()
        async with where as visit:
            await visit.go(state.url)
            button = await _button(visit, control)
            before = await visit.ask(script("chat")) or {"lines": [], "frames": 0}
            keyboard = await _focused(button)
            new = None
            if keyboard:
                await visit.tab.page.keyboard.press("Enter")
                new = await _opened(visit, before)
            by_keyboard = new is not None
            if new is None:
                await button.click(timeout=3_000)
                new = await _opened(visit, before)
            return Told(
                {
                    "page": state.id,
                    "by_keyboard": by_keyboard,
                    "opened": new is not None,
                    "says": " ".join(new or ())[:300],
                }
            )


def _found(bench: Bench) -> tuple[PageState, Control] | None:
    """The first page with a control for a chat."""
    pages = [s for s in bench.states if s.kind == "page" and s.rendering == DESKTOP.rendering]
    names = bench.around.vocabulary.patterns("{chat}", exact=True)
    return next(
        (
            (state, control)
            for state in sorted(pages, key=lambda s: (s.signed_in, s.id))
            for control in state.controls or ()
            if control.role in OPENERS and not control.frame
            if any(pattern.search(control.name) for pattern in names)
        ),
        None,
    )


async def _button(visit: Visit, control: Control) -> Locator:
    page = visit.tab.page
    button = page.locator(control.target).filter(visible=True)
    if not await button.count():
        button = page.get_by_text(control.name, exact=True).filter(visible=True)
    if not await button.count():
        raise NotTried("The chat was not found again.")
    return button.first


async def _focused(button: Locator) -> bool:
    return bool(
        await button.evaluate("(e) => { e.focus(); return e.matches(':focus, :focus-within'); }")
    )


async def _opened(visit: Visit, before: dict[str, Any]) -> list[str] | None:
    """The new words once something has opened; None when nothing does."""
    known = set(before["lines"])
    for _ in range(int(OPENS_S / 0.5)):
        await visit.tab.settle(0.5)
        now = await visit.ask(script("chat"))
        if now is None:
            continue
        new = [line for line in now["lines"] if line not in known]
        if new or now["frames"] > before["frames"]:
            return new
    return None


CHAT_OPENED = Chat()
