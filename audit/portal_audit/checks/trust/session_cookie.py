"""TR-04: the cookie that keeps a patient signed in is protected."""

from __future__ import annotations

import re

from portal_audit.checks.trust.pages import own_cookies
from portal_audit.evidence import RunEvidence
from portal_audit.finding import Check, Finding, Outcome, Severity

TOKEN = re.compile(r"csrf|xsrf", re.IGNORECASE)


def judge(evidence: RunEvidence) -> Outcome:
    cookies = [cookie for cookie in own_cookies(evidence) if cookie.session]
    if not cookies:
        return Outcome.cannot_tell("No sign-in cookie was seen.")
    findings = []
    for cookie in cookies:
        lacks = [
            words
            for there, words in (
                (cookie.secure, "Secure (may travel unencrypted)"),
                # A token against forged forms is there to be read by the page.
                (cookie.http_only or TOKEN.search(cookie.name), "HttpOnly (scripts can read it)"),
                (cookie.same_site in ("Lax", "Strict"), "SameSite (other sites can use it)"),
            )
            if not there
        ]
        if lacks:
            only_same_site = len(lacks) == 1 and lacks[0].startswith("SameSite")
            findings.append(
                Finding(
                    check=CHECK.id,
                    severity=Severity.MINOR if only_same_site else Severity.MAJOR,
                    title="The sign-in cookie is not protected",
                    problem=f"The cookie “{cookie.name}” lacks {', '.join(lacks)}. Who steals it "
                    "is signed in as the patient.",
                    fix="Set Secure, HttpOnly and SameSite=Lax on it.",
                    about=cookie.name,
                )
            )
    good = len(cookies) - len(findings)
    note = f"{good} of {len(cookies)} sign-in cookies are protected."
    return Outcome.of(good / len(cookies), findings, note)


CHECK = Check(
    id="TR-04",
    title="The sign-in cookie is protected",
    why="Who holds this cookie is the patient, as far as the portal knows.",
    dimension="trust",
    rule="Every cookie that keeps the patient signed in has Secure, HttpOnly and SameSite.",
    fix="Set the three attributes.",
    source="https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
    judge=judge,
)
