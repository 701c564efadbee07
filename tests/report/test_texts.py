from __future__ import annotations

import re

import pytest

from portal_audit.language.readability import grade
from portal_audit.report.texts import Texts
from portal_audit.resources import shipped


@pytest.fixture
def texts() -> Texts:
    return Texts.load(shipped("reports") / "texts" / "en.toml")


def test_a_text_is_filled_in(texts: Texts) -> None:
    assert texts("run.walks_of", walked=3, planned=4) == "3 of 4"


def test_a_number_chooses_between_one_and_many(texts: Texts) -> None:
    assert [texts("tasks.clicks", n=n) for n in (1, 2)] == ["1 click", "2 clicks"]


def test_a_missing_text_is_named(texts: Texts) -> None:
    with pytest.raises(KeyError, match="no text “tasks"):
        texts("tasks.nonsense")


def test_the_scorecards_own_sentences_are_at_most_grade_8() -> None:
    file = (shipped("reports") / "texts" / "en.toml").read_text(encoding="utf-8")
    values = re.findall(r'"""(.+?)"""|"([^"\n]+\.)"', file, re.DOTALL)
    sentences = [re.sub(r"\{\w+\}", "5", long or short) for long, short in values]
    graded = grade(sentences, "en")
    assert not graded.too_short
    assert graded.median is not None
    assert graded.median <= 8
