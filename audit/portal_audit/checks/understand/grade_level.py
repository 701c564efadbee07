"""UN-01: pages are written at 6th grade.

Running text only; menus, tables and labels are noise to any formula. The run's text as a whole
decides, each page that is long enough and too hard is a finding.
"""

from __future__ import annotations

from collections import defaultdict

from portal_audit.checks.understand.reading import Read, blocks, refusal
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity
from portal_audit.language.readability import Grade, grade

FULL, HALF = 6.0, 8.0
"""School grades (AMA and NIH: 6th; others 6th to 8th)."""
VERY_HARD = 10.0
PROSE = ("text", "item", "notice", "error")


def judge(evidence: RunEvidence) -> Outcome:
    prose = [read for read in blocks(evidence) if read.block.kind in PROSE]
    if not prose:
        return Outcome.cannot_tell(refusal(evidence))
    whole = grade(read.block.text for read in prose)
    if whole.median is None:
        return Outcome.cannot_tell(whole.note)
    share = 1.0 if whole.median <= FULL else 0.5 if whole.median <= HALF else 0.0
    return Outcome.of(
        share,
        _hard_pages(prose),
        f"School grade {whole.median:.1f}. {whole.note}".strip(),
        grade_median=round(whole.median, 1),
        grade_flesch_kincaid=round(whole.fkgl or 0, 1),
        grade_smog=round(whole.smog or 0, 1),
        grade_coleman_liau=round(whole.coleman_liau or 0, 1),
        words=whole.words,
    )


def _hard_pages(prose: list[Read]) -> list[Finding]:
    pages: dict[str, list[Read]] = defaultdict(list)
    for read in prose:
        pages[read.state.path].append(read)
    graded = ((path, reads, grade(r.block.text for r in reads)) for path, reads in pages.items())
    return [
        _finding(path, reads, found)
        for path, reads, found in graded
        if found.median is not None and found.median > HALF
    ]


def _finding(path: str, reads: list[Read], found: Grade) -> Finding:
    hardest = max(reads, key=lambda read: len(read.block.text))
    state = hardest.state
    level = found.median or 0.0
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if level > VERY_HARD else Severity.MINOR,
        title=f"“{state.heading or state.title or path}” is hard to read",
        problem=f"The text is at school grade {level:.0f}. Half of all adults read at grade 8 or "
        "below.",
        fix="Use short sentences and everyday words. Aim for grade 6. `portal-audit text` shows "
        "which sentences to rewrite first.",
        about=path,
        where=(Place.on(state, hardest.block.target, hardest.block.text, hardest.block.box),),
        who="Patients who read slowly, are unwell or use English as a second language",
    )


CHECK = Check(
    id="UN-01",
    title="Pages are written at 6th grade",
    why="Most patients cannot use what is written above their reading level.",
    dimension="understand",
    rule="Median of Flesch-Kincaid, SMOG and Coleman-Liau over the running text (at least 100 "
    "words): 6 or less full, 8 or less half.",
    fix="Use short sentences and everyday words.",
    source="https://cancer.jmir.org/2022/1/e25005",
    judge=judge,
    wcag=("3.1.5",),
)
