"""The scorecard on paper: PDF, printed by the browser from the HTML scorecard."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from pathlib import Path

from portal_audit.comparison import Comparison
from portal_audit.errors import PortalAuditError
from portal_audit.report.html import HtmlWriter
from portal_audit.report.translate import WRITTEN, Language, in_language, texts_in
from portal_audit.resources import shipped
from portal_audit.result import Audit


class PdfWriter:
    """Writes `scorecard.pdf`: tagged (ISO 32000-1, 14.8), with a title, a language and bookmarks.

    Needs a browser, and starts an event loop of its own. Long lists are cut by `reports/paper.css`.
    """

    name = "pdf"

    def __init__(self, language: Language = WRITTEN, since: Comparison | None = None) -> None:
        """`since` compares with an earlier audit; None leaves that part out."""
        self._language = language
        self._since = since

    @property
    def filename(self) -> str:
        return in_language("scorecard.pdf", self._language)

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        """Raises BrowserMissing without a browser, and RuntimeError within an event loop."""
        # Imported here: the other formats need no Playwright, which takes a while to load.
        from portal_audit.browser import BrowserError, print_pdf

        if _within_a_loop():
            raise RuntimeError(
                "The pdf writer cannot be called from within a running event loop; "
                "call it in a thread: await asyncio.to_thread(write_report, ...)."
            )
        page = HtmlWriter(language=self._language, since=self._since).write(audit, run_dir).decode()
        page = _for_paper(page, texts_in(self._language)("page.paper"))
        try:
            return asyncio.run(print_pdf(page))
        except BrowserError as problem:
            said = str(problem).strip().partition("\n")[0][:200]
            raise PortalAuditError(
                f"The scorecard could not be printed: {said}", "Run: portal-audit doctor"
            ) from None


def _for_paper(page: str, note: str) -> str:
    """The scorecard with the style for paper, allowed by its own policy, and `note` on top.

    The first of each mark is the page's own: text from a portal comes later, and escaped.
    """
    css = (shipped("reports") / "paper.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    for mark, with_more in (
        ("style-src ", f"style-src 'sha256-{digest}' "),
        ("</head>", f"<style>{css}</style>\n</head>"),
        ("</header>", f'<p class="paper-note">{note}</p>\n</header>'),
    ):
        page = page.replace(mark, with_more, 1)
    return page


def _within_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
