"""What is left after signing out (check TR-10).

Facts: `offered` a way to sign out was found; `back_shows` the browser's Back button shows the
private page again; `opens_again` its address does, in the same browser; `cookie_works` the old
cookies do, in another browser: the server has not ended the visit.
"""

from __future__ import annotations

from contextlib import suppress

from portal_audit.browser import BrowserError
from portal_audit.steps import StepFailed
from portal_audit.walk.sign_in import SIGN_OUT
from portal_audit.walk.trials.trial import Bench, Told, Visit


class SigningOut:
    name = "sign-out"
    words = "signing out"
    after: tuple[str, ...] = ("wrong-password",)

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.account is not None

    async def make(self, bench: Bench) -> Told:
        async with bench.signed_in() as visit:
            await visit.go(visit.home)
            text = visit.hands.camera.last_text
            private = text.digest("") if text else ""
            before = dict(await visit.context.storage_state())
            visit.now("sign_out", "Sign out")
            try:
                await visit.hands.click(SIGN_OUT)
            except StepFailed:
                return Told({"offered": False})
            facts: dict[str, bool | float | str] = {"offered": True}
            facts["back_shows"] = await _back_shows(visit, private)
            await visit.go(visit.home)
            facts["opens_again"] = await visit.is_inside()
            async with bench.visit(before) as other:
                await other.go(visit.home)
                facts["cookie_works"] = await other.is_inside()
        return Told(facts)


async def _back_shows(visit: Visit, private: str) -> bool:
    """Whether going back shows the private page as it was, or any page as signed in."""
    with suppress(BrowserError):
        await visit.tab.page.go_back(wait_until="commit", timeout=5_000)
    await visit.hands.camera.capture(visit.tab)
    text = visit.hands.camera.last_text
    return (text is not None and text.digest("") == private) or await visit.is_inside()


SIGNING_OUT = SigningOut()
