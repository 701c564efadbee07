"""GI-05: no puzzle, riddle or memory test stands between patients and their record."""

from __future__ import annotations

import re

from portal_audit.checks.get_in.pages import NO_FORM, code_pages, form_pages, words_of
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

HOSTS = (
    "recaptcha.net", "hcaptcha.com", "arkoselabs.com", "funcaptcha.com", "captcha.com",
    "geetest.com", "captcha-delivery.com",
)  # fmt: skip
PATHS = ("/recaptcha/", "/captcha")
TEXT = re.compile(
    r"i am not a robot|i'm not a robot|prove (that )?you are human|type the (characters|letters)"
    r"|what is \d+ ?[+x×-] ?\d+|characters? \d+(,| and) |mother's maiden name|first pet"
    r"|security question|street you grew up",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = (*form_pages(evidence), *code_pages(evidence))
    if not pages:
        return Outcome.cannot_tell(NO_FORM)
    signs: list[Place] = []
    for state in pages:
        found = TEXT.search(words_of(state))
        if found:
            block = next(b for b in state.blocks or () if TEXT.search(b.text))
            signs.append(Place.on(state, block.target, block.text, block.box))
    signs += _requests(evidence, pages)
    if not signs:
        return Outcome.passed("No puzzle was seen; a person should confirm it.")
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="A puzzle stands in the way",
        problem="Patients must solve a puzzle or answer a memory question before they may sign in. "
        "Many older and disabled people cannot.",
        fix="Remove it, or offer another way: a code by phone, a password manager, a passkey.",
        about="puzzle",
        where=tuple(signs),
    )
    return Outcome.of(0.0, [finding], "A puzzle or memory question was seen; please confirm it.")


def _requests(evidence: RunEvidence, pages: tuple[PageState, ...]) -> list[Place]:
    paths = {state.path: state for state in pages}
    seen: dict[str, Place] = {}
    for walk in evidence.walks:
        for request in walk.requests:
            if request.page in paths and (
                any(request.host.endswith(host) for host in HOSTS)
                or any(path in request.url for path in PATHS)
            ):
                seen.setdefault(request.host, Place.on(paths[request.page], "", request.url))
    return list(seen.values())


CHECK = Check(
    id="GI-05",
    title="No puzzle stands in the way",
    why="A test of memory or eyesight keeps out the patients who need the portal most.",
    dimension="get-in",
    rule="No CAPTCHA, arithmetic, character-position or security question on the sign-in pages.",
    fix="Remove it, or offer another way.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum",
    judge=judge,
    wcag=("3.3.8",),
)
