"""Is it a page? What kind of state is shown, told from its status, its words and its fields.

A broken state is never judged as a page: on an error page, an empty page or the browser's own, axe
finds nothing wrong. Order: from the surest sign to the weakest; a long page is a page.
"""

from __future__ import annotations

import re

from portal_audit.evidence.model import StateKind
from portal_audit.walk.probes import Text

FEW_WORDS = 80
"""A page with more words than this has something to say besides an error."""

DEBUG = re.compile(
    r"Traceback \(most recent call last\)|You're seeing this error because you have DEBUG|"
    r"Werkzeug Debugger|Whoops, looks like something went wrong|Stack trace:|"
    r"\bFatal error: |Uncaught (?:Type|Reference|Range)?Error\b|Server Error in '|"
    r"\b(?:Warning|Notice|Parse error): .+ on line \d+|"
    r"\bat [\w.$<>]+ ?\((?:/|[A-Z]:\\|node:|webpack)|\b(?:java|org|com)\.[\w.]+Exception\b|"
    r"\bORA-\d{5}\b|\bSQLSTATE\[|syntax error at or near",
)
ERROR = re.compile(
    r"\binternal (?:server )?error\b|\bbad gateway\b|"
    r"\bservice (?:is )?(?:temporarily )?unavailable\b|"
    r"\bgateway time-?out\b|\bpage (?:can(?:no|')t be|was not|is not|not) found\b|"
    r"\b(?:404|500|502|503|504) ?[-:|] |^\W*(?:404|500|502|503|504)\W*$|\b404 not found\b|"
    r"\bsomething went wrong\b|\bsorry, an error (?:has )?occurred\b|\ban unexpected error\b|"
    r"\bthis page (?:isn't|is not) working\b|\bapplication error\b",
    re.IGNORECASE | re.MULTILINE,
)
BETWEEN = re.compile(
    r"\bchecking your browser\b|\bjust a moment\b|"
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human\b|"
    r"\bare you a robot\b|\baccess denied\b|\bforbidden\b|\bunusual traffic\b|"
    r"\b(?:under|scheduled|down for) maintenance\b|\bbrowser is not supported\b|"
    r"\b(?:enable|turn on) (?:cookies|javascript)\b",
    re.IGNORECASE,
)
LOADING = re.compile(
    r"^\W*(?:loading|please wait|one moment|working on it|cargando)\b[\w\s,]{0,40}\W*$",
    re.IGNORECASE,
)


def classify(text: Text, *, url: str, status: int | None, expected_signed_in: bool) -> StateKind:
    """The kind of the state shown.

    `status` is the document's HTTP status, None when unknown; `expected_signed_in` says that the
    patient was signed in when this page came.
    """
    if url.startswith("chrome-error:"):
        return "browser-error"
    words = " ".join(block["text"] for block in text.blocks)
    if DEBUG.search(words):
        return "debug"
    if status is not None and status >= 400:
        return "error"
    if not text.blocks and not text.fields:
        return "blank"
    if expected_signed_in and text.passwords:
        return "sign-in-wall"
    if len(words.split()) > FEW_WORDS or text.fields:
        return "page"
    main = [block["text"] for block in text.blocks if block["region"] in ("main", "other")]
    prominent = "\n".join([text.title, text.heading, *main])
    if main and all(LOADING.search(line) for line in main):
        return "loading"
    if ERROR.search(prominent):
        return "error"
    if BETWEEN.search(prominent):
        return "interstitial"
    return "page"


SAID: dict[StateKind, str] = {
    "error": "The portal showed an error page",
    "debug": "The portal showed a page meant for programmers",
    "blank": "The portal showed an empty page",
    "loading": "The page never finished loading",
    "sign-in-wall": "The portal asked to sign in again in the middle of the task",
    "interstitial": "Another page stood in the way",
    "browser-error": "The page did not open",
}
"""The broken state as a sentence, its full stop left out."""
