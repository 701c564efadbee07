"""A short summary for a pull request: what it came to, what to fix first, what failed."""

from __future__ import annotations

from pathlib import Path

from portal_audit.report import arrange
from portal_audit.report.neutral import markdown
from portal_audit.result import Audit

MOST_CHARACTERS = 60_000
"""GitHub refuses a longer comment."""


class MarkdownWriter:
    """Writes `summary.md`."""

    name = "markdown"
    filename = "summary.md"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        lines = [f"## Portal Audit: {markdown(audit.portal.name)}", "", _headline(audit), ""]
        lines += [markdown(audit.summary, 400), ""]
        lines += [f"- Capped at {cap.limit}: {markdown(cap.reason)}" for cap in audit.caps]
        lines += ["", "| Area | Score | Tested |", "|---|---:|---:|"]
        lines += [
            f"| {d.title} | {'–' if d.score is None else f'{d.score:.0f}'} | {d.coverage:.0%} |"
            for d in audit.dimensions
        ]
        failed = [task for task in audit.tasks if task.status not in ("done", "not-tested")]
        if failed:
            lines += ["", "### Tasks that do not work", ""]
            lines += [
                f"- {markdown(t.title)} ({markdown(t.audience)}): {t.status}. {markdown(t.reason)}"
                for t in failed[:40]
            ]
        first = arrange.fix_first(audit)
        if first:
            lines += ["", "### Fix first", ""]
            lines += [
                f"{n}. **{markdown(f.title)}** {markdown(f.problem)} {markdown(f.fix)}"
                for n, f in enumerate(first, 1)
            ]
        lines += ["", f"{len(audit.findings)} findings. The whole scorecard: scorecard.html"]
        return ("\n".join(lines)[: MOST_CHARACTERS - 1] + "\n").encode()


def _headline(audit: Audit) -> str:
    if audit.letter is None or audit.score is None:
        return f"**No letter.** {markdown(audit.no_letter_because)}"
    return f"**{audit.letter}**, {audit.score:.0f} of 100"
