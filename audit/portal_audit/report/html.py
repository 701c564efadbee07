"""The scorecard: one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal_audit.report import arrange
from portal_audit.report.neutral import brief, safe_link, visible
from portal_audit.report.pictures import cut_pictures
from portal_audit.report.texts import Texts
from portal_audit.resources import shipped
from portal_audit.result import Audit, FindingResult

_LONGEST = 2_000
"""No single text from an audit takes more room than this many characters."""


class HtmlWriter:
    """The scorecard people read. Opens from disk, asks for nothing, works without JavaScript."""

    name = "html"
    filename = "scorecard.html"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        room = shipped("reports")
        css = (room / "scorecard.css").read_text(encoding="utf-8")
        script = (room / "scorecard.js").read_text(encoding="utf-8")
        groups = arrange.by_severity(audit)
        fixes = arrange.fix_first(audit)
        in_order = (*fixes, *(finding for group in groups for finding in group.findings))
        page = (
            _environment(room)
            .get_template("scorecard.html.j2")
            .render(
                audit=audit,
                css=Markup(css),
                script=Markup(script),
                policy=Markup(_policy(css, script)),
                pictures=cut_pictures(in_order, run_dir),
                fixes=fixes,
                groups=groups,
                rows=arrange.task_rows(audit),
                audiences=arrange.audience_titles(audit),
                scenarios=arrange.scenario_titles(audit),
                not_tested=arrange.not_tested(audit),
                check_groups=arrange.check_groups(audit),
                areas={dimension.id: dimension.title for dimension in audit.dimensions},
            )
        )
        return page.encode()


def _policy(css: str, script: str) -> str:
    """A content security policy that allows this page's own style, script and pictures only."""
    return (
        "default-src 'none'; img-src data:; "
        f"style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _environment(room: Path) -> Environment:
    texts = Texts.load(room / "texts" / "en.toml")
    environment = Environment(
        loader=FileSystemLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_neutral,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = texts
    environment.filters |= {
        "anchor": _anchor,
        "brief": brief,
        "day": lambda day: _day(day, texts),
        "issue": lambda finding: _issue(finding, texts),
        "link": safe_link,
        "number": _number,
        "percent": lambda share: f"{share * 100:.0f} %",
        "seconds": lambda seconds: _seconds(seconds, texts),
    }
    return environment


def _neutral(value: object) -> object:
    """Runs over everything a template prints, so that no place can forget it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        text = visible(value)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return value


def _anchor(name: str) -> str:
    """`name` as part of an id: letters, digits, `-` and `_`."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def _number(value: float) -> str:
    """One decimal when there is one: 72.1, 90."""
    return f"{value:.1f}".removesuffix(".0")


def _seconds(seconds: float, texts: Texts) -> str:
    if seconds < 10:
        return texts("units.seconds", n=_number(seconds))
    whole = round(seconds)
    if whole < 90:
        return texts("units.seconds", n=whole)
    return texts("units.minutes", minutes=whole // 60, seconds=whole % 60)


def _day(day: str, texts: Texts) -> str:
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return day
    month = texts(f"months.m{parsed.month}")
    return texts("units.day", day=parsed.day, month=month, year=parsed.year)


def _issue(finding: FindingResult, texts: Texts) -> str:
    """The finding as plain text for a ticket."""
    lines = [
        f"{finding.title} ({finding.check}, {texts(f'severity.s{finding.severity}.name')})",
        finding.problem,
        f"{texts('finding.who')}: {finding.who}",
        *(f"{texts('finding.where')}: {place.url} {place.target}" for place in finding.where[:3]),
        f"{texts('finding.fix')}: {finding.fix}",
        *([f"WCAG: {', '.join(finding.wcag)}"] if finding.wcag else []),
        f"{texts('finding.source')}: {finding.source}",
        f"{texts('finding.fingerprint')}: {finding.fingerprint}",
    ]
    return "\n".join(brief(visible(line), 400) for line in lines)
