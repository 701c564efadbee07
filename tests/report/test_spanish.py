"""The scorecard in Spanish: its own words, the catalogues, and the page they make."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from portal_audit.browser import Page
from portal_audit.language.spanish import PLAIN, spanish_grade
from portal_audit.report import write_report, writer
from portal_audit.report.translate import Part, Translator, catalogue, translator
from portal_audit.resources import shipped
from portal_audit.result import Audit
from portal_audit.score.rubric import load_rubric
from portal_audit.score.words import LIMITS
from portal_audit.walk.probes.axe import current_axe
from tests.cli.command import portal_audit
from tests.report import sample
from tests.report.conftest import Open
from tests.report.test_scorecard import AXE, OVERFLOW
from tests.report.wordings import gaps, with_gaps, wordings

TEXTS = shipped("reports") / "texts"
CATALOGUES = sorted(TEXTS.glob("es-*.toml"))
MADE_UP_BY_CODE = {"built", "names"}
"""Tables of what stands nowhere as it is: the code puts it together."""


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def flat(texts: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in texts.items():
        found |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: value}
    return found


def demo_like() -> Audit:
    """An audit that says only what the checks, the walks and the rubric say."""
    audit = sample.good_audit()
    findings = (
        ("A link has no words", "Put words in the link, or give its picture an alt text that says "
         "where it leads."),
        ("The visit ends soon", "Let patients rest for at least 15 minutes."),
        ("No way to Spanish", "Let the sign-in link lead straight to the form."),
    )  # fmt: skip
    told = tuple(
        finding.model_copy(
            update={
                "title": title,
                "problem": "Patients on a phone or a slow connection",
                "fix": fix,
                "who": "People who use a screen reader",
            }
        )
        for finding, (title, fix) in zip(audit.findings, findings, strict=False)
    )
    caps = tuple(
        cap.model_copy(update={"reason": rule.reason})
        for cap, rule in zip(audit.caps, load_rubric().cap, strict=False)
    )
    return audit.model_copy(
        update={
            "summary": "A patient can do 6 of 8 tasks with a computer and a mouse, but cannot do "
            "2 with the keyboard alone and 1 on a phone with a slow network.",
            "findings": told,
            "caps": caps,
            "limits": LIMITS,
        }
    )


def spanish(audit: Audit, run_dir: Path) -> str:
    return writer("html", "es").write(audit, run_dir).decode()


# --- words ---


def test_the_spanish_texts_have_the_keys_gaps_and_plurals_of_the_english_ones() -> None:
    english, other = flat(read(TEXTS / "en.toml")), flat(read(TEXTS / "es.toml"))
    assert set(other) == set(english)
    differ = [key for key in english if sorted(gaps(english[key])) != sorted(gaps(other[key]))]
    assert differ == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_what_is_translated_still_stands_in_the_code(file: Path) -> None:
    gone = [
        english
        for table, pairs in read(file).items()
        for english in pairs
        if table not in MADE_UP_BY_CODE and with_gaps(english) not in wordings()
    ]
    assert gone == []


def test_what_the_code_puts_together_is_of_words_that_stand_in_it() -> None:
    said = {word.casefold() for text in wordings() for word in re.findall(r"[^\W\d_]+", text)}
    said |= {f"{word}s" for word in said} | {f"{word}es" for word in said}
    for english in (key for file in CATALOGUES for key in read(file).get("built", {})):
        words = re.findall(r"[^\W\d_]+", with_gaps(english).casefold())
        assert [word for word in words if word not in said] == [], english


def test_both_sides_of_a_pair_have_the_same_gaps() -> None:
    for english, other in catalogue("es").items():
        assert {name for name, _ in gaps(english)} == {name for name, _ in gaps(other)}, english
        assert {form for _, form in gaps(other)} <= {"", "t", "o", "d", "w"}, english


@pytest.mark.parametrize("name", ["es", "es-findings", "es-checks", "es-axe"])
def test_the_spanish_is_plain_by_our_own_measure(name: str) -> None:
    texts = flat(read(TEXTS / f"{name}.toml")).values()
    sentences = [re.sub(r"\{[^}]*\}", "5", text) for text in texts if text.endswith(".")]
    graded = spanish_grade(sentences)
    assert graded.inflesz is not None
    assert graded.inflesz >= PLAIN


# --- sentences ---


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("A link has no words", "Un enlace no tiene palabras"),
        ("Signing in worked in 3 of 5 tries.", "Se logró entrar en 3 de 5 intentos."),
        (
            "This task cannot be done with the keyboard alone: The option cannot be chosen with "
            "the arrow keys.",
            "Esta tarea no se puede hacer solo con el teclado: La opción no se puede elegir con "
            "las teclas de flecha.",
        ),
        (
            "“What do I owe? Let me pay it.” could not be done. Nothing happened. “Paid” did not "
            "appear.",
            "“¿Cuánto debo? Quiero pagarlo.” no se pudo hacer. No pasó nada. No apareció “Paid”.",
        ),
        (
            "A person comes on Thursday, November 26, 2026 and finds the door locked.",
            "La persona viene el jueves 26 de noviembre de 2026 y encuentra la puerta cerrada.",
        ),
        (
            "Too little was tested for a fair letter: Understand (43%), Trust (20%).",
            "Se probó muy poco para una nota justa: Entender (43%), Confianza (20%).",
        ),
        ("1 page", "1 página"),
    ],
)
def test_a_sentence_of_ours_is_said_in_spanish(english: str, other: str) -> None:
    assert translator("es")(english) == other
    assert translator("es").knows(english)


def test_the_portals_words_stay_and_name_their_language() -> None:
    assert translator("es").parts("“View your results” does nothing") == (
        Part("“"),
        Part("View your results", "en"),
        Part("” no hace nada"),
    )
    assert translator("es").own("Vea los resultados de su prueba").language == ""


def test_what_nobody_translated_stays_english_and_says_so() -> None:
    said = "Something brand new is wrong here."
    assert translator("es").parts(said) == (Part(said, "en"),)
    assert not translator("es").knows(said)


def test_an_unknown_sentence_leaves_its_neighbour_spanish() -> None:
    parts = translator("es").parts("It was not tried. Something brand new is wrong here.")
    assert parts == (Part("No se intentó. "), Part("Something brand new is wrong here.", "en"))


def test_in_english_nothing_is_changed() -> None:
    assert Translator()("A link has no words") == "A link has no words"


def test_hostile_text_takes_no_time() -> None:
    started = time.perf_counter()
    for text in ("A. " * 600, "“a” and “b”, " * 300, "The page (is) and “{x}” of " * 80):
        translator("es")(text)
    assert time.perf_counter() - started < 3


# --- the page ---


def test_the_summary_has_no_english(run_dir: Path) -> None:
    page = spanish(demo_like(), run_dir)
    first, _, _ = page.partition('id="tasks"')
    assert '<html lang="es">' in first
    assert 'lang="en"' not in first.replace('<h1><span lang="en">', "<h1><span>")
    assert "Un paciente puede hacer 6 de 8 tareas" in first
    assert "2 de ellas solo con el teclado y 1 de ellas en un teléfono" in first


def test_english_that_is_left_is_marked(run_dir: Path) -> None:
    title = sample.good_audit().findings[0].title
    assert f'<span lang="en">{title}</span>' in spanish(sample.good_audit(), run_dir)


def test_the_english_page_marks_nothing(run_dir: Path) -> None:
    page = writer("html").write(sample.good_audit(), run_dir).decode()
    assert re.findall(r'lang="\w+"', page) == ['lang="en"']


def test_hostile_words_stay_words_in_spanish(run_dir: Path) -> None:
    page = spanish(sample.hostile_audit(), run_dir)
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_dates_are_spanish(run_dir: Path) -> None:
    assert re.search(r"Revisado el \d+ de [a-z]+ de \d{4}<", spanish(demo_like(), run_dir))


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_spanish_scorecard_is_clean_by_axe(open_scorecard: Open, width: int) -> None:
    violations: list[str] = []

    async def look(page: Page) -> None:
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        await page.evaluate(current_axe().axe_script)
        violations.extend(await page.evaluate(AXE))

    assert open_scorecard(demo_like(), look, width=width, language="es") == []
    assert violations == []


@pytest.mark.browser
def test_no_spanish_word_is_wider_than_a_screen_of_320_pixels(open_scorecard: Open) -> None:
    async def measure(page: Page) -> None:
        await page.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert await page.evaluate(OVERFLOW) <= 0

    open_scorecard(demo_like(), measure, width=320, language="es")


@pytest.mark.browser
def test_a_limit_and_its_reason_stand_side_by_side(open_scorecard: Open) -> None:
    async def measure(page: Page) -> None:
        first = page.locator(".limits li").first.locator("> span")
        limit, reason = await first.nth(0).bounding_box(), await first.nth(1).bounding_box()
        assert limit is not None
        assert reason is not None
        words = await first.nth(0).evaluate("(e) => e.scrollWidth")
        assert limit["x"] + words <= reason["x"]

    open_scorecard(demo_like(), measure, language="es")


# --- files ---


def test_the_spanish_file_stands_beside_the_english_one(run_dir: Path, tmp_path: Path) -> None:
    audit = sample.good_audit()
    for fmt in ("html", "markdown"):
        write_report(audit, tmp_path, fmt)
        write_report(audit, tmp_path, fmt, language="es")
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"scorecard.html", "scorecard.es.html", "summary.md", "summary.es.md"}


def test_the_command_writes_the_language_that_is_asked_for(tmp_path: Path) -> None:
    write_report(sample.good_audit(), tmp_path, "json")
    said = portal_audit("report", tmp_path, "--language", "es", "--format", "markdown")
    assert said.code == 0
    assert "summary.es.md" in said.out
    assert "### Arregle esto primero" in (tmp_path / "summary.es.md").read_text(encoding="utf-8")


def test_a_format_for_programs_has_no_language(tmp_path: Path) -> None:
    write_report(sample.good_audit(), tmp_path, "json")
    said = portal_audit("report", tmp_path, "--language", "es", "--format", "csv")
    assert said.code == 2
    assert "the same in every language" in said.err
