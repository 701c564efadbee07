"""The `operable` exam: what can be clicked can be used with keys, and single keys do nothing odd.

Observed: `mouse-only` (a thing that listens to clicks and cannot get the focus; facts `words`,
`pointer`, `role`, `handler`), `deaf-control` (a control of the page's own making that does nothing
on Enter or Space; fact `role`), `single-key` (letters that do something with no field in focus;
facts `keys`, `all`, `shortcuts`: whether the page speaks of shortcuts).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen, script

ANSWER_S = 0.05
SINGLE_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789?/.,-+"
KEYS_OF = {"link": ("Enter",), "checkbox": ("Space",), "radio": ("Space",), "switch": ("Space",)}
"""Keys that work a control of this role; others may be worked by Enter or Space."""

ANSWERS = "window[Symbol.for('portal-audit')].answers"


class Operable:
    name = "operable"

    async def examine(self, copy: Copy) -> list[Seen]:
        looked = await copy.ask(script("operable"))
        copy.touched |= bool(looked["custom"] or looked["listens"])
        seen: list[Seen] = list(looked["found"])
        for number in range(int(looked["custom"])):
            role, control = await copy.page.evaluate(f"(n) => {ANSWERS}.custom(n)", number)
            if await _is_deaf(copy, number, KEYS_OF.get(role, ("Enter", "Space"))):
                seen.append({**control, "facts": {"role": role}})
        if looked["listens"] and (keys := await _single_keys(copy)):
            facts = {
                "keys": keys,
                "all": len(keys) == len(SINGLE_KEYS),
                "shortcuts": looked["shortcuts"],
            }
            seen.append({"kind": "single-key", "target": "body", "facts": facts})
        return seen


async def _is_deaf(copy: Copy, number: int, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not await copy.page.evaluate(f"(n) => {ANSWERS}.focus(n)", number):
            return False  # it gives the focus away; the keyboard exam tells of that
        if await _answers(copy, key):
            return False
    return True


async def _single_keys(copy: Copy) -> str:
    """The keys that did something, none of them in a field."""
    await copy.page.evaluate(f"() => {ANSWERS}.body()")
    first = [key for key in SINGLE_KEYS if await _answers(copy, key, pause=0.0)]
    # Once more: what changes by itself does so without a key.
    return "".join([key for key in first if await _answers(copy, key, pause=0.0)])


async def _answers(copy: Copy, key: str, pause: float = ANSWER_S) -> bool:
    copy.tab.tried.clear()
    await copy.page.evaluate(f"() => {ANSWERS}.reset()")
    await copy.page.keyboard.press(key)
    await asyncio.sleep(pause)
    return bool(copy.tab.tried) or bool(await copy.page.evaluate(f"() => {ANSWERS}.any()"))


OPERABLE = Operable()
