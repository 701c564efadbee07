"""What `run` and `demo` share: run the plan, listen for Ctrl-C, say how it ended."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from portal_audit.browser import install_browser
from portal_audit.cli.progress import progress
from portal_audit.pipeline import RunResult, run_audit
from portal_audit.plan import Plan
from portal_audit.result import Audit


def audit_plan(
    plan: Plan, out: Path, *, workers: int | None, resume: bool, quiet: bool
) -> RunResult:
    """Run the plan. Ctrl-C once ends it early and keeps what was walked; twice, at once."""
    with progress(quiet) as shown:
        install_browser(shown.say)

        async def run() -> RunResult:
            stop = asyncio.Event()

            def interrupted() -> None:
                if stop.is_set():
                    raise KeyboardInterrupt
                shown.say("Stopping. What was walked so far is kept and scored.")
                stop.set()

            loop = asyncio.get_running_loop()
            for name in ("SIGINT", "SIGTERM"):
                # Windows cannot: there Ctrl-C ends the run, and --resume continues it.
                with suppress(NotImplementedError, AttributeError):
                    loop.add_signal_handler(getattr(signal, name), interrupted)
            return await run_audit(plan, out, shown, workers=workers, stop=stop, resume=resume)

        return asyncio.run(run())


def default_out(portal: str) -> Path:
    """`out/riverbend-family-clinic-20261124-093000`."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in portal.casefold()).split())[:40]
    return Path("out") / f"{slug or 'run'}-{datetime.now():%Y%m%d-%H%M%S}"


def conclude(result: RunResult) -> int:
    """Print the result (stdout) and what else there is to say (stderr); the exit code."""
    print(headline(result.audit))
    print(f"Scorecard: {result.scorecard.resolve()}")
    if result.interrupted:
        print(f"Interrupted: go on with --resume {result.folder}", file=sys.stderr)
        return 4
    if result.sign_in_refused:
        print(
            f"portal-audit: {result.sign_in_refused}\n"
            "  Check the account in the portal file. Tasks behind the sign-in were not tried.",
            file=sys.stderr,
        )
        return 3
    return 0


def headline(audit: Audit) -> str:
    """The result in three lines."""
    if audit.letter and audit.score is not None:
        first = f"{audit.portal.name}: {audit.letter} ({audit.score:.0f} of 100)"
        if audit.letter_without_caps and audit.letter_without_caps != audit.letter:
            first += f", would be {audit.letter_without_caps} without: {audit.caps[0].reason}"
    else:
        first = f"{audit.portal.name}: no letter. {audit.no_letter_because}"
    worst = [finding for finding in audit.findings if finding.severity >= 3]
    return "\n".join(
        (first, audit.summary, f"{len(audit.findings)} findings, {len(worst)} of them serious.")
    )
