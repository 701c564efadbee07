"""TR-05, TR-06 and TR-07: who else hears of private pages, and what."""

from __future__ import annotations

import pytest

from portal_audit import yamlfile
from portal_audit.checks.trust.patient_details import CHECK as DETAILS
from portal_audit.checks.trust.third_parties import ADS, REPLAY
from portal_audit.checks.trust.trackers import TrackerFile, tracker_of
from portal_audit.evidence import Request, RunEvidence
from portal_audit.finding import Check, Severity, Verdict
from portal_audit.resources import shipped
from tests.checks.builders import HOST, evidence, home, private, request, sign_in_page, walk

OWN = request(f"https://{HOST}/static/app.js")


def run(*requests: Request) -> RunEvidence:
    pages = (home(), sign_in_page(), private("/home"), private("/results"))
    return evidence(*pages, walks=[walk(*pages, requests=requests)])


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
    file = yamlfile.load(shipped("scenarios") / "trackers.yaml", TrackerFile)
    groups = (file.advertising, file.social, file.analytics, file.replay, file.tag_manager)
    hosts = [host for group in groups for given in group.values() for host in given]
    assert len(set(hosts)) >= 80
    assert len(set(hosts)) == len(hosts)


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
