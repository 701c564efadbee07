"""UN-08: dates, times and amounts in one plain form."""

from __future__ import annotations

from portal_audit.checks.understand.pages import (
    MOST_PLACES,
    Seen,
    blocks_of,
    english_pages,
)
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.language.figures import PLAIN, Figure, Form, figures

KINDS = ("text", "item", "heading", "notice", "error", "cell", "link")
"""Labels and buttons are left out: they say in which form to type ("MM/DD/YYYY")."""

_NEVER_PLAIN: frozenset[Form] = frozenset(
    {"computer time stamp", "too many decimals", "odd amount"}
)
_DATES: frozenset[Form] = frozenset(
    {"date in words", "date in slashes", "date in dashes", "date in dots", "computer time stamp"}
)
_TIMES: frozenset[Form] = frozenset({"12-hour time", "24-hour time"})
_FIX: dict[Form, str] = {
    "date in slashes": "Write the month as a word: “March 4, 2026”.",
    "date in dashes": "Write the month as a word: “March 4, 2026”.",
    "date in dots": "Write the month as a word: “March 4, 2026”.",
    "computer time stamp": "Write the date in words and the time with a.m. or p.m.",
    "24-hour time": "Write “2:30 p.m.”, not “14:30”.",
    "too many decimals": "Round the number to what matters, one or two decimals.",
    "odd amount": "Write amounts like “$45.10” and “$12,500”.",
}
_Uses = dict[Form, list[tuple[Seen, Figure]]]


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    found: _Uses = {}
    for seen in blocks_of(pages, KINDS):
        for figure in figures(seen.block.text):
            found.setdefault(figure.form, []).append((seen, figure))
    if not found:
        return Outcome.not_applicable("The pages show no date, time or amount to judge.")
    dates, times = _DATES & set(found), _TIMES & set(found)
    mixed = (dates if len(dates) > 1 else frozenset()) | (times if len(times) > 1 else frozenset())
    odd = sorted(set(found) - PLAIN)
    findings = [_finding(form, found[form], form in mixed) for form in odd]
    worst = bool(mixed) or bool(_NEVER_PLAIN & set(found))
    forms = ", ".join(f"{form} ({len(found[form])})" for form in sorted(found))
    return Outcome.of(
        0.0 if worst else 0.5 if odd else 1.0, findings, f"Forms seen: {forms}.",
        date_forms=len(dates),
    )  # fmt: skip


def _finding(form: Form, uses: list[tuple[Seen, Figure]], mixed: bool) -> Finding:
    first, figure = uses[0]
    example = first.block.text[figure.start : figure.end]
    serious = mixed or form in _NEVER_PLAIN
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR if serious else Severity.COSMETIC,
        title=f"{form.capitalize()}: “{example}”" + (", mixed with another form" * mixed),
        problem="People read dates and numbers in different ways and can take one for another."
        if form in _DATES
        else "Numbers in an unusual form are hard to read and easy to get wrong.",
        fix=_FIX[form] + (" Use one form everywhere." if mixed else ""),
        about=form,
        where=tuple(seen.place(figure.start) for seen, figure in uses[:MOST_PLACES]),
        rule=form.replace(" ", "-"),
    )


CHECK = Check(
    id="UN-08",
    title="Dates and numbers have one plain form",
    why="03/04/2026 is March to some people and April to others.",
    dimension="understand",
    rule="Dates with the month in words and times with a.m. or p.m. only: full. One other form, "
    "used everywhere: half. Mixed forms, computer time stamps, needless decimals or odd amounts: "
    "none (the points are policy).",
    fix="Write dates as “March 4, 2026” and times as “2:30 p.m.” everywhere.",
    source="https://www.cdc.gov/healthcommunication/clearcommunicationindex/index.html",
    judge=judge,
)
