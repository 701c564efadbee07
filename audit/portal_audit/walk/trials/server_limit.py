"""How long the *server* keeps a visit that does nothing: real waiting (check GI-12).

Signs in once for each of the asked-for times, leaves each visit alone for so many minutes, and then
asks for its home page. The visits wait side by side, so it takes as long as the longest of them.

Facts: `alive_after_m` the longest time after which a visit still went on, `ended_after_m` the
shortest after which it did not (each missing when there was none).
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from portal_audit.walk.trials.trial import Bench, NotTried, Told, Visit

ONE_AT_A_TIME = "A new sign-in ends the one before, so several visits cannot wait side by side."


class ServerLimit:
    name = "server-limit"
    words = "waiting for the server's own time limit"
    after: tuple[str, ...] = ()

    def wanted(self, bench: Bench) -> bool:
        return bool(bench.idle_minutes) and bench.portal.account is not None

    async def make(self, bench: Bench) -> Told:
        async with AsyncExitStack() as stack:
            visits: list[tuple[float, Visit]] = []
            for minutes in sorted(bench.idle_minutes):
                visit = await stack.enter_async_context(bench.signed_in())
                visits.append((minutes, visit))
            if len(visits) > 1:
                first = visits[0][1]
                await first.go(first.home)
                if not await first.is_inside(3.0):
                    raise NotTried(ONE_AT_A_TIME)
            for _, visit in visits:
                # Only the server is asked: the page's own timers must neither end nor renew it.
                await visit.tab.page.goto("about:blank")
            alive = await asyncio.gather(*(_alive_after(m, visit) for m, visit in visits))
        times = [minutes for minutes, _ in visits]
        lived = [m for m, ok in zip(times, alive, strict=True) if ok]
        ended = [m for m, ok in zip(times, alive, strict=True) if not ok]
        if lived and ended and min(ended) < max(lived):
            raise NotTried("A visit ended sooner than one that was left alone for longer.")
        facts: dict[str, bool | float | str] = {}
        if lived:
            facts["alive_after_m"] = max(lived)
        if ended:
            facts["ended_after_m"] = min(ended)
        return Told(facts)


async def _alive_after(minutes: float, visit: Visit) -> bool:
    await asyncio.sleep(minutes * 60)
    await visit.go(visit.home)
    return await visit.is_inside(3.0)


SERVER_LIMIT = ServerLimit()
