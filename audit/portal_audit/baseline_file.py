"""The baseline on disk: read, kept, and what people accepted in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from portal_audit.audit_file import load_audit, read_json
from portal_audit.baseline import BASELINE_SCHEMA, Accepted, Baseline
from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.result import Audit
from portal_audit.score.baseline import baseline_of
from portal_audit.score.compare import cap_key

MAKE = "Make one with: portal-audit baseline save RUN --to baseline.json"


def load_any_baseline(path: Path) -> Baseline:
    """What to compare with: a baseline file, a run folder or an audit.json. Raises FileProblem."""
    return load_baseline(path) if is_baseline(path) else baseline_of(load_audit(path))


def is_baseline(path: Path) -> bool:
    """Whether it is a baseline file, in which things can be accepted. Raises FileProblem."""
    if path.is_dir():
        return False
    return str(read_json(path, MAKE).get("schema", "")).startswith("portal-audit-baseline/")


def load_baseline(file: Path) -> Baseline:
    """A baseline file. Raises FileProblem."""
    data = read_json(file, MAKE)
    found = str(data.get("schema", ""))
    if found != BASELINE_SCHEMA:
        raise FileProblem(
            file,
            f'this is not a baseline file: its schema is "{found[:80]}", not "{BASELINE_SCHEMA}".',
            "Update Portal Audit."
            if found.startswith("portal-audit-baseline/")
            else "Choose another name, or make one: portal-audit baseline save RUN --to FILE",
        )
    try:
        return Baseline.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FileProblem(
            file, f"this baseline is damaged ({where[:120]}: {first['msg'][:120]}).", MAKE
        ) from None


def saved(audit: Audit, before: Baseline | None) -> Baseline:
    """The baseline of `audit`; of what was accepted `before`, what is still seen."""
    seen = {f.fingerprint for f in audit.findings}
    kept = tuple(a for a in before.accepted if a.key in seen) if before else ()
    return baseline_of(audit, kept)


def accept(
    baseline: Baseline, audit: Audit, wanted: str, *, reason: str, on: date, until: date | None
) -> tuple[Baseline, Accepted]:
    """`baseline` with one more thing accepted; a new decision replaces the old one.

    `wanted` is a finding of `audit` (`F012` or its fingerprint) or a key that a failed gate
    printed. Raises UsageProblem.
    """
    known = dict(_acceptable(audit))
    number = {f.id.casefold(): f.fingerprint for f in audit.findings}
    key = number.get(wanted.casefold(), wanted)
    if key not in known:
        near = get_close_matches(wanted, known, n=1)
        raise UsageProblem(
            f'There is nothing called "{wanted}" in this run.',
            f'Did you mean "{near[0]}"?'
            if near
            else "Give a finding's number (F012) or fingerprint, as the scorecard shows it.",
        )
    decision = Accepted(key=key, title=known[key], reason=reason, on=on, until=until)
    rest = tuple(a for a in baseline.accepted if a.key != key)
    return baseline.model_copy(update={"accepted": (*rest, decision)}), decision


def _acceptable(audit: Audit) -> Iterator[tuple[str, str]]:
    """Key and title of everything that a gate can fail on."""
    for finding in audit.findings:
        yield finding.fingerprint, finding.title
    for task in audit.tasks:
        yield f"task:{task.scenario}/{task.audience}", f"{task.title} ({task.audience})"
    for cap in audit.caps:
        yield cap_key(cap), cap.reason
    for area in audit.dimensions:
        yield f"dimension:{area.id}", area.title
