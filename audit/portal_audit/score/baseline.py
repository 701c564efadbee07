"""An audit -> the little of it that a gate compares with."""

from __future__ import annotations

from portal_audit.baseline import Accepted, Baseline, KnownArea, KnownCap, KnownFinding, KnownTask
from portal_audit.result import Audit
from portal_audit.score.compare import cap_key, side_of
from portal_audit.score.noise import noise_of_areas


def baseline_of(audit: Audit, accepted: tuple[Accepted, ...] = ()) -> Baseline:
    """What is known of `audit`, with what people accepted."""
    noise = noise_of_areas(audit)
    return Baseline(
        run=side_of(audit),
        caps=tuple(KnownCap(key=cap_key(c), limit=c.limit, reason=c.reason) for c in audit.caps),
        areas=tuple(
            KnownArea(id=d.id, title=d.title, score=d.score, noise=noise.get(d.id))
            for d in audit.dimensions
        ),
        tasks=tuple(
            KnownTask(
                scenario=t.scenario,
                audience=t.audience,
                title=t.title,
                priority=t.priority,
                status=t.status,
                done=t.done,
                tries=t.tries,
            )
            for t in audit.tasks
        ),
        findings=tuple(
            KnownFinding(
                fingerprint=f.fingerprint,
                severity=f.severity,
                confidence=f.confidence,
                title=f.title,
            )
            for f in audit.findings
        ),
        accepted=accepted,
    )
