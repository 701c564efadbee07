"""The page that `portal-audit text --html` writes: a text with its hard words marked in place."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal_audit.language.text_report import CHECK_THE_MEANING, TextReport
from portal_audit.resources import shipped


def text_page(report: TextReport, title: str) -> str:
    """One HTML file that needs nothing else. Everything from the text is escaped."""
    advice = report.advice()
    number = {word: place for place, (word, _, _) in enumerate(advice, 1)}
    pieces = [(piece, number.get(term.term, 0) if term else 0) for piece, term in report.pieces()]
    template = _environment().get_template("text.html.j2")
    return template.render(
        report=report, title=title, advice=advice, pieces=pieces, check=CHECK_THE_MEANING
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("reports")), autoescape=True, undefined=StrictUndefined
    )
