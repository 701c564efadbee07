"""Somebody who reads with effort (method P7): the walk of the desktop, judged by its words.

Two minutes more a task is a projection (Tieu 2017), shown as one.
"""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT, DESKTOP

LOW_LITERACY = Audience(
    id="low-literacy",
    title="Reads with effort",
    how="reading with effort",
    profile="P7",
    rendering="desktop",
    context=CONTEXT,
    same_walk_as=DESKTOP.id,
)
