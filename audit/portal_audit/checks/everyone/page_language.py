"""EV-11: each page says which language it is in.

Only a missing or malformed language and English taken for Spanish, or the other way round, are
certain enough to report: related languages share too many small words to be told apart by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal_audit.checks.pages import baseline_pages, once
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

_SMALL = {
    "en": (
        "the and of to your you is are for with this that we our can be will when not have from "
        "if or what how it by they"
    ),
    "es": (
        "el los las del una su sus usted para con por que está este esta como más cuando puede "
        "nuestra nuestro si lo es y en al"
    ),
}
SMALL_WORDS = {lang: frozenset(words.split()) for lang, words in _SMALL.items()}
ENOUGH = 12
"""Small words that a text must have before its language is told."""
CLEARLY = 4
"""How many times as often one language's small words must occur as the other's."""


def judge(evidence: RunEvidence) -> Outcome:
    states = baseline_pages(evidence)
    if not states:
        return Outcome.cannot_tell("No page was seen.")
    missing = [state for state in states if not _is_language(state.lang)]
    wrong: dict[str, list[PageState]] = {}
    for state in states:
        spoken = _spoken(state)
        if _is_language(state.lang) and spoken and not _agrees(state.lang, spoken):
            wrong.setdefault(spoken, []).append(state)
    # Where axe looked, its rule html-has-lang has already said so (EV-01).
    unsaid = [state for state in missing if state.axe is None]
    findings = [_missing(unsaid)] if unsaid else []
    findings += [_wrong(spoken, places) for spoken, places in sorted(wrong.items())]
    bad = len(missing) + sum(map(len, wrong.values()))
    note = f"{len(states) - bad} of {len(states)} pages name their language and keep to it."
    return Outcome.of(1 - bad / len(states), findings, note)


def _is_language(tag: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", tag, re.IGNORECASE) is not None


def _agrees(tag: str, spoken: str) -> bool:
    declared = tag.split("-")[0].casefold()
    # Portuguese or Catalan text looks Spanish to the small words: only "en" contradicts it
    return declared == spoken or (spoken == "es" and declared != "en")


def _spoken(state: PageState) -> str:
    """ "en" or "es" when the page's own text is clearly that, else ""."""
    texts = (b.text for b in state.blocks or () if b.lang in ("", state.lang))
    return _language_of(texts)


def _language_of(texts: Iterable[str]) -> str:
    words = re.findall(r"[^\W\d_]+", " ".join(texts).casefold())
    count = {lang: sum(w in small for w in words) for lang, small in SMALL_WORDS.items()}
    best, second = sorted(count, key=lambda lang: -count[lang])
    clear = count[best] >= ENOUGH and count[best] >= CLEARLY * count[second]
    return best if clear else ""


def _missing(states: list[PageState]) -> Finding:
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title="Pages do not say which language they are in",
        problem="A screen reader may read the page in the wrong accent, which nobody understands.",
        fix='Add the language to the html element of each page, such as lang="en".',
        about="no language",
        where=once(Place.on(state, "html") for state in states),
        who="People who use a screen reader or a translator",
    )


def _wrong(spoken: str, states: list[PageState]) -> Finding:
    name = {"en": "English", "es": "Spanish"}[spoken]
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR,
        title=f"{name} pages are marked as another language",
        problem=f"A screen reader reads the {name} words in a wrong accent; nobody understands it.",
        fix=f'Set lang="{spoken}" on the html element of these pages.',
        about=f"{name} marked as another language",
        where=once(Place.on(state, "html", f'lang="{state.lang}"') for state in states),
        who="People who use a screen reader or a translator",
    )


CHECK = Check(
    id="EV-11",
    title="Each page says which language it is in",
    why="Screen readers and translators choose their voice and dictionary by it.",
    dimension="everyone",
    rule="Share of page states whose html element names the language its text is written in.",
    fix="Set the lang attribute of the html element to the language of the page.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page",
    judge=judge,
    wcag=("3.1.1",),
)
