"""The `paste` trial: can user name, password and code be pasted, as a password manager's users do?

Uses the real clipboard and the real keys on the sign-in fields, then empties them and gives the
focus back. Short made-up digits are used, too few for any code field to send itself. Runs once for
each page with such fields; no other probe touches a page.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Literal

from portal_audit.browser import BrowserError, Locator
from portal_audit.walk.probes.probe import View, ask

SAMPLE = "2468"

Kind = Literal["user", "password", "code"]

FIELDS: dict[Kind, str] = {
    "user": (
        "form:has(input[type=password]) input:is(:not([type]), [type=text], [type=email], "
        "[type=tel])"
    ),
    "password": "input[type=password]",
    "code": (
        "form:not(:has(input[type=password])) "
        ":is(input[autocomplete~=one-time-code], input[inputmode=numeric][maxlength])"
    ),
}

ANY = f"return everywhere(document, `{', '.join(FIELDS.values())}`).some(visible);"

# Everything that stands in the form's text fields: some pages spread a code over six of them.
LENGTH = """const length = (field) => [...field.form ? field.form.elements : [field]].reduce(
  (n, e) => n + (/^(text|email|tel|password|number|search)$/.test(e.type) ? e.value.length : 0), 0);
"""
BEFORE = f"""(field) => {{
  {LENGTH}
  field.focus();
  const name = field.getAttribute("aria-label") || (field.labels && field.labels[0] &&
    field.labels[0].textContent) || field.placeholder || field.name || "";
  return [name.replace(/\\s+/g, " ").trim(), length(field)];
}}"""
AFTER = f"""(field) => {{
  {LENGTH}
  const there = length(field);
  const data = new DataTransfer();
  data.setData("text/plain", "{SAMPLE}");
  const options = {{ clipboardData: data, bubbles: true, cancelable: true }};
  return [there, !field.dispatchEvent(new ClipboardEvent("paste", options))];
}}"""

# `navigator.clipboard` is missing on pages that are not secure.
COPY = f"""() => {{
  const give = (event) => {{
    event.clipboardData.setData("text/plain", "{SAMPLE}");
    event.preventDefault();
    event.stopImmediatePropagation();
  }};
  addEventListener("copy", give, {{ capture: true, once: true }});
  document.execCommand("copy");
  removeEventListener("copy", give, true);
}}"""


class Paste:
    section = "paste"

    async def gather(self, view: View) -> dict[str, Any]:
        if not view.text.fields or not await ask(view.page.main_frame, ANY):
            return {}
        fields = {kind: view.page.locator(css).filter(visible=True) for kind, css in FIELDS.items()}
        present = {kind: found.first for kind, found in fields.items() if await found.count()}
        had_focus = await view.page.evaluate_handle("() => document.activeElement")
        trials = []
        try:
            await _copy(view, present)
            for kind, field in present.items():
                trial = await self._try(view, kind, field)
                if trial["arrived"] < trial["pasted"]:
                    # A busy machine may have lost the clipboard; a page that blocks does so twice.
                    await _copy(view, present)
                    trial = await self._try(view, kind, field)
                trials.append(trial)
        finally:
            await had_focus.evaluate("(element) => element && element.focus && element.focus()")
            await had_focus.dispose()
        return {"paste": trials}

    async def _try(self, view: View, kind: Kind, field: Locator) -> dict[str, Any]:
        name, empty = await field.evaluate(BEFORE, timeout=2_000)
        await view.page.keyboard.press("ControlOrMeta+v")
        there, cancelled = await field.evaluate(AFTER)
        await field.fill("", timeout=2_000)
        arrived = there - empty
        return {
            "field": kind,
            "name": view.redactor.text(str(name), 120),
            "pasted": len(SAMPLE),
            "arrived": max(0, arrived),
            # A page that takes the event over and fills its boxes itself has not blocked anything.
            "prevented": bool(cancelled and arrived < len(SAMPLE)),
            "target": kind,
        }


async def _copy(view: View, present: dict[Kind, Locator]) -> None:
    """Put the sample on the real clipboard: typed and copied where that can be done."""
    source = present.get("user") or present.get("code")
    if source is not None:
        await source.focus(timeout=2_000)
        await view.page.keyboard.insert_text(SAMPLE)
        await view.page.keyboard.press("ControlOrMeta+a")
        await view.page.keyboard.press("ControlOrMeta+c")
        await view.page.keyboard.press("Backspace")
        return
    # Nothing can be typed and selected where there are only password fields.
    with suppress(BrowserError):
        await view.page.evaluate(COPY)


PASTE = Paste()
