"""EM-01 to EM-13 and KU-13: the e-mail that invites patients."""

from __future__ import annotations

import pytest

from portal_audit.checks.keeps_up.enrolment import CHECKS
from portal_audit.checks.keeps_up.enrolment.domains import registered
from portal_audit.checks.keeps_up.enrolment_mail import CHECK as KU_13
from portal_audit.evidence import (
    Answer,
    AxeHit,
    AxeNode,
    AxeReport,
    Mail,
    Observation,
    PageState,
    RunEvidence,
)
from portal_audit.evidence.mail import LinkVisit
from portal_audit.finding import Outcome, Verdict
from tests.checks.builders import evidence, state, text
from tests.mail.making import LINK, SIGNED, TOKEN, WORDS, html, made, plain, read

BY_ID = {check.id: check for check in CHECKS}
LIST = ("List-Unsubscribe", "<https://portal.riverbend.example/stop?u=1>")
ONE_CLICK = ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def run(mail: Mail | bytes | None, page: PageState | None = None, **more: object) -> RunEvidence:
    mail = read(mail).mail if isinstance(mail, bytes) else mail
    found = evidence(**more)  # type: ignore[arg-type]
    return found.model_copy(update={"mail": mail, "mail_page": page})


def judged(id: str, mail: Mail | bytes, page: PageState | None = None, **more: object) -> Outcome:
    return BY_ID[id].judge(run(mail, page, **more))


def axe(*rules: str) -> AxeReport:
    node = AxeNode(target="p", snippet="<p>pale</p>")
    hits = [
        AxeHit(rule=r, impact="serious", help="", help_url="", nodes=(node,), total=2)
        for r in rules
    ]
    return AxeReport(version="4", violations=tuple(hits), incomplete=(), passes=20)


def page(*rules: str, small: float = 0.0, lang: str = "en") -> PageState:
    seen = Observation(kind="letter", facts={"characters": 100.0, "small": small, "least": 9.0})
    blocks = tuple(text(words) for words in WORDS)
    return state("/", *blocks, axe=axe(*rules), observations=(seen,), lang=lang)


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_without_a_mail_nothing_can_be_told_and_the_key_is_named(check: object) -> None:
    outcome = check.judge(run(None))  # type: ignore[attr-defined]
    assert outcome.verdict is Verdict.CANNOT_TELL
    assert "`invitation:`" in outcome.note


def test_there_are_thirteen_in_order_and_each_explains_itself() -> None:
    assert list(BY_ID) == [f"EM-{number:02d}" for number in range(1, 14)]
    assert all(c.why and c.rule and c.fix and c.source for c in CHECKS)


# --- EM-01 ---


@pytest.mark.parametrize("domain", ["riverbend.example", "mail.riverbend.example"])
def test_the_portal_s_own_domain_passes(domain: str) -> None:
    assert judged("EM-01", made(sender=f"Clinic <a@{domain}>")).share == 1


@pytest.mark.parametrize("domain", ["mailer.example", "riverbend.example.com", "gmail.com"])
def test_another_domain_fails(domain: str) -> None:
    outcome = judged("EM-01", made(sender=f"Clinic <a@{domain}>"))
    assert outcome.share == 0
    assert domain in outcome.note


def test_a_local_portal_has_no_domain_to_compare_with() -> None:
    local = judged("EM-01", made(), hosts=("127.0.0.1", "localhost"))
    assert local.verdict is Verdict.NOT_APPLICABLE
    unknown = judged("EM-01", made(), hosts=())
    assert unknown.verdict is Verdict.CANNOT_TELL
    assert "--portal" in unknown.note


def test_domains_are_told_by_the_public_suffix_list() -> None:
    assert registered("mail.clinic.co.uk") == "clinic.co.uk"
    assert registered("a.github.io") == "a.github.io"
    assert registered("portal.riverbend.example") == "riverbend.example"
    assert registered("127.0.0.1") == "127.0.0.1"


# --- EM-02, EM-03, EM-04 ---


def test_a_signed_mail_passes_and_an_unsigned_one_fails() -> None:
    assert judged("EM-02", made()).share == 1
    data = made().replace(b"DKIM-Signature", b"X-Nothing")
    assert judged("EM-02", data).share == 0


def test_the_signature_must_cover_the_headers_for_unsubscribing() -> None:
    covers = SIGNED.replace("subject;", "subject:list-unsubscribe:list-unsubscribe-post;")
    assert judged("EM-02", made(headers=(LIST, ONE_CLICK))).share == 0
    signed = (LIST, ONE_CLICK, ("DKIM-Signature", covers))
    assert judged("EM-02", made(headers=signed)).share == 1


def test_a_mail_that_was_never_sent_cannot_be_judged_by_its_way() -> None:
    for check in ("EM-02", "EM-03"):
        outcome = judged(check, made(delivered=False))
        assert outcome.verdict is Verdict.CANNOT_TELL
        assert "as it arrived" in outcome.note


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("mx.a; spf=pass; dkim=pass; dmarc=pass", Verdict.PASSED),
        ("mx.a 1; spf=pass (ok; dkim=fail); dkim=fail; dkim=pass; dmarc=pass", Verdict.PASSED),
        ("spf=pass (x) smtp.mailfrom=a; dkim=pass; dmarc=pass action=none", Verdict.PASSED),
        ("mx.a; spf=softfail; dkim=pass; dmarc=pass", Verdict.FAILED),
        ("mx.a; spf=pass; dkim=pass; dmarc=none", Verdict.FAILED),
        ("mx.a; spf=pass; dkim=pass", Verdict.CANNOT_TELL),
    ],
)
def test_spf_dkim_and_dmarc_must_pass(said: str, verdict: Verdict) -> None:
    outcome = judged("EM-03", made(headers=(("Authentication-Results", said),)))
    assert outcome.verdict is verdict


def test_a_message_to_one_patient_needs_no_unsubscribing_and_that_is_said() -> None:
    outcome = judged("EM-04", made())
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert "one patient" in outcome.note


@pytest.mark.parametrize(
    ("headers", "share"),
    [
        ((LIST, ONE_CLICK), 1),
        ((LIST,), 0),
        ((("List-Unsubscribe", "<mailto:a@b.example>"), ONE_CLICK), 0),
        ((("Precedence", "bulk"),), 0),
    ],
)
def test_a_mailing_needs_one_click(headers: tuple[tuple[str, str], ...], share: float) -> None:
    outcome = judged("EM-04", made(headers=headers))
    assert outcome.share == share
    assert "taken for a mailing" in outcome.note


# --- EM-05, EM-06 ---


def test_the_plain_text_must_say_what_the_html_says() -> None:
    assert judged("EM-05", made()).share == 1
    assert judged("EM-05", made(markup=None)).share == 1
    assert judged("EM-05", made(text=None)).share == 0
    assert judged("EM-05", made(text="View this e-mail in your browser.\n")).share == 0


@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        ("Riverbend: set up your account", ""),
        ("Your Riverbend Family Clinic account is ready for you to set up at long last", "long"),
        ("Your new patient portal is here", "name the practice"),
        ("RIVERBEND: IMPORTANT ACTION", "shouts"),
        ("Riverbend: your account!!!", "excited"),
        ("", "no subject"),
    ],
)
def test_a_subject_is_short_calm_and_names_the_practice(subject: str, fault: str) -> None:
    outcome = judged("EM-06", made(subject=subject))
    assert outcome.share == (0 if fault else 1)
    assert fault in outcome.note


def test_a_practice_of_common_words_is_named_by_all_of_them() -> None:
    named = judged("EM-06", made(subject="Family Health Center: sign up"), portal="Family Health")
    assert named.share == 1
    assert judged("EM-06", made(subject="Your health"), portal="Family Health").share == 0


# --- EM-07 ---


def links(*anchors: str) -> bytes:
    return made(markup=html(button=" ".join(anchors)))


MAIN = f'<a href="{LINK}">Set up my account</a>'


@pytest.mark.parametrize(
    "anchors",
    [
        (MAIN,),
        (MAIN, f'<a href="{LINK}&utm_source=x">{LINK}</a>'),
        (MAIN, '<a href="https://portal.riverbend.example/privacy">Privacy notice</a>'),
        (MAIN, '<a href="https://www.riverbend.example/">www.riverbend.example</a>'),
        (MAIN, '<a href="tel:+15035550142">(503) 555-0142</a>'),
        (MAIN, '<a href="https://www.facebook.com/riverbend">Like us</a>'),
    ],
)
def test_one_thing_to_do_passes(anchors: tuple[str, ...]) -> None:
    assert judged("EM-07", links(*anchors)).share == 1


@pytest.mark.parametrize(
    ("anchors", "title"),
    [
        ((), "no link"),
        ((MAIN, '<a href="https://portal.riverbend.example/visits">Book a visit</a>'), "compete"),
        (('<a href="https://bit.ly/abc">Set up my account</a>',), "hides where it leads"),
        (('<a href="http://portal.riverbend.example/in">Set up</a>',), "not encrypted"),
        (('<a href="https://click.mailer.example/x1y2z3w4">Set up</a>',), "portal's own host"),
        (
            ('<a href="https://other.example/in">https://portal.riverbend.example/in</a>',),
            "shows one address",
        ),
    ],
)
def test_what_makes_people_doubt_a_link_fails(anchors: tuple[str, ...], title: str) -> None:
    outcome = judged("EM-07", links(*anchors))
    assert outcome.share == 0
    assert any(title in finding.title for finding in outcome.findings)


def test_hosts_are_not_compared_with_those_of_a_local_portal() -> None:
    outcome = judged("EM-07", made(), hosts=("127.0.0.1",))
    assert outcome.share == 1
    assert "this computer" in outcome.note


# --- EM-08, EM-09 ---

HARD = (
    "Pursuant to the implementation of our enhanced electronic engagement platform, documentation "
    "pertaining to your participation necessitates completion of the verification procedure. ",
)


def test_easy_words_pass_and_hard_ones_fail() -> None:
    assert judged("EM-08", made()).share == 1
    hard = judged("EM-08", made(markup=html(HARD * 12)))
    assert hard.share == 0
    assert hard.findings[0].where[0].snippet.startswith("Pursuant")
    few = judged("EM-08", made(markup=html((" ".join(HARD * 2), *HARD * 4))))
    assert few.share == 0


def test_a_few_words_are_too_short_to_grade() -> None:
    assert judged("EM-08", made(markup=html(WORDS[:2]))).verdict is Verdict.CANNOT_TELL


def says(words: tuple[str, ...]) -> bytes:
    """A mail with these words and a button that says nothing."""
    bare = html(words, button=f'<a href="{LINK}">Go on</a>')
    return made(markup=bare.replace("Set up your account", "Welcome"), text=plain(words))


@pytest.mark.parametrize(("left_out", "name"), [(1, "why"), (6, "how long"), (7, "phone")])
def test_each_thing_that_is_not_said_costs_a_fifth(left_out: int, name: str) -> None:
    words = tuple(each for number, each in enumerate(WORDS) if number != left_out)
    outcome = judged("EM-09", says(words))
    assert outcome.share == pytest.approx(0.8)
    assert outcome.note == f"It does not say: {name}."


def test_what_to_do_and_what_for_must_be_said() -> None:
    outcome = judged("EM-09", says((*WORDS[:2], *WORDS[6:8])))
    assert outcome.share == pytest.approx(0.6)
    assert outcome.note == "It does not say: what for, what to do."


def test_a_mail_that_says_everything_passes_and_one_that_says_nothing_fails() -> None:
    assert judged("EM-09", made()).share == 1
    nothing = made(markup="<p>Welcome to our new website for all of you.</p>", text=None)
    assert judged("EM-09", nothing).share == 0


# --- EM-10 ---


@pytest.mark.parametrize(
    "subject",
    [
        "Riverbend: your lab results are ready",
        "Riverbend: your results for Maria",
        "Riverbend: diabetes check-up",
        "Riverbend: get ready for your colonoscopy",
        "Riverbend: refill your metformin",
    ],
)
def test_health_in_a_subject_fails(subject: str) -> None:
    outcome = judged("EM-10", made(subject=subject))
    assert outcome.share == 0
    assert "subject" in outcome.findings[0].title


@pytest.mark.parametrize(
    "words",
    [
        "Your blood test results are in.",
        "We wrote to you about your diabetes.",
        "See the notes on your recent surgery.",
        "You can refill your lisinopril here.",
    ],
)
def test_health_in_the_text_fails(words: str) -> None:
    assert judged("EM-10", made(markup=html((*WORDS, words)))).share == 0


@pytest.mark.parametrize(
    "words",
    [
        "See your test results online.",
        "You can see your lab results, refill a medicine and book a visit.",
        "If you think you have a heart attack, call 911.",
        "Your results are safe and private.",
    ],
)
def test_what_a_portal_is_good_for_is_no_health_detail(words: str) -> None:
    outcome = judged("EM-10", made(markup=html((*WORDS, words))))
    assert outcome.share == 1
    assert outcome.findings == ()


def test_hidden_words_beside_the_subject_count() -> None:
    hidden = '<div style="display:none">Your biopsy results are ready</div>'
    assert judged("EM-10", made(markup=html(more=hidden))).share == 0


def test_the_name_of_a_clinic_that_gives_it_away_is_for_a_person_to_confirm() -> None:
    outcome = judged("EM-10", made(sender="Riverbend Oncology <a@riverbend.example>"))
    assert outcome.share == 1
    assert [finding.confidence for finding in outcome.findings] == ["likely"]


# --- EM-11 ---


def test_html_that_everyone_can_read_passes() -> None:
    assert judged("EM-11", made(), page(small=5)).share == 1


@pytest.mark.parametrize(
    ("seen", "title"),
    [
        (page("color-contrast"), "too pale"),
        (page("image-alt"), "text alternative"),
        (page(small=40), "40% of the text"),
        (page(lang=""), "language"),
    ],
)
def test_each_barrier_in_the_html_fails(seen: PageState, title: str) -> None:
    outcome = judged("EM-11", made(), seen)
    assert outcome.share == 0
    assert title in outcome.findings[0].title


def test_a_large_mail_and_one_of_pictures_fail() -> None:
    large = made(markup=html(more="<!-- " + "x" * 110_000 + " -->"))
    assert "too large" in judged("EM-11", large, page()).findings[0].title
    picture = '<a href="https://portal.riverbend.example/"><img src="https://a.example/a.png"></a>'
    drawn = judged("EM-11", made(markup=f"<html lang=en><body>{picture}</body></html>"), page())
    assert "stand in pictures" in drawn.findings[0].title


def test_plain_text_has_no_html_to_judge_and_unshown_html_cannot_be_told() -> None:
    assert judged("EM-11", made(markup=None)).verdict is Verdict.NOT_APPLICABLE
    assert judged("EM-11", made()).verdict is Verdict.CANNOT_TELL


# --- EM-12, EM-13 ---


def pixel(url: str, size: int = 1) -> bytes:
    return made(markup=html(more=f'<img src="{url}" width="{size}" height="{size}" alt="">'))


def test_a_pixel_of_a_known_tracker_fails() -> None:
    outcome = judged("EM-12", pixel("https://www.google-analytics.com/collect?cid=1"))
    assert outcome.share == 0
    assert "Google Analytics" in outcome.findings[0].title


def test_an_unseen_picture_of_somebody_else_is_for_a_person_to_confirm() -> None:
    outcome = judged("EM-12", pixel("https://open.mailer.example/o?u=88213"))
    assert outcome.share == 1
    assert [finding.confidence for finding in outcome.findings] == ["likely"]


@pytest.mark.parametrize(
    "data",
    [
        made(),
        made(markup=None),
        pixel("https://img.mailer.example/logo.png", 120),
        pixel("https://mail.riverbend.example/o?u=88213"),
    ],
)
def test_other_pictures_pass(data: bytes) -> None:
    outcome = judged("EM-12", data)
    assert outcome.share == 1
    assert outcome.findings == ()


def test_an_auditor_s_own_table_counts() -> None:
    own = {"analytics": {"Fast Mailer": ("mailer.example",)}}
    outcome = judged("EM-12", pixel("https://o.mailer.example/a.gif", 80), trackers=own)
    assert outcome.share == 0


@pytest.mark.parametrize(
    ("visit", "verdict"),
    [
        (None, Verdict.CANNOT_TELL),
        (LinkVisit(status=200), Verdict.PASSED),
        (LinkVisit(status=404), Verdict.FAILED),
        (LinkVisit(status=200, says="This link has expired"), Verdict.FAILED),
        (LinkVisit(why_not="The server did not answer."), Verdict.CANNOT_TELL),
    ],
)
def test_only_a_visit_says_whether_the_link_works(
    visit: LinkVisit | None, verdict: Verdict
) -> None:
    mail = read(made()).mail.model_copy(update={"visit": visit})
    assert judged("EM-13", mail).verdict is verdict


# --- KU-13 ---


def test_the_mean_of_what_could_be_told_is_the_share() -> None:
    outcome = KU_13.judge(run(made(), page()))
    assert outcome.share == 1
    assert outcome.note == "11 of 11 rules for the invitation e-mail are met. Not told: EM-13."
    worse = KU_13.judge(run(made(text=None), page()))
    assert worse.share == pytest.approx(10 / 11)


def test_findings_name_their_rule_and_hold_no_secret() -> None:
    button = f'<a href="https://bit.ly/{TOKEN}">{LINK}</a>'
    outcome = KU_13.judge(run(made(subject="HELLO MARIA!!!", markup=html(button=button))))
    assert {finding.check for finding in outcome.findings} == {"KU-13"}
    assert {"EM-06", "EM-07"} <= {finding.rule for finding in outcome.findings}
    assert all(finding.source for finding in outcome.findings)
    assert len({f.fingerprint for f in outcome.findings}) == len(outcome.findings)
    assert TOKEN not in repr(outcome)
    assert "Maria" not in repr(outcome)


# --- what a person says ---


def said(question: str, yes: bool) -> Answer:
    return Answer(check="KU-13", page="", question=question, yes=yes, date="2026-11-24")


@pytest.mark.parametrize(("yes", "share"), [(True, 1.0), (False, 0.0)])
def test_whether_the_link_works_a_person_may_say(yes: bool, share: float) -> None:
    assert judged("EM-13", made(), answers=(said("link-works", yes),)).share == share


def test_an_invitation_among_the_spam_is_told_and_one_in_the_inbox_is_not() -> None:
    def titles(yes: bool) -> list[str]:
        return [f.title for f in KU_13.judge(run(made(), answers=(said("inbox", yes),))).findings]

    assert "The invitation lands among the spam" in titles(False)
    assert "The invitation lands among the spam" not in titles(True)
