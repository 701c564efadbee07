"""GI-12: the time limit leaves time."""

from __future__ import annotations

from portal_audit.checks.get_in.limits import (
    NOT_LOOKED,
    Limit,
    limits,
    number,
    page_trial,
    signed_in_home,
)
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity

FULL_S = 15 * 60
HALF_S = 10 * 60
LONG_S = 60 * 60
KEPT_BY = {
    "page": "by the page’s own clock",
    "server": "by the server",
    "cookie": "by the life of its cookie",
}


def judge(evidence: RunEvidence) -> Outcome:
    known = limits(evidence)
    if known:
        return _judged(evidence, known[0])
    trial = page_trial(evidence)
    if trial is None:
        tried = evidence.trials.get("time-limit")
        return Outcome.cannot_tell(f"{NOT_LOOKED} {tried.why_not if tried else ''}".strip())
    server = evidence.trials.get("server-limit")
    if server and server.made:
        alive = number(server, "alive_after_m") or 0.0
        if alive * 60 >= FULL_S:
            note = f"After {alive:g} minutes without use the server still knew the patient."
            return Outcome.passed(note, server_alive_minutes=alive)
        return Outcome.cannot_tell("The server was not asked after 15 minutes or more.")
    if every := number(trial, "asks_every_s"):
        return Outcome.cannot_tell(
            f"The page asks the server by itself every {every:g} seconds and so may keep the visit "
            "alive for ever; only waiting for the server shows it (`--idle 15,30`)."
        )
    return Outcome.cannot_tell(
        "The page has no time limit of its own; the server’s is only known by waiting for it "
        "(`--idle 5,10,15,20,30`)."
    )


def _judged(evidence: RunEvidence, limit: Limit) -> Outcome:
    note = f"The visit ends after {limit.spoken()} without use, {KEPT_BY[limit.kept_by]}."
    measured: dict[str, float | str] = {
        "limit_seconds": limit.seconds,
        "limit_kept_by": limit.kept_by,
    }
    if limit.seconds > LONG_S:
        finding = Finding(
            check=CHECK.id,
            severity=Severity.NOTE,
            title="A visit stays open for more than an hour",
            problem="On a computer that others use, too, the record stays open after its reader "
            "has gone.",
            fix="Consider a limit between 15 and 60 minutes, with a warning.",
            about="long limit",
            where=signed_in_home(evidence),
            confidence="likely",
        )
        return Outcome.of(1.0, [finding], note, **measured)
    if limit.seconds >= FULL_S:
        return Outcome.passed(note, **measured)
    share = 0.5 if limit.seconds >= HALF_S else 0.0
    finding = Finding(
        check=CHECK.id,
        severity=Severity.MINOR if share else Severity.MAJOR,
        title="The visit ends soon",
        problem=f"After {limit.spoken()} without use the patient is thrown out: less than it takes "
        "to find a card or read a long result.",
        fix="Set the limit to 15 minutes or more. The length is your choice: the security rule "
        "names no number of minutes. Confirm with your security officer.",
        about="time limit",
        where=signed_in_home(evidence),
        who="People who read, type or move slowly",
    )
    return Outcome.of(share, [finding], note, **measured)


CHECK = Check(
    id="GI-12",
    title="The time limit leaves time",
    why="Who reads slowly, looks for a card or is called away comes back to a sign-in page.",
    dimension="get-in",
    rule="Idle limit of 15 to 60 minutes full, 10 to 15 half, shorter none; longer than 60 minutes "
    "or none is only noted. Seen on the page’s own clock (time is let run), by waiting for the "
    "server (`--idle`), or by the life of the session cookie; the shortest counts.",
    fix="Let patients rest for at least 15 minutes.",
    source="https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
    judge=judge,
    wcag=("2.2.1",),
)
