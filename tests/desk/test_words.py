"""The desk's own words: short, everyday, for people who never saw a terminal."""

from __future__ import annotations

import re
from importlib.resources import files

from portal_audit.language.readability import grade

HIGHEST_GRADE = 8
NOT_FOR_THEM = re.compile(r"\b(?:yaml|json|csrf|scenario|audience|cli|url|path|config)", re.I)


def said() -> list[str]:
    """The sentences of all pages, without what is put in."""
    found = []
    for page in files("portal_audit.desk").joinpath("templates").iterdir():
        text = page.read_text(encoding="utf-8")
        text = re.sub(r"\{%.*?%\}", "", text, flags=re.DOTALL)
        text = re.sub(r"\{\{.*?\}\}", "3", text, flags=re.DOTALL)
        parts = re.findall(r"<(p|li|dd)\b[^>]*>(.*?)</\1>", text, flags=re.DOTALL)
        words = [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for _, part in parts]
        found += [each for each in words if each.endswith((".", "?"))]
    return found


def test_the_pages_read_at_grade_eight_or_below() -> None:
    found = grade(said(), "en")
    assert found.words > 400
    assert found.median is not None
    assert found.median <= HIGHEST_GRADE


def test_no_word_of_programmers_is_on_the_pages() -> None:
    assert [each for each in said() if NOT_FOR_THEM.search(each)] == []
