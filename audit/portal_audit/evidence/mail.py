"""The e-mail that invites patients, as plain data."""

from __future__ import annotations

from portal_audit.evidence.base import Evidence


class Mail(Evidence):
    """One e-mail, as far as the checks need it. No address of a person, no secret of a link."""

    subject: str
