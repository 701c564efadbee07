"""The `keyboard` exam: Tab from the first to the last stop of a page, as nobody but people do.

Observed: `focus-stop` for every stop with a fault (facts: `shown`, `covered_share`, `loses_focus`,
`backwards`), `trap` where Tab goes round in a part of the page and no key leads out, and
`changed-on-focus` when the page wanted to go somewhere only because something got the focus.
"""

from __future__ import annotations

import asyncio
import base64
import time
from dataclasses import dataclass, field
from typing import Any

from portal_audit.walk.exam.exam import Copy, Seen, script

MOST_STOPS = 150
"""Nobody tabs further; what lies behind is not looked at."""
WALK_S = 6.0
MOST_PICTURES = 6
"""Stops whose focus mark is looked for in the picture, when no style of theirs has changed."""
ALMOST = 0.999
"""Share of a stop that may be covered before nothing of it can be seen."""
ANSWER_S = 0.025
"""After each key on pages whose scripts listen to focus or keys: they may move the focus on."""
AT_A_TIME = 10
"""Keys pressed on other pages before somebody looks."""
PAUSE_S = 0.06
"""For pages that move the focus a moment after it has come."""

STOP = "() => window[Symbol.for('portal-audit')].keyboard.stop()"
STOPS = "() => window[Symbol.for('portal-audit')].keyboard.stops()"
REPORT = "() => window[Symbol.for('portal-audit')].keyboard.report()"
FOCUS = "(id) => window[Symbol.for('portal-audit')].keyboard.focus(id)"
BLUR = "() => window[Symbol.for('portal-audit')].keyboard.blur()"

CHORDS = """() => {
  const found = (document.body.textContent || "").matchAll(
    /\\b(ctrl|control|alt|shift)\\s*\\+\\s*([a-z0-9])\\b|\\b(F(?:[1-9]|1[0-2]))\\b/gi);
  const names = { ctrl: "Control", control: "Control", alt: "Alt", shift: "Shift" };
  const chords = [...found].map(([, with_, key, f]) =>
    f ? f.toUpperCase() : names[with_.toLowerCase()] + "+" + key.toLowerCase());
  return [...new Set(chords)].slice(0, 4);
}"""
"""Keys that the page's own words name, as a way out of a trap must be."""

NOWHERE = -1


@dataclass(slots=True)
class _Walk:
    """What Tab met."""

    order: list[int] = field(default_factory=list)
    """Ids of the stops, one for each press; NOWHERE between the last and the first."""
    lost: set[int] = field(default_factory=set)
    """Stops that gave the focus away as soon as they had it."""
    left_at: set[int] = field(default_factory=set)
    """Stops at which the page wanted to go somewhere else."""


class Keyboard:
    name = "keyboard"

    async def examine(self, copy: Copy) -> list[Seen]:
        tabbables, answers = await copy.ask(script("keyboard"))
        if not tabbables:
            return []
        copy.touched = bool(answers)
        walk = await (_tab_through if answers else _tab_quickly)(copy, int(tabbables))
        trap = await _trap(copy, walk, tabbables)
        stops = await copy.page.evaluate(REPORT)
        seen = [_as_trap(stops[trap[0]], len(trap))] if trap else []
        seen += [_observation(stops[id_], "changed-on-focus") for id_ in sorted(walk.left_at)]
        unmarked = [id_ for id_ in _visited(walk) if _has_no_mark(stops[id_])]
        marked = await _marked_in_the_picture(copy, unmarked[:MOST_PICTURES])
        for place, id_ in enumerate(_visited(walk)):
            stop = stops[id_]
            loses = id_ in walk.lost
            shown = id_ not in unmarked or id_ in marked or id_ in unmarked[MOST_PICTURES:]
            covered = stop["covered"] / stop["inside"] if stop["inside"] else 0.0
            backwards = _backwards(stops, walk, place)
            if loses or not shown or covered > 0.5 or backwards:
                seen.append(
                    _observation(
                        stop,
                        "focus-stop",
                        shown=shown,
                        text_field=stop["text"],
                        covered_share=round(covered, 2),
                        loses_focus=loses,
                        backwards=backwards,
                    )
                )
        return seen


async def _tab_quickly(copy: Copy, tabbables: int) -> _Walk:
    """On pages where nothing listens to focus or keys: looking at every tenth stop is enough."""
    walk = _Walk()
    for _ in range(0, min(tabbables + 1, MOST_STOPS), AT_A_TIME):
        for _ in range(AT_A_TIME):
            await copy.page.keyboard.press("Tab")
        stops, at_the_end = await copy.page.evaluate(STOPS)
        known = set(walk.order)
        walk.order += [id_ for id_ in dict.fromkeys(stops) if id_ not in known]
        if at_the_end or len(set(stops)) < len(stops) or known.intersection(stops):
            break
    return walk


async def _tab_through(copy: Copy, tabbables: int) -> _Walk:
    """Looking at each stop, and giving the page time to answer."""
    walk = _Walk()
    end = time.monotonic() + WALK_S
    seen: set[int] = set()
    for _ in range(min(2 * tabbables + 6, MOST_STOPS)):
        await copy.page.keyboard.press("Tab")
        await asyncio.sleep(ANSWER_S)
        stop = await copy.page.evaluate(STOP)
        id_, lost = int(stop["id"]), int(stop["lost"])
        if id_ == NOWHERE and seen:  # the end, or a page that is slow to take the focus back
            await asyncio.sleep(PAUSE_S)
            id_ = int((await copy.page.evaluate(STOP))["id"])
        walk.order.append(id_)
        if lost != NOWHERE:
            walk.lost.add(lost)
        if any(attempt.leaves for attempt in copy.tab.tried):
            at = id_ if id_ != NOWHERE else lost
            if at != NOWHERE:
                walk.left_at.add(at)
            copy.tab.tried.clear()
        round_trip = walk.order[0] != NOWHERE and id_ == walk.order[0] and len(walk.order) > 1
        if (id_ == NOWHERE and lost == NOWHERE and seen) or (round_trip and len(seen) > 1):
            break
        if time.monotonic() > end:
            break
        seen.add(id_)
    return walk


async def _trap(copy: Copy, walk: _Walk, tabbables: int) -> list[int]:
    """The stops that Tab cannot get out of; empty when it can.

    Suspected when the last presses went round in fewer stops than there are and came neither to
    the end of the page nor to its first stop. Then everything that a person would try is tried.
    """
    tail = walk.order[-min(len(walk.order), 8) :]
    if len(walk.order) < 4 or NOWHERE in tail or walk.lost & set(tail):
        return []
    ring = list(dict.fromkeys(tail))
    before = [id_ for id_ in walk.order if id_ not in ring]
    if len(ring) >= tabbables or len(ring) > 4 or not (before or tabbables > len(ring)):
        return []
    named = [(chord,) for chord in await copy.page.evaluate(CHORDS)]
    for keys in (("Tab",), ("Shift+Tab",), ("Escape",), ("Escape", "Tab"), *named):
        for _ in range(len(ring) + 2):
            for key in keys:
                await copy.page.keyboard.press(key)
                await asyncio.sleep(PAUSE_S)
            stop = await copy.page.evaluate(STOP)
            if int(stop["id"]) not in ring:
                return []
    return ring


async def _marked_in_the_picture(copy: Copy, ids: list[int]) -> set[int]:
    """Those of `ids` that look different with the focus on them, by the pixels."""
    marked = set()
    for id_ in ids:
        # After a key, a focus given by script is shown as one that Tab has given.
        await copy.page.keyboard.press("Shift")
        await copy.page.evaluate(FOCUS, id_)
        with_focus = await _picture(copy)
        await copy.page.evaluate(BLUR)
        if with_focus != await _picture(copy):
            marked.add(id_)
    return marked


async def _picture(copy: Copy) -> bytes:
    answer = await copy.cdp.send("Page.captureScreenshot", {"format": "png"})
    return base64.b64decode(answer["data"])


def _visited(walk: _Walk) -> list[int]:
    return [id_ for id_ in dict.fromkeys((*walk.order, *walk.lost)) if id_ != NOWHERE]


def _has_no_mark(stop: dict[str, Any]) -> bool:
    return not (stop["changed"] or stop["inFrame"] or stop["isFrame"])


def _backwards(stops: list[dict[str, Any]], walk: _Walk, place: int) -> bool:
    """Whether a `tabindex` of the page's own makes the focus jump back up here."""
    visited = _visited(walk)
    if place + 1 >= len(visited):
        return False
    this, following = stops[visited[place]], stops[visited[place + 1]]
    if this["tabindex"] <= 0 or this["inFrame"] or following["inFrame"]:
        return False
    against_source = following["dom"] < this["dom"]
    return bool(against_source and following["bottom"] <= this["top"] + 1)


def _observation(stop: dict[str, Any], kind: str, **facts: bool | float | str) -> Seen:
    return {
        "kind": kind,
        "target": stop["target"],
        "snippet": stop["snippet"],
        "box": stop["box"],
        "facts": facts,
    }


def _as_trap(stop: dict[str, Any], stops: int) -> Seen:
    return _observation(stop, "trap", stops=float(stops))


KEYBOARD = Keyboard()
