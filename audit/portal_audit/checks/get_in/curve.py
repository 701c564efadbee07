"""The curve from a measured quantity to a share (method 7.3 rule 1)."""

from __future__ import annotations

from math import erf, log


def curve(x: float, target: float, limit: float) -> float:
    """0.90 at `target`, 0.50 at `limit`; 1 when nothing was needed. Log-normal, as Lighthouse's."""
    if x <= 0:
        return 1.0
    return 0.5 * (1 - erf(0.9062 * log(x / limit) / log(limit / target)))
