"""The `new-password` exam: types made-up passwords where a new one is asked for, and leaves it.

A phrase of 64 small letters and spaces, then words of 8 and of 15 small letters, into the field
and the one to repeat it. What was typed is in no answer; the form is not sent.

Observed: `new-password` for each of the three (facts `typed`: its characters, `letters`: those that
are no spaces, `arrived`: characters in the field afterwards, `valid`: by the browser and by
aria-invalid, `pattern`: the field has one, `mismatch`: what was typed does not fit it, `says`: new
words on the page, `hint`: words that came when the field got the focus).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script
from portal_audit.walk.probes import NotGathered

PHRASE = "willow barn copper tulip river mitten harbor candle meadow stone"
WORDS = ("bralnoki", "bralnokitumeqas")
ANSWER_S = 0.5
"""Pages check what was typed a moment after the last key."""
FOCUS_S = 0.15

NEW = "window[Symbol.for('portal-audit')].newPassword"


class NewPassword:
    name = "new-password"

    async def examine(self, copy: Copy) -> list[Seen]:
        field: Seen | None = await copy.ask(script("new_password"))
        if field is None:
            return []
        copy.touched = True
        if not await copy.page.evaluate(f"() => {NEW}.into('field')"):
            raise NotGathered("nothing can be typed into its field for a new password")
        await asyncio.sleep(FOCUS_S)
        hint = await copy.page.evaluate(f"() => {NEW}.hint()")
        return [
            {**field, "facts": {**await _try(copy, words), "hint": hint}}
            for words in (PHRASE, *WORDS)
        ]


async def _try(copy: Copy, words: str) -> dict[str, object]:
    for which in ("field", "repeat"):
        if await copy.page.evaluate(f"(which) => {NEW}.into(which)", which):
            await copy.page.keyboard.type(words)
    await copy.page.keyboard.press("Tab")
    await asyncio.sleep(ANSWER_S)
    facts: dict[str, object] = await copy.page.evaluate(f"(words) => {NEW}.look(words)", words)
    return facts


NEW_PASSWORD = NewPassword()
