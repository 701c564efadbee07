"""KU-04: the clinicians that the portal lists are those who work there now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from portal_audit.checks.keeps_up.card_words import takes_new_patients
from portal_audit.checks.keeps_up.clinicians import CHECK
from portal_audit.evidence import Block, Control, PageState, RosterEntry
from portal_audit.evidence.model import BlockKind, Region
from portal_audit.finding import Finding, Outcome, Severity, Verdict
from portal_audit.language.known_names import KnownNames
from portal_audit.language.person_names import composed, person_name
from tests.checks.builders import control, evidence, state

HANNAH = RosterEntry(name="Dr. Hannah Lee", accepting=True)
SAMUEL = RosterEntry(name="Samuel Ortiz, DO", accepting=True)
GRACE = RosterEntry(name="Grace Okafor", accepting=False)
TOM = RosterEntry(name="Tom Becker")
PAUL = RosterEntry(name="Dr. Paul Whitman", left=True)
STAFF = (HANNAH, SAMUEL, GRACE)


def block(
    words: str, kind: BlockKind = "text", region: Region = "main", level: int | None = None
) -> Block:
    return Block(kind=kind, text=words, region=region, level=level, target=f"[{words[:20]}]")


def card(name: str, *lines: str) -> tuple[Block, ...]:
    return (block(name, "heading", level=2), *map(block, lines))


def directory(*blocks: Block, path: str = "/clinicians", **more: Any) -> PageState:
    values: dict[str, Any] = {"title": "Our clinicians", "heading": "Our clinicians"}
    return state(path, block("Our clinicians", "heading", level=1), *blocks, **(values | more))


FULL = (
    *card("Dr. Hannah Lee", "Family doctor", "Takes new patients"),
    *card("Dr. Samuel Ortiz", "Family doctor", "Accepting new patients"),
    *card("Grace Okafor", "Nurse practitioner", "Does not take new patients now"),
)


def judged(roster: Iterable[RosterEntry], *states: PageState, today: str = "2026-11-24") -> Outcome:
    return CHECK.judge(evidence(*states, roster=tuple(roster), today=today))


def only(outcome: Outcome) -> Finding:
    (finding,) = outcome.findings
    return finding


# --- what is wrong on a page ---


def test_a_list_that_agrees_with_the_office_passes() -> None:
    outcome = judged(STAFF, directory(*FULL))
    assert outcome.verdict is Verdict.PASSED
    assert outcome.findings == ()
    assert "3 of 3" in outcome.note


def test_somebody_who_left_and_is_still_listed_is_major_and_shown() -> None:
    outcome = judged((*STAFF, PAUL), directory(*FULL, *card("Dr. Paul Whitman", "Doctor")))
    finding = only(outcome)
    assert (finding.rule, finding.severity) == ("gone", Severity.MAJOR)
    assert finding.about == "Dr. Paul Whitman"
    assert [(p.url, p.target) for p in finding.where] == [("/clinicians", "[Dr. Paul Whitman]")]
    assert outcome.share == 0


def test_somebody_whose_last_day_is_past_counts_as_gone() -> None:
    gone = RosterEntry(name="Tom Becker", end="2026-11-23")
    assert only(judged((*STAFF, gone), directory(*FULL, *card("Tom Becker")))).rule == "gone"


def test_somebody_whose_last_day_is_today_is_still_here() -> None:
    last = RosterEntry(name="Tom Becker", end="2026-11-24")
    outcome = judged((*STAFF, last), directory(*FULL, *card("Tom Becker")))
    assert outcome.verdict is Verdict.PASSED


def test_somebody_who_left_and_is_not_listed_is_no_error() -> None:
    assert judged((*STAFF, PAUL), directory(*FULL)).verdict is Verdict.PASSED


def test_a_farewell_is_no_listing() -> None:
    page = directory(*FULL, *card("Dr. Paul Whitman", "Dr. Whitman retired in June 2026."))
    assert judged((*STAFF, PAUL), page).verdict is Verdict.PASSED


def test_a_name_in_passing_is_no_listing() -> None:
    story = block("Our clinic was founded in a barn by the river in 1980 by Dr. Paul Whitman.")
    assert judged((*STAFF, PAUL), directory(story, *FULL)).verdict is Verdict.PASSED


def test_somebody_who_is_not_listed_is_missing_from_every_such_page() -> None:
    finding = only(judged((*STAFF, TOM), directory(*FULL), directory(*FULL, path="/team")))
    assert (finding.rule, finding.severity) == ("missing", Severity.MINOR)
    assert [place.url for place in finding.where] == ["/clinicians", "/team"]


def test_somebody_named_on_one_of_two_lists_is_not_missing() -> None:
    pages = (directory(*FULL), directory(*FULL, *card("Tom Becker"), path="/nurses"))
    assert judged((*STAFF, TOM), *pages).verdict is Verdict.PASSED


@pytest.mark.parametrize("listed", [True, False])
def test_somebody_who_has_not_started_may_be_listed_early_or_not(listed: bool) -> None:
    coming = RosterEntry(name="Tom Becker", start="2026-12-01")
    extra = card("Tom Becker") if listed else ()
    assert judged((*STAFF, coming), directory(*FULL, *extra)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("Not accepting new patients", SAMUEL),
        ("Panel closed", SAMUEL),
        ("No longer taking new patients", SAMUEL),
        ("Accepting", GRACE),
        ("Takes new patients", GRACE),
    ],
)
def test_the_opposite_about_new_patients_is_an_error(words: str, entry: RosterEntry) -> None:
    page = directory(*card("Dr. Hannah Lee"), *card(person(entry), "Family medicine", words))
    finding = only(judged((HANNAH, entry), page))
    assert (finding.rule, finding.severity) == ("accepting", Severity.MINOR)
    assert finding.about == entry.name


def person(entry: RosterEntry) -> str:
    return entry.name.split(",")[0]


def test_nothing_about_new_patients_is_no_error() -> None:
    page = directory(*card("Dr. Hannah Lee"), *card("Grace Okafor", "Accepts most insurance"))
    assert judged((HANNAH, GRACE), page).verdict is Verdict.PASSED


def test_what_the_next_card_says_is_not_about_the_last_name() -> None:
    page = directory(
        *card("Dr. Hannah Lee", "Family doctor"),
        *card("Grace Okafor", "Nurse practitioner"),
        *card("Dr. Paul Unlisted", "Accepting new patients"),
    )
    assert judged((HANNAH, GRACE), page).verdict is Verdict.PASSED


def test_what_the_clinic_says_about_itself_is_not_about_the_last_name() -> None:
    page = directory(*FULL, block("All our clinicians are accepting new patients this month."))
    assert judged(STAFF, page).verdict is Verdict.PASSED


def test_badges_before_the_names_are_not_read_as_those_of_the_name_above() -> None:
    page = directory(
        block("Accepting new patients"),
        block("Dr. Hannah Lee"),
        block("Not accepting new patients"),
        block("Grace Okafor"),
    )
    assert judged((HANNAH, GRACE), page).verdict is Verdict.PASSED


def test_badges_of_people_listed_in_one_block_are_kept_apart() -> None:
    line = block("Hannah Lee: accepting new patients. Grace Okafor: not accepting new patients.")
    assert judged((HANNAH, GRACE), directory(line)).verdict is Verdict.PASSED


def test_a_stranger_with_a_title_is_asked_about_and_costs_nothing() -> None:
    outcome = judged(STAFF, directory(*FULL, *card("Dr. Paul Whitman", "MD, FACP")))
    finding = only(outcome)
    assert (finding.rule, finding.confidence, finding.about) == (
        "stranger",
        "likely",
        "Paul Whitman",
    )
    assert outcome.share == 1


@pytest.mark.parametrize(
    "words", ["Dr. Martin Luther King Jr. Blvd", "Diabetes Education, RN", "Doctor Visit Summary"]
)
def test_other_things_with_titles_are_no_strangers(words: str) -> None:
    assert judged(STAFF, directory(*FULL, block(words))).findings == ()


@pytest.mark.parametrize(("people", "share"), [(19, 0.0), (20, 0.5)])
def test_one_error_in_twenty_people_is_half(people: int, share: float) -> None:
    letters = "BCDFGHJKLMNPRSTVWXZQ"[: people - 1]
    names = [f"Given{letter * 3} Family{letter * 3}" for letter in letters]
    roster = [RosterEntry(name=name) for name in [*names, "Tom Becker"]]
    page = directory(*(block(name) for name in names))
    assert judged(roster, page).share == share


# --- which pages ---


def test_without_a_list_of_the_office_it_cannot_be_told() -> None:
    outcome = judged((), directory(*FULL))
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "roster:" in outcome.note


def test_without_a_page_that_lists_clinicians_it_cannot_be_told() -> None:
    home = state("/", block("Dr. Hannah Lee and Samuel Ortiz wish you well."))
    assert judged(STAFF, home).verdict is Verdict.CANNOT_TELL


def test_a_page_about_something_else_that_names_three_is_a_list() -> None:
    page = state("/welcome", *FULL, *card("Dr. Paul Whitman"))
    assert only(judged((*STAFF, PAUL), page)).rule == "gone"


def test_a_list_of_one_is_found_when_the_office_has_one() -> None:
    assert judged((HANNAH,), directory(*card("Dr. Hannah Lee"))).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("path", "heading"), [("/visits", "Past visits"), ("/home", "Welcome, Pat"), ("/inbox", "Mail")]
)
def test_a_patient_s_own_visits_are_no_list(path: str, heading: str) -> None:
    names = ("Dr. Hannah Lee", "Samuel Ortiz", "Grace Okafor", "Dr. Paul Whitman")
    own = state(path, *(block(n, "item") for n in names), heading=heading, signed_in=True)
    assert judged((*STAFF, PAUL), directory(*FULL), own).verdict is Verdict.PASSED


def test_old_news_is_no_list() -> None:
    old = state("/news", *card("Dr. Paul Whitman wins a prize"), *FULL, heading="News")
    assert judged((*STAFF, PAUL), directory(*FULL), old).verdict is Verdict.PASSED


def test_a_clinic_s_own_name_does_not_make_every_page_a_list() -> None:
    page = state("/news", *card("Dr. Hannah Lee"), *card("Dr. Paul Whitman"))
    page = page.model_copy(update={"title": "News - Springfield Physicians", "heading": "News"})
    seen = evidence(page, roster=(*STAFF, PAUL), portal="Springfield Physicians")
    assert CHECK.judge(seen).verdict is Verdict.CANNOT_TELL


def test_names_in_the_menu_and_footer_are_not_read() -> None:
    menu = block("Dr. Paul Whitman", "link", "nav")
    assert judged((*STAFF, PAUL), directory(*FULL, menu)).verdict is Verdict.PASSED


def test_only_the_baseline_rendering_is_read() -> None:
    narrow = directory(*card("Dr. Hannah Lee"), rendering="phone")
    assert judged(STAFF, directory(*FULL), narrow).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "more", [control("Next"), control("2"), control("Load more", "button"), None]
)
def test_whoever_is_missing_from_a_list_that_goes_on_is_only_asked_about(
    more: Control | None,
) -> None:
    shown = () if more else (block("Showing 1-3 of 12"),)
    page = directory(*FULL, *shown, controls=(more,) if more else ())
    outcome = judged((*STAFF, TOM), page)
    assert only(outcome).confidence == "likely"
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "1 more may be on pages of the list that were not walked" in outcome.note


def test_errors_on_a_list_that_goes_on_count_all_the_same() -> None:
    page = directory(*FULL, *card("Dr. Paul Whitman"), controls=(control("Next page"),))
    assert judged((*STAFF, TOM, PAUL), page).share == 0


def test_a_page_with_a_patient_s_own_care_team_is_not_the_whole_list() -> None:
    team = directory(*FULL, path="/care-team", heading="Your care team", signed_in=True)
    assert only(judged((*STAFF, TOM), team)).confidence == "likely"
    assert only(judged((*STAFF, TOM), team, directory(*FULL))).confidence == "certain"


def test_a_page_that_names_fewer_than_half_of_the_people_is_not_the_whole_list() -> None:
    others = [RosterEntry(name=f"Given{x} Family{x}") for x in ("BBB", "CCC", "DDD", "FFF")]
    outcome = judged((*STAFF, *others), directory(*FULL))
    assert {finding.confidence for finding in outcome.findings} == {"likely"}


# --- names ---


def named(text: str, *roster: str) -> list[str]:
    known = KnownNames([person_name(name) for name in roster])
    return [roster[n] for mention in known.mentions(composed(text)) for n in mention.people]


@pytest.mark.parametrize(
    "text",
    [
        "Hannah Lee, MD",
        "Dr. Hannah M. Lee",
        "LEE, Hannah",
        "Lee, Hannah, M.D.",
        "Hanna Lee",
        "Hannah Marie Lee",
        "HANNAH LEE",
        "hannah lee",
        "Hannah “Annie” Lee",
        "Dr. Lee",
        "H. Lee, MD",
        "Anna Kim Hannah Lee Samuel Ortiz",
        "Dr. Hannah Lee’s patients",
    ],
)
def test_a_name_is_known_in_the_forms_that_pages_use(text: str) -> None:
    assert named(text, "Dr. Hannah Lee") == ["Dr. Hannah Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "Hannah Leeds",
        "Anna Lee",
        "Paul Lee",
        "Anna H. Lee",
        "Dr. Lee Anderson",
        "Samuel Lee, Hannah Kim",
        "Ask Hannah. Lee is out today.",
        "lee side of the river",
    ],
)
def test_other_people_s_names_are_not_taken_for_it(text: str) -> None:
    assert named(text, "Dr. Hannah Lee") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("José García-López", "Jose Garcia Lopez"),
        ("Dr. Maria Garcia", "Maria Garcia Lopez"),
        ("De la Cruz, Maria", "Maria de la Cruz"),
        ("Mary O’Brien, RN", "O'Brien, Mary"),
        ("Anh Do, DO", "Anh Do"),
        ("Samuel Ortis", "Samuel Ortiz"),
        ("Micheal Brown", "Michael Brown"),
    ],
)
def test_accents_hyphens_particles_and_slips_do_not_matter(text: str, name: str) -> None:
    assert named(text, name) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paula Garcia", "Paul Garcia"),
        ("Karin Garcia", "Karen Garcia"),
        ("Mason Garcia", "Jason Garcia"),
        ("Jane Garcia", "Janet Garcia"),
        ("Bill Smith", "William Smith"),
    ],
)
def test_likely_other_people_of_the_same_family_name_are_not_it(text: str, name: str) -> None:
    assert named(text, name) == []


@pytest.mark.parametrize("name", ["Dr. Lee", "Lee", "H. Lee", "Lee, H."])
def test_an_office_that_writes_no_given_name_is_understood(name: str) -> None:
    assert named("Dr. Hannah Lee, MD", name) == [name]


def test_the_initial_of_a_given_name_must_be_right() -> None:
    assert named("Paul Lee", "H. Lee") == []


def test_two_people_of_one_family_name_are_told_apart() -> None:
    assert named("Dr. Lee", "Hannah Lee", "Paul Lee") == []
    assert named("Paul Lee and Hannah Lee", "Hannah Lee", "Paul Lee") == ["Paul Lee", "Hannah Lee"]


def test_the_middle_initial_tells_two_of_the_same_name_apart() -> None:
    assert named("John B. Smith", "John A. Smith", "John B. Smith") == ["John B. Smith"]


def test_a_namesake_who_left_is_not_seen_in_the_one_who_stayed() -> None:
    roster = (*STAFF, RosterEntry(name="John A. Smith", left=True), RosterEntry(name="John Smith"))
    page = directory(*FULL, *card("Dr. John Smith"))
    assert judged(roster, page).verdict is Verdict.PASSED


def test_whoever_left_and_is_named_with_a_slip_is_only_asked_about() -> None:
    outcome = judged((*STAFF, PAUL), directory(*FULL, *card("Dr. Paul Whitmann")))
    assert (only(outcome).rule, only(outcome).confidence) == ("gone", "likely")


# --- what cards say ---


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["Takes new patients"], True),
        (["Accepting"], True),
        (["Open to new patients"], True),
        (["Accepting new patients:", "Yes"], True),
        (["Acepta pacientes nuevos"], True),
        (["Not accepting new patients"], False),
        (["Panel closed"], False),
        (["She isn’t taking any new patients."], False),
        (["Accepting new patients", "No"], False),
        (["No acepta nuevos pacientes"], False),
        (["Accepting Medicare"], None),
        (["Not accepting patients under 18"], None),
        (["Accepting new patients starting January"], None),
        (["We are accepting new patients."], None),
        (["She takes care of patients with diabetes."], None),
        (["Accepting new patients", "Not accepting new patients"], None),
    ],
)
def test_what_a_card_says_about_new_patients(lines: list[str], answer: bool | None) -> None:
    assert takes_new_patients(lines) is answer
