"""EV-14: the PDFs that a patient gets can be read out."""

from __future__ import annotations

from portal_audit.checks.pages import counted, quoted
from portal_audit.evidence import Paper, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity


def judge(evidence: RunEvidence) -> Outcome:
    papers = {(paper.page, paper.name): paper for walk in evidence.walks for paper in walk.papers}
    known = [paper for paper in papers.values() if paper.tagged is not None]
    if not known:
        return Outcome.cannot_tell("No PDF was downloaded that could be looked into.")
    bad = [paper for paper in known if not paper.tagged]
    note = f"{len(known) - len(bad)} of {counted(len(known), 'PDF')} can be read out in order."
    return Outcome.of(1 - len(bad) / len(known), [_finding(paper) for paper in bad], note)


def _finding(paper: Paper) -> Finding:
    name = quoted(paper.name)
    picture = paper.words == 0
    return Finding(
        check=CHECK.id,
        severity=Severity.MAJOR if picture else Severity.MINOR,
        title=f"The PDF “{name}” " + ("is only a picture of paper" if picture else "has no tags"),
        problem=(
            "A screen reader finds not one word in it."
            if picture
            else "A screen reader reads it in any order, and tables as one string of numbers."
        ),
        fix="Make tagged PDFs (PDF/UA), or show the same on a page of the portal.",
        about=f"{paper.page} {name}",
        where=(Place(url=paper.page, snippet=name),),
        who="People who use a screen reader or enlarge text",
    )


CHECK = Check(
    id="EV-14",
    title="PDFs can be read out",
    why="A result that comes as an untagged PDF is out of reach for many who need it most.",
    dimension="everyone",
    rule="Share of downloaded PDFs that are marked as tagged and have a structure tree.",
    fix="Make tagged PDFs, or show the same on a page.",
    source="https://www.w3.org/WAI/WCAG22/Techniques/#pdf",
    judge=judge,
    wcag=("1.3.1", "1.3.2"),
)
