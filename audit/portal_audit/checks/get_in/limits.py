"""What the trials have found about the time limit, shared by GI-12, GI-13 and GI-14."""

from __future__ import annotations

from dataclasses import dataclass

from portal_audit.evidence import RunEvidence, Trial
from portal_audit.finding import Place

HOUR_S = 60 * 60
NOT_LOOKED = "The time limit was not looked for in this run."


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a patient may rest."""

    seconds: float
    kept_by: str
    """`page` (its own clock), `server` (measured by waiting) or `cookie` (its lifetime)."""

    def spoken(self) -> str:
        """`5 minutes`, `45 seconds`."""
        if self.seconds < 90:
            return f"{self.seconds:.0f} seconds"
        minutes = round(self.seconds / 60, 1)
        return f"{minutes:g} minutes"


def page_trial(evidence: RunEvidence) -> Trial | None:
    """What came of letting the page's time run, when that could be done."""
    trial = evidence.trials.get("time-limit")
    return trial if trial and trial.made else None


def number(trial: Trial, fact: str) -> float | None:
    value = trial.facts.get(fact)
    return float(value) if value is not None else None


def limits(evidence: RunEvidence) -> list[Limit]:
    """Every limit that is known, the shortest first."""
    found = []
    page = page_trial(evidence)
    if page and (ended := number(page, "ended_at_s")) is not None:
        found.append(Limit(ended, "page"))
    server = evidence.trials.get("server-limit")
    if server and server.made and (ended := number(server, "ended_after_m")) is not None:
        # It ended somewhere between this and the longest time it was still alive.
        alive = number(server, "alive_after_m") or 0.0
        found.append(Limit(60 * (alive or ended), "server"))
    if life := _cookie_life(evidence):
        found.append(Limit(life, "cookie"))
    return sorted(found, key=lambda limit: limit.seconds)


def _cookie_life(evidence: RunEvidence) -> float | None:
    """The shortest lifetime of a cookie that keeps patients signed in, when it is short."""
    lives = [
        cookie.lifetime_s
        for walk in evidence.walks
        for cookie in walk.cookies
        if cookie.session and cookie.lifetime_s is not None
    ]
    short = [life for life in lives if 0 < life <= 4 * HOUR_S]
    return max(short) if short and len(short) == len(lives) else None


def signed_in_home(evidence: RunEvidence) -> tuple[Place, ...]:
    """The first signed-in page of a walk, to show beside a finding; () when none was seen."""
    for walk in evidence.walks:
        for name in walk.states:
            state = evidence.states.get(name)
            if state and state.signed_in and state.kind == "page":
                return (Place.on(state),)
    return ()
