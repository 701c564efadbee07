"""The portal file of a served demo: the shipped one, with the address it is served at."""

from __future__ import annotations

from datetime import date

from portal_audit.demo.account import DemoAccount
from portal_audit.demo.dates import next_closing
from portal_audit.demo.serve import DemoPortal
from portal_audit.portal import Closing, Portal, load_portal
from portal_audit.resources import shipped


def demo_portal(served: DemoPortal) -> Portal:
    """The portal file `scenarios/demo/EDITION.yaml`, started where `served` is."""
    folder = shipped("scenarios") / "demo"
    portal = load_portal(folder / f"{served.edition}.yaml")
    closing = next_closing(date.today())
    return portal.model_copy(
        update={
            "start": served.origin + "/",
            "closings": (Closing(date=closing.day, name=closing.name),),
            "roster": str(folder / portal.roster),
            "invitation": str(folder / portal.invitation),
        }
    )


def environment(account: DemoAccount) -> dict[str, str]:
    """The variables that the shipped demo portal files refer to."""
    return {
        "PORTAL_AUDIT_DEMO_USER": account.user,
        "PORTAL_AUDIT_DEMO_PASSWORD": account.password,
        "PORTAL_AUDIT_DEMO_TOTP": account.totp_secret,
        "PORTAL_AUDIT_DEMO_SPARE_USER": account.spare_user,
        "PORTAL_AUDIT_DEMO_SPARE_PASSWORD": account.spare_password,
    }
