"""TR-05 and TR-06: who else hears of private pages.

Says which requests were made from which page and asks whether there is an agreement. It never says
whether a law was broken: that depends on contracts nobody can see from outside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from portal_audit.checks.get_in.pages import steps_of_signing_in
from portal_audit.checks.trust.pages import page_name, state_at
from portal_audit.checks.trust.trackers import Hit, hits
from portal_audit.evidence import RunEvidence
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
        note = f"{len(private)} outside companies hear of private pages."
        if len(private) == 1:
            note = "1 outside company hears of private pages."
        return Outcome.of(share, findings, note)

    return judge


def _finding(check: str, owner: str, found: list[Hit], evidence: RunEvidence) -> Finding:
    paths = sorted({hit.request.page for hit in found})
    # One company may both count and advertise: the graver purpose is told.
    worst = min(found, key=lambda hit: hit.tracker.category not in CAPPED)
    category = worst.tracker.category
    private = any(hit.request.signed_in for hit in found)
    capped = private and category in CAPPED
    page = page_name(evidence, paths[0])
    states = [(path, state_at(evidence, path)) for path in paths]
    example = worst.request.url
    return Finding(
        check=check,
        severity=Severity.MAJOR if capped else Severity.MINOR,
        title=f"{owner} hears of {'private pages' if private else 'the sign-in page'}",
        problem=f"From the page {page} a request goes to {worst.request.host} ({owner}, "
        f"{WORDS[category]}). Is there an agreement with {owner}?",
        fix=f"Remove {owner} from pages behind the sign-in, or show the agreement that allows it.",
        about=f"{owner} {category}",
        where=tuple(
            Place.on(state, "", example) if state else Place(url=path, snippet=example[:300])
            for path, state in states
        ),
    )


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
