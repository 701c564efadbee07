"""The audit itself: `audit.json`."""

from __future__ import annotations

from pathlib import Path

from portal_audit.result import Audit


class JsonWriter:
    """The canonical text of the result; reading it gives the same audit."""

    name = "json"
    filename = "audit.json"

    def write(self, audit: Audit, run_dir: Path) -> bytes:
        return audit.to_json().encode()
