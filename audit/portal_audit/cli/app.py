"""Every command, and what happens to errors."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from portal_audit import __version__
from portal_audit.errors import PortalAuditError

COMMANDS = (
    *("demo", "init", "desk", "record", "run", "reality-check", "page", "text", "email"),
    *("score", "merge", "answer", "report", "share", "compare", "baseline", "gate", "history"),
    *("checks", "scenarios", "schema", "doctor", "serve-demo"),
)
"""Every command, in the order of the help; each is the module of its name."""


class Commands(TyperGroup):
    """Loads a command when it is asked for: all of them together take more than a second."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Their names alone, for the help and for "Did you mean".
        self.commands: dict[str, Any] = dict.fromkeys(COMMANDS)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"portal_audit.cli.{cmd_name.replace('-', '_')}")
        own = typer.Typer(rich_markup_mode=None)
        module.register(own)
        return get_group(own).commands[cmd_name]


app = typer.Typer(
    name="portal-audit",
    cls=Commands,
    help=(
        "Can our patients actually use this portal?\n\n"
        "Walks a patient portal in a real browser as patients do, and writes one scorecard that "
        "says what to fix first.\n\n"
        "Start with `portal-audit demo`; then `portal-audit run PORTAL.yaml` on your own portal."
    ),
    epilog=(
        "Exit codes: 0 fine, 1 a gate failed, 2 wrong use or a wrong file, "
        "3 the portal did not answer or did not let the account in, 4 interrupted (what was "
        "walked is kept)."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
DEBUG = "PORTAL_AUDIT_DEBUG"


def _version(wanted: bool) -> None:
    if wanted:
        print(f"portal-audit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """The `portal-audit` command."""
    try:
        app()
    except PortalAuditError as problem:
        print(f"portal-audit: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        print("portal-audit: interrupted.", file=sys.stderr)
        sys.exit(4)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as problem:
        if os.environ.get(DEBUG):
            raise
        # No traceback: it could show what was typed.
        print(
            f"portal-audit: this is a fault in Portal Audit itself ({type(problem).__name__}).\n"
            f"  Please report it; with {DEBUG}=1 the details are shown.",
            file=sys.stderr,
        )
        sys.exit(70)
