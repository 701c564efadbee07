"""The `vitals` probe: how the document loaded, from the browser's own buffered entries."""

from __future__ import annotations

from typing import Any

from portal_audit.walk.probes.probe import View, script


class Vitals:
    section = "vitals"

    async def gather(self, view: View) -> dict[str, Any]:
        return {"vitals": await view.page.evaluate(script("vitals.js"), {})}


VITALS = Vitals()
