"""Reads the PDFs that a portal hands out: can a screen reader read them?"""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal_audit.evidence import Paper

MOST_BYTES = 30_000_000
MOST_PAGES = 20
"""Pages whose words are counted; a record of hundreds says nothing more."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every oddity of a file


def read_paper(content: bytes, name: str, page: str) -> Paper | None:
    """What the file is; None when it is no PDF. A broken one is a paper of which nothing is known.

    Only what the file itself declares is believed: tags may still be wrong.
    """
    if not content[:1024].lstrip().startswith(b"%PDF"):
        return None
    if len(content) > MOST_BYTES:
        return Paper(name=name, page=page)
    try:
        reader = PdfReader(io.BytesIO(content))
        root = reader.root_object
        marked = root.get("/MarkInfo")
        marked = marked.get_object() if marked is not None else {}
        text = " ".join(each.extract_text() for each in reader.pages[:MOST_PAGES])
        return Paper(
            name=name,
            page=page,
            tagged=bool(marked.get("/Marked")) and "/StructTreeRoot" in root,
            words=len(text.split()),
            pages=len(reader.pages),
            lang=str(root.get("/Lang", ""))[:20],
        )
    except (PyPdfError, AttributeError, KeyError, IndexError, TypeError, ValueError, OSError):
        return Paper(name=name, page=page)
    except RecursionError:  # a file made to hurt
        return Paper(name=name, page=page)
