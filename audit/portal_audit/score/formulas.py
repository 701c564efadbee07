"""The arithmetic of the method, pure and without thresholds of its own (method 1.2 and 7.3).

Shares run from 0 to 1, scores from 0 to 100, times are in seconds. Wrong input raises ValueError:
a number that cannot be right must not become a score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan, cos, erf, exp, isfinite, log, pi, prod, sqrt
from statistics import fmean, median, stdev
from typing import Literal, NamedTuple

Letter = Literal["A", "B", "C", "D", "F"]

Z95 = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""


class Estimate(NamedTuple):
    """A value with the two ends of its 95 % interval."""

    value: float
    low: float
    high: float


def curve(x: float, target: float, limit: float) -> float:
    """Share for a measured quantity that is better when smaller (method 7.3 rule 1).

    Log-normal: 0.90 at `target`, 0.50 at `limit`; 1 when nothing was needed at all.
    After Lighthouse's scoring curve (https://developer.chrome.com/docs/lighthouse/performance/performance-scoring).
    """
    if not 0 < target < limit:
        raise ValueError(f"the target must be above 0 and below the limit: {target}, {limit}")
    if x < 0 or not isfinite(x):
        raise ValueError(f"a measured quantity is a finite number, 0 or more: {x}")
    if x == 0:
        return 1.0
    return 0.5 * (1 - erf(0.9062 * log(x / limit) / log(limit / target)))


def adjusted_wald(x: int, n: int) -> tuple[float, float]:
    """95 % interval of a success rate of `x` in `n`, ends kept within 0 and 1 (method 1.2).

    Agresti & Coull (1998), https://doi.org/10.1080/00031305.1998.10480550.
    """
    if not 0 <= x <= n or n == 0:
        raise ValueError(f"{x} of {n} is not a success rate")
    size = n + Z95**2
    middle = (x + Z95**2 / 2) / size
    half = Z95 * sqrt(middle * (1 - middle) / size)
    return max(0.0, middle - half), min(1.0, middle + half)


def laplace(x: int, n: int) -> float:
    """Success rate shrunk towards one half, so one friendly tester cannot score 1 (method 1.2)."""
    if not 0 <= x <= n:
        raise ValueError(f"{x} of {n} is not a success rate")
    return (x + 1) / (n + 2)


def mean_ci(values: Sequence[float]) -> Estimate:
    """Mean with its 95 % t interval; at least two values."""
    if len(values) < 2:
        raise ValueError("an interval needs at least two values")
    mean = fmean(values)
    half = _t975(len(values) - 1) * stdev(values) / sqrt(len(values))
    return Estimate(mean, mean - half, mean + half)


def geometric_mean_ci(times: Sequence[float]) -> Estimate:
    """Geometric mean of times with its 95 % log-t interval; at least two times (method 1.2).

    Preferred to the median below 25 times: Sauro & Lewis (2010),
    https://doi.org/10.1145/1753326.1753679.
    """
    return Estimate(*(exp(part) for part in mean_ci([log(time) for time in times])))


def lostness(n: int, s: int, r: int) -> float:
    """How lost a person was who completed the task; 0 is the straight way (method 1.2).

    `n` different pages, `s` pages visited with revisits, `r` least pages needed. R/N is held at 1:
    who finds a shorter way than ours is not lost. Smith (1996),
    https://doi.org/10.1016/0953-5438(96)87696-8.
    """
    if not 0 < n <= s or r <= 0:
        raise ValueError(f"not a path: {n} different pages, {s} visited, {r} needed")
    return sqrt((n / s - 1) ** 2 + (min(r / n, 1.0) - 1) ** 2)


def umux_lite(a: int, b: int) -> float:
    """Score of the two UMUX-Lite answers, each 1 to 7 (method 1.2)."""
    if not (1 <= a <= 7 and 1 <= b <= 7):
        raise ValueError(f"UMUX-Lite answers are 1 to 7: {a}, {b}")
    return (a + b - 2) * 100 / 12


def predicted_sus(umux: float) -> float:
    """SUS score expected for a UMUX-Lite score (method 1.2)."""
    return 0.65 * umux + 22.9


def machine_task_score(parts: Sequence[float | None], success: float = 1.0) -> float | None:
    """M, 0 to 100: the mean of the parts that could be measured (method 7.3 rule 2).

    The parts are effort, steps, wait and reach. `success` is 1 when every try succeeded, 0.5 when
    the task is flaky (method 7.5), 0 when it cannot be completed. None when nothing was measured.
    """
    known = [part for part in parts if part is not None]
    if success == 0:
        return 0.0
    return 100 * success * fmean(known) if known else None


def human_task_score(completion: float, time: float, ease: float, directness: float) -> float:
    """H, 0 to 100, from its four parts, each 0 to 1 (method 7.3 rule 3).

    `completion` is `laplace`; `time` the `curve` of the geometric mean of successful times; `ease`
    is `ease_share`; `directness` is 1 - mean lostness. Without a success the caller gives 0 for
    `time` and `directness`.
    """
    return 100 * fmean((completion, time, ease, directness))


def ease_share(mean_seq: float) -> float:
    """Single Ease Question (1 to 7) as a share (method 7.3 rule 3)."""
    return (mean_seq - 1) / 6


def combined_task_score(machine: float, human: float | None) -> float:
    """T: the machine's score alone, or 0.4 M + 0.6 H once a person tried (method 7.3 rule 4)."""
    return machine if human is None else 0.4 * machine + 0.6 * human


def weighted_mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Mean of (weight, value) pairs; None when no weight is left to share out."""
    total = sum(weight for weight, _ in pairs)
    return sum(weight * value for weight, value in pairs) / total if total else None


class PortalScore(NamedTuple):
    """The score before caps, with what it is made of."""

    score: float
    average: float
    weakest: float


def portal_score(
    dimensions: Mapping[str, float | None], weights: Mapping[str, float]
) -> PortalScore | None:
    """Three quarters the weighted average, one quarter the weakest area (method 7.3 rule 6).

    A dimension that was not tested (None) is left out; None when none was tested.
    """
    tested = {name: value for name, value in dimensions.items() if value is not None}
    average = weighted_mean([(weights[name], value) for name, value in tested.items()])
    if average is None:
        return None
    weakest = min(tested.values())
    return PortalScore(0.75 * average + 0.25 * weakest, average, weakest)


def letter(score: float, floors: Mapping[Letter, float]) -> Letter:
    """The best letter whose floor the score reaches; F below all of them."""
    reached = [name for name, floor in floors.items() if score >= floor]
    return max(reached, key=lambda name: floors[name], default="F")


def middle(values: Sequence[float]) -> float | None:
    """The median; None when there are no values."""
    return median(values) if values else None


def rounded(value: float | None, digits: int = 1) -> float | None:
    """`value` as it is printed; None stays None."""
    return None if value is None else round(value, digits)


def percentile(ordered: Sequence[float], share: float) -> float:
    """Value at `share` (0 to 1) of an ascending sequence, between neighbours linearly."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _t975(degrees: int) -> float:
    """97.5 % quantile of Student's t, by bisection of `_t_two_sided`."""
    low, high = 0.0, 13.0  # one degree of freedom, the widest, has 12.71
    while high - low > 1e-9:
        guess = (low + high) / 2
        low, high = (guess, high) if _t_two_sided(guess, degrees) < 0.95 else (low, guess)
    return (low + high) / 2


def _t_two_sided(t: float, degrees: int) -> float:
    """P(|T| < t) for whole degrees of freedom.

    Closed forms 26.7.3 and 26.7.4 of Abramowitz & Stegun, Handbook of Mathematical Functions
    (1964).
    """
    angle = atan(t / sqrt(degrees))
    odd = degrees % 2
    first = 1 if odd else 0
    terms = (
        prod((k + first - 1) / (k + first) for k in range(2, power + 1, 2))
        * cos(angle) ** (power + first)
        for power in range(0, degrees - 1 - first, 2)
    )
    series = sum(terms) * sqrt(1 - cos(angle) ** 2)
    return 2 / pi * (angle + series) if odd else series
