"""EV-12: Spanish, or the language spoken locally, is one click from home and sign-in."""

from __future__ import annotations

import re

from portal_audit.checks.pages import home_pages, sign_in_pages
from portal_audit.evidence import Control, PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

NAMES = re.compile(
    r"\b(español|espanol|spanish|castellano|idiomas?|languages?|translate|traducir|"
    r"français|french|kreyòl|creole|tiếng việt|vietnamese|tagalog|português|portuguese|polski|"
    r"deutsch|italiano|hmoob|soomaali)\b"
    r"|русский|українська|العربية|中文|한국어|日本語|हिन्दी|فارسی|հայերեն|ខ្មែរ|اردو",
    re.IGNORECASE,
)
"""A language's own name, its English name, or a word for choosing one."""
HELP_ONLY = re.compile(r"\b(assistance|interpreters?|notice|help line)\b", re.IGNORECASE)
"""An offer of an interpreter is good, but it does not change the page's language."""
OPERABLE = frozenset({"link", "button", "combobox", "listbox", "menuitem", "option", "radio"})


def judge(evidence: RunEvidence) -> Outcome:
    asked = {"public home": home_pages(evidence), "sign-in page": sign_in_pages(evidence)}
    looked = {
        name: [state for state in states if state.controls is not None]
        for name, states in asked.items()
    }
    if unseen := [name for name, states in looked.items() if not states]:
        return Outcome.cannot_tell(f"The {' and the '.join(unseen)} was not seen.")
    # a page's states differ by messages and dialogs; the offer must be in one of them
    without = {name: states for name, states in looked.items() if not any(map(_offers, states))}
    if not without:
        return Outcome.passed("Another language can be chosen at home and at sign-in.")
    names = " and the ".join(without)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="No way to Spanish",
        problem=f"A person who reads little English finds no other language on the {names}.",
        fix=CHECK.fix,
        about="no other language",
        where=tuple(Place.on(states[0]) for states in without.values()),
        who="People who read little English",
    )
    share = 1 - len(without) / len(looked)
    return Outcome.of(share, [finding], f"No other language is offered on the {names}.")


def _offers(state: PageState) -> bool:
    return any(map(_chooses_language, state.controls or ()))


def _chooses_language(control: Control) -> bool:
    name = f"{control.name} {control.label}".strip()
    if control.role not in OPERABLE or HELP_ONLY.search(name):
        return False
    return NAMES.search(name) is not None or name.casefold() in ("es", "en | es", "en/es")


CHECK = Check(
    id="EV-12",
    title="Another language can be reached from home and sign-in",
    why="Millions of patients speak Spanish or another language better than English.",
    dimension="everyone",
    rule="A link, button or list to another language on the public home and the sign-in page.",
    fix="Put a link named “Español” at the top of the home page and the sign-in page.",
    source="https://www.hhs.gov/civil-rights/for-individuals/section-1557/index.html",
    judge=judge,
)
