"""The command line: parses, calls the pipeline, prints. Nothing else."""

from __future__ import annotations

from portal_audit.cli.app import main

__all__ = ["main"]
