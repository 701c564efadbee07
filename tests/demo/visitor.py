"""A browser-less visitor of the demo portal, with a clock that the test turns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import pyotp
from starlette.testclient import TestClient

from portal_audit.demo.account import DemoAccount
from portal_audit.demo.app import create_app

PUBLIC = (
    "/",
    "/hours",
    "/clinicians",
    "/privacy",
    "/help",
    "/forgot",
    "/activate",
    "/es",
    "/sign-in",
    "/es/sign-in",
)
PRIVATE = (
    "/home",
    "/appointments",
    "/appointments/past",
    "/results",
    "/results/cholesterol",
    "/messages",
    "/messages/new",
    "/medicines",
    "/medicines/lisinopril/refill",
    "/bills",
    "/pay",
    "/summary",
    "/documents",
    "/documents/visit-summary",
    "/family",
    "/preferences",
)
ONLY_REPAIRED = ("/documents/share", "/family/add")
"""Patients' pages that the old edition does not have."""
PAY_ORIGIN = "http://localhost:1"

EditionName = Literal["before", "after"]


class Visitor:
    """One patient with one browser on one edition."""

    def __init__(self, edition: EditionName) -> None:
        self.edition = edition
        self.account = DemoAccount.random()
        self.now = datetime(2026, 11, 24, 10, 0)
        self._app = create_app(edition, self.account, PAY_ORIGIN, lambda: self.now)
        self.browser = self.another_browser()

    def another_browser(self) -> TestClient:
        """A browser that shares nothing with the first one."""
        # https, because the repaired edition's cookie is Secure.
        return TestClient(self._app, base_url="https://portal.test")

    def give_password(self, browser: TestClient | None = None) -> str:
        sent = {"user": self.account.user, "password": self.account.password}
        page: str = (browser or self.browser).post("/sign-in", data=sent).text
        return page

    def sign_in(self, browser: TestClient | None = None) -> str:
        """The page after signing in."""
        self.give_password(browser)
        code = pyotp.TOTP(self.account.totp_secret).now()
        page: str = (browser or self.browser).post("/code", data={"code": code}).text
        return page

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)
