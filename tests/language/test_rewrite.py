"""Plain words put into the sentence, in the form of the word they stand for."""

from __future__ import annotations

import pytest

from portal_audit.language.glossary import Glossary, GlossaryFile
from portal_audit.language.jargon import find_jargon
from portal_audit.language.rewrite import with_plain_words

MEANS = "It is so."
GLOSSARY = Glossary(
    [
        GlossaryFile.model_validate(
            {
                "kind": "billing",
                "terms": [
                    {"term": term, "variants": variants, "plain": plain, "means": MEANS}
                    for term, variants, plain in [
                        ("adjudicate", ["adjudicated", "adjudicating"], "decide"),
                        ("remit", ["remitted"], "pay"),
                        ("encounter", [], "visit"),
                        ("payer", [], "insurance company"),
                        ("cohort", [], "group of people"),
                    ]
                ],
            }
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Encounter notes are here.", "Visit notes are here."),
        ("This was a short encounter.", "This was a short visit."),
        ("You had an encounter.", "You had a visit."),
        ("A payer called.", "An insurance company called."),
        ("We adjudicated it.", "We decided it."),
        ("We are adjudicating it.", "We are deciding it."),
        ("You remitted $10.", "You paid $10."),
        ("Two encounters and two cohorts.", "Two visits and two groups of people."),
        ("Nothing hard is here.", "Nothing hard is here."),
    ],
)
def test_plain_words_take_the_form_of_the_hard_one(text: str, plain: str) -> None:
    assert with_plain_words(text, find_jargon(text, glossary=GLOSSARY)) == plain
