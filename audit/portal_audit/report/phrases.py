"""Numbers, dates and findings in the words of the reader's language."""

from __future__ import annotations

from datetime import date

from portal_audit.report.arrange import Cell
from portal_audit.report.neutral import brief, visible
from portal_audit.report.texts import Texts
from portal_audit.report.translate import Translator
from portal_audit.result import FindingResult, Measured

_UNKNOWN = "–"


class Phrases:
    """Each method words one kind of value; what is not known is a dash."""

    def __init__(self, texts: Texts, translator: Translator | None = None) -> None:
        self._t = texts
        self._say = translator or Translator()

    def number(self, value: float | None) -> str:
        """One decimal when there is one: `72.1`, `90`."""
        return _UNKNOWN if value is None else f"{value:.1f}".removesuffix(".0")

    def percent(self, share: float | None) -> str:
        """A share of 0 to 1 in whole percent."""
        return _UNKNOWN if share is None else f"{share:.0%}"

    def seconds(self, seconds: float | None) -> str:
        """`2.9 s`, `48 s`, `1 min 35 s`."""
        if seconds is None:
            return _UNKNOWN
        whole = round(seconds)
        if whole >= 90:
            return self._t("units.minutes", minutes=whole // 60, seconds=whole % 60)
        return self._t("units.seconds", n=self.number(seconds) if seconds < 10 else whole)

    def spread(self, measured: Measured | None) -> str:
        """The median in seconds, with the lowest and highest where they differ."""
        if measured is None:
            return _UNKNOWN
        low, high = self.number(measured.low), self.number(measured.high)
        median = self.seconds(measured.median)
        return median if low == high else f"{median} ({low}–{high})"

    def day(self, day: str) -> str:
        """An ISO date as people say it; anything else as it is."""
        try:
            parsed = date.fromisoformat(day)
        except ValueError:
            return day
        month = self._t(f"months.m{parsed.month}")
        return self._t("units.day", day=parsed.day, month=month, year=parsed.year)

    def sentence(self, text: str) -> str:
        """`text` with a capital at its beginning and a full stop at its end."""
        text = text[:1].upper() + text[1:]
        return text if text.endswith((".", "!", "?", "…")) else text + "."

    def cell(self, cell: Cell) -> str:
        """The numbers behind one cell of the task grid, on one line."""
        task = cell.task
        if task is None:
            return ""
        words = [
            f"{self._say(cell.audience)}: {self._t(f'status.{task.status}')}",
            self._t("tasks.tries", done=task.done, tries=task.tries),
        ]
        if task.clicks is not None:
            words.append(self._t("tasks.clicks", n=task.clicks))
        if task.keys:
            words.append(self._t("tasks.keys", n=task.keys))
        if task.system_seconds:
            words.append(self._t("tasks.waits", time=self.seconds(task.system_seconds.median)))
        if task.klm_seconds is not None:
            words.append(self._t("tasks.effort", time=self.seconds(task.klm_seconds)))
        return ", ".join(words)

    def issue(self, finding: FindingResult) -> str:
        """The finding as plain text for a ticket."""
        severity = self._t(f"severity.s{finding.severity}.name")
        lines = [
            f"{self._say(finding.title)} ({severity}, {finding.check})",
            self._say(finding.problem),
            f"{self._t('finding.who')}: {self._say(finding.who)}",
        ]
        for place in finding.where[:3]:
            lines.append(f"{self._t('finding.where')}: {place.url} {place.target}")
        lines.append(f"{self._t('finding.fix')}: {self._say(finding.fix)}")
        if finding.wcag:
            lines.append(f"WCAG: {', '.join(finding.wcag)}")
        lines.append(f"{self._t('finding.source')}: {finding.source}")
        lines.append(f"{self._t('finding.fingerprint')}: {finding.fingerprint}")
        return "\n".join(brief(visible(line), 400) for line in lines)
