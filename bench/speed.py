"""The audit beside the floor, on the same pages of the demo portal, in one go."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench.cost import Cost, cost_of
from bench.job import Job
from portal_audit.demo.serve import serve_demo

ROUNDS = 5
"""Of each side, in turn; the median counts."""
GOAL = 1.5
"""At most so many times the floor, in CPU and in wall time a page."""

HEAD = "          pages  rules   CPU s a page   wall s a page   x floor CPU   x floor wall"


def floor_alone(rounds: int) -> None:
    """Measure the floor and print it."""
    with serve_demo("after") as demo:
        job = Job.on(demo).as_json()
        floor = [cost_of("bench.floor", job) for _ in range(rounds)]
    print(HEAD)
    _print("floor", floor, floor)


def compare(rounds: int) -> bool:
    """Measure both sides and print them; whether the goal is met."""
    floor: list[Cost] = []
    audit: list[Cost] = []
    with serve_demo("after") as demo:
        job = Job.on(demo).as_json()
        for _ in range(rounds):
            floor.append(cost_of("bench.floor", job))
            audit.append(cost_of("bench.audit", job))
    print(HEAD)
    _print("floor", floor, floor)
    cpu, wall = _print("audit", audit, floor)
    met = cpu <= GOAL and wall <= GOAL
    print(f"Goal: at most {GOAL} x the floor: {'met' if met else 'MISSED'}.")
    return met


def _print(name: str, costs: Sequence[Cost], floor: Sequence[Cost]) -> tuple[float, float]:
    """One line; CPU and wall time in times of the floor."""
    cpu, wall = _medians(costs)
    floor_cpu, floor_wall = _medians(floor)
    print(
        f"{name:<8}{costs[0].pages:>7}{costs[0].rules:>7}{cpu:>15.2f}{wall:>16.2f}"
        f"{cpu / floor_cpu:>14.2f}{wall / floor_wall:>15.2f}"
    )
    return cpu / floor_cpu, wall / floor_wall


def _medians(costs: Sequence[Cost]) -> tuple[float, float]:
    return (
        statistics.median(cost.cpu_a_page for cost in costs),
        statistics.median(cost.wall_a_page for cost in costs),
    )
