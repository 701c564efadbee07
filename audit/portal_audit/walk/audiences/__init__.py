"""Every audience a portal file may name. To add one: its file, its line here, its test."""

from __future__ import annotations

from portal_audit.walk.audiences.audience import Audience, Network
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.audiences.keyboard import KEYBOARD
from portal_audit.walk.audiences.phone_slow import PHONE_SLOW

AUDIENCES: dict[str, Audience] = {a.id: a for a in (DESKTOP, PHONE_SLOW, KEYBOARD)}

__all__ = ["AUDIENCES", "Audience", "Network"]
