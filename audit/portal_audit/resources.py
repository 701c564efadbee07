"""Where the shipped data is: `scenarios/` and `reports/`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """Folder of shipped data: inside the package in a wheel, at the top of a checkout.

    `force-include` does not apply to editable installs, hence the two places.
    """
    package = Path(str(files("portal_audit")))
    inside = package / "_shipped" / name
    return inside if inside.is_dir() else package.parents[1] / name
