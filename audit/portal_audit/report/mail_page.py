"""What `portal-audit email` says about a mail: as lines, as data, and as a page to send on."""

from __future__ import annotations

import base64
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal_audit.finding import Check, Finding, Outcome, Verdict
from portal_audit.report.neutral import brief, visible
from portal_audit.resources import shipped

NOT_LOOKED_AT = (
    "Whether the e-mail lands among the spam was not tested: that takes mailboxes to send it to."
)
_WIDE = 92
_ORDER = ("passed", "half", "failed", "not applicable", "cannot tell")


@dataclass(frozen=True, slots=True)
class MailRow:
    """One check of the mail, ready to be shown."""

    check: Check
    outcome: Outcome

    @property
    def state(self) -> str:
        """`passed`, `half`, `failed`, `not applicable` or `cannot tell`."""
        share = self.outcome.share
        return "half" if share is not None and 0 < share < 1 else self.outcome.verdict.value

    @property
    def note(self) -> str:
        return visible(self.outcome.note)

    @property
    def fixes(self) -> tuple[str, ...]:
        """What to do, each thing once; none when nothing is wrong."""
        certain = [f.fix for f in self.outcome.findings if f.confidence == "certain"]
        if self.outcome.verdict is Verdict.FAILED and not certain:
            certain = [self.check.fix]
        return tuple(visible(fix) for fix in dict.fromkeys(certain))

    @property
    def to_check(self) -> tuple[str, ...]:
        """What a person must say."""
        unsure = (f for f in self.outcome.findings if f.confidence == "likely")
        return tuple(visible(finding.title) for finding in unsure)


@dataclass(frozen=True, slots=True)
class MailCard:
    """The scorecard of one mail."""

    name: str
    subject: str
    sender: str
    damaged: tuple[str, ...]
    rows: tuple[MailRow, ...]
    score: int | None
    """0 to 100; None when nothing could be told."""

    @staticmethod
    def of(
        name: str,
        judged: Iterable[tuple[Check, Outcome]],
        share: float | None,
        *,
        subject: str,
        sender: str,
        damaged: Sequence[str] = (),
    ) -> MailCard:
        rows = tuple(MailRow(check, outcome) for check, outcome in judged)
        score = None if share is None else round(100 * share)
        return MailCard(
            visible(name), visible(subject), visible(sender), tuple(damaged), rows, score
        )

    @property
    def summary(self) -> str:
        """`8 of 13 passed, 2 failed, 3 cannot tell.`"""
        counts = Counter(row.state for row in self.rows)
        rest = [f"{counts[state]} {state}" for state in _ORDER[1:] if counts[state]]
        passed = f"{counts['passed']} of {len(self.rows)} passed"
        return f"{', '.join([passed, *rest])}."

    @property
    def scored(self) -> str:
        if self.score is None:
            return "No score: nothing could be told."
        return f"Score {self.score} of 100, over what could be told."

    def lines(self) -> str:
        """The scorecard for a terminal."""
        said = [f"{self.name}: {self.summary} {self.scored}", *self.damaged]
        for row in self.rows:
            said += ["", f"{row.check.id}  {row.state.upper():<14}  {row.check.title}"]
            said += [_folded(line) for line in (row.note, *row.to_check) if line]
            said += [_folded(f"Fix: {fix}") for fix in row.fixes]
        return "\n".join([*said, "", NOT_LOOKED_AT])

    def to_dict(self) -> dict[str, object]:
        """Everything, ready for JSON."""
        return {
            "file": self.name,
            "subject": self.subject,
            "from_domain": self.sender,
            "score": self.score,
            "passed": sum(row.state == "passed" for row in self.rows),
            "damaged": list(self.damaged),
            "checks": [
                {
                    "id": row.check.id,
                    "title": row.check.title,
                    "verdict": row.outcome.verdict.value,
                    "share": row.outcome.share,
                    "note": row.note,
                    "fix": list(row.fixes),
                    "findings": [_finding(finding) for finding in row.outcome.findings],
                }
                for row in self.rows
            ],
            "not_tested": NOT_LOOKED_AT,
        }


def mail_page(card: MailCard, picture: bytes = b"") -> str:
    """One HTML file that needs nothing else. Everything from the mail is escaped."""
    environment = Environment(
        loader=FileSystemLoader(shipped("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = base64.b64encode(picture).decode("ascii")
    template = environment.get_template("mail.html.j2")
    return template.render(card=card, picture=shown, not_looked_at=NOT_LOOKED_AT)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "title": visible(finding.title),
        "problem": visible(finding.problem),
        "fix": visible(finding.fix),
        "severity": finding.severity.value,
        "sure": finding.confidence == "certain",
        "words": [brief(visible(place.snippet), 200) for place in finding.where if place.snippet],
    }


def _folded(line: str) -> str:
    return textwrap.fill(
        line, _WIDE, initial_indent="       ", subsequent_indent="       ", break_long_words=False
    )
