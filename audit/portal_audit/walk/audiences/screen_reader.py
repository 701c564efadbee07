"""A walk by the accessibility tree: controls are known by role and name only (method P5).

Not a test with a screen reader, and never called one.
"""

from portal_audit.walk.audiences.audience import Audience
from portal_audit.walk.audiences.desktop import CONTEXT

SCREEN_READER = Audience(
    id="screen-reader",
    title="Names a screen reader gets",
    how="by what a screen reader is told",
    profile="P5",
    rendering="desktop",
    context=CONTEXT,
    names_only=True,
)
