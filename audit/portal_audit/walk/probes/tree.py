"""The `tree` probe: the accessibility tree, as Playwright's ARIA snapshot."""

from __future__ import annotations

from typing import Any

from portal_audit.walk.probes.probe import View


class Tree:
    section = "tree"

    async def gather(self, view: View) -> dict[str, Any]:
        snapshot = await view.page.locator("body").aria_snapshot(timeout=5_000)
        return {"tree": view.redactor.tree(snapshot)}


TREE = Tree()
