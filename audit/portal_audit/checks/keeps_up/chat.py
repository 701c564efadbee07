"""KU-09: chat says who answers and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.keeps_up.facts import hours_of
from portal_audit.checks.keeps_up.reading import under_headings
from portal_audit.checks.pages import baseline_pages
from portal_audit.checks.questions import Question
from portal_audit.evidence import Block, Control, PageState, RunEvidence, Trial
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

TRIAL = "chat"
SECONDS = "seconds"
"""Id of the question how long the first answer of a person took."""
SOON_S, LATE_S = 60, 120
CHAT = re.compile(
    r"\bchats?\b|\blive (help|support)\b|\bvirtual (assistant|agent)\b", re.IGNORECASE
)
OPENERS = frozenset({"button", "link", "menuitem", "tab", "switch"})
LONGEST = 60
"""Characters in the name of a control; more is a whole part of a page."""
WHO = re.compile(
    r"\b(person|people|human|staff|team|nurses?|front desk|receptionist|clinicians?|doctors?"
    r"|assistant|automated|automatic|bots?|chatbot|robot|computer|virtual|not a person)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(wait|answer|reply|respond)\w*\b.{0,40}\b(seconds?|minutes?|hours?|at once|right away)\b"
    r"|\b24 hours\b|\b24/7\b|\bday and night\b|\d\s*(am|pm|a\.m\.|p\.m\.)",
    re.IGNORECASE,
)


def judge(evidence: RunEvidence) -> Outcome:
    found = list(_chats(evidence))
    if not found:
        if any(state.signed_in for state in evidence.seen()):
            return Outcome.not_applicable("No chat was seen on the walked pages.")
        return Outcome.cannot_tell("No private page was seen, so nobody knows of a chat.")
    state, control = found[0]
    trial = evidence.trials.get(TRIAL)
    tried = trial if trial and trial.made else None
    words = " ".join(block.text for block in _about_chat(state))
    said = f"{words} {tried.facts.get('says', '') if tried else ''}"
    shares, findings = [], []
    keyboard = bool(tried.facts.get("by_keyboard")) if tried else control.focusable
    shares.append(1.0 if keyboard else 0.0)
    if not keyboard:
        findings.append(
            _finding(state, control, "keyboard", "The chat cannot be opened with the keyboard")
        )
    who = WHO.search(said) is not None
    shares.append(1.0 if who else 0.0)
    when, note = _when(evidence, state, said)
    shares.append(when)
    if not who or not when:
        findings.append(_finding(state, control, "who and when", _untold(who, bool(when))))
    opened = _opened(tried)
    return Outcome.of(sum(shares) / 3, findings, f"{note}{opened}".strip())


def questions(evidence: RunEvidence) -> list[Question]:
    """Only a person may keep people waiting for an answer."""
    found = list(_chats(evidence))
    if not found:
        return []
    state, control = found[0]
    ask = "You opened the chat and wrote: after how many seconds did a person answer?"
    return [Question("KU-09", SECONDS, ask, state.path, control.name, "seconds")]


def _untold(who: bool, when: bool) -> str:
    if not who and not when:
        return "Nothing says who answers the chat, or when"
    return "Nothing says who answers the chat" if not who else "Nothing says when the chat answers"


def _opened(tried: Trial | None) -> str:
    if tried is None:
        return " The chat was not opened: behind it may sit people (`writes: false`)."
    return "" if tried.facts.get("opened") else " Nothing opened when it was tried."


def _when(evidence: RunEvidence, state: PageState, words: str) -> tuple[float, str]:
    """How well it is known when somebody answers: measured by a person, or stated."""
    said = evidence.said("KU-09", SECONDS)
    if said and (seconds := said.amount) is not None:
        note = f"A person was answered after {seconds:.0f} seconds."
        return (1.0 if seconds <= SOON_S else 0.5 if seconds <= LATE_S else 0.0), note
    stated = WHEN.search(words) is not None or any(
        CHAT.search(fact.block.text) for fact in hours_of(state)
    )
    return (1.0, "Hours or wait are stated.") if stated else (0.0, "No hours or wait are stated.")


def _chats(evidence: RunEvidence) -> Iterator[tuple[PageState, Control]]:
    """Every control that opens a chat; the page that says most about it first."""
    own = evidence.run.words.get("chat", ())
    found = [
        (state, control)
        for state in baseline_pages(evidence)
        for control in state.controls or ()
        if control.role in OPENERS and not control.disabled
        if control.name in own or (CHAT.search(control.name) and len(control.name) <= LONGEST)
    ]
    yield from sorted(found, key=lambda pair: -len(list(_about_chat(pair[0]))))


def _about_chat(state: PageState) -> Iterator[Block]:
    """Blocks that speak of the chat, or stand under a heading that does."""
    for block, heading in under_headings(state):
        if CHAT.search(heading) or CHAT.search(block.text):
            yield block


def _finding(state: PageState, control: Control, about: str, title: str) -> Finding:
    keyboard = about == "keyboard"
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if keyboard else Severity.MINOR,
        title=title,
        problem="Who cannot use a mouse does not get to it."
        if keyboard
        else "A patient does not know whether a person reads it, and how long to wait.",
        fix="Make it a real button."
        if keyboard
        else "Say beside it who answers (people or a machine) and when, or how long it takes.",
        about=about,
        where=(Place.on(state, control.target, control.name, control.box),),
        who="People who cannot use a mouse" if keyboard else "Everyone",
    )


CHECK = Check(
    id="KU-09",
    title="Chat says who answers and when",
    why="A chat that nobody answers is worse than a phone number.",
    dimension="keeps-up",
    rule="The chat opens by keyboard; the page or the chat says whether people or a machine "
    "answer; hours or wait are stated, or a person was answered within 60 seconds (120: half), as "
    "`portal-audit answer` asks: a third each. Opened only where `writes: true` allows it.",
    fix="Say who answers, and when.",
    source="policy",
    judge=judge,
)
