"""EV-16: what a mouse can press, keys can press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal_audit.checks.everyone.observed import Fault, Hit, examined, judge_pages, observed
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Outcome, Severity

EXAM = "operable"
WHO = "People who use the keyboard, a switch or a screen reader"

MOUSE_ONLY = Fault(
    "mouse-only",
    title="Something can be pressed only with a mouse",
    problem="A person who uses the keyboard cannot get to this, though others can click it.",
    fix="Make it a <button> or a link.",
    who=WHO,
    wcag=("2.1.1",),
    severity=Severity.MAJOR,
)
MAYBE_MOUSE_ONLY = Fault(
    "mouse-only-perhaps",
    title="Something may be pressed only with a mouse",
    problem="This listens to clicks and cannot be reached with the keyboard.",
    fix="If clicking it does something, make it a <button> or a link.",
    who=WHO,
    wcag=("2.1.1",),
    severity=Severity.MINOR,
    confidence="likely",
)
DEAF = Fault(
    "no-answer-to-keys",
    title="A control does not answer to keys",
    problem="A person gets here with the keyboard, presses Enter or Space, and nothing happens.",
    fix="Use a real <button> or link, or let the control answer to Enter and Space.",
    who=WHO,
    wcag=("2.1.1",),
    severity=Severity.MAJOR,
)
SINGLE_KEY = Fault(
    "single-key",
    title="Single letters do things by themselves",
    problem="Who speaks to the computer, or slips on a key, sets something off without wanting to.",
    fix="Let such shortcuts be switched off, or need Ctrl or Alt as well.",
    who="People who use speech input or the keyboard",
    wcag=("2.1.4",),
    severity=Severity.MINOR,
)
MAYBE_SINGLE_KEY = replace(
    SINGLE_KEY,
    rule="single-key-perhaps",
    title="Single letters may do things by themselves",
    severity=Severity.COSMETIC,
    confidence="likely",
)


def judge(evidence: RunEvidence) -> Outcome:
    return judge_pages(
        CHECK.id,
        examined(evidence, EXAM),
        _hits(evidence),
        unseen="No page was tried with keys.",
        note="What can be clicked was compared with what keys can reach.",
    )


def _hits(evidence: RunEvidence) -> Iterator[Hit]:
    for state, seen in observed(evidence, "mouse-only"):
        facts = seen.facts
        sure = bool(facts["words"]) and bool(facts["pointer"] or facts["role"] or facts["handler"])
        yield MOUSE_ONLY if sure else MAYBE_MOUSE_ONLY, state, seen
    for state, seen in observed(evidence, "deaf-control"):
        yield DEAF, state, seen
    for state, seen in observed(evidence, "single-key"):
        # Who answers to every key may only be counting them.
        sure = not seen.facts["all"] and not seen.facts["shortcuts"]
        yield SINGLE_KEY if sure else MAYBE_SINGLE_KEY, state, seen


CHECK = Check(
    id="EV-16",
    title="What a mouse can press, keys can press",
    why="Who cannot use a mouse must be able to do everything with the keyboard.",
    dimension="everyone",
    rule=(
        "Nothing that listens to clicks is out of reach of the Tab key; controls of the page's own "
        "making answer to Enter or Space; no single letter does anything outside of fields."
    ),
    fix="Use real buttons and links.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/keyboard",
    judge=judge,
    wcag=("2.1.1", "2.1.4"),
)
