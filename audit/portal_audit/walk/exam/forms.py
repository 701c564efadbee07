"""The `forms` exam: sends forms empty, then wrongly filled, and looks whether the page says so.

Only what the page itself checks can be seen: the copy sends nothing, so forms that the server
checks are noted as `sent` and not judged.

Observed: `empty-form` and `wrong-form` (facts `fields`: how many were left empty or filled with
what cannot be right, `sent`, `native`: the browser's own message was shown, `text`: new words on
the page, `named`: fields they speak of, `announced`, `moved`: the focus went to a field or to the
message, `marked`: fields with aria-invalid, `hint`: what the page says of these fields anyway).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script

ANSWER_S = 0.5

TRY = "window[Symbol.for('portal-audit')].try"


class Forms:
    name = "forms"

    async def examine(self, copy: Copy) -> list[Seen]:
        forms = int(await copy.ask(script("forms")))
        seen: list[Seen] = []
        for number in range(forms):
            for how in ("empty-form", "wrong-form"):
                if copy.touched:
                    await copy.open()
                    if number >= int(await copy.ask(script("forms"))):
                        return seen
                if await copy.page.evaluate(f"([n, how]) => {TRY}.begin(n, how)", [number, how]):
                    seen.append(await _send(copy, number, how))
        return seen


async def _send(copy: Copy, number: int, how: str) -> Seen:
    copy.touched = True
    copy.tab.tried.clear()
    await copy.page.keyboard.press("Enter")
    await asyncio.sleep(ANSWER_S)
    form: Seen = await copy.page.evaluate(f"([n, how]) => {TRY}.end(n, how)", [number, how])
    form["facts"]["sent"] = bool(copy.tab.tried)
    return form


FORMS = Forms()
