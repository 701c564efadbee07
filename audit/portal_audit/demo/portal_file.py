"""The portal file of a served demo: the shipped one, with the address it is served at."""

from __future__ import annotations

from portal_audit.demo.account import DemoAccount
from portal_audit.demo.serve import DemoPortal
from portal_audit.portal import Portal, load_portal
from portal_audit.resources import shipped


def demo_portal(served: DemoPortal) -> Portal:
    """The portal file `scenarios/demo/EDITION.yaml`, started where `served` is."""
    portal = load_portal(shipped("scenarios") / "demo" / f"{served.edition}.yaml")
    return portal.model_copy(update={"start": served.origin + "/"})


def environment(account: DemoAccount) -> dict[str, str]:
    """The variables that the shipped demo portal files refer to."""
    return {
        "PORTAL_AUDIT_DEMO_USER": account.user,
        "PORTAL_AUDIT_DEMO_PASSWORD": account.password,
        "PORTAL_AUDIT_DEMO_TOTP": account.totp_secret,
    }
