"""Every trial. To add one: its file, its line here, its test.

Each begins when those named in its `after` have ended; what they found is in `bench.done`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from portal_audit.browser import BrowserError
from portal_audit.errors import PortalUnreachable
from portal_audit.evidence import Trial
from portal_audit.steps import StepFailed
from portal_audit.walk.trials.chat import CHAT_OPENED
from portal_audit.walk.trials.connection import CONNECTION
from portal_audit.walk.trials.draft import DRAFT
from portal_audit.walk.trials.links import LINKS
from portal_audit.walk.trials.lock_out import LOCK_OUT
from portal_audit.walk.trials.server_limit import SERVER_LIMIT
from portal_audit.walk.trials.sign_out import SIGNING_OUT
from portal_audit.walk.trials.time_limit import TIME_LIMIT
from portal_audit.walk.trials.trial import Bench, NotTried, TrialKind
from portal_audit.walk.trials.wrong_password import WRONG_PASSWORD

TRIALS: tuple[TrialKind, ...] = (
    CONNECTION,
    WRONG_PASSWORD,
    LINKS,
    CHAT_OPENED,
    SIGNING_OUT,
    TIME_LIMIT,
    DRAFT,
    LOCK_OUT,
)
WAITING: tuple[TrialKind, ...] = (SERVER_LIMIT,)
"""These mostly wait: they run beside everything else, and as long as they take."""

TRIAL_S = 240.0
"""A trial that has not ended by then is given up."""


async def make_all(
    kinds: Sequence[TrialKind],
    bench: Bench,
    at_once: int,
    started: Callable[[TrialKind], None],
    done: Callable[[Trial], None],
) -> None:
    """Make those that are wanted and not in `bench.done`, each after those that it needs."""
    wanted = [kind for kind in kinds if kind.name not in bench.done and kind.wanted(bench)]
    ended = {kind.name: asyncio.Event() for kind in wanted}
    few = asyncio.Semaphore(at_once)

    async def one(kind: TrialKind) -> None:
        for name in kind.after:
            if name in ended:
                await ended[name].wait()
        async with few:
            started(kind)
            trial = await make(kind, bench)
        bench.done[kind.name] = trial
        done(trial)
        ended[kind.name].set()

    async with asyncio.TaskGroup() as group:
        for kind in wanted:
            group.create_task(one(kind))


async def make(trial: TrialKind, bench: Bench) -> Trial:
    """Make one trial. Whatever the portal does ends in a reason, not in an exception."""
    limit_s = None if trial in WAITING else TRIAL_S
    began, started = time.monotonic(), datetime.now(UTC)
    why_not = ""
    found = None
    try:
        async with asyncio.timeout(limit_s):
            found = await trial.make(bench)
    except NotTried as why:
        why_not = str(why)
    except StepFailed as failed:
        why_not = failed.reason
    except TimeoutError:
        why_not = f"It was not done after {TRIAL_S / 60:.0f} minutes."
    except PortalUnreachable as problem:
        why_not = problem.what
    except (AttributeError, KeyError, TypeError, ValueError):
        why_not = "The page's own scripts broke the answer."
    except BrowserError:
        why_not = "The page was closed or changed while it was tried."
    text = bench.around.redactor.text
    return Trial(
        name=trial.name,
        why_not=text(why_not, 300),
        facts={
            key: text(value, 300) if isinstance(value, str) else value
            for key, value in (found.facts if found else {}).items()
        },
        observations=tuple(found.observations) if found else (),
        started=started.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - began, 2),
    )
