"""Errors meant for people: what happened, where, and what to do next."""

from __future__ import annotations

from pathlib import Path


class PortalAuditError(Exception):
    """Base of every error that is shown as one message, without a traceback."""

    exit_code = 2

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  {self.remedy}" if self.remedy else self.what


class FileProblem(PortalAuditError):
    """A file people wrote is missing, unreadable or wrong (exit code 2)."""

    def __init__(self, path: Path, what: str, remedy: str = "", line: int | None = None) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {what}", remedy)
        self.path = path
        self.line = line


class UsageProblem(PortalAuditError):
    """The command asks for something that cannot be (exit code 2)."""


class PortalUnreachable(PortalAuditError):
    """The portal does not answer, or refuses the test account (exit code 3)."""

    exit_code = 3
