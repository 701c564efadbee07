"""Looking closer: exams on a copy of each new page of a walk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from portal_audit.browser import BrowserContext, BrowserError
from portal_audit.evidence import Observation, PageState
from portal_audit.walk.exam.exam import Copy, Exam, watching
from portal_audit.walk.probes import BROKEN, NotGathered, read_text
from portal_audit.walk.probes.probe import observation
from portal_audit.walk.redact import Redactor
from portal_audit.walk.tab import House, Tab

EXAM_LIMIT_S = 12.0
"""An exam that has not ended by then is left out on this page."""
PAGE_LIMIT_S = 30.0
"""All exams of one page; what has not been made by then is left out."""
CLOSE_S = 5.0

SAME = "this is not shown when its address is opened again"


async def look_closer(
    context: BrowserContext,
    house: House,
    state: PageState,
    url: str,
    exams: Sequence[Exam],
    mask: str,
    redactor: Redactor,
) -> PageState:
    """`state` with what `exams` saw on a copy of it, opened by `url` in `context`.

    A page that shows something else under its address (a dialog, the end of a form) is left as it
    is, and `missing` says so. Nothing here can fail a walk.
    """
    page = await context.new_page()
    try:
        await page.add_init_script(watching())
        copy = Copy(await Tab.attach(page, house), url)
        await house.pace()
        async with asyncio.timeout(EXAM_LIMIT_S):
            await copy.open()
            text = await read_text(await copy.tab.frames(), mask, redactor)
        if text.heading != state.heading or copy.tab.did_not_open:
            return _left_out(state, SAME)
        return await _examined(copy, state, exams, redactor)
    except (BrowserError, TimeoutError):
        return _left_out(state, "it could not be opened again")
    finally:
        with suppress(BrowserError, TimeoutError):
            async with asyncio.timeout(CLOSE_S):
                await page.close()


async def _examined(
    copy: Copy, state: PageState, exams: Sequence[Exam], redactor: Redactor
) -> PageState:
    found: list[Observation] = []
    made: list[str] = []
    missing: dict[str, str] = {}
    end = time.monotonic() + PAGE_LIMIT_S
    for exam in exams:
        left = end - time.monotonic()
        if left <= 0:
            missing[exam.name] = f"the page had been looked at for {PAGE_LIMIT_S:.0f} seconds"
            continue
        try:
            async with asyncio.timeout(min(EXAM_LIMIT_S, left)):
                if copy.touched:
                    await copy.open()
                found += [observation(seen, redactor) for seen in await exam.examine(copy)]
            made.append(exam.name)
            continue
        except NotGathered as why:
            missing[exam.name] = str(why)
        except TimeoutError:
            missing[exam.name] = f"it took longer than {EXAM_LIMIT_S:.0f} seconds"
        except (AttributeError, KeyError, TypeError, ValueError):
            missing[exam.name] = BROKEN
        except BrowserError:
            if copy.page.is_closed() or copy.tab.crashed:
                missing[exam.name] = "the page was closed"
                break
            missing[exam.name] = "the page changed while it was looked at"
        copy.touched = True  # nobody knows in what state it was left
    return state.model_copy(
        update={
            "observations": (*state.observations, *found),
            "examined": tuple(made),
            "missing": state.missing | missing,
        }
    )


def _left_out(state: PageState, reason: str) -> PageState:
    return state.model_copy(update={"missing": state.missing | {"exams": reason}})
