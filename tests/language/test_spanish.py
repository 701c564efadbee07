"""Spanish: syllables, the INFLESZ scale, hard words and their plain ones."""

from __future__ import annotations

import pytest

from portal_audit.language.spanish import inflesz, spanish_grade, spanish_syllables
from portal_audit.language.text_report import analyse

EASY = "Usted puede ver sus pruebas aquí. Llame a la clínica si no se siente bien. "
HARD = (
    "La administración institucional comunicará oportunamente las determinaciones correspondientes "
    "a la autorización de procedimientos ambulatorios extraordinarios de rehabilitación. "
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("aquí", 2), ("país", 2), ("oír", 2), ("leer", 2), ("guía", 2), ("médico", 3),
        ("cuidado", 3), ("ciudad", 2), ("bien", 1), ("hoy", 1), ("aire", 2), ("teatro", 3),
        ("queja", 2), ("agua", 2), ("vergüenza", 3), ("farmacia", 3), ("día", 2), ("muy", 1),
        ("enfermedad", 4), ("yo", 1), ("leyes", 2), ("salud", 2), ("seguro", 3), ("ahora", 3),
        ("medicamento", 5), ("huevo", 2), ("cirugía", 4), ("y", 1),
    ],
)  # fmt: skip
def test_syllables_of_spanish_words(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_the_formula_is_szigriszts() -> None:
    assert inflesz(100, 10, 200) == pytest.approx(206.835 - 124.6 - 10)


def test_easy_and_hard_text_fall_into_their_bands() -> None:
    easy, hard = spanish_grade([EASY * 10]), spanish_grade([HARD * 12])
    assert (easy.band, hard.band) == ("very easy", "very hard")


def test_short_text_is_not_graded() -> None:
    assert "too short" in spanish_grade([EASY]).note


def test_a_spanish_text_is_graded_by_its_own_formula_and_offered_plain_spanish() -> None:
    report = analyse(EASY * 10 + "Su deducible y su coseguro se deben pagar este mes.")
    assert any("INFLESZ" in note for note in report.notes)
    assert {term.plain for term in report.jargon} != {""}
    assert all(report.text[t.start : t.end] in ("deducible", "coseguro") for t in report.jargon)
