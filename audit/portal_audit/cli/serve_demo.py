"""`portal-audit serve-demo`: the demo portal alone, to look at."""

from __future__ import annotations

import signal
import threading
from typing import Annotated, Literal

import typer

from portal_audit.demo.account import DemoAccount
from portal_audit.demo.portal_file import environment
from portal_audit.demo.serve import serve_demo as serve
from portal_audit.errors import UsageProblem


def register(app: typer.Typer) -> None:
    app.command("serve-demo")(serve_demo)


def serve_demo(
    after: Annotated[bool, typer.Option("--after", help="The repaired edition.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
) -> None:
    """Serve the demo portal on this computer until Ctrl-C, and print an account for it.

    To audit it from another terminal, set the printed variables and run
    `portal-audit run scenarios/demo/before.yaml`.
    """
    edition: Literal["before", "after"] = "after" if after else "before"
    account = DemoAccount.random()
    try:
        with serve(edition, port=port, account=account) as served:
            print(f"Riverbend Family Clinic ({edition}) is at {served.origin}")
            for name, value in environment(account).items():
                print(f"export {name}={value}")
            print("Ctrl-C ends it.", flush=True)
            ended = threading.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: ended.set())
            ended.wait()
    except OSError as problem:
        raise UsageProblem(
            f"The demo portal cannot be served on port {port}: {problem}.", "Choose another --port."
        ) from None
