"""Make trials on a served portal, in a real browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal_audit.browser import Browser
from portal_audit.evidence import PageState, Trial
from portal_audit.portal import Portal
from portal_audit.scenario import shipped_vocabulary
from portal_audit.walk.redact import Redactor
from portal_audit.walk.surroundings import Surroundings
from portal_audit.walk.trials import make
from portal_audit.walk.trials.trial import Bench, TrialKind
from tests.browsing import with_browser
from tests.portals.resting import Resting
from tests.portals.serve import served
from tests.portals.tiny import PASSWORD

ACCOUNT = {"user": "${env:TINY_USER}", "password": "${env:TINY_PASSWORD}"}


def bench(origin: str, browser: Browser, **more: Any) -> Bench:
    """A bench for the portal at `origin`; `more` are keys of its portal file."""
    portal = Portal.model_validate(
        {"portal": "Clinic", "start": f"{origin}/", "account": ACCOUNT, **more}
    )
    return Bench(browser, portal, Surroundings(shipped_vocabulary(), Redactor([PASSWORD])))


def tried(
    kind: TrialKind,
    portal: Resting,
    *,
    states: Sequence[PageState] = (),
    idle: tuple[float, ...] = (),
    refused: str = "",
    **more: Any,
) -> Trial:
    """What comes of `kind` on `portal`."""
    with served(portal.app()) as origin:

        async def work(browser: Browser) -> Trial:
            at = bench(origin, browser, **more)
            at.states = [s.model_copy(update={"url": origin + s.path}) for s in states]
            at.idle_minutes = idle
            at.around.refused = refused
            return await make(kind, at)

        return with_browser(work)
