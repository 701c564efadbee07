"""A comparison and a gate in plain words: for a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from shlex import quote

from portal_audit.comparison import (
    CapChange,
    Change,
    CheckChange,
    Comparison,
    FindingChange,
    ScoreChange,
    Side,
    TaskChange,
)
from portal_audit.gate_result import GateFailure, GateResult
from portal_audit.report.neutral import brief, markdown, visible

MOST = 40
"""Lines of one section; the rest is counted."""
LONGEST = 300
SEVERITIES = ("note", "cosmetic", "minor", "serious", "blocker")

WORDS: dict[Change, str] = {
    "unclear": "no clear change",
    "only before": "not told any more",
    "only after": "not told before",
}

UNSEEN = "not looked at"
NO_FILE = (
    "To accept any of them keep a baseline file, portal-audit baseline save RUN --to "
    "baseline.json, and give that as --baseline."
)

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[str, ...]


def plain(text: str) -> str:
    """`text` on one line of a terminal or a build log.

    A build server reads commands in its log. GitHub's begin a line, after blanks, with `::`; in
    the older form they may stand anywhere in it.
    """
    line = brief(visible(text), LONGEST).replace("##[", "# #[")
    return f": {line[1:]}" if line.startswith("::") else line


# --- a comparison ---


def comparison_text(comparison: Comparison) -> str:
    """For people at a terminal."""
    return "\n".join(_text(_head(comparison), sections(comparison)))


def comparison_markdown(comparison: Comparison) -> str:
    """For a pull request or a job summary."""
    title = f"{comparison.after.portal}: what changed"
    return "\n".join(_markdown(title, _head(comparison), sections(comparison)))


def _head(comparison: Comparison) -> list[str]:
    before, after = comparison.before, comparison.after
    score = comparison.score
    letters = _letter(comparison.before_letter), _letter(comparison.after_letter)
    return [
        f"{after.portal}: {_day(before)} → {_day(after)}",
        f"Score: {letters[0]} {_number(score.before)} → {letters[1]} {_number(score.after)}"
        f" ({_said(score.change)})",
    ]


def sections(comparison: Comparison) -> list[Section]:
    """What changed, by how it changed; sections without a line are left out."""
    c = comparison
    made = [
        Section("These runs asked different questions", c.differences),
        Section("Worse", _moved(c, "worse")),
        Section("Better", _moved(c, "better")),
        Section("New problems", _problems(c.findings, "new")),
        Section("Fixed", _problems(c.findings, "fixed")),
        Section("No clear change", _moved(c, "unclear")),
        Section("Not told any more", _not_told(c)),
        Section("Told for the first time", _moved(c, "only after")),
        Section("New, for a person to confirm", _problems(c.likely, "new")),
        Section("Gone, of those for a person to confirm", _problems(c.likely, "fixed")),
        Section("The same", _same(c)),
    ]
    return [section for section in made if section.lines]


def _moved(c: Comparison, change: Change) -> tuple[str, ...]:
    lines = []
    if change in ("worse", "better"):
        wanted = "new" if change == "worse" else "gone"
        lines += [_cap(cap) for cap in c.caps if cap.change == wanted]
    lines += [_task(task) for task in c.tasks if task.change == change]
    if change == "worse":
        lines += [_graver(f) for f in c.findings if f.change == "same" and _rose(f)]
    lines += [_area(area) for area in c.dimensions if area.change == change]
    lines += [_check(check) for check in c.checks if check.change == change]
    return tuple(lines)


def _cap(cap: CapChange) -> str:
    state = "now limits" if cap.change == "new" else "no longer limits"
    return f"Limit: “{cap.reason}” {state} the grade to {cap.limit}"


def _task(task: TaskChange) -> str:
    before = _outcome(task.before, task.before_done, task.before_tries)
    after = _outcome(task.after, task.after_done, task.after_tries)
    why = f". {task.reason}" if task.reason and task.change == "worse" else ""
    return f"Task “{task.title}” ({task.audience}): {before} → {after}{why}"


def _outcome(status: str | None, done: int, tries: int) -> str:
    if status is None:
        return "not asked"
    words = {"flaky": "sometimes", "not-tested": "not tested", "not-offered": "not offered"}
    return words.get(status, status) + (f" ({done} of {tries})" if tries else "")


def _area(area: ScoreChange) -> str:
    return f"{area.title}: {_number(area.before)} → {_number(area.after)}"


def _check(check: CheckChange) -> str:
    shares = check.before_share, check.after_share
    return (
        f"{check.id} {check.title}: {_judged(check.before, shares[0])} → "
        f"{_judged(check.after, shares[1])}"
    )


def _judged(verdict: str, share: float | None) -> str:
    words = verdict or "not asked"
    told = share is not None and 0 < share < 1
    return f"{words} ({share:.1%})".replace(".0%", "%") if told else words


def _problems(findings: Iterable[FindingChange], change: str) -> tuple[str, ...]:
    chosen = [f for f in findings if f.change == change]
    chosen.sort(key=lambda f: -f.severity)
    return tuple(_problem(f, with_fix=change == "new") for f in chosen)


def _problem(finding: FindingChange, *, with_fix: bool) -> str:
    page = f" ({finding.page})" if finding.page else ""
    fix = f" Fix: {finding.fix}" if with_fix and finding.fix else ""
    return f"{SEVERITIES[finding.severity]}, {finding.check}: {finding.title}{page}.{fix}"


def _not_told(c: Comparison) -> tuple[str, ...]:
    caps = [f"Limit to {cap.limit}: {cap.reason}" for cap in c.caps if cap.change == UNSEEN]
    findings = [_problem(f, with_fix=False) for f in c.findings if f.change == UNSEEN]
    return (*caps, *_moved(c, "only before"), *findings)


def _rose(finding: FindingChange) -> bool:
    return finding.before_severity is not None and finding.severity > finding.before_severity


def _graver(finding: FindingChange) -> str:
    return (
        f"{finding.check}: “{finding.title}” was {SEVERITIES[finding.before_severity or 0]}, "
        f"is {SEVERITIES[finding.severity]}"
    )


def _same(c: Comparison) -> tuple[str, ...]:
    groups: tuple[tuple[str, Sequence[TaskChange | CheckChange | ScoreChange]], ...] = (
        ("tasks", c.tasks),
        ("checks", c.checks),
        ("areas", c.dimensions),
    )
    counts = {name: sum(each.change == "same" for each in group) for name, group in groups}
    counts["problems"] = sum(f.change == "same" for f in c.findings)
    said = [f"{count} {name}" for name, count in counts.items() if count]
    return (", ".join(said),) if said else ()


def _day(side: Side) -> str:
    return side.date


def _letter(letter: str | None) -> str:
    return letter or "no letter,"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".removesuffix(".0")


def _said(change: Change) -> str:
    return WORDS.get(change, change)


# --- a gate ---


def gate_text(gate: GateResult, run: str, baseline: str) -> str:
    """For people at a terminal; one line when it passed without more to say.

    `run` is the run folder, `baseline` the file to accept things in; "" when there is none.
    """
    lines = [gate_line(gate)]
    for failure in gate.failures:
        lines += ["", f"  {plain(failure.title)}  [{failure.rule}]"]
        lines += [f"    {plain(part)}" for part in _about(failure)]
        if baseline:
            lines.append(f"    To accept it: {how_to_accept(failure, run, baseline)}")
    if gate.failures and not baseline:
        lines += ["", f"  {NO_FILE}"]
    for title, said in _asides(gate):
        lines += ["", f"{title}:", *(f"  - {plain(line)}" for line in said)]
    return "\n".join(lines)


def gate_markdown(gate: GateResult, portal: str) -> str:
    """For a job summary."""
    lines = [f"## {markdown(portal, 120)}: gate {gate.verdict}", "", markdown(gate_line(gate))]
    for failure in gate.failures:
        lines += ["", f"### {markdown(failure.title)}", ""]
        lines += [f"- {markdown(part)}" for part in (*_about(failure), f"Key: {failure.key}")]
    for title, said in _asides(gate):
        lines += ["", f"### {title}", "", *(f"- {markdown(line)}" for line in said)]
    return "\n".join(lines) + "\n"


def gate_line(gate: GateResult) -> str:
    """The verdict in one line."""
    asked = ", ".join(gate.asked)
    against = f", compared with the run of {plain(gate.baseline)}" if gate.baseline else ""
    if gate.passed:
        return f"Gate passed ({asked}{against})."
    if gate.verdict == "incomplete":
        return f"Gate not passed: too little was walked to tell ({asked}{against})."
    count = len(gate.failures)
    return f"Gate failed: {count} thing{'s' * (count > 1)} ({asked}{against})."


def how_to_accept(failure: GateFailure, run: str, baseline: str) -> str:
    """The command that lets `failure` pass from now on."""
    keys = failure.findings if 0 < len(failure.findings) <= 3 else (failure.key,)
    places = f"--run {quote(run)} --baseline {quote(baseline)}"
    return "; ".join(
        f'portal-audit baseline accept {quote(plain(key))} {places} --reason "..."' for key in keys
    )


def _about(failure: GateFailure) -> list[str]:
    parts = [
        failure.detail,
        f"Page: {failure.page}" if failure.page else "",
        f"Fix: {failure.fix}" if failure.fix else "",
        failure.note,
    ]
    return [part for part in parts if part]


def _asides(gate: GateResult) -> list[tuple[str, list[str]]]:
    accepted = [
        f"{each.title} ({each.reason}; {f'until {each.until}' if each.until else 'without end'})"
        for each in gate.accepted
    ]
    parts = [
        ("Not told, so not passed", list(gate.incomplete)),
        ("Accepted", accepted),
        ("Warnings, which do not fail the gate", list(gate.warnings)),
    ]
    return [(title, said) for title, said in parts if said]


# --- layout ---


def _text(head: Sequence[str], sections: Iterable[Section]) -> list[str]:
    lines = [plain(line) for line in head]
    for section in sections:
        lines += ["", f"{section.title}:", *(f"  - {line}" for line in _shown(section, plain))]
    return lines


def _markdown(title: str, head: Sequence[str], sections: Iterable[Section]) -> list[str]:
    lines = [f"## {markdown(title, 120)}", ""]
    lines += [f"{markdown(line)}  " for line in head]
    for section in sections:
        lines += ["", f"### {section.title}", ""]
        lines += [f"- {line}" for line in _shown(section, markdown)]
    return [*lines, ""]


def _shown(section: Section, words: Words) -> list[str]:
    lines = [words(line) for line in section.lines[:MOST]]
    more = len(section.lines) - MOST
    return [*lines, f"and {more} more"] if more > 0 else lines
