"""KU-01: no broken links or pictures."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from portal_audit.checks.pages import baseline_pages, counted, listed, quoted
from portal_audit.evidence import PageState, RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Place, Severity

TRIAL = "links"
HALF = 0.01
BROKEN_PICTURE = frozenset({404, 410})
SAYS = {0: "does not answer", 404: "is not there", 410: "is gone"}


def judge(evidence: RunEvidence) -> Outcome:
    trial = evidence.trials.get(TRIAL)
    if trial is None:
        return Outcome.cannot_tell("The links were not followed in this run.")
    if not trial.made:
        return Outcome.cannot_tell(f"The links could not be followed. {trial.why_not}")
    links = [_link(evidence, seen.facts, seen.target) for seen in trial.observations]
    pictures, all_pictures = _pictures(evidence)
    looked_at = int(float(trial.facts.get("asked", 0))) + all_pictures
    if not looked_at:
        return Outcome.cannot_tell("No link of the walked pages could be asked for.")
    findings = links + pictures
    rate = len(findings) / looked_at
    share = 1.0 if not findings else 0.5 if rate <= HALF else 0.0
    left_out = int(float(trial.facts.get("left_out", 0)))
    note = f"{len(findings)} of {looked_at} links and pictures are broken."
    if left_out:
        note += f" {counted(left_out, 'link')} that might do something were not followed."
    return Outcome.of(share, findings, note, broken=len(findings), looked_at=looked_at)


def _link(evidence: RunEvidence, facts: dict[str, bool | float | str], target: str) -> Finding:
    name, status = str(facts.get("name", "")), int(float(facts.get("status", 0)))
    path = urlsplit(str(facts.get("href", ""))).path
    state = evidence.states.get(str(facts.get("page", "")))
    says = SAYS.get(status, f"answers with an error ({status})")
    return Finding(
        check=CHECK.id,
        severity=Severity.MINOR,
        title=f"A link leads nowhere: {quoted(name, 40) or path}",
        problem=f"“{quoted(name, 60) or path}” leads to a page that {says}.",
        fix=f"Correct the link to {path} or take it away.",
        about=f"link {name or path}",
        where=(Place.on(state, target, name),) if state else (),
    )


def _pictures(evidence: RunEvidence) -> tuple[list[Finding], int]:
    """Pictures of the portal's own hosts that did not come, and how many were asked for."""
    asked: dict[str, tuple[int | None, str]] = {}
    own = {host.casefold() for host in evidence.run.hosts}
    for walk in evidence.walks:
        for request in walk.requests:
            if request.resource == "image" and request.host in own:
                asked.setdefault(request.url, (request.status, request.page))
    broken = [(url, page) for url, (status, page) in asked.items() if status in BROKEN_PICTURE]
    if not broken:
        return [], len(asked)
    names = listed([urlsplit(url).path.rsplit("/", 1)[-1] for url, _ in broken], 3)
    finding = Finding(
        check=CHECK.id,
        severity=Severity.COSMETIC,
        title="Pictures are missing",
        problem=f"In place of {names} the page shows a gap.",
        fix="Put the pictures back, or take them out of the page.",
        about="pictures",
        where=tuple(_places(evidence, {page for _, page in broken})),
    )
    return [finding], len(asked)


def _places(evidence: RunEvidence, paths: set[str]) -> Iterator[Place]:
    first: dict[str, PageState] = {}
    for state in baseline_pages(evidence):
        if state.path in paths:
            first.setdefault(state.path, state)
    yield from (Place.on(state) for state in first.values())


CHECK = Check(
    id="KU-01",
    title="No broken links or pictures",
    why="A link that leads nowhere ends a visit, and the trust in the rest.",
    dimension="keeps-up",
    rule="Every link of the walked pages to the portal’s own hosts is asked for once (not those "
    "that might do something), and every picture that the walks asked for: none broken full, one "
    "in a hundred or fewer half. Broken: 404, 410, 5xx, no answer.",
    fix="Correct the links.",
    source="policy",
    judge=judge,
)
