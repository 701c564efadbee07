"""What is a change, and what may be chance (method 7.5)."""

from __future__ import annotations

from portal_audit.comparison import Change
from portal_audit.result import Audit

AREA_POINTS = 5.0
"""A score that moves no further is no clear change, where its noise is not known (policy)."""
SHARE = 0.1
"""A check's share that moves no further is no clear change (policy)."""
HAIR = 1e-6
"""Sums of decimals are not exact."""

RESAMPLED = "find-and-do"
"""The only dimension that moves in the bootstrap behind `Audit.range`."""

Range = tuple[float, float]


def moved(
    before: float | None,
    after: float | None,
    least: float,
    ranges: tuple[Range | None, Range | None] = (None, None),
) -> Change:
    """How a number of which more is better has changed.

    With two ranges: clearly when they do not overlap. Else: when it moved by more than `least`.
    """
    if before is None or after is None:
        return only_in_one(before is not None, after is not None)
    if abs(after - before) < HAIR:
        return "same"
    if ranges[0] and ranges[1]:
        chance = ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1]
    else:
        chance = abs(after - before) <= least + HAIR
    if chance:
        return "unclear"
    return "better" if after > before else "worse"


def only_in_one(before: bool, after: bool) -> Change:
    """When at least one of the runs cannot tell."""
    if before == after:
        return "same"
    return "only before" if before else "only after"


def noise_of_areas(audit: Audit) -> dict[str, Range]:
    """Dimension -> where its score may lie by chance alone.

    The range of the total comes from resampling the tasks while all other dimensions are held, so
    it can be led back to the one that moves: the score of Find & do at which the total would be
    the low end, and the high end. Empty without a range, and where a cap cut the range off.
    """
    total, found = audit.range, {d.id: d for d in audit.dimensions}
    mine = found.get(RESAMPLED)
    if total is None or mine is None or mine.score is None:
        return {}
    if any(total[1] >= cap.limit for cap in audit.caps):
        return {}
    low, high = (_led_back(audit, end) for end in total)
    # The range is rounded to a tenth; the score itself is always within its noise.
    return {
        RESAMPLED: (
            round(max(0.0, min(low, mine.score)), 1),
            round(min(100.0, max(high, mine.score)), 1),
        )
    }


def _led_back(audit: Audit, total: float) -> float:
    """Find & do's score with which the score would be `total`: formula 6 of method 7.3 solved."""
    others = [
        (d.weight, d.score) for d in audit.dimensions if d.id != RESAMPLED and d.score is not None
    ]
    weight = next(d.weight for d in audit.dimensions if d.id == RESAMPLED)
    all_weights = weight + sum(w for w, _ in others)
    held = sum(w * score for w, score in others)
    weakest = min((score for _, score in others), default=100.0)
    above = ((total - 0.25 * weakest) * all_weights / 0.75 - held) / weight
    if above >= weakest:
        return above
    return (total - 0.75 * held / all_weights) / (0.75 * weight / all_weights + 0.25)
