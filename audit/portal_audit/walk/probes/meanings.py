"""The `meanings` probe: what things on a page are called and what they mean, as facts.

Kinds of observation: `document` (once a page), `link` (only those of a few words: longer ones say
what they are), `spoken-name` (a control whose name is not its visible words), `heading`, `field`,
`picture`, `recording`, `passage` (text by the language it is declared to be in), `painted` (text
that looks like a heading, list or table) and `text-link` (a link among words).
"""

from __future__ import annotations

from typing import Any

from portal_audit.browser import BrowserError
from portal_audit.walk.probes.probe import View, ask, shifted
from portal_audit.walk.redact import Redactor

MOST = 400
"""Observations a page; a page has rarely more than a hundred."""
LONGEST = 1_500
"""Characters of one fact."""


class Meanings:
    section = "observations"

    async def gather(self, view: View) -> dict[str, Any]:
        observations: list[dict[str, Any]] = []
        for number, (frame, offset) in enumerate(view.boxes_of_frames.items()):
            try:
                seen = await ask(frame, "meanings.js", mask=view.mask)
            except BrowserError:
                if number == 0:
                    raise
                continue
            for observation in seen:
                observation["box"] = shifted(observation["box"], offset)
                observation["frame"] = "" if number == 0 else view.redactor.url(frame.url)
                _redact(observation, view.redactor)
            # the document of a frame is not a page of its own
            observations += [o for o in seen if number == 0 or o["kind"] != "document"]
        kept = [o for o in observations if o["kind"] == "document"]
        kept += [o for o in observations if o["kind"] != "document"][: MOST - len(kept)]
        return {"observations": kept}


def _redact(observation: dict[str, Any], redactor: Redactor) -> None:
    facts = observation["facts"]
    for key, value in facts.items():
        if isinstance(value, str):
            facts[key] = redactor.url(value) if key == "href" else redactor.text(value, LONGEST)
    observation["target"] = redactor.text(observation["target"], 200)
    observation["snippet"] = redactor.snippet(observation["snippet"])


MEANINGS = Meanings()
