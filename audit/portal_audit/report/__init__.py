"""Writes an audit down: one file a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from portal_audit.comparison import Comparison
from portal_audit.report.csv import CsvWriter
from portal_audit.report.earl import EarlWriter
from portal_audit.report.html import HtmlWriter
from portal_audit.report.json import JsonWriter
from portal_audit.report.junit import JunitWriter
from portal_audit.report.markdown import MarkdownWriter
from portal_audit.report.openacr import OpenAcrWriter
from portal_audit.report.pdf import PdfWriter
from portal_audit.report.sarif import SarifWriter
from portal_audit.report.translate import LANGUAGES, WRITTEN, Language
from portal_audit.report.writer import Writer
from portal_audit.result import Audit

__all__ = [
    "COMPARING",
    "LANGUAGES",
    "SPOKEN",
    "WRITERS",
    "Language",
    "UnknownFormat",
    "Writer",
    "write_report",
    "writer",
]

WRITERS: tuple[Writer, ...] = (
    HtmlWriter(),
    JsonWriter(),
    MarkdownWriter(),
    CsvWriter(),
    JunitWriter(),
    OpenAcrWriter(),
    SarifWriter(),
    EarlWriter(),
    PdfWriter(),
)

SPOKEN: Mapping[str, Callable[[Language], Writer]] = {
    "html": lambda language: HtmlWriter(language=language),
    "markdown": MarkdownWriter,
    "pdf": PdfWriter,
}
"""Formats for people, which can be had in each of the languages. The others are for programs."""

COMPARING: Mapping[str, Callable[[Language, Comparison], Writer]] = {
    "html": lambda language, since: HtmlWriter(language=language, since=since),
    "pdf": PdfWriter,
}
"""Formats with a part for what changed since an earlier audit."""


class UnknownFormat(LookupError):
    """No writer has that name; the message lists those that exist."""


def writer(name: str, language: Language = WRITTEN, since: Comparison | None = None) -> Writer:
    """The writer called `name`. Raises `UnknownFormat`.

    A format for programs is the same in every language, and leaves out what changed since an
    earlier audit: `portal-audit compare` has that for them.
    """
    if since is not None and name in COMPARING:
        return COMPARING[name](language, since)
    if language != WRITTEN and name in SPOKEN:
        return SPOKEN[name](language)
    for candidate in WRITERS:
        if candidate.name == name:
            return candidate
    known = ", ".join(each.name for each in WRITERS)
    raise UnknownFormat(f"There is no report format “{name}”. Choose one of: {known}.")


def write_report(
    audit: Audit,
    run_dir: Path,
    fmt: str,
    out: Path | None = None,
    language: Language = WRITTEN,
    since: Comparison | None = None,
) -> Path:
    """Write `audit` as `fmt` to `out`, by default into the run folder, and return the path.

    The file appears whole or not at all. Raises `UnknownFormat`, and `OSError` when the place
    cannot be written.
    """
    chosen = writer(fmt, language, since)
    target = out or run_dir / chosen.filename
    content = chosen.write(audit, run_dir)
    # Beside the target, so that the replacement stays on one file system.
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target
