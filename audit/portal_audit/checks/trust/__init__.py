"""Checks of "Trust", in the order of the method (4.2)."""

from __future__ import annotations

from portal_audit.checks.trust import (
    encrypted,
    headers,
    hsts,
    last_sign_in,
    one_portal,
    patient_details,
    privacy_link,
    protection_said,
    session_cookie,
    signing_out,
    third_parties,
)
from portal_audit.finding import Check

CHECKS: tuple[Check, ...] = (
    encrypted.CHECK,
    hsts.CHECK,
    headers.CHECK,
    session_cookie.CHECK,
    third_parties.ADS,
    third_parties.REPLAY,
    patient_details.CHECK,
    privacy_link.CHECK,
    protection_said.CHECK,
    signing_out.CHECK,
    last_sign_in.CHECK,
    one_portal.CHECK,
)
