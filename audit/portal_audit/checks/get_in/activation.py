"""GI-20: a new patient can get an account, without questions that nobody can answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal_audit.checks.everyone.describing import plain
from portal_audit.checks.get_in.pages import (
    ASIDE,
    PASSWORD_WORD,
    TYPED,
    new_password_fields,
    passwords_in_use,
)
from portal_audit.checks.pages import listed, once, quoted
from portal_audit.evidence import Control, PageState, RunEvidence, Walk
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

METHOD = "S03"
MOST_QUESTIONS = 4
NAMED = 6
"""Questions that the sentence of the finding names."""
USER_NAME = re.compile(
    r"\buser ?(name|id)\b|\b(log|sign)[ -]?in (name|id)\b|\bnombre de usuario\b|\busuario\b",
    re.IGNORECASE,
)
ASIDE_WORDS = re.compile(r"\b(search|buscar|language|idioma)\b", re.IGNORECASE)
DATE_PART = re.compile(
    r"^((birth )?(month|day|year)( of birth)?|mm|dd|yyyy|mes|día|año)$", re.IGNORECASE
)
RECORD = re.compile(
    r"\bmrn\b|\b(medical|health|patient) record\b|\b(record|chart|patient|account|guarantor)"
    r" (number|no\b|id\b|#)|\bguarantor\b"
    r"|\bnúmero de (historia|expediente|registro|cuenta|paciente)\b",
    re.IGNORECASE,
)
SOCIAL = re.compile(r"\bssn\b|\bsocial security\b|\bseguro social\b", re.IGNORECASE)
MAY_BE_EMPTY = re.compile(r"\boptional\b|\bif you (know|have)\b|\bopcional\b", re.IGNORECASE)
SAYS_WHERE = re.compile(
    r"\b(is|are|printed|shown|find|found|look\w*|see|está|encontrar\w*|aparece|impres\w+)\b.{0,60}"
    r"\b(letter|invitation|bill|statement|card|wristband|e-?mail|carta|invitación|factura|tarjeta)",
    re.IGNORECASE,
)

Question = tuple[PageState, Control]


def judge(evidence: RunEvidence) -> Outcome:
    scenario = next((s for s in evidence.run.scenarios if s.method == METHOD), None)
    walks = evidence.walks_of(scenario.id, evidence.baseline) if scenario else ()
    tries = [walk for walk in walks if walk.status not in ("not-tested", "blocked")]
    if not tries:
        return Outcome.cannot_tell("Getting a first account was not tried.")
    done = sum(walk.status == "done" for walk in tries)
    questions = _asked_most(evidence, tries)
    asked = [*_too_many(questions), *_out_of_reach(questions)]
    findings = [*_lost(evidence, tries, done), *asked]
    share = done / len(tries) * (0.5 if asked else 1.0)
    note = f"A first account was made in {done} of {len(tries)} tries."
    if questions:
        note += f" Asked before the password: {_named(questions)}."
    return Outcome.of(share, findings, note, identity_questions=len(questions))


def _lost(evidence: RunEvidence, tries: list[Walk], done: int) -> Iterator[Finding]:
    lost = next((walk for walk in tries if walk.status != "done"), None)
    if lost is None:
        return
    last = evidence.states.get(lost.states[-1]) if lost.states else None
    offered = lost.status != "not-offered"
    yield Finding(
        check=CHECK.id,
        severity=Severity.MINOR if done else Severity.MAJOR,
        title="An invitation does not lead to an account"
        if offered
        else "Nothing shows how to use an invitation",
        problem=f"A new patient who was invited gets no account. {lost.reason}".strip(),
        fix="Walk the way from the invitation to the first sign-in with a test account, and repair "
        "what stops it.",
        about="activation",
        where=(Place.on(last),) if last else (),
        who="New patients",
    )


def _too_many(questions: list[Question]) -> Iterator[Finding]:
    if len(questions) <= MOST_QUESTIONS:
        return
    yield Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title="A new patient has to answer too many questions",
        problem=f"{len(questions)} things are asked before a password can be chosen: "
        f"{_named(questions)}. {MOST_QUESTIONS} are enough.",
        fix="Ask for the code from the invitation and the date of birth; the office knows the "
        "rest.",
        about="identity questions",
        where=_places(questions),
        who="New patients",
    )


def _out_of_reach(questions: list[Question]) -> Iterator[Finding]:
    """Numbers that people do not have at hand, or do not like to give."""
    records = [q for q in questions if RECORD.search(q[1].name)]
    if records:
        told = all(_says_where(state) for state, _ in records)
        yield Finding(
            check=CHECK.id,
            severity=Severity.MINOR if told else Severity.MAJOR,
            title="A new patient is asked for a number of the office’s own",
            problem=f"{_named(records)}: patients do not know this number and have to look for it "
            "or call.",
            fix="Leave it out: the invitation itself says who it is. Or print it in the "
            "invitation, and say so beside the field.",
            about="record number",
            where=_places(records),
            who="New patients",
        )
    social = [q for q in questions if SOCIAL.search(q[1].name)]
    if social:
        yield Finding(
            check=CHECK.id,
            severity=Severity.MINOR,
            title="A new patient is asked for the Social Security number",
            problem=f"{_named(social)}: many people do not give it to a website, and some have "
            "none.",
            fix="Leave it out, or offer another way to show who it is.",
            about="social security number",
            where=_places(social),
            who="New patients",
        )


def _asked_most(evidence: RunEvidence, walks: list[Walk]) -> list[Question]:
    """What the walk that got to see most was asked."""
    return max((_questions(evidence, walk) for walk in walks), key=len)


def _questions(evidence: RunEvidence, walk: Walk) -> list[Question]:
    """Different fields on the way up to the new password; a date in three fields is one."""
    asked: dict[str, Question] = {}
    for state in _way(evidence, walk):
        for field in _before_the_password(state):
            asked.setdefault(_key(field), (state, field))
        if new_password_fields(state):
            break
    return list(asked.values())


def _way(evidence: RunEvidence, walk: Walk) -> list[PageState]:
    """Pages from the first click of the task on, before anybody is signed in."""
    names = list(walk.states)
    first = next(iter(walk.own_steps), None)
    if first is not None and first.kind == "click":
        if first.state not in names:
            return []
        names = names[names.index(first.state) :]
    states = [evidence.states[name] for name in names if name in evidence.states]
    return [s for s in states if s.kind == "page" and not s.signed_in and not passwords_in_use(s)]


def _before_the_password(state: PageState) -> Iterator[Control]:
    """Fields that ask who it is; on the page of the new password only those that stand before."""
    new = new_password_fields(state)
    for field in state.controls or ():
        if field in new:
            return
        is_field = field.tag in ("input", "textarea", "select") and field.role in TYPED | {
            "listbox"
        }
        if not is_field or field.role == "searchbox" or field.region in ASIDE:
            continue
        if ASIDE_WORDS.search(field.name) or MAY_BE_EMPTY.search(
            f"{field.name} {field.placeholder}"
        ):
            continue
        if not _is_sign_in_name(field, with_password=bool(new)):
            yield field


def _is_sign_in_name(field: Control, *, with_password: bool) -> bool:
    """User name or password; beside a new password an e-mail address is a user name, too."""
    if USER_NAME.search(field.name) or PASSWORD_WORD.search(field.name):
        return True
    tokens = set(field.autocomplete.split())
    if with_password and (field.type == "email" or "email" in tokens):
        return True
    return bool(tokens & {"username", "new-password", "current-password"})


def _key(field: Control) -> str:
    if DATE_PART.match(field.name.strip()) or field.autocomplete.startswith("bday"):
        return "date of birth"
    return plain(field.name) or field.target


def _named(questions: list[Question]) -> str:
    return listed([f"“{quoted(field.name, 40)}”" for _, field in questions if field.name], NAMED)


def _places(questions: list[Question]) -> tuple[Place, ...]:
    return once(Place.on(state, field.target, field.name, field.box) for state, field in questions)


def _says_where(state: PageState) -> bool:
    return any(SAYS_WHERE.search(block.text) for block in state.blocks or ())


CHECK = Check(
    id="GI-20",
    title="A new patient can get an account",
    why="Who cannot get past the first visit never becomes a user of the portal.",
    dimension="get-in",
    rule=(
        "The task of using an invitation succeeds; its points are the task's. Reported as well: "
        f"more than {MOST_QUESTIONS} questions before the password, and questions for a record, "
        "account or Social Security number."
    ),
    fix="Let the code from the invitation and the date of birth be enough.",
    source="policy",
    judge=judge,
)
