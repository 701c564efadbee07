"""The `forms` exam: sends forms empty and looks whether the page says what is missing.

Only what the page itself checks can be seen: the copy sends nothing, so forms that the server
checks are noted as `sent` and not judged.

Observed: `empty-form` (facts `missing`: required fields left empty, `sent`, `native`: the browser's
own message was shown, `text`: new words on the page, `named`: fields they speak of, `announced`,
`moved`: the focus went to a field or to the message, `marked`: fields with aria-invalid).
"""

from __future__ import annotations

import asyncio
from functools import cache
from importlib.resources import files

from portal_audit.walk.exam.exam import Copy, Seen

ANSWER_S = 0.5

TRY = "window[Symbol.for('portal-audit')].try"


class Forms:
    name = "forms"

    async def examine(self, copy: Copy) -> list[Seen]:
        forms = int(await copy.ask(_script()))
        seen: list[Seen] = []
        for number in range(forms):
            if number:
                await copy.open()
                if number >= int(await copy.ask(_script())):
                    break
            if not await copy.page.evaluate(f"(n) => {TRY}.begin(n)", number):
                continue
            copy.touched = True
            copy.tab.tried.clear()
            await copy.page.keyboard.press("Enter")
            await asyncio.sleep(ANSWER_S)
            missing, text, announced, moved, named, marked, native, form = await copy.page.evaluate(
                f"(n) => {TRY}.end(n)", number
            )
            facts = {
                "missing": missing,
                "sent": bool(copy.tab.tried),
                "native": native,
                "text": text,
                "named": named,
                "announced": announced,
                "moved": moved,
                "marked": marked,
            }
            seen.append({**form, "facts": facts})
        return seen


@cache
def _script() -> str:
    return files("portal_audit.walk.exam").joinpath("forms.js").read_text(encoding="utf-8")


FORMS = Forms()
