"""`portal-audit gate`: put a saved run through the gate, e.g. one merged of several machines."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portal_audit.audit_file import load_audit
from portal_audit.cli.gating import BaselineOption, FailOnOption, wanted_gate
from portal_audit.errors import UsageProblem


def register(app: typer.Typer) -> None:
    app.command("gate")(gate)


def gate(
    run: Annotated[Path, typer.Argument(help="A run folder or audit.json.", show_default=False)],
    baseline: BaselineOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Put a saved run through the gate, without a browser; writes gate.json beside its audit.json.

    The same as `run` does with these options. For a run made on several machines and merged.
    """
    wanted = wanted_gate(baseline, fail_on)
    if wanted is None:
        raise UsageProblem(
            "Nothing is asked of the run.", "Give --baseline FILE or --fail-on serious."
        )
    raise typer.Exit(wanted.conclude(load_audit(run), run if run.is_dir() else run.parent))
