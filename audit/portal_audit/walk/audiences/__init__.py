"""Every audience a portal file may name. To add one: its file, its line here, its test."""

from __future__ import annotations

from portal_audit.walk.audiences.audience import Audience, Network
from portal_audit.walk.audiences.colour import COLOUR
from portal_audit.walk.audiences.desktop import DESKTOP
from portal_audit.walk.audiences.keyboard import KEYBOARD
from portal_audit.walk.audiences.low_literacy import LOW_LITERACY
from portal_audit.walk.audiences.own_colours import OWN_COLOURS
from portal_audit.walk.audiences.phone_slow import PHONE_SLOW
from portal_audit.walk.audiences.reflow_400 import REFLOW_400
from portal_audit.walk.audiences.screen_reader import SCREEN_READER
from portal_audit.walk.audiences.spanish import SPANISH
from portal_audit.walk.audiences.zoom_200 import ZOOM_200

AUDIENCES: dict[str, Audience] = {
    a.id: a
    for a in (
        DESKTOP,
        ZOOM_200,
        REFLOW_400,
        PHONE_SLOW,
        KEYBOARD,
        SCREEN_READER,
        SPANISH,
        LOW_LITERACY,
        COLOUR,
        OWN_COLOURS,
    )
}

__all__ = ["AUDIENCES", "Audience", "Network"]
