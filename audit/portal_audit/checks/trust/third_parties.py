"""TR-05 and TR-06: who else hears of private pages.

Says which requests were made from which page and asks whether there is an agreement. It never says
whether a law was broken: that depends on contracts nobody can see from outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, urlsplit

from portal_audit.checks.get_in.pages import steps_of_signing_in
from portal_audit.checks.pages import listed, quoted
from portal_audit.checks.trust.pages import is_own, page_name, state_at
from portal_audit.checks.trust.trackers import Hit, hits, tables_of
from portal_audit.evidence import Request, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

PUBLIC = ("advertising", "social", "analytics", "tag-manager")
CAPPED = ("advertising", "social", "replay")
"""Categories that hold the grade down on private pages (method 7.4)."""
WORDS = {
    "advertising": "an advertising company",
    "social": "a social network",
    "analytics": "an analytics company",
    "tag-manager": "a tag manager",
    "replay": "a company that records visits",
}
MOST_KEYS = 12
"""More names of what is sent along are only counted."""


def _judge(
    check: Callable[[], Check], categories: tuple[str, ...], entry_share: float
) -> Callable[[RunEvidence], Outcome]:
    def judge(evidence: RunEvidence) -> Outcome:
        if not any(request.signed_in for walk in evidence.walks for request in walk.requests):
            return Outcome.cannot_tell("No request of a private page was seen.")
        sign_in = {state.path for state in steps_of_signing_in(evidence)}
        private: dict[str, list[Hit]] = defaultdict(list)
        entry: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits(evidence, categories):
            if hit.request.signed_in:
                private[hit.tracker.owner].append(hit)
            elif hit.request.page in sign_in:
                entry[hit.tracker.owner].append(hit)
        findings = [
            _finding(check().id, owner, found, evidence) for owner, found in private.items()
        ]
        findings += [
            _finding(check().id, owner, found, evidence)
            for owner, found in entry.items()
            if owner not in private
        ]
        share = 0.0 if private else entry_share if entry else 1.0
        hear = "company hears" if len(private) == 1 else "companies hear"
        names = " and ".join(table.name for table in tables_of(evidence))
        note = f"{len(private)} outside {hear} of private pages, by {names}."
        return Outcome.of(share, findings, note)

    return judge


def _finding(check: str, owner: str, found: list[Hit], evidence: RunEvidence) -> Finding:
    paths = sorted({hit.request.page for hit in found})
    # One company may both count and advertise: the graver purpose is told.
    worst = min(found, key=lambda hit: hit.tracker.category not in CAPPED)
    category = worst.tracker.category
    private = any(hit.request.signed_in for hit in found)
    capped = private and category in CAPPED
    sure = any(not hit.tracker.by_path or not is_own(evidence, hit.request.host) for hit in found)
    hears = "hears" if sure else "may hear"
    states = [(path, state_at(evidence, path)) for path in paths]
    example = worst.request
    told = _told(hit.request for hit in found if hit.request.host == example.host)
    return Finding(
        check=check,
        severity=Severity.MAJOR if capped else Severity.MINOR,
        title=f"{owner} {hears} of {'private pages' if private else 'the sign-in page'}",
        problem=f"From the page {page_name(evidence, example.page)} a request goes to "
        f"{example.host} {_who(worst)}. {told} {_question(worst)}",
        fix=f"Remove {owner} from pages behind the sign-in, or show the agreement that allows it.",
        about=f"{owner} {category}",
        where=tuple(
            Place.on(state, "", example.url)
            if state
            else Place(url=path, snippet=example.url[:300])
            for path, state in states
        ),
    )


def _who(hit: Hit) -> str:
    """Whom the request is told to, what for, and by which table: in brackets."""
    tracker = hit.tracker
    known = ", known by the path" if tracker.by_path else ""
    return f"({tracker.owner}, {WORDS[tracker.category]} by {tracker.table}{known})"


def _told(requests: Iterable[Request]) -> str:
    """The names of what is sent along. Values are never recorded, nor what is in a body."""
    keys: set[str] = set()
    body = ""
    for request in requests:
        keys |= {key for key, _ in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)}
        if request.method == "POST":
            body = " What is sent besides the address was not looked at."
    names = [quoted(key, 40) for key in sorted(keys)]
    return f"Sent along in the address: {listed(names, MOST_KEYS) or 'nothing'}.{body}"


def _question(hit: Hit) -> str:
    owner = hit.tracker.owner
    if hit.tracker.by_path:
        return f"Does {owner} get it, and is there an agreement?"
    return f"Is there an agreement with {owner}?"


ADS: Check = Check(
    id="TR-05",
    title="No advertising or analytics on private pages",
    why="What page a patient looks at can tell what the patient suffers from.",
    dimension="trust",
    rule="No request to an advertising, social or analytics host from a signed-in page; only on "
    "the sign-in page: half. Attempted requests count.",
    fix="Remove them from every page behind the sign-in.",
    source="https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html",
    judge=_judge(lambda: ADS, PUBLIC, entry_share=0.5),
)
REPLAY: Check = Check(
    id="TR-06",
    title="No session recording on private pages",
    why="A recording of the screen is a copy of the record.",
    dimension="trust",
    rule="No request to a session-replay host from a signed-in page; one from the sign-in page is "
    "only reported. Attempted requests count.",
    fix="Remove the recording from every page behind the sign-in.",
    source="https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html",
    judge=_judge(lambda: REPLAY, ("replay",), entry_share=1.0),
)
