"""The hardest page, its hard words marked in place."""

from __future__ import annotations

from portal_audit.checks.understand.hardest import hardest_page
from tests.checks.understand.builders import PLAIN, page, run, text

HARD = (
    "Adjudication of coinsurance liabilities necessitates coordination of benefits. "
    "Subrogation determinations supersede antecedent remittances. "
    "Preauthorization is contingent upon formulary substitution."
)


def test_the_hardest_page_is_shown_with_plain_words_for_its_hard_ones() -> None:
    shown = hardest_page(run(page(text(PLAIN * 4), path="/easy"), page(text(HARD), path="/hard")))
    assert shown is not None
    assert shown.path == "/hard"
    [passage] = shown.passages
    assert "".join(piece.text for piece in passage.pieces) == HARD
    assert {"coinsurance": "your share of the cost"}.items() <= {
        piece.text: piece.plain for piece in passage.pieces if piece.hard
    }.items()


def test_a_plain_portal_has_no_hardest_page() -> None:
    assert hardest_page(run(page(text(PLAIN * 4)))) is None
