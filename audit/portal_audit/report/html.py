"""The scorecard: one HTML file that opens from disk, prints, and asks nobody for anything.

Everything from an audited page is escaped by Jinja; the content security policy allows only this
file's own style and script, by their hashes, and pictures inside the file.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from portal_audit.report import arrange, neutral
from portal_audit.report.pictures import Album
from portal_audit.resources import shipped
from portal_audit.result import Audit

SEVERITIES = {
    4: "Stops patients",
    3: "Serious",
    2: "Slows patients down",
    1: "Cosmetic",
    0: "Note",
}
"""Severity in words (method 9.2)."""

STATUSES = {
    "done": ("✓", "Done"),
    "failed": ("✗", "Failed"),
    "blocked": ("–", "Not tried"),
    "flaky": ("≈", "Sometimes"),
    "not-tested": ("?", "Not tested"),
    "not-offered": ("∅", "Not offered"),
}
"""Task status as a sign and a word: never color alone."""

EFFORTS = {"S": "Small repair", "M": "Medium repair", "L": "Large repair"}
PRIORITIES = {3: "must", 2: "should", 1: "could"}


class HtmlWriter:
    """Writes `scorecard.html`."""

    name = "html"
    filename = "scorecard.html"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        folder = shipped("reports")
        style = (folder / "scorecard.css").read_text(encoding="utf-8")
        script = (folder / "scorecard.js").read_text(encoding="utf-8")
        page = (
            _environment(folder)
            .get_template("scorecard.html.j2")
            .render(
                audit=audit,
                album=Album(run_dir),
                style=Markup(style),
                script=Markup(script),
                policy=_policy(style, script),
                fix_first=arrange.fix_first(audit),
                severities=arrange.by_severity(audit),
                rows=arrange.task_rows(audit),
                audiences=arrange.audience_titles(audit),
                scenario_titles=arrange.scenario_titles(audit),
                not_tested=arrange.not_tested(audit),
                check_groups=arrange.check_groups(audit),
                severity_words=SEVERITIES,
                status_words=STATUSES,
                effort_words=EFFORTS,
                priority_words=PRIORITIES,
            )
        )
        return page.encode()


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = neutral.visible
    environment.filters["link"] = neutral.safe_link
    environment.filters["brief"] = neutral.brief
    environment.filters["one"] = lambda value: "–" if value is None else f"{value:.0f}"
    environment.filters["percent"] = lambda value: "–" if value is None else f"{value:.0%}"
    environment.filters["seconds"] = _seconds
    return environment


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f} s" if value < 10 else f"{value:.0f} s"
