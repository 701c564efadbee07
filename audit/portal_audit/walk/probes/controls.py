"""The `controls` probe: what a patient can operate, with names and the attributes of fields."""

from __future__ import annotations

from typing import Any

from portal_audit.browser import BrowserError
from portal_audit.walk.probes.probe import View, ask, shifted


class Controls:
    section = "controls"

    async def gather(self, view: View) -> dict[str, Any]:
        controls: list[dict[str, Any]] = []
        for number, (frame, offset) in enumerate(view.boxes_of_frames.items()):
            try:
                seen = await ask(frame, "controls.js", mask=view.mask)
            except BrowserError:
                if number == 0:
                    raise
                continue
            for control in seen:
                control["box"] = shifted(control["box"], offset)
                control["frame"] = "" if number == 0 else view.redactor.url(frame.url)
                control["href"] = view.redactor.url(control["href"]) if control["href"] else ""
                for key, value in control.items():
                    if isinstance(value, str) and key not in ("href", "frame"):
                        control[key] = view.redactor.text(value, 200)
            controls += seen
        return {"controls": controls}


CONTROLS = Controls()
