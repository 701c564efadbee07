"""What both sides of the speed comparison do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal_audit.demo.serve import DemoPortal

PATHS = (
    "/hours",
    "/clinicians",
    "/privacy",
    "/help",
    "/es",
    "/forgot",
    "/appointments",
    "/results",
    "/results/cholesterol",
    "/results/blood-sugar",
    "/results/kidney",
    "/messages",
    "/messages/new",
    "/medicines",
    "/medicines/lisinopril/refill",
    "/medicines/metformin/refill",
    "/medicines/atorvastatin/refill",
    "/bills",
    "/summary",
    "/documents",
    "/documents/visit-summary",
    "/family",
    "/preferences",
)
"""The demo portal's pages without a frame of another site: a bare axe cannot look into one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What both sides do: sign in, then look at each page."""

    origin: str
    user: str
    password: str
    totp_secret: str
    paths: Sequence[str] = PATHS

    @staticmethod
    def on(demo: DemoPortal) -> Job:
        """The job on a demo portal that is being served."""
        account = demo.account
        return Job(demo.origin, account.user, account.password, account.totp_secret)

    def as_json(self) -> dict[str, Any]:
        """For the input of a measured program."""
        return asdict(self)
