"""TR-05, TR-06 and TR-07: who else hears of private pages, and what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal_audit.checks.trust.patient_details import CHECK as DETAILS
from portal_audit.checks.trust.third_parties import ADS, REPLAY
from portal_audit.checks.trust.trackers import Tracker, ours, tables_of
from portal_audit.checks.trust.trackers import tracker_of as tracker_by
from portal_audit.errors import FileProblem
from portal_audit.evidence import Request, RunEvidence, RunInfo
from portal_audit.finding import Check, Severity, Verdict
from portal_audit.plan import Plan, make_plan
from portal_audit.portal import load_portal
from portal_audit.resources import shipped
from portal_audit.trackers import CATEGORIES, Sheet, read_own, read_table
from tests.checks.builders import HOST, evidence, home, private, request, sign_in_page, walk

OWN = request(f"https://{HOST}/static/app.js")


def run(*requests: Request) -> RunEvidence:
    pages = (home(), sign_in_page(), private("/home"), private("/results"))
    return evidence(*pages, walks=[walk(*pages, requests=requests)])


def tracker_of(asked: Request, own: bool = False, auditors: Sheet | None = None) -> Tracker | None:
    return tracker_by(asked, tables_of(evidence(home(), trackers=auditors or {})), own)


def our_hosts() -> list[str]:
    sheet = read_table(shipped("scenarios") / "trackers.yaml").sheet()
    return [host for key in CATEGORIES for given in sheet[key].values() for host in given]


# --- the table ---


@pytest.mark.parametrize(
    ("url", "owner", "category"),
    [
        ("https://www.facebook.com/tr/?id=&ev=", "Meta (Facebook, Instagram)", "advertising"),
        ("https://region1.google-analytics.com/g/collect", "Google Analytics", "analytics"),
        ("https://stats.g.doubleclick.net/j/collect", "Google Analytics", "analytics"),
        ("https://www.google.com/pagead/1p-user-list/", "Google Ads", "advertising"),
        ("https://www.clarity.ms/tag/x", "Microsoft Clarity", "replay"),
        ("https://edge.fullstory.com/s/fs.js", "FullStory", "replay"),
        ("https://analytics.tiktok.com/i18n/pixel/events.js", "TikTok", "social"),
        ("https://www.googletagmanager.com/gtm.js?id=", "Google Tag Manager", "tag-manager"),
    ],
)
def test_a_tracker_is_known_by_its_host(url: str, owner: str, category: str) -> None:
    tracker = tracker_of(request(url))
    assert tracker is not None
    assert (tracker.owner, tracker.category) == (owner, category)


@pytest.mark.parametrize(
    "url",
    [
        "https://login.microsoftonline.com/x",
        "https://fonts.gstatic.com/a.woff2",
        "https://www.google.com/recaptcha/api.js",
        "https://cdn.jsdelivr.net/npm/x",
        "https://notfacebook.com/a.js",
        "https://facebook.com.evil.example/a.js",
        "https://portal.riverbend.example/trends?id=",
    ],
)
def test_sign_in_services_content_networks_and_look_alikes_are_no_trackers(url: str) -> None:
    assert tracker_of(request(url)) is None


@pytest.mark.parametrize(
    ("path", "owner", "category"),
    [
        ("/g/collect?v=&tid=", "Google Analytics", "analytics"),
        ("/tr?id=&ev=", "Meta (Facebook, Instagram)", "advertising"),
        ("/b/ss/x/1", "Adobe Analytics", "analytics"),
    ],
)
def test_a_tracker_under_the_portals_own_name_is_known_by_its_path(
    path: str, owner: str, category: str
) -> None:
    tracker = tracker_of(request(f"https://{HOST}{path}"), own=True)
    assert tracker is not None
    assert (tracker.owner, tracker.category) == (owner, category)


def test_the_table_is_large_enough_to_be_of_use() -> None:
    assert len(our_hosts()) >= 300


def test_the_table_knows_many_that_record_visits() -> None:
    replay = read_table(shipped("scenarios") / "trackers.yaml").replay
    assert sum(map(len, replay.values())) >= 40


def test_no_host_is_listed_twice() -> None:
    assert sorted(set(our_hosts())) == sorted(our_hosts())


def test_no_host_is_listed_along_with_what_it_is_part_of() -> None:
    table = ours()
    idle = [
        host
        for host in our_hosts()
        if (around := table.entry(host.partition(".")[2]))
        and table.hosts[around] is not None
        and table.hosts[around] == table.hosts[host]
    ]
    assert idle == []


def test_ordinary_paths_of_a_portal_are_no_trackers() -> None:
    ordinary = (
        "/",
        "/home",
        "/collect",
        "/analytics",
        "/tracking",
        "/s/",
        "/id?x=",
        "/results?id=",
    )
    assert [
        path for path in ordinary if tracker_of(request(f"https://{HOST}{path}"), own=True)
    ] == []


def test_an_allowed_host_counts_with_its_subdomains() -> None:
    page = request("https://clinic.facebook.com/x")
    assert tracker_of(page, auditors={"allowed": {"": ("facebook.com",)}}) is None


def test_a_host_allowed_within_a_tracker_is_allowed() -> None:
    own: Sheet = {"analytics": {"Us": ("us.example",)}, "allowed": {"": ("login.us.example",)}}
    assert tracker_of(request("https://x.login.us.example/"), auditors=own) is None
    assert tracker_of(request("https://us.example/"), auditors=own) is not None


def test_a_tracker_within_an_allowed_host_is_a_tracker() -> None:
    own: Sheet = {"analytics": {"Us": ("stats.us.example",)}, "allowed": {"": ("us.example",)}}
    assert tracker_of(request("https://stats.us.example/"), auditors=own) is not None
    assert tracker_of(request("https://us.example/"), auditors=own) is None


def test_an_owner_known_by_paths_only_has_its_purpose() -> None:
    path = "/plugins/HeatmapSessionRecording/configs.php"
    tracker = tracker_of(request(f"https://{HOST}{path}?idsite="), own=True)
    assert tracker is not None
    assert (tracker.category, tracker.by_path) == ("replay", True)


# --- the auditor's own table ---

OWN_FILE = """version: 2026-10
replay: {Filmroll: [Filmroll.example]}
tag-manager: {Ours: [tags.riverbend.example]}
allowed: [hotjar.com, www.facebook.com]
disguised: {Filmroll: [/film/frame]}
"""


def own_table(tmp_path: Path, text: str = OWN_FILE, name: str = "own.yaml") -> Sheet:
    file = tmp_path / name
    file.write_text(text)
    return read_own([file])


def plan_with(tmp_path: Path, text: str) -> Plan:
    (tmp_path / "own.yaml").write_text(text)
    portal = tmp_path / "portal.yaml"
    portal.write_text(
        "portal: Clinic\nstart: https://portal.example.org/\n"
        'account: {user: pat, password: "${env:PASS}"}\ntrackers: [own.yaml]\n'
    )
    return make_plan(load_portal(portal), tmp_path)


def test_an_own_table_adds_a_host_and_a_path(tmp_path: Path) -> None:
    own = own_table(tmp_path)
    told = "the auditor's own table"
    by_host = tracker_of(request("https://cdn.filmroll.example/x.js"), auditors=own)
    assert by_host == Tracker("Filmroll", "replay", told)
    by_path = tracker_of(request(f"https://{HOST}/film/frame?n="), own=True, auditors=own)
    assert by_path == Tracker("Filmroll", "replay", told, by_path=True)


@pytest.mark.parametrize(
    "url", ["https://static.hotjar.com/c/hotjar.js", "https://www.facebook.com/tr/?id="]
)
def test_an_own_table_can_allow_a_host_of_ours(tmp_path: Path, url: str) -> None:
    assert tracker_of(request(url)) is not None
    assert tracker_of(request(url), auditors=own_table(tmp_path)) is None


def test_what_an_own_table_does_not_name_is_as_in_ours(tmp_path: Path) -> None:
    asked = request("https://connect.facebook.net/en_US/fbevents.js")
    assert tracker_of(asked, auditors=own_table(tmp_path)) == tracker_of(asked)


def test_an_own_table_can_say_what_a_host_of_ours_is_for(tmp_path: Path) -> None:
    own = own_table(tmp_path, "analytics: {Clarity without recording: [clarity.ms]}")
    tracker = tracker_of(request("https://www.clarity.ms/tag/x"), auditors=own)
    assert tracker is not None
    assert (tracker.owner, tracker.category) == ("Clarity without recording", "analytics")


def test_an_own_path_of_an_owner_of_ours_has_our_purpose(tmp_path: Path) -> None:
    own = own_table(tmp_path, "disguised: {Hotjar: [/hot/in]}")
    tracker = tracker_of(request(f"https://{HOST}/hot/in"), own=True, auditors=own)
    assert tracker is not None
    assert tracker.category == "replay"


def test_the_later_of_two_own_tables_counts(tmp_path: Path) -> None:
    own_table(tmp_path, "replay: {A: [a.example, b.example]}", "one.yaml")
    own_table(tmp_path, "allowed: [a.example]", "two.yaml")
    merged = read_own([tmp_path / "one.yaml", tmp_path / "two.yaml"])
    assert merged == {"replay": {"A": ("b.example",)}, "allowed": {"": ("a.example",)}}


def test_the_plan_reads_the_own_tables_and_the_run_carries_them(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, OWN_FILE)
    info = plan.run_info(browser="x", axe="x", started=datetime(2026, 11, 24, tzinfo=UTC))
    stored = RunInfo.model_validate(json.loads(info.model_dump_json()))
    assert stored.trackers == {
        "replay": {"Filmroll": ("filmroll.example",)},
        "tag-manager": {"Ours": ("tags.riverbend.example",)},
        "allowed": {"": ("hotjar.com", "www.facebook.com")},
        "disguised": {"Filmroll": ("/film/frame",)},
    }


def test_another_own_table_makes_another_setting(tmp_path: Path) -> None:
    started = datetime(2026, 11, 24, tzinfo=UTC)
    settings = {
        plan_with(tmp_path, text).run_info(browser="x", axe="x", started=started).settings
        for text in (OWN_FILE, "allowed: [a.example]")
    }
    assert len(settings) == 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("replay:\n  A:\n    - https://a.example/x", 3, "is not a host name"),
        ("replay: {A: [a.example/x]}", 1, "no path"),
        ("allowed:\n- a.example\n- b example", 3, '"b example" is not a host name'),
        ("allowed: ['*.a.example']", 1, "counts with its subdomains"),
        ("social: {A: [localhost]}", 1, "is not a host name"),
        ("social: {A: a.example}", 1, "must be a list"),
        ("\nreplays: {A: [a.example]}", 2, 'Did you mean "replay"?'),
        ("disguised:\n  A: [collect]", 2, "a slash first"),
        ("version: last year", 1, "Write it as in 2026-11"),
        ("social: {A: [a.example]}\nallowed:\n- A.example", 3, "Keep one of them"),
        ("replay: {A: [a.example, a.example]}", 1, "listed twice"),
    ],
)
def test_a_mistake_in_an_own_table_is_told_with_its_line_before_the_run(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(FileProblem) as caught:
        plan_with(tmp_path, text)
    assert caught.value.line == line
    assert f"own.yaml:{line}: " in str(caught.value)
    assert said in str(caught.value)


def test_an_own_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        read_own([tmp_path / "none.yaml"])


# --- TR-05 and TR-06 ---


@pytest.mark.parametrize("check", [ADS, REPLAY], ids=lambda check: check.id)
def test_private_pages_that_only_ask_the_portal_pass(check: Check) -> None:
    assert check.judge(run(OWN)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("check", "url", "severity"),
    [
        (ADS, "https://www.facebook.com/tr/?id=", Severity.MAJOR),
        (ADS, "https://px.ads.linkedin.com/collect", Severity.MAJOR),
        (ADS, "https://www.google-analytics.com/g/collect", Severity.MINOR),
        (ADS, "https://www.googletagmanager.com/gtm.js", Severity.MINOR),
        (REPLAY, "https://www.clarity.ms/tag/x", Severity.MAJOR),
    ],
)
def test_a_tracker_on_a_private_page_fails(check: Check, url: str, severity: Severity) -> None:
    outcome = check.judge(run(OWN, request(url, "/results")))
    assert (outcome.share, outcome.findings[0].severity) == (0, severity)


def test_a_request_that_never_got_through_counts_as_well() -> None:
    lost = request("https://www.clarity.ms/tag/x", failure="net::ERR_NAME_NOT_RESOLVED")
    stopped = request("https://www.clarity.ms/tag/x", blocked=True)
    assert REPLAY.judge(run(lost)).share == 0
    assert REPLAY.judge(run(stopped)).share == 0


def test_the_finding_names_page_and_company_and_asks_for_the_agreement() -> None:
    [finding] = ADS.judge(run(request("https://www.facebook.com/tr/?id=", "/results"))).findings
    assert "“results”" in finding.problem
    assert "www.facebook.com" in finding.problem
    assert "Is there an agreement with Meta" in finding.problem
    assert "HIPAA" not in finding.problem + finding.title + finding.fix
    assert [place.state for place in finding.where] == ["results-desktop"]


def test_the_finding_names_what_is_sent_along_and_what_for() -> None:
    url = "https://www.facebook.com/tr/?id=&ev=&cd%5Bcontent_name%5D="
    [finding] = ADS.judge(run(request(url, "/results"))).findings
    assert "an advertising company" in finding.problem
    assert "Sent along in the address: cd[content_name], ev, id." in finding.problem


def test_the_finding_says_when_nothing_is_sent_along() -> None:
    [finding] = ADS.judge(run(request("https://www.facebook.com/x.js"))).findings
    assert "Sent along in the address: nothing." in finding.problem


def test_the_finding_says_that_the_body_of_a_request_was_not_looked_at() -> None:
    asked = request("https://api.mixpanel.com/track?ip=", method="POST")
    [finding] = ADS.judge(run(asked)).findings
    assert "What is sent besides the address was not looked at." in finding.problem


def test_many_names_of_what_is_sent_along_are_counted() -> None:
    query = "&".join(f"k{n:02}=" for n in range(15))
    [finding] = ADS.judge(run(request(f"https://www.facebook.com/tr/?id=&{query}"))).findings
    assert "and 4 more" in finding.problem


def test_finding_and_note_say_by_which_table() -> None:
    outcome = ADS.judge(run(request("https://www.facebook.com/tr/?id=")))
    table = f"our table of November 2026, {len(our_hosts())} hosts"
    assert table in outcome.findings[0].problem
    assert outcome.note == f"1 outside company hears of private pages, by {table}."


def test_a_pass_says_by_which_tables() -> None:
    page = private()
    own: Sheet = {"allowed": {"": ("www.facebook.com",)}}
    asked = (request("https://www.facebook.com/tr/?id="),)
    outcome = ADS.judge(evidence(page, walks=[walk(page, requests=asked)], trackers=own))
    assert outcome.verdict is Verdict.PASSED
    assert "by the auditor's own table and our table of" in outcome.note


def test_a_tracker_known_by_its_path_is_asked_about_and_not_claimed() -> None:
    [finding] = ADS.judge(run(request(f"https://{HOST}/matomo.php?idsite="))).findings
    assert finding.title == "Matomo may hear of private pages"
    assert "known by the path" in finding.problem
    assert "Does Matomo get it" in finding.problem


def test_one_company_on_many_pages_is_one_problem() -> None:
    url = "https://www.facebook.com/tr/?id="
    [finding] = ADS.judge(run(request(url, "/home"), request(url, "/results"))).findings
    assert [place.url for place in finding.where] == ["/home", "/results"]


def test_a_tracker_only_on_the_sign_in_page_is_half() -> None:
    entry = request("https://www.facebook.com/tr/?id=", "/sign-in", signed_in=False)
    outcome = ADS.judge(run(OWN, entry))
    assert (outcome.share, outcome.findings[0].severity) == (0.5, Severity.MINOR)


def test_a_recorder_only_on_the_sign_in_page_is_reported_and_costs_nothing() -> None:
    entry = request("https://www.clarity.ms/tag/x", "/sign-in", signed_in=False)
    outcome = REPLAY.judge(run(OWN, entry))
    assert outcome.verdict is Verdict.PASSED
    assert len(outcome.findings) == 1


def test_a_tracker_on_the_public_home_is_not_our_business() -> None:
    public = request("https://www.facebook.com/tr/?id=", "/", signed_in=False)
    assert ADS.judge(run(OWN, public)).verdict is Verdict.PASSED


def test_a_portal_hosted_by_a_company_that_also_tracks_is_not_its_own_tracker() -> None:
    page = private(url="https://clinic.hubspot.com/home")
    asked = (request("https://clinic.hubspot.com/app.js"),)
    hosted = evidence(page, walks=[walk(page, requests=asked)], hosts=("clinic.hubspot.com",))
    assert ADS.judge(hosted).verdict is Verdict.PASSED


@pytest.mark.parametrize("check", [ADS, REPLAY], ids=lambda check: check.id)
def test_a_run_that_saw_no_private_request_cannot_tell(check: Check) -> None:
    public = request("https://www.facebook.com/tr/", "/", signed_in=False)
    assert check.judge(run(public)).verdict is Verdict.CANNOT_TELL


# --- TR-07 ---


def test_plain_addresses_and_titles_pass() -> None:
    paged = private("/results", url=f"https://{HOST}/results?page=&sort=")
    assert DETAILS.judge(evidence(paged)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    "address",
    ["/r?dob=", "/r?patient_name=", "/r?Patient-Name=&x=", "/r?dateOfBirth=", "/r?mrn=",
     "/r/[masked]", "/r/%5Bmasked%5D"],
)  # fmt: skip
def test_patient_details_in_an_address_are_a_major_problem(address: str) -> None:
    outcome = DETAILS.judge(evidence(private("/r", url=f"https://{HOST}{address}")))
    assert (outcome.share, outcome.findings[0].severity) == (0, Severity.MAJOR)


def test_the_patients_name_in_a_title_fails() -> None:
    outcome = DETAILS.judge(evidence(private(title="Results of [masked]")))
    assert (outcome.findings[0].about, outcome.findings[0].severity) == ("title", Severity.MINOR)


def test_many_telling_addresses_are_one_problem_with_many_places() -> None:
    pages = [private(f"/r{n}", url=f"https://{HOST}/r{n}?dob=") for n in range(3)]
    [finding] = DETAILS.judge(evidence(*pages)).findings
    assert len(finding.where) == 3


@pytest.mark.parametrize("address", ["/x?dob=", "/x?page=[masked]", "/x/%5Bmasked%5D"])
def test_details_told_to_another_company_are_a_major_problem(address: str) -> None:
    outcome = DETAILS.judge(run(request(f"https://stats.example{address}")))
    assert [(f.about, f.severity) for f in outcome.findings] == [
        ("requests to others", Severity.MAJOR)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        request(f"https://{HOST}/api/results?dob="),
        request("https://cdn.example/font?name="),
        request("https://stats.example/x?dob=", "/", signed_in=False),
    ],
)
def test_other_requests_tell_nothing(asked: Request) -> None:
    assert DETAILS.judge(run(asked)).verdict is Verdict.PASSED


def test_a_run_without_private_pages_cannot_tell_about_details() -> None:
    assert DETAILS.judge(evidence(home())).verdict is Verdict.CANNOT_TELL
