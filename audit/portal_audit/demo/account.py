"""The demo portal's one test account, made anew for every run."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import pyotp


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What a walk needs to sign in. Password and secret stay out of logs and tracebacks."""

    user: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    """Base32, as a code app takes it."""
    spare_user: str = "spare.patient"
    """A second account, given away to try whether wrong passwords lock it."""
    spare_password: str = field(default="", repr=False)
    email: str = "maria@riverbend.example"
    invitation: str = "ABCD-EFGH-2345"
    """The code in the invitation letter; it never is used up, as every walk brings it."""

    @staticmethod
    def random() -> DemoAccount:
        """An account nobody can guess, so that nothing about it needs to be written down."""
        return DemoAccount(
            "maria.alvarez",
            secrets.token_urlsafe(12),
            pyotp.random_base32(),
            spare_password=secrets.token_urlsafe(12),
        )
