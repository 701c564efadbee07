"""The `axe` probe: axe-core in every frame, cross-origin ones included.

axe-core-python bundles axe 4.4 of 2022 and looks at the main frame only. Here it is given the
current script that axe-playwright-python carries. On a page with frames each frame is asked for its
part of the result (`axe.runPartial`) and the top document joins them (`axe.finishRun`). Options go
in and results come out as JSON: axe-core-python formats options with `str()`, which breaks on True
and None.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from axe_core_python.async_playwright import Axe

from portal_audit.browser import BrowserError, Frame
from portal_audit.walk.probes.probe import View, ask, parsed, shifted

KEEP = 20
"""Elements kept of each rule; the total is counted."""

MAX_DEPTH = 5
"""Frames within frames deeper than this are not entered."""

OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations", "incomplete"],
    # Not in axe's default set, but part of WCAG 2.2 AA.
    "rules": {"target-size": {"enabled": True}},
}

READY = "() => typeof axe === 'object' && typeof axe.runPartial === 'function'"

KEPT = """// Where the patient's own colours are on, the page's contrast says nothing.
const fitting = (options) => matchMedia("(forced-colors: active)").matches
  ? { ...options, rules: { ...options.rules, "color-contrast": { enabled: false } } } : options;
const kept = (report, keep) => {
  const node = (n) => ({
    path: n.target.map((t) => (Array.isArray(t) ? t : [t])),
    snippet: n.html.slice(0, 600),
    summary: (n.failureSummary || "").slice(0, 500),
  });
  const hit = (r) => ({
    rule: r.id, impact: r.impact || "minor", tags: r.tags, help: r.help, help_url: r.helpUrl,
    nodes: r.nodes.slice(0, keep).map(node), total: r.nodes.length,
  });
  return {
    version: report.testEngine.version, passes: report.passes.length,
    violations: report.violations.map(hit), incomplete: report.incomplete.map(hit),
  };
};"""

Selector = tuple[str, ...]
"""One step of axe's path to an element: selectors from shadow root to shadow root."""


@cache
def current_axe() -> Axe:
    """axe-core-python driving the current axe script."""
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    return Axe(axe_script=source)


def axe_version() -> str:
    """Version of the axe script in use, e.g. `4.12.1`."""
    return str(current_axe().axe_script[:80]).split("axe v", 1)[-1].split()[0]


@cache
def _function(name: str) -> str:
    source = files("portal_audit.walk.probes").joinpath("axe.js").read_text(encoding="utf-8")
    functions = source[source.index("({") :].strip()
    return f"(args) => {{ {KEPT} const ready = {READY}; return {functions}.{name}(args); }}"


class AxeProbe:
    section = "axe"

    async def gather(self, view: View) -> dict[str, Any]:
        main = next(iter(view.boxes_of_frames))
        if len(view.page.frames) == 1:
            answer, frames = await self._one_frame(view, main), 1
        else:
            await _inject(main)
            answer, frames = await self._every_frame(main)
        report: dict[str, Any] = parsed(answer)
        report["frames"] = frames
        await self._add_boxes(view, report["violations"])
        for hit in (*report["violations"], *report["incomplete"]):
            for node in hit["nodes"]:
                path = node.pop("path")
                way = " >>> ".join(part for step in path for part in step)
                node["target"] = view.redactor.text(way, 300)
                node["snippet"] = view.redactor.snippet(node["snippet"])
                node["summary"] = view.redactor.text(node["summary"], 500)
        return {"axe": report}

    async def _one_frame(self, view: View, main: Frame) -> str:
        answer = await main.evaluate(_function("all"), [OPTIONS, KEEP])
        if answer is None:  # not loaded yet
            # Past Playwright, which packs and unpacks the half megabyte once more on its way.
            await view.cdp.send("Runtime.evaluate", {"expression": current_axe().axe_script})
            answer = await main.evaluate(_function("all"), [OPTIONS, KEEP])
        return str(answer)

    async def _every_frame(self, main: Frame) -> tuple[str, int]:
        """The joined answer as JSON text, and how many documents were looked at."""
        own = await main.evaluate_handle(_function("part"), [None, OPTIONS])
        others: list[str | None] = []
        for inner in await own.evaluate("(part) => part.frames"):
            await self._look_into(main, inner, 1, others)
        answer = await main.evaluate(_function("join"), [own, others, OPTIONS, KEEP])
        await own.dispose()
        return answer, 1 + sum(part is not None for part in others)

    async def _look_into(
        self, parent: Frame, wanted: dict[str, Any], depth: int, parts: list[str | None]
    ) -> None:
        """Adds the part of the frame axe wants and of the frames in it, in axe's order.

        None stands for a frame that could not be entered; axe notes it as untested.
        """
        selector = wanted["frameSelector"]
        step: Selector = tuple(selector) if isinstance(selector, list) else (selector,)
        frame = await _frame_at(parent, step) if depth <= MAX_DEPTH else None
        if frame is None:
            parts.append(None)
            return
        try:
            await _inject(frame)
            part = await frame.evaluate_handle(_function("part"), [wanted["frameContext"], OPTIONS])
            parts.append(await part.evaluate("(part) => JSON.stringify(part.partial)"))
            inside = await part.evaluate("(part) => part.frames")
        except BrowserError:
            parts.append(None)
            return
        for inner in inside:
            await self._look_into(frame, inner, depth + 1, parts)

    async def _add_boxes(self, view: View, hits: Sequence[dict[str, Any]]) -> None:
        """Where each element stands, so that the scorecard can show a picture of it."""
        by_frame: dict[tuple[Selector, ...], list[dict[str, Any]]] = {}
        for hit in hits:
            for node in hit["nodes"]:
                way = tuple(tuple(step) for step in node["path"][:-1])
                by_frame.setdefault(way, []).append(node)
        for way, nodes in by_frame.items():
            # axe names a frame differently here than when it asked to look into it.
            frame: Frame | None = next(iter(view.boxes_of_frames))
            for step in way:
                frame = await _frame_at(frame, step) if frame else None
            if frame is None or frame not in view.boxes_of_frames:
                continue
            try:
                paths = [node["path"][-1] for node in nodes]
                boxes = await ask(frame, "boxes.js", paths=paths)
            except BrowserError:
                continue
            for node, box in zip(nodes, boxes, strict=True):
                node["box"] = shifted(box, view.boxes_of_frames[frame])
                node["frame"] = "" if not way else view.redactor.url(frame.url)


async def _inject(frame: Frame) -> None:
    """Once a document."""
    if not await frame.evaluate(READY):
        await frame.evaluate(current_axe().axe_script)


async def _frame_at(parent: Frame, selector: Selector) -> Frame | None:
    """The frame whose element `selector` names. CSS in Playwright pierces open shadow roots."""
    try:
        element = await parent.query_selector("css=" + " ".join(selector))
        return await element.content_frame() if element else None
    except BrowserError:
        return None


AXE = AxeProbe()
