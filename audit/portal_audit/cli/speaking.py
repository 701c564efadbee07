"""The language of what a command writes for people."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.report import Language, write_report
from portal_audit.result import Audit


class Tongue(StrEnum):
    """What --language may be."""

    en = "en"
    es = "es"

    @property
    def code(self) -> Language:
        """As the report wants it."""
        return "es" if self is Tongue.es else "en"


LanguageOption = Annotated[
    Tongue,
    typer.Option(
        "--language",
        help="Language of the scorecard: en, or es (Spanish, as scorecard.es.html beside the "
        "English one).",
        show_default=False,
    ),
]


def also_in(language: Tongue, audit: Audit, folder: Path) -> Path | None:
    """Write the scorecard in `language` beside the English one, and say where it is."""
    if language is Tongue.en:
        return None
    scorecard = write_report(audit, folder, "html", language=language.code)
    print(f"Scorecard ({language.value}): {scorecard.resolve()}")
    return scorecard
