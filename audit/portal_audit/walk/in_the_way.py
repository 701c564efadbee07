"""What lies between a patient and the task: notices about cookies, offers, overlays.

Closed as a person would, counted as effort, and recorded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal_audit.browser import BrowserError
from portal_audit.steps import StepFailed, Target
from portal_audit.walk.wording import sentence

if TYPE_CHECKING:
    from portal_audit.walk.hands import WalkHands
    from portal_audit.walk.locate import Located

CLOSE_S = 3.0
"""What closes an overlay must be at hand."""
COVERED = """(element) => {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = element.getBoundingClientRect();
  const root = element.getRootNode();
  const hit = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const own = [element, ...(element.labels || [])];
  return !!hit && !own.some((each) => each.contains(hit) || hit.contains(each));
}"""
"""Whether something else lies on top of the middle of a control."""
COOKIES = re.compile(r"\bcookies?\b|\bconsent\b", re.IGNORECASE)
REFUSE_COOKIES = Target.model_validate({"button": "{refuse_cookies}"})
ACCEPT_COOKIES = Target.model_validate({"button": "{accept_cookies}"})
CLOSE_OVERLAY = Target.model_validate({"button": "{close_overlay}"})


async def uncover(hands: WalkHands, control: Located, name: str) -> None:
    """Close what covers `control`, called `name`, when there is something to close it with."""
    try:
        if not await control.locator.evaluate(COVERED):
            return
    except BrowserError:
        return  # it went away; the click will say so
    located = await _first(hands, REFUSE_COOKIES, ACCEPT_COOKIES, CLOSE_OVERLAY)
    if located is None:
        return
    label = (await hands.finder.describe(located)).name
    await hands.fingers.activate(hands.tab, located, CLOSE_S)
    await hands.tab.settle()
    hands.recorder.note(
        "obstacle",
        f"{sentence(name)} was covered; “{label}” took that away",
        hands.tab.page.url,
    )
    hands.record_click()


async def close_banner(hands: WalkHands) -> None:
    """Answer a notice about cookies, once a walk, as most people do: away with it."""
    text = hands.camera.last_text
    if hands.banner_closed or text is None:
        return
    if not any(COOKIES.search(block["text"]) for block in text.blocks):
        return
    located = await _first(hands, REFUSE_COOKIES, ACCEPT_COOKIES)
    if located is None:
        return
    hands.banner_closed = True
    label = (await hands.finder.describe(located)).name
    try:
        await hands.reach(located, label)
        await hands.fingers.activate(hands.tab, located, CLOSE_S)
    except (BrowserError, StepFailed):
        return  # it stays; the task shows whether it hinders
    hands.recorder.note(
        "banner", f"A notice about cookies was closed: “{label}”", hands.tab.page.url
    )
    hands.record_click(await hands.camera.capture(hands.tab))


async def _first(hands: WalkHands, *targets: Target) -> Located | None:
    for target in targets:
        if located := await hands.finder.look(target, "operate", lenient=False, whole=True):
            return located
    return None
