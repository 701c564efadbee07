"""The scorecard: one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal_audit.comparison import Comparison
from portal_audit.report import arrange
from portal_audit.report.access import access
from portal_audit.report.neutral import brief, safe_link, visible
from portal_audit.report.phrases import Phrases
from portal_audit.report.pictures import cut_pictures, thumbnails
from portal_audit.report.shared import Shared
from portal_audit.report.since import since as arrange_since
from portal_audit.report.spoken import Spoken
from portal_audit.report.translate import (
    WRITTEN,
    Language,
    in_language,
    texts_in,
    translator,
)
from portal_audit.resources import shipped
from portal_audit.result import Audit

_LONGEST = 2_000
"""No single text from an audit takes more room than this many characters."""


class HtmlWriter:
    """The scorecard people read. Opens from disk, asks for nothing, works without JavaScript."""

    name = "html"

    def __init__(
        self,
        shared: Shared | None = None,
        language: Language = WRITTEN,
        since: Comparison | None = None,
    ) -> None:
        """`shared` says who hands this copy on; None when nobody does.

        `since` compares with an earlier audit; None leaves that part out.
        """
        self._shared = shared
        self._since = since
        self._language = language

    @property
    def filename(self) -> str:
        return in_language("scorecard.html", self._language)

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        room = shipped("reports")
        css = (room / "scorecard.css").read_text(encoding="utf-8")
        script = (room / "scorecard.js").read_text(encoding="utf-8")
        fixes = arrange.fix_first(audit)
        groups = arrange.by_severity(audit)
        important_first = (*fixes, *(each for group in groups for each in group.findings))
        drawn: set[str] = set()

        def first_use(picture: str) -> bool:
            """True once for each picture: there it is embedded, elsewhere it is referred to."""
            new = picture not in drawn
            drawn.add(picture)
            return new

        template = _environment(room, self._language).get_template("scorecard.html.j2")
        page = template.render(
            audit=audit,
            shared=self._shared,
            parts=_parts(audit, self._since),
            since=arrange_since(self._since) if self._since else None,
            worst_for_people=arrange.worst_for_people(audit),
            css=Markup(css),
            script=Markup(script),
            policy=_policy(css, script),
            pictures=cut_pictures(important_first, run_dir),
            first_use=first_use,
            thumbs=thumbnails(
                (step.shot for line in audit.timelines for step in line.steps), run_dir
            ),
            longest_wait=arrange.longest_wait(audit),
            tally=arrange.tally(audit),
            fixes=fixes,
            groups=groups,
            rows=arrange.task_rows(audit),
            audiences=arrange.audience_titles(audit),
            scenarios=arrange.scenario_titles(audit),
            not_tested=arrange.not_tested(audit),
            check_groups=arrange.check_groups(audit),
            access=access(audit),
            areas={dimension.id: dimension.title for dimension in audit.dimensions},
        )
        return page.encode()


def _parts(audit: Audit, since: Comparison | None) -> list[str]:
    """The parts of the page, in the order of method 9.3."""
    return [
        *("areas", "fixes"),
        *(["people"] if audit.people else []),
        "tasks",
        *(["since"] if since else []),
        *("steps", "not_tested", "findings", "words", "access", "checks", "method"),
    ]


def get_ready() -> None:
    """Compile the templates."""
    templates = _environment(shipped("reports"), WRITTEN)
    for name in templates.list_templates(extensions=["j2"]):
        templates.get_template(name)


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
def _environment(room: Path, language: Language) -> Environment:
    texts = texts_in(language)
    phrases = Phrases(texts, translator(language))
    spoken = Spoken(texts, translator(language))
    environment = Environment(
        loader=FileSystemLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_neutral,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": texts, "tell": spoken.tell}
    environment.filters |= {
        "anchor": _anchor,
        "brief": brief,
        "cell": phrases.cell,
        "day": phrases.day,
        "issue": phrases.issue,
        "link": safe_link,
        "number": phrases.number,
        "own": spoken.own,
        "percent": phrases.percent,
        "say": spoken.say,
        "seconds": phrases.seconds,
        "sentence": spoken.sentence,
        "spread": phrases.spread,
        "words": spoken.words,
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
