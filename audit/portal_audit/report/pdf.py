"""The scorecard on paper: PDF, printed by the browser from the HTML scorecard."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from pathlib import Path

from portal_audit.errors import PortalAuditError
from portal_audit.report.html import HtmlWriter
from portal_audit.resources import shipped
from portal_audit.result import Audit

NOTE = "This is the short form for paper. The file scorecard.html has every place and every rule."


class PdfWriter:
    """Writes `scorecard.pdf`: tagged (ISO 32000-1, 14.8), with a title, a language and bookmarks.

    Needs a browser, and starts an event loop of its own. Long lists are cut by `reports/paper.css`.
    """

    name = "pdf"
    filename = "scorecard.pdf"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        """Raises BrowserMissing without a browser, and RuntimeError within an event loop."""
        # Imported here: the other formats need no Playwright, which takes a while to load.
        from portal_audit.browser import BrowserError, print_pdf

        if _within_a_loop():
            raise RuntimeError(
                "The pdf writer cannot be called from within a running event loop; "
                "call it in a thread: await asyncio.to_thread(write_report, ...)."
            )
        page = _for_paper(HtmlWriter().write(audit, run_dir).decode())
        try:
            return asyncio.run(print_pdf(page))
        except BrowserError as problem:
            said = str(problem).strip().partition("\n")[0][:200]
            raise PortalAuditError(
                f"The scorecard could not be printed: {said}", "Run: portal-audit doctor"
            ) from None


def _for_paper(page: str) -> str:
    """The scorecard with the style for paper, allowed by its own policy, and a note on top.

    The first of each mark is the page's own: text from a portal comes later, and escaped.
    """
    css = (shipped("reports") / "paper.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    for mark, with_more in (
        ("style-src ", f"style-src 'sha256-{digest}' "),
        ("</head>", f"<style>{css}</style>\n</head>"),
        ("</header>", f'<p class="paper-note">{NOTE}</p>\n</header>'),
    ):
        page = page.replace(mark, with_more, 1)
    return page


def _within_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
