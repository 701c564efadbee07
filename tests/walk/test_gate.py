"""The box in which the browser itself asks for a password, before the portal opens."""

from __future__ import annotations

import base64

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from portal_audit.errors import PortalUnreachable
from tests.portals.serve import served
from tests.portals.tiny import Tiny
from tests.walk.walking import walks

pytestmark = pytest.mark.browser

GATE = {"user": "${env:GATE_USER}", "password": "${env:GATE_PASSWORD}"}
OPENS = b"Basic " + base64.b64encode(b"gatekeeper:gate-s3cret")


def gated(app: ASGIApp) -> ASGIApp:
    """The app behind the browser's own password box."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and dict(scope["headers"]).get(b"authorization") != OPENS:
            refusal = Response("Who are you?", 401, {"WWW-Authenticate": 'Basic realm="Clinic"'})
            await refusal(scope, receive, send)
        else:
            await app(scope, receive, send)

    return guard


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATE_USER", "gatekeeper")
    monkeypatch.setenv("GATE_PASSWORD", "gate-s3cret")


def test_a_portal_behind_the_box_is_walked_with_the_password_of_the_portal_file() -> None:
    with served(gated(Tiny().app())) as origin:
        [bundle] = walks(origin, "hours", gate=GATE)
    assert (bundle.walk.status, bundle.walk.reason) == ("done", "")


def test_the_password_of_the_box_is_in_no_evidence() -> None:
    with served(gated(Tiny().app())) as origin:
        [bundle] = walks(origin, "hours", gate=GATE)
    kept = bundle.walk.model_dump_json() + "".join(s.model_dump_json() for s in bundle.states)
    for secret in ("gate-s3cret", "gatekeeper", OPENS.decode().split()[1]):
        assert secret not in kept


def test_without_a_password_for_the_box_the_remedy_names_the_key() -> None:
    with (
        served(gated(Tiny().app())) as origin,
        pytest.raises(PortalUnreachable, match=r"(?s)asks for a user name.*`gate:`"),
    ):
        walks(origin, "hours")


def test_a_wrong_password_for_the_box_breaks_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATE_PASSWORD", "wrong")
    with served(gated(Tiny().app())) as origin:
        [bundle] = walks(origin, "hours", gate=GATE)
    assert bundle.walk.status == "broken"
    assert "401" in bundle.walk.reason
