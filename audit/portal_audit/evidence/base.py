"""What all evidence has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Evidence(BaseModel):
    """Base of all evidence: immutable, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)
