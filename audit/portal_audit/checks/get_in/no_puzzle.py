"""GI-05: no puzzle, riddle or memory test stands between patients and their record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from portal_audit.checks.get_in.pages import NO_FORM, fields, form_pages, steps_of_signing_in
from portal_audit.checks.questions import Question
from portal_audit.evidence import PageState, Request, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity, Verdict

HOSTS = (
    "recaptcha.net", "hcaptcha.com", "arkoselabs.com", "funcaptcha.com", "captcha.com",
    "geetest.com", "captcha-delivery.com",
)  # fmt: skip
PATHS = ("/recaptcha/", "/captcha/", "/captcha.")
TEXT = re.compile(
    r"\bi(['’]m| am) not a robot|\bprove (that )?you(['’]re| are) (a )?human"
    r"|\btype the (characters|letters|words) (you see|in the|shown)"
    r"|\bwhat is \d+ ?[+x×*-] ?\d+|\bsolve:? \d+ ?[+x×*-] ?\d+"
    r"|\b(characters?|letters?) \d+(,| and) |\bmother['’]s maiden name|\bfirst pet\b"
    r"|\bsecurity question\b|\banswer (\w+ ){1,3}security questions?"
    r"|\bstreet (that )?you grew up",
    re.IGNORECASE,
)

ANOTHER_WAY = "another-way"
"""Id of the question whether the puzzle can be got round."""


def judge(evidence: RunEvidence) -> Outcome:
    pages = steps_of_signing_in(evidence)
    if not form_pages(evidence):
        return Outcome.cannot_tell(NO_FORM)
    signs = [sign for state in pages for sign in _asked(state)] + _services(evidence, pages)
    if not signs:
        if any(state.blocks is None for state in pages):
            return Outcome.cannot_tell("The words of the sign-in pages were not read.")
        return Outcome.passed("No puzzle was seen; a person should confirm it.")
    said = evidence.said(CHECK.id, ANOTHER_WAY)
    if said and said.yes:
        return Outcome.passed("There is a puzzle, and a person found another way past it.")
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


def questions(evidence: RunEvidence) -> list[Question]:
    """Where a puzzle was seen: is there a way round it?"""
    if judge(evidence).verdict is not Verdict.FAILED and not evidence.said(CHECK.id, ANOTHER_WAY):
        return []
    ask = "A puzzle or memory question was seen. Is there another way in, without solving it?"
    return [Question(CHECK.id, ANOTHER_WAY, ask, about="Signing in")]


def _asked(state: PageState) -> Iterator[Place]:
    for block in state.blocks or ():
        # A link to help about puzzles is none.
        if block.kind not in ("link", "button") and TEXT.search(block.text):
            yield Place.on(state, block.target, block.text, block.box)
            return
    for field in fields(state):
        if TEXT.search(field.name):
            yield Place.on(state, field.target, field.name, field.box)
            return


def _services(evidence: RunEvidence, pages: Iterable[PageState]) -> list[Place]:
    paths = {state.path: state for state in pages}
    seen: dict[str, Place] = {}
    for walk in evidence.walks:
        for request in walk.requests:
            if request.page in paths and not request.signed_in and _is_puzzle(request):
                seen.setdefault(request.host, Place.on(paths[request.page], "", request.url))
    return list(seen.values())


def _is_puzzle(request: Request) -> bool:
    parts = urlsplit(request.url)
    keys = {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    # reCAPTCHA 3 is loaded with a key and shows nothing to solve.
    if "/recaptcha/" in parts.path and "render" in keys and "onload" not in keys:
        return False
    return any(path in parts.path for path in PATHS) or any(
        request.host == host or request.host.endswith(f".{host}") for host in HOSTS
    )


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
