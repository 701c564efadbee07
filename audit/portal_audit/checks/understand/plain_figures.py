"""UN-08: dates, times and amounts have one plain form."""

from __future__ import annotations

from collections import defaultdict

from portal_audit.checks.understand.reading import Read, blocks, refusal
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.figures import PLAIN, Form, figures


def judge(evidence: RunEvidence) -> Outcome:
    read = blocks(evidence)
    if not read:
        return Outcome.cannot_tell(refusal(evidence))
    found: dict[Form, list[tuple[str, Read]]] = defaultdict(list)
    for each in read:
        for figure in figures(each.block.text):
            found[figure.form].append((each.block.text[figure.start : figure.end], each))
    if not found:
        return Outcome.not_applicable("No date, time or amount was seen.")
    odd = {form: uses for form, uses in found.items() if form not in PLAIN}
    share = 1.0 if not odd else 0.5 if len(odd) == 1 else 0.0
    return Outcome.of(
        share,
        [_finding(form, uses) for form, uses in sorted(odd.items())],
        f"{len(found)} different forms of dates, times and amounts.",
    )


def _finding(form: Form, uses: list[tuple[str, Read]]) -> Finding:
    example, first = uses[0]
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"Not written plainly: {form}",
        problem=f"“{example}” makes people stop and work it out.",
        fix="Write dates as “November 12, 2026” and times as “9:20 AM”, everywhere the same.",
        about=form,
        where=tuple(
            Place.on(read.state, read.block.target, read.block.text, read.block.box)
            for _, read in uses[:20]
        )
        or (first.place,),
    )


CHECK = Check(
    id="UN-08",
    title="Dates and numbers have one plain form",
    why="03/04 is March to some people and April to others; a wrong day is a missed visit.",
    dimension="understand",
    rule="Only plain forms full, one other form half, more none.",
    fix="Pick one plain form and use it everywhere.",
    source="http://www.cdc.gov/healthcommunication/clearcommunicationindex/index.html",
    judge=judge,
)
