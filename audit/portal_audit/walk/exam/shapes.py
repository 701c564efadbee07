"""The `shapes` exam: the page narrow, enlarged, with larger words and with wider spacing.

Observed:
`clipped-text` - a box cuts words off. Facts: `shape` (`zoom`; `text`: only the words are larger;
`spacing`), `axis`, `lost` (lines for y, characters for x), `part` (through the letters), `before`
(cut off in the page's own shape, too), `fresh` (not shown there), `own` (the box holds this text
only), `aside` (moved sideways: it would fit), `dots` (an ellipsis says so), `more` (something
beside it shows the rest), `tidy` (whole lines of a box of one line), `words`.
`overlapping-text` - words that now stand on others: `shape`, `share` of a line, `placed`
(absolutely), `words`, `over`.
`text-beyond-narrow-page` - words outside a window of 320 pixels: `characters`, `across` (a line
runs over its edge), `shut` (nor can it be scrolled there), `placed`, `fresh`, `width` of the page.
`sideways-text` - a part of it whose lines must be scrolled one by one: `characters`, `words`.
`turned-page` - lies on its side in one orientation: `orientation`, `share` of the words.
"""

from __future__ import annotations

from typing import Any

from portal_audit.walk.exam.exam import Copy, Seen, script
from portal_audit.walk.probes.probe import NotGathered

NARROW = (320, 800)
"""1280 pixels at 400 % (WCAG 1.4.10); upright, so that it shows the other orientation as well."""
ZOOMED = (640, 512)
"""1280 x 1024 pixels at 200 % (WCAG 1.4.4)."""

PAINTED = """() => new Promise((done) => {
  setTimeout(done, 150);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 10)));
})"""
"""Scripts of the page that answer to the new size have had their turn."""


class Shapes:
    name = "shapes"

    async def examine(self, copy: Copy) -> list[Seen]:
        own = copy.page.viewport_size
        if own is None:
            raise NotGathered("this window has no size of its own")
        await _step(copy, "start")
        seen: list[Seen] = []
        try:
            seen += await _in_shape(copy, NARROW, "narrow")
            seen += await _in_shape(copy, ZOOMED, "zoom")
            await _resize(copy, (own["width"], own["height"]))
            seen += await _step(copy, "text")
            seen += await _step(copy, "spacing")
        finally:
            if copy.page.viewport_size != own:
                await copy.page.set_viewport_size(own)
            looks = await _step(copy, "end")
        return [{**each, **look} for each, look in zip(seen, looks, strict=True)]


async def _in_shape(copy: Copy, size: tuple[int, int], step: str) -> list[Seen]:
    await _resize(copy, size)
    return await _step(copy, step)


async def _resize(copy: Copy, size: tuple[int, int]) -> None:
    await copy.page.set_viewport_size({"width": size[0], "height": size[1]})
    await copy.page.evaluate(PAINTED)


async def _step(copy: Copy, step: str) -> list[Any]:
    """What it observed; at the end, how that looks in the page's own shape."""
    answer: list[Any] = await copy.ask(script("shapes"), step=step)
    return answer


SHAPES = Shapes()
