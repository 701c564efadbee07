"""Scrolling through a page for what is only there when it is scrolled to."""

from __future__ import annotations

import time

from portal_audit.browser import BrowserError
from portal_audit.steps import Target
from portal_audit.walk.locate import Finder, Located, Purpose
from portal_audit.walk.tab import Tab

LIMIT_S = 6.0
"""Nobody scrolls on for ever; an endless list must not hold the walk."""
LAZY_SCREENS = 3
"""When nothing new has come in so many screens, all of the page was there from the start."""

NEXT_SCREEN = """async (first) => {
  const long = (e) => e.clientHeight >= 80 && e.scrollHeight > e.clientHeight + 20;
  const scrolls = (e) => long(e) && /auto|scroll/.test(getComputedStyle(e).overflowY);
  const root = document.scrollingElement || document.documentElement;
  const lists = [...document.querySelectorAll("div,ul,ol,main,section,tbody")].filter(scrolls);
  let moved = false, changed = false;
  const observer = new MutationObserver(() => { changed = true; });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  for (const each of [root, ...lists]) {
    const before = each.scrollTop;
    if (first) each.scrollTop = 0;
    else each.scrollBy({ top: each.clientHeight * 0.85, behavior: "instant" });
    moved ||= each.scrollTop !== before;
  }
  await new Promise((done) => setTimeout(done, 60));
  observer.disconnect();
  return [moved, changed];
}"""


async def scroll_to(tab: Tab, finder: Finder, target: Target, purpose: Purpose) -> Located | None:
    """The target once it has been scrolled to, in long lists that draw only what is in sight.

    From the top of every scrolling part down, a screen at a time, looking at each. None when it is
    in none of them; everything is scrolled back to the top then.
    """
    end = time.monotonic() + LIMIT_S
    still = 0
    try:
        await tab.page.evaluate(NEXT_SCREEN, True)
        while time.monotonic() < end and still < LAZY_SCREENS:
            moved, changed = await tab.page.evaluate(NEXT_SCREEN, False)
            if changed and (located := await finder.look(target, purpose, lenient=False)):
                return located
            if not moved:
                break
            still = 0 if changed else still + 1
        await tab.page.evaluate(NEXT_SCREEN, True)
    except (BrowserError, TypeError, ValueError):
        pass  # it went away, or it has broken its built-ins: there is nothing to find in it
    return None
