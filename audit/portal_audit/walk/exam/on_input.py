"""The `on_input` exam: choosing something in a form does not take the patient away.

Observed: `changed-on-input` on each field where choosing led away, opened a window, sent the form
or moved the focus (fact `how`: `leaves`, `window`, `focus`).
"""

from __future__ import annotations

import asyncio

from portal_audit.walk.exam.exam import Copy, Seen

ANSWER_S = 0.06
MOST = 16

FIELDS = """
const kept = window[Symbol.for("portal-audit")];
const query = "select,input[type=radio],input[type=checkbox]";
const fields = everywhere(document, query).filter((each) => visible(each) && !each.disabled);
const groups = new Set();
kept.fields = fields.filter((each) => {
  if (each.type !== "radio") return true;
  const group = each.name + "/" + fields.indexOf(each.form);
  return each.checked ? false : !groups.has(group) && !!groups.add(group);
}).slice(0, args.most);
return kept.fields.map((each) => each.localName === "select" ? "ArrowDown" : "Space");
"""
FOCUS = """(n) => {
  const field = window[Symbol.for("portal-audit")].fields[n];
  field.focus();
  if (field.localName === "select" && field.options.length > 1 &&
      field.selectedIndex === field.options.length - 1) field.selectedIndex = 0;
  return document.activeElement === field;
}"""
MOVED = """
const field = window[Symbol.for("portal-audit")].fields[args.n];
const active = document.activeElement;
const moved = active !== field && active !== document.body && !field.contains(active);
return [moved, seen("changed-on-input", field)];
"""


class OnInput:
    name = "on_input"

    async def examine(self, copy: Copy) -> list[Seen]:
        windows: list[object] = []
        copy.page.on("popup", lambda page: windows.append(page))
        seen: list[Seen] = []
        for number, key in enumerate(await copy.ask(FIELDS, most=MOST)):
            copy.touched = True
            copy.tab.tried.clear()
            if not await copy.page.evaluate(FOCUS, number):
                continue
            await copy.page.keyboard.press(key)
            await asyncio.sleep(ANSWER_S)
            moved, field = await copy.ask(MOVED, n=number)
            leaves = any(attempt.leaves for attempt in copy.tab.tried)
            how = "leaves" if leaves else "window" if windows else "focus" if moved else ""
            windows.clear()
            if how:
                seen.append({**field, "facts": {"how": how}})
        return seen


ON_INPUT = OnInput()
