"""A short summary for a pull request: what it came to, what to fix first, what failed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from portal_audit.report import arrange
from portal_audit.report.neutral import markdown
from portal_audit.report.phrases import Phrases
from portal_audit.report.texts import Texts
from portal_audit.report.translate import (
    WRITTEN,
    Language,
    Translator,
    in_language,
    texts_in,
    translator,
)
from portal_audit.result import Audit

MOST_CHARACTERS = 60_000
"""GitHub refuses a longer comment."""
_MOST_TASKS = 40


class MarkdownWriter:
    """Writes `summary.md` in GitHub's Markdown."""

    name = "markdown"

    def __init__(self, language: Language = WRITTEN) -> None:
        self._language = language

    @property
    def filename(self) -> str:
        return in_language("summary.md", self._language)

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        texts, say = texts_in(self._language), translator(self._language)
        sections = (
            _result(audit, texts, say),
            _areas(audit, texts, say),
            _fixes(audit, texts, say),
            _tasks(audit, texts, say),
            _counts(audit, texts),
        )
        text = "\n\n".join("\n".join(lines) for lines in sections if lines)
        return (text[: MOST_CHARACTERS - 1] + "\n").encode()


def _result(audit: Audit, t: Texts, say: Translator) -> list[str]:
    number = Phrases(t).number
    lines = [f"## {markdown(t('page.title', portal=audit.portal.name), 120)}", ""]
    if audit.letter is None:
        lines.append(f"**{t('verdict.no_letter')}.** {markdown(say(audit.no_letter_because))}")
    else:
        lines.append(f"**{audit.letter}**, {number(audit.score)} {t('verdict.out_of')}")
    lines += ["", markdown(say(audit.summary), 400)]
    if audit.run.partial:
        walks = {"walked": audit.run.walked, "planned": audit.run.planned}
        lines += ["", f"**{t('page.partial', **walks)}**"]
    if audit.caps:
        lines.append("")
        lines += [
            f"- {t('verdict.limit', limit=c.limit)}: {markdown(say(c.reason))}" for c in audit.caps
        ]
    return lines


def _areas(audit: Audit, t: Texts, say: Translator) -> list[str]:
    phrases = Phrases(t)
    rows = (
        (markdown(say(d.title)), phrases.number(d.score), phrases.percent(d.coverage))
        for d in audit.dimensions
    )
    return [
        _row((t("areas.area"), t("areas.score"), t("areas.tested"))),
        "|---|---:|---:|",
        *(_row(row) for row in rows),
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fixes(audit: Audit, t: Texts, say: Translator) -> list[str]:
    first = arrange.fix_first(audit)
    lines = [
        f"{number}. **{markdown(say(f.title), 120)}** "
        f"{markdown(say(f.problem))} {markdown(say(f.fix))}"
        for number, f in enumerate(first, 1)
    ]
    return [f"### {t('fixes.title')}", "", *lines] if lines else []


def _tasks(audit: Audit, t: Texts, say: Translator) -> list[str]:
    audiences = arrange.audience_titles(audit)
    lines = [
        f"- {markdown(say(task.title))} ({markdown(say(audiences[task.audience]))}): "
        f"{t(f'status.{task.status}')}. {markdown(say(task.reason))}".rstrip()
        for task in audit.tasks
        if task.status not in ("done", "not-tested")
    ]
    return [f"### {t('tasks.trouble')}", "", *lines[:_MOST_TASKS]] if lines else []


def _counts(audit: Audit, t: Texts) -> list[str]:
    counts = [
        f"{t(f'severity.s{group.severity}.name')}: {len(group.findings)}"
        for group in arrange.by_severity(audit)
    ]
    untested = f"{t('not_tested.title')}: {len(audit.not_tested)}"
    return [f"{', '.join([*counts, untested])}. {t('findings.whole')}"]
