"""The `vitals` probe: how the document loaded, from the browser's own buffered entries."""

from __future__ import annotations

from typing import Any

from portal_audit.walk.probes.probe import View, ask


class Vitals:
    section = "vitals"

    async def gather(self, view: View) -> dict[str, Any]:
        return {"vitals": await ask(view.page.main_frame, "vitals.js")}


VITALS = Vitals()
