"""Whether five wrong passwords lock an account (check GI-08).

Only tried with `spare_account`, an account that the portal file gives away for this.

Facts: `locked` the right password was refused afterwards; `says` what the page said to the last
wrong password, or to the right one when it was refused.
"""

from __future__ import annotations

from portal_audit import secret
from portal_audit.steps import StepFailed
from portal_audit.walk.sign_in import SIGN_OUT, asks_for_code
from portal_audit.walk.trials.trial import Bench, Told
from portal_audit.walk.trials.wrong_password import LetIn, answer_to, wrong_password

TRIES = 5


class LockOut:
    name = "lock-out"
    words = "five wrong passwords"
    after: tuple[str, ...] = ("draft", "sign-out")

    def wanted(self, bench: Bench) -> bool:
        return bench.portal.spare_account is not None

    async def make(self, bench: Bench) -> Told:
        account = bench.portal.spare_account
        assert account is not None
        says = ""
        for number in range(TRIES):
            async with bench.visit() as visit:
                try:
                    says = (await answer_to(visit, account, wrong_password())).says or says
                except StepFailed:
                    if number == 0:
                        raise
                    break  # the form is gone: that is an answer, too
        async with bench.visit() as visit:
            try:
                reply = await answer_to(visit, account, secret.reveal(account.password))
            except LetIn:
                return Told({"locked": False, "says": says})
            except StepFailed:
                return Told({"locked": True, "says": says})
            inside = await visit.hands.visible(SIGN_OUT, 1.0) or await asks_for_code(visit.hands)
            return Told({"locked": not inside, "says": says if inside else reply.says or says})


LOCK_OUT = LockOut()
