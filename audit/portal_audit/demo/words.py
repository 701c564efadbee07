"""What the two editions call things: the old in the office's words, the new in patients'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Names of the pages and of the most important buttons."""

    sign_in: str
    sign_out: str
    appointments: str
    results: str
    messages: str
    medicines: str
    bills: str
    summary: str
    documents: str
    family: str
    preferences: str
    help: str
    book: str
    write: str
    refill: str
    pay: str


WORDS: Mapping[str, Words] = {
    "after": Words(
        sign_in="Sign in",
        sign_out="Sign out",
        appointments="Appointments",
        results="Test results",
        messages="Messages",
        medicines="Medicines",
        bills="Bills",
        summary="Health summary",
        documents="Documents",
        family="Family access",
        preferences="Preferences",
        help="Help",
        book="Book a visit",
        write="Write a message",
        refill="Request refill",
        pay="Pay this bill",
    ),
    "before": Words(
        sign_in="Logon",
        sign_out="Logoff",
        appointments="Encounters",
        results="Diagnostics",
        messages="Secure Correspondence",
        medicines="Rx Orders",
        bills="Statements",
        summary="Clinical Summary",
        documents="Document Repository",
        family="Proxy Access",
        preferences="Settings",
        help="Support",
        book="Schedule Encounter",
        write="Compose",
        refill="Renew Rx",
        pay="Remit Payment",
    ),
}
