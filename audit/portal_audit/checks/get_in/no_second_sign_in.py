"""GI-19: nobody has to sign in a second time on the way to another part of the portal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from portal_audit.checks.get_in.pages import (
    NEW,
    is_made_up_here,
    passwords_in_use,
    user_fields,
)
from portal_audit.checks.pages import once, quoted
from portal_audit.evidence import Control, PageState, RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

WALL = "sign-in-wall"
IDLE_TASK = "S09"
"""The task that stays away for a while: what it meets is the time limit, GI-12's."""
MOST_OTHERS = 2
"""Fields beside the password of a form that signs in; more are a form that changes something."""
SIGN_OUT = re.compile(r"\b(sign|log)[ -]?(out|off)\b|\bcerrar sesión\b|\bsalir\b", re.IGNORECASE)
ENDED = re.compile(
    r"\b(has|have|was|were|been|had)\b.{0,30}\b(ended|expired|timed out|(signed|logged)( you)? ?"
    r"(out|off)|closed)\b|\byou(['’]re| are) (now )?(signed|logged) (out|off)\b"
    r"|\bsession (expired|ended|timed out|timeout)\b|\b(signed|logged) you (out|off)\b"
    r"|\bsesión\b.{0,20}\b(expir|caduc|termin|cerr|finaliz)",
    re.IGNORECASE,
)
"""The page says that time ran out, or that somebody signed out."""

Second = tuple[PageState, PageState]
"""The signed-in page that the patient came from, and the page that asks again."""


def judge(evidence: RunEvidence) -> Outcome:
    walks = [walk for walk in evidence.walks if not _ends_it_itself(evidence, walk)]
    asked = [second for walk in walks for second in _seconds(evidence, walk)]
    if asked:
        names = list(dict.fromkeys(_name(page) for _, page in asked))
        note = f"A signed-in patient has to sign in again at: {', '.join(names)}."
        return Outcome.of(0.0, _findings(asked), note)
    most = max((_private_pages(evidence, walk) for walk in walks), default=0)
    if most < 2:
        return Outcome.cannot_tell("No task went from one signed-in page to another.")
    return Outcome.passed("Once signed in, nobody was asked for user name and password again.")


def _states(evidence: RunEvidence, walk: Walk) -> list[PageState]:
    return [evidence.states[name] for name in walk.states if name in evidence.states]


def _ends_it_itself(evidence: RunEvidence, walk: Walk) -> bool:
    """Whether the task signs out, lets time run out or changes the password."""
    if any(s.id == walk.scenario and s.method == IDLE_TASK for s in evidence.run.scenarios):
        return True
    signs_out = any(
        step.kind == "sign_out" or (step.clicks and step.found and SIGN_OUT.search(step.found.name))
        for step in walk.steps
    )
    return signs_out or any(is_made_up_here(state) for state in _states(evidence, walk))


def _private_pages(evidence: RunEvidence, walk: Walk) -> int:
    """Different signed-in pages of a walk."""
    return len({s.path for s in _states(evidence, walk) if s.signed_in and s.kind == "page"})


def _seconds(evidence: RunEvidence, walk: Walk) -> Iterator[Second]:
    """Each page of a walk that asks again after the walk was signed in."""
    came_from: PageState | None = None
    for state in _states(evidence, walk):
        if came_from is not None and _asks_again(state):
            yield came_from, state
        elif state.signed_in and state.kind == "page":
            came_from = state


def _asks_again(state: PageState) -> bool:
    if state.kind not in ("page", WALL) or _says_it_ended(state):
        return False
    if state.kind == WALL and not any(c.type == "password" for c in state.controls or ()):
        return True  # its fields were not read, but seen when the page was named
    return any(_signs_in(state, field) for field in passwords_in_use(state))


def _signs_in(state: PageState, password: Control) -> bool:
    """Whether the field belongs to a form that signs in, and not to one that changes something."""
    beside = [c for c in user_fields(state) if c.frame == password.frame]
    return len(beside) <= MOST_OTHERS and not any(NEW.search(field.name) for field in beside)


def _says_it_ended(state: PageState) -> bool:
    return any(
        ENDED.search(block.text)
        for block in state.blocks or ()
        if block.kind not in ("link", "button", "label")
    )


def _findings(asked: list[Second]) -> list[Finding]:
    """One for each page that asks, wherever patients came from."""
    by_name: dict[str, list[Second]] = {}
    for second in asked:
        by_name.setdefault(_name(second[1]), []).append(second)
    return [
        Finding(
            check=CHECK.id,
            severity=Severity.MAJOR,
            title="The portal asks to sign in a second time",
            problem=f"A patient who is signed in goes on from “{_name(seconds[0][0])}” and has to "
            f"sign in again at “{name}”{_whose(seconds[0])}.",
            fix="Hand the sign-in on to every part of the portal, so that one is enough.",
            about=name,
            where=once(place for second in seconds for place in _places(second)),
        )
        for name, seconds in by_name.items()
    ]


def _name(state: PageState) -> str:
    return quoted(state.heading or state.title, 60) or state.path


def _whose(second: Second) -> str:
    """`, which is on pay.example.org`, when it is another host than the one before."""
    before, page = second
    host = urlsplit(_frame(page) or page.url).hostname or ""
    return f", which is on {host}" if host and host != urlsplit(before.url).hostname else ""


def _frame(state: PageState) -> str:
    return next((field.frame for field in passwords_in_use(state)), "")


def _places(second: Second) -> Iterator[Place]:
    before, page = second
    field = next(iter(passwords_in_use(page)), None)
    yield Place.on(page, field.target, field.name, field.box) if field else Place.on(page)
    yield Place.on(before)


CHECK = Check(
    id="GI-19",
    title="No second sign-in on the way",
    why="Who is asked to sign in again thinks that something went wrong, and may give up.",
    dimension="get-in",
    rule=(
        "In tasks that are signed in, no page asks for user name and password again, whatever part "
        "of the portal it belongs to. Tasks that sign out, let time run out or change the "
        "password are left out. Full or nothing."
    ),
    fix="Let one sign-in open every part of the portal.",
    source="policy",
    judge=judge,
)
