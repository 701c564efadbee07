"""UN-03: abbreviations with their words.

An abbreviation is explained when its page gives its words, in either order. In tables only
abbreviations of our glossary are looked for: cells are full of codes and units.
"""

from __future__ import annotations

from portal_audit.checks.understand.pages import MOST_PLACES, english_pages
from portal_audit.checks.understand.terms import Use, uses
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity
from portal_audit.language.acronyms import RISKY
from portal_audit.language.glossary import shipped_glossary

KINDS = (
    *("text", "item", "heading", "label", "notice", "error"),
    *("link", "button", "cell"),
)


def judge(evidence: RunEvidence) -> Outcome:
    pages = english_pages(evidence)
    if isinstance(pages, Outcome):
        return pages
    explained: set[str] = set()
    bare: dict[str, list[Use]] = {}
    for use in uses(evidence, pages, KINDS):
        if use.term.kind != "acronym" or _is_code(use):
            continue
        if use.explained:
            explained.add(use.term.term)
        else:
            bare.setdefault(use.term.term, []).append(use)
    counted = {name for name, found in bare.items() if _counts(found[0])}
    total = len(counted | explained)
    findings = [_finding(found, name in explained) for name, found in sorted(bare.items())]
    if not total:
        note = "No abbreviation that needs its words."
    else:
        note = f"{total - len(counted)} of {total} abbreviations come with their words."
    return Outcome.of(
        1.0 if not counted else (total - len(counted)) / total,
        findings,
        note,
        abbreviations=total,
        abbreviations_unexplained=len(counted),
    )


def _is_code(use: Use) -> bool:
    return use.seen.block.kind == "cell" and not use.term.listed


def _counts(use: Use) -> bool:
    return use.term.term in RISKY or (use.term.listed and not use.term.familiar)


def _finding(found: list[Use], explained_elsewhere: bool) -> Finding:
    term = found[0].term
    risky = term.term in RISKY
    severity = Severity.MINOR
    if risky:
        severity = Severity.MAJOR
    elif term.familiar:
        severity = Severity.NOTE
    elif explained_elsewhere or not term.listed:
        severity = Severity.COSMETIC
    problem = f"A patient cannot look up “{term.term}” and does not know what it stands for."
    if risky:
        problem = f"“{term.term}” is easily misread, and a wrong dose may follow."
    return Finding(
        check=CHECK.id,
        severity=severity,
        title=f"“{term.term}” is not spelled out",
        problem=problem,
        fix=_fix(term.term, term.plain, risky),
        about=term.term,
        where=tuple(use.seen.place(use.start) for use in found[:MOST_PLACES]),
        who="People who do not work in health care or insurance",
        wcag=("3.1.4",),
        confidence="certain" if term.listed or risky else "likely",
    )


def _fix(name: str, plain: str, risky: bool) -> str:
    sense = shipped_glossary().acronyms.get(name)
    if sense is None:
        return f"Write out the words the first time, with “{name}” after them in brackets."
    words = sense.entry.long or plain
    if risky:
        return f"Write “{plain}” instead."
    if words == plain:
        return f"Say “{plain}”."
    return f"Say “{plain}”, or write “{words} ({name})” the first time."


CHECK = Check(
    id="UN-03",
    title="Abbreviations come with their words",
    why="Letters without words mean nothing to most patients, and some are misread with harm.",
    dimension="understand",
    rule="Share of the abbreviations on the pages whose words stand on the same page. "
    "Abbreviations everybody knows (ID, PDF, AM) are left out; unknown ones are listed for a "
    "person to confirm and do not count.",
    fix="Write the words the first time, or instead.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/abbreviations.html",
    judge=judge,
    wcag=("3.1.4",),
)
