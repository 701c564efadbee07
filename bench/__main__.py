"""`python -m bench`: all parts; `python -m bench clock`: one of them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import clock, grid, language, probes, speed, workers, writers

PARTS = ("clock", "floor", "audit", "probes", "workers", "memory", "grid", "language", "writers")


def main() -> int:
    """Run the parts asked for; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help=(
            "clock: timing; floor: the bare browser; audit: the audit beside the floor; "
            "probes: each probe and exam; workers: two beside one; memory: many walks beside few; "
            "grid: eighteen tasks by ten audiences; language: reading text; "
            "writers: writing a run of 40 walks in every format but pdf"
        ),
    )
    parser.add_argument("--tries", type=int, default=clock.TRIES, help="clock: tries a delay")
    parser.add_argument("--rounds", type=int, default=speed.ROUNDS, help="speed: runs of each side")
    parser.add_argument("--rated", type=Path, help="language: folder of rated texts, see train.py")
    parser.add_argument("--run", type=Path, help="writers: a saved run, instead of walking one")
    given = parser.parse_args()
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no such part: {unknown[0]} (there are {', '.join(PARTS)})")
    parts = given.parts or ["clock", "audit", "probes", "workers", "memory", "language", "writers"]
    met = True
    if "clock" in parts:
        print("\nTiming inside the page (minutes)\n")
        met &= clock.run(given.tries)
    if "audit" in parts:
        print("\nThe audit beside the floor\n")
        met &= speed.compare(given.rounds)
    elif "floor" in parts:
        print("\nThe floor\n")
        speed.floor_alone(given.rounds)
    if "probes" in parts:
        print("\nEach probe and exam on a page of a thousand elements\n")
        met &= probes.run()
    if "workers" in parts:
        print("\nTwo workers beside one\n")
        met &= workers.compare()
    if "memory" in parts:
        print("\nThe memory of many walks (minutes)\n")
        met &= workers.memory()
    if "language" in parts:
        print("\nReading text\n")
        met &= language.run(given.rated)
    if "writers" in parts:
        print("\nWriting a run down\n")
        met &= writers.run(given.run)
    if "grid" in parts:
        print("\nEighteen tasks by ten audiences (many minutes)")
        met &= grid.run()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
