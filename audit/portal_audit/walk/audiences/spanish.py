"""Somebody whose browser asks for Spanish (method P6)."""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT

SPANISH = Audience(
    id="spanish",
    title="Browser set to Spanish",
    how="with a browser set to Spanish",
    profile="P6",
    rendering="spanish",
    context={**CONTEXT, "locale": "es-US"},
)
