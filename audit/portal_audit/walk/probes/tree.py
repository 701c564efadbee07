"""The `tree` probe: the accessibility tree as the browser hands it to a screen reader.

One line an object, indented: `- button "Send"`, `- heading "Results" [level=1]`, `- text: ...`.
Values are left out: what stands in a field is the patient's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal_audit.walk.probes.probe import NotGathered, View

MOST_ELEMENTS = 20_000
"""The browser sends the whole tree at once: beyond this, tens of megabytes."""

UNSPOKEN = frozenset({"none", "generic", "InlineTextBox", "LineBreak", "Iframe"})
FIELDS = frozenset({"textbox", "searchbox", "combobox", "spinbutton"})
"""What is inside them has been typed."""
STATES = ("level", "checked", "pressed", "expanded", "selected", "disabled", "required", "invalid")
MOST_DEPTH = 60
CAP = 40_000


class Tree:
    section = "tree"

    async def gather(self, view: View) -> dict[str, Any]:
        if view.text.elements > MOST_ELEMENTS:
            raise NotGathered(f"the page has {view.text.elements} elements")
        answer = await view.cdp.send("Accessibility.getFullAXTree")
        return {"tree": view.redactor.text("\n".join(_lines(answer["nodes"])), CAP)}


def _lines(nodes: list[dict[str, Any]]) -> Iterator[str]:
    known = {node["nodeId"]: node for node in nodes}
    waiting = [(nodes[0], 0, "")] if nodes else []
    while waiting:
        node, depth, above = waiting.pop()
        role = node.get("role", {}).get("value", "")
        name = " ".join(str(node.get("name", {}).get("value", "")).split())
        if node.get("ignored") or role in UNSPOKEN:
            inner, name = depth, above
        else:
            inner = min(depth + 1, MOST_DEPTH)
            if role != "StaticText":
                words = f' "{name}"' if name else ""
                yield f"{'  ' * depth}- {role}{words}{_states(node)}"
            elif name and name != above:
                yield f"{'  ' * depth}- text: {name}"
        inside = () if role in FIELDS else reversed(node.get("childIds", ()))
        waiting += [(known[child], inner, name) for child in inside if child in known]


def _states(node: dict[str, Any]) -> str:
    said = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
    told = ((name, said[name]) for name in STATES if said.get(name) not in (None, False, "false"))
    return "".join(f" [{name}]" if value is True else f" [{name}={value}]" for name, value in told)


TREE = Tree()
