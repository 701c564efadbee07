"""Somebody who tells colours apart badly (method P8): the walk of the desktop, other pixels."""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT, DESKTOP

COLOUR = Audience(
    id="colour",
    title="Colour-blind",
    how="without telling colours apart",
    profile="P8",
    rendering="desktop",
    context=CONTEXT,
    same_walk_as=DESKTOP.id,
)
