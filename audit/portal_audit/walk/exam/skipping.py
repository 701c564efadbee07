"""The `skipping` exam: whether the keyboard gets past the links that a page begins with.

Observed: `skip-link` (fact `works`: pressed with Enter, it leads on to what it points at) and
`menu-first` (links stand before the content, and no heading, main part or skip link leads past
them; fact `links`).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script

ANSWER_S = 0.15
"""Pages that move the focus by script may do so after they have scrolled."""
SKIP = "window[Symbol.for('portal-audit')].skip"


class Skipping:
    name = "skipping"

    async def examine(self, copy: Copy) -> list[Seen]:
        link, menu = await copy.ask(script("skipping"))
        if link is None:
            return [menu] if menu else []
        copy.touched = True
        if not await copy.page.evaluate(f"() => {SKIP}.focus()"):
            return []  # it cannot get the focus, which the keyboard exam tells of
        await copy.page.keyboard.press("Enter")
        await asyncio.sleep(ANSWER_S)
        await copy.page.keyboard.press("Tab")
        link["facts"]["works"] = bool(await copy.page.evaluate(f"() => {SKIP}.worked()"))
        return [link]


SKIPPING = Skipping()
