"""The `hover` exam: what shows itself under the pointer, and whether that can be read and used.

Observed: `hover` for each thing that showed something (facts `by_keys`: it shows with the focus or
on Enter, too; `reachable`: the pointer can get onto it; `escape`: Escape takes it away; `covers`:
it lies on other words; `words`).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script

MOST = 10
MOST_SHOWN = 4
SHOW_S = 0.15
STEPS = 12
"""Moves of the pointer on its way onto what has shown itself."""

HOVER = "window[Symbol.for('portal-audit')].hover"
THERE = f"() => {HOVER}.there()"


class Hover:
    name = "hover"

    async def examine(self, copy: Copy) -> list[Seen]:
        triggers = int(await copy.ask(script("hover"), most=MOST))
        seen: list[Seen] = []
        copy.touched |= triggers > 0
        for number in range(triggers):
            if len(seen) == MOST_SHOWN:
                break
            if await _shows(copy, number):
                seen.append(await _look_at(copy, number))
            await copy.page.mouse.move(0, 0)
        return seen


async def _shows(copy: Copy, number: int) -> bool:
    await copy.page.mouse.move(0, 0)
    await copy.page.evaluate(f"() => {HOVER}.before()")
    x, y = await copy.page.evaluate(f"(n) => {HOVER}.center(n)", number)
    await copy.page.mouse.move(x, y)
    await asyncio.sleep(SHOW_S)
    return bool(await copy.page.evaluate(f"() => {HOVER}.after()"))


async def _look_at(copy: Copy, number: int) -> Seen:
    page = copy.page
    what = await page.evaluate(f"(n) => {HOVER}.what(n)", number)
    covers = bool(await page.evaluate(f"() => {HOVER}.covers()"))
    x, y = await page.evaluate(f"() => {HOVER}.over()")
    await page.mouse.move(x, y, steps=STEPS)
    await asyncio.sleep(SHOW_S)
    reachable = bool(await page.evaluate(THERE))
    escape = False
    if reachable:
        await page.keyboard.press("Escape")
        await asyncio.sleep(SHOW_S)
        escape = not await page.evaluate(THERE)
    await page.mouse.move(0, 0)
    await asyncio.sleep(SHOW_S)
    facts = {
        "by_keys": await _by_keys(copy, number),
        "reachable": reachable,
        "escape": escape,
        "covers": covers,
        "words": what.pop("words"),
    }
    return {**what, "facts": facts}


async def _by_keys(copy: Copy, number: int) -> bool:
    if not await copy.page.evaluate(f"(n) => {HOVER}.focus(n)", number):
        return False
    await asyncio.sleep(SHOW_S)
    if await copy.page.evaluate(THERE):
        return True
    for key in ("Enter", "ArrowDown"):
        await copy.page.keyboard.press(key)
        await asyncio.sleep(SHOW_S)
        if await copy.page.evaluate(THERE):
            return True
    return False


HOVER_EXAM = Hover()
