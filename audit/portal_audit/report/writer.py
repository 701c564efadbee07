"""What a writer is."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from portal_audit.result import Audit


class Writer(Protocol):
    """Renders an audit in one format. It arranges; it computes no result."""

    @property
    def name(self) -> str:
        """What people ask for: `--format html`."""
        ...

    @property
    def filename(self) -> str:
        """Name of its file in the run folder."""
        ...

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        """The whole file. `run_dir` holds the pictures that the audit names."""
        ...
