"""The pages of the history: one portal over time, and several portals side by side."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal_audit.history.benchmark import Benchmark
from portal_audit.history.trend import Line, Trend
from portal_audit.report.history_words import (
    SEVERITY,
    STATUS,
    change_told,
    movement,
    points,
    spread,
)
from portal_audit.report.neutral import brief, visible
from portal_audit.report.phrases import Phrases
from portal_audit.report.texts import Texts
from portal_audit.report.trend_lines import Chart, bars, chart
from portal_audit.resources import shipped

_LONGEST = 500
_BESIDE = 8
"""Rows of the table beside a line of an area: the first run and the newest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a line."""

    day: str
    value: float | None
    partial: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One line with the table beside it."""

    id: str
    title: str
    label: str
    """The line in words, for those who do not see it."""
    chart: Chart
    rows: tuple[Row, ...]
    left_out: int
    """Runs that only the table of all runs shows."""
    now: str
    change: str


def history_page(trend: Trend) -> str:
    """One portal over time: one HTML file that needs nothing else."""
    came = [(len(turn.new), len(turn.regressed)) for turn in trend.turns]
    return _render(
        "history.html.j2",
        trend=trend,
        movement=movement(trend),
        score=_panel(trend, trend.score, len(trend.runs)),
        hollow=any(run.partial or not run.letter for run in trend.runs),
        areas=[_panel(trend, line, _BESIDE) for line in trend.areas],
        bars=bars(came, [len(turn.fixed) for turn in trend.turns]),
        changed=[trend.changed_before(place) for place in range(len(trend.runs))],
        unchecked=sum(not problem.checked for problem in trend.open),
    )


def benchmark_page(benchmark: Benchmark) -> str:
    """Several portals side by side: one HTML file that needs nothing else."""
    return _render("benchmark.html.j2", benchmark=benchmark)


def _panel(trend: Trend, line: Line, most: int) -> Panel:
    rows = [
        Row(run.day, value, run.partial) for run, value in zip(trend.runs, line.values, strict=True)
    ]
    shown = rows if len(rows) <= most else [rows[0], *rows[1 - most :]]
    told = ", ".join(f"{row.day} {points(row.value)}" for row in rows[-_BESIDE:])
    return Panel(
        id=line.id,
        title=line.title,
        label=f"{line.title} over time: {told}",
        chart=chart(
            line.values,
            [run.partial or (line is trend.score and not run.letter) for run in trend.runs],
            [trend.changed_before(place) for place in range(len(trend.runs))],
        ),
        rows=tuple(shown),
        left_out=len(rows) - len(shown),
        now=points(line.values[-1]),
        change=change_told(line),
    )


def _render(template: str, **values: object) -> str:
    room = shipped("reports")
    styles = (room / "scorecard.css", room / "history.css")
    css = "".join(file.read_text(encoding="utf-8") for file in styles)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment(room).get_template(template)
    return page.render(css=Markup(css), policy=policy, **values)


@cache
def _environment(room: Path) -> Environment:
    phrases = Phrases(Texts.load(room / "texts" / "en.toml"))
    environment = Environment(
        loader=FileSystemLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_neutral,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "points": points,
        "severity": SEVERITY,
        "spread": spread,
        "status": _status,
    }
    environment.filters |= {"brief": brief, "day": phrases.day}
    return environment


def _status(name: str) -> str:
    words = STATUS.get(name, name)
    return words[:1].upper() + words[1:]


def _neutral(value: object) -> object:
    """Runs over everything a template prints, so that no place can forget it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        text = visible(value)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return value
