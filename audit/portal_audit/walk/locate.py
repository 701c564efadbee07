"""Find a control as a person does: by its words.

From strict to lenient: role and name; label; words within the name; placeholder, title or text
alternative; visible text; the field next to the words. How far down this ladder the walk had to go
is evidence: a control that a screen reader cannot name is hard to find for somebody.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from portal_audit.browser import BrowserError, Frame, Locator, Page
from portal_audit.evidence import Found
from portal_audit.steps.base import TARGET_ROLES, Target
from portal_audit.steps.words import Vocabulary
from portal_audit.walk.probes.probe import read

Purpose = Literal["operate", "fill", "see"]
How = Literal["role", "label", "text", "title", "near", "selector", "heuristic"]

CLICK_ROLES = ("button", "link", "tab", "menuitem", "radio", "checkbox", "option", "switch")
FIELD_ROLES = TARGET_ROLES["label"]
FIELDS = (
    "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]),"
    "select,textarea,[contenteditable=true],[role=textbox],[role=combobox],[role=searchbox],"
    "[role=listbox],[role=spinbutton],[role=radiogroup],fieldset"
)
FIELD_AXIS = "self::input[not(@type='hidden')] or self::select or self::textarea"
PRESSABLE = ":not(h1, h2, h3, h4, h5, h6, [role=heading])"
"""What may be pressed without being a control: a page's own headings are not."""
SPOKEN = ":not([aria-hidden=true], [aria-hidden=true] *)"
DIALOGS = "dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]"
REGIONS = {
    "main": "main,[role=main]",
    "nav": "nav,[role=navigation]",
    "dialog": DIALOGS,
    "footer": "footer,[role=contentinfo]",
    "header": "header,[role=banner]",
}

SEEN = f"(elements) => {{ {read('visible.js')} return elements.findIndex(visible); }}"

STEPS_TO_NEAR = """(element, words) => {
  const near = new RegExp(words, "i");
  let steps = 0;
  for (let node = element; node; node = node.parentElement || node.getRootNode().host, steps++) {
    const text = node.innerText || node.textContent || "";
    if (near.test(text) || near.test(node.getAttribute("aria-label") || "")) return steps;
  }
  return 1000;
}"""

PLACES = """(links) => new Set(links.map((link, i) => link.href || i)).size"""
"""How many different things the links or controls are."""

DESCRIBE = """(element) => {
  const role = element.getAttribute("role") || element.localName;
  const isField = /^(input|select|textarea)$/.test(element.localName);
  let label = null;
  if (element.labels && element.labels[0]) {
    label = element.labels[0].cloneNode(true);
    label.querySelectorAll("input,select,textarea").forEach((field) => field.remove());
  }
  const name = element.getAttribute("aria-label") || (label && label.textContent) ||
    (isField ? element.getAttribute("placeholder") : element.textContent) || element.title || "";
  const id = element.id ? "#" + element.id : element.localName;
  return [role, name.replace(/\\s+/g, " ").trim().slice(0, 120), id.slice(0, 80)];
}"""


@dataclass(frozen=True, slots=True)
class Located:
    """One control, found."""

    locator: Locator
    frame: Frame
    how: How
    candidates: int


class Place(Protocol):
    """What a finder must know of the tab it looks in."""

    page: Page
    crashed: bool

    def allowed(self, url: str) -> bool:
        """Whether a frame at this address belongs to the portal."""
        ...

    async def settle(self, limit_s: float = ...) -> None:
        """Wait until the page is quiet, or `limit_s` is over."""
        ...


class Finder:
    """Looks for targets in one tab, frames and open shadow roots included."""

    def __init__(self, tab: Place, vocabulary: Vocabulary, *, names_only: bool = False) -> None:
        """`names_only`: what has no role and accessible name does not exist."""
        self._tab = tab
        self._vocabulary = vocabulary
        self._names_only = names_only

    async def wait(self, target: Target, purpose: Purpose, seconds: float) -> Located | None:
        """The control, or None when it does not turn up within `seconds`.

        Lenient ways are tried only once the page is quiet: half-loaded, it may hold a worse match.
        """
        end = time.monotonic() + seconds
        settled = False
        pause = 0.1
        while True:
            try:
                lenient = settled and not self._names_only
                if found := await self.look(target, purpose, lenient=lenient):
                    return found
            except BrowserError:
                if self._tab.crashed or self._tab.page.is_closed():
                    raise
                # The page changed under our eyes: look again.
            left = end - time.monotonic()
            if left <= 0 and settled:
                return None
            if settled:
                await asyncio.sleep(min(pause, max(left, 0)))
                pause = min(pause * 1.2, 0.4)  # a look costs, and what is late is not in a hurry
            else:
                await self._tab.settle(min(max(left, 0.2), 1.5))
                settled = True

    async def look(
        self, target: Target, purpose: Purpose, *, lenient: bool, whole: bool = False
    ) -> Located | None:
        """One look, without waiting. `whole`: the words are its whole name, not a part of it."""
        main = self._tab.page.main_frame
        frames = [f for f in self._tab.page.frames if f is main or self._tab.allowed(f.url)]
        for rung in (False, True) if lenient else (False,):
            for frame in frames:
                async for how, locator in self._ladder(frame, target, purpose, rung, whole):
                    visible = locator.filter(visible=True)
                    if purpose == "see":
                        # Playwright calls visible what is transparent, or far off the page.
                        shown = await visible.evaluate_all(SEEN)
                        if isinstance(shown, int) and shown >= 0:
                            return Located(visible.nth(shown), frame, how, 1)
                        if shown == -1:
                            continue  # anything else: the page has broken its built-ins
                    count = await visible.count()
                    if count:
                        return await self._choose(frame, target, how, visible, count)
        return None

    async def describe(self, located: Located) -> Found:
        """What was found, as evidence (not yet redacted)."""
        role, name, target = await located.locator.evaluate(DESCRIBE)
        return Found(
            role=role,
            name=name,
            how=located.how,
            candidates=located.candidates,
            target=target,
            frame="" if located.frame is self._tab.page.main_frame else located.frame.url,
        )

    async def _ladder(
        self, frame: Frame, target: Target, purpose: Purpose, lenient: bool, whole: bool = False
    ) -> AsyncIterator[tuple[How, Locator]]:
        scope = frame.locator(REGIONS[target.inside] if target.inside else ":root")
        if lenient and target.inside and not await scope.count():
            scope = frame.locator(":root")  # this page marks no such part
        kind = target.kind
        if kind == "css":
            if not self._names_only or purpose == "see":
                yield "selector", scope.locator(target.words)
            return
        exact = self._one_pattern(target.words, exact=True)
        within = exact if whole else self._one_pattern(target.words, exact=False)
        if kind == "text":
            yield "text", self._told(scope, scope.get_by_text(within))
            return
        if purpose == "fill" or kind == "label":
            fields = scope.locator(FIELDS)
            for pattern in (exact, within) if not lenient else ():
                yield "label", scope.get_by_label(pattern).and_(fields)
                yield "label", _by_roles(scope, (*FIELD_ROLES, "radiogroup"), pattern)
            if lenient:
                yield "title", scope.get_by_placeholder(within).and_(fields)
                yield "title", scope.get_by_title(within).and_(fields)
                yield "near", self._field_after(scope, target)
            return
        own = TARGET_ROLES.get(kind, CLICK_ROLES)
        if kind == "first":
            yield "role", _by_roles(scope, CLICK_ROLES, within)
            if lenient:
                yield "text", scope.get_by_text(within)
            return
        for pattern in (exact, within) if not lenient else ():
            yield "role", _by_roles(scope, own, pattern)
            if kind in ("button", "link") and purpose == "operate":
                yield "role", _by_roles(scope, CLICK_ROLES, pattern)
        if kind == "named" and purpose == "see":
            yield "text", self._told(scope, scope.get_by_text(within))
        if lenient and purpose == "operate":
            yield "label", scope.get_by_label(within)
            yield "title", scope.get_by_title(within)
            yield "title", scope.get_by_alt_text(within)
            yield "text", scope.get_by_text(exact).and_(scope.locator(PRESSABLE))
            yield "text", scope.get_by_text(within).and_(scope.locator(PRESSABLE))

    def _told(self, scope: Locator, text: Locator) -> Locator:
        """Text without what is hidden from screen readers, where only what they say counts."""
        return text.and_(scope.locator(SPOKEN)) if self._names_only else text

    async def _choose(
        self, frame: Frame, target: Target, how: How, visible: Locator, count: int
    ) -> Located:
        """The one that is meant, of `count` visible candidates."""
        if count == 1:
            return Located(visible.first, frame, how, 1)
        if target.near:
            near = self._one_pattern(target.near, exact=False).pattern
            steps = [
                await visible.nth(i).evaluate(STEPS_TO_NEAR, near) for i in range(min(count, 50))
            ]
            closest = min(range(len(steps)), key=steps.__getitem__)
            return Located(visible.nth(closest), frame, how, steps.count(steps[closest]))
        inside = frame.locator(DIALOGS).filter(visible=True).last
        if await inside.count():
            in_dialog = visible.and_(inside.locator("*"))
            if await in_dialog.count():
                visible = in_dialog
        if target.kind == "first":
            return Located(visible.first, frame, how, 1)
        for name in self._vocabulary.patterns(target.words, exact=True):
            # Several names matched: the better name wins.
            better = visible.and_(
                _by_roles(frame.locator(":root"), CLICK_ROLES, name)
                if how == "role"
                else frame.get_by_text(name)
            )
            if await better.count():
                visible = better
                break
        return await self._first_of(frame, how, visible)

    async def _first_of(self, frame: Frame, how: How, alike: Locator) -> Located:
        """The first of several that have the same words; in the main part of the page if one is.

        Links that lead to the same place are one candidate.
        """
        in_main = alike.and_(frame.locator(f":is({REGIONS['main']}) *"))
        if await in_main.count():
            alike = in_main
        places = await alike.evaluate_all(PLACES)
        return Located(alike.first, frame, how, places if isinstance(places, int) else 1)

    def _one_pattern(self, words: str, *, exact: bool) -> re.Pattern[str]:
        """All names for `words` as one pattern: one question to the browser, not ten."""
        patterns = self._vocabulary.patterns(words, exact=exact)
        return re.compile("|".join(f"(?:{p.pattern})" for p in patterns), re.IGNORECASE)

    def _field_after(self, scope: Locator, target: Target) -> Locator:
        """The first field after the words, for forms whose labels belong to nothing."""
        words = scope.get_by_text(self._one_pattern(target.words, exact=False)).filter(visible=True)
        return words.first.locator(
            f"xpath=(descendant::*[{FIELD_AXIS}] | following::*[{FIELD_AXIS}])[1]"
        )


def _by_roles(scope: Locator, roles: Sequence[str], name: re.Pattern[str]) -> Locator:
    """Everything with one of `roles` and this name, in one locator."""
    first, *rest = (scope.get_by_role(role, name=name) for role in roles)  # type: ignore[arg-type]
    for locator in rest:
        first = first.or_(locator)
    return first
