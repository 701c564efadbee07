"""Make text from an audited page harmless in each format.

Every word of an audit may have been written by the page it is about. Escaping for markup is the
job of the format's own library; this module does what those libraries do not.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# C0 and C1 controls, lone surrogates and the two code points XML forbids: no meaning in a report.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Characters that turn the direction of the text around them: they can make `gpj.exe` read
# `exe.jpg` (Unicode TR 36, section 2.6).
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = re.compile(r"[\\`*_\[\]|~:$#!]")
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")
_WORD_JOINER = "\u2060"


def visible(text: str) -> str:
    """`text` with controls replaced and direction characters spelt out, e.g. `[U+202E]`."""
    text = _CONTROLS.sub("\ufffd", text)
    return _TURNS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def brief(text: str, limit: int) -> str:
    """`text` on one line, at most `limit` characters long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def safe_link(address: str) -> str:
    """`address` when it is an ordinary web address, "" for anything else (`javascript:` ...)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    plain = parts.scheme in ("http", "https") and parts.hostname and address.isprintable()
    return address if plain and not re.search(r"\s", address) else ""


def csv_cell(text: str) -> str:
    """`text` on one line, never a spreadsheet formula (OWASP, "CSV Injection")."""
    cell = " ".join(visible(text).split())
    return "'" + cell if _FORMULA.match(cell) else cell


def markdown(text: str, limit: int = 300) -> str:
    """`text` as words in GitHub's Markdown: no markup, no link, no mention, no issue number."""
    words = brief(visible(text), limit)
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = _MARKDOWN.sub(lambda match: "\\" + match[0], words)
    # GitHub looks for these in the finished page, where a backslash is gone again.
    for trigger in ("@", r"\#", "www."):
        words = words.replace(trigger, trigger + _WORD_JOINER)
    return words
