"""Keyboard only: Tab, Shift+Tab, Enter, Space, arrows, Escape (method P4)."""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT

KEYBOARD = Audience(
    id="keyboard",
    title="Keyboard only",
    how="with the keyboard alone",
    profile="P4",
    rendering="desktop",
    context=CONTEXT,
    keys_only=True,
)
