"""The `shaking` exam: whether moving the device does something.

Observed: `moved-by-device` (facts `answers`: the page changed when the device was said to move,
`controls`: how many things on it can be pressed).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script

ANSWER_S = 0.1
SHAKE = "window[Symbol.for('portal-audit')].shake"


class Shaking:
    name = "shaking"

    async def examine(self, copy: Copy) -> list[Seen]:
        moved: Seen | None = await copy.ask(script("shaking"))
        if moved is None:
            return []
        copy.touched = True
        copy.tab.tried.clear()
        await copy.page.evaluate(f"() => {SHAKE}.shake()")
        await asyncio.sleep(ANSWER_S)
        changed = bool(await copy.page.evaluate(f"() => {SHAKE}.changed()"))
        moved["facts"]["answers"] = changed or bool(copy.tab.tried)
        return [moved]


SHAKING = Shaking()
