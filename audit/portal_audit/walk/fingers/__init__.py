"""How an audience operates a control: with a pointer, or with keys alone."""

from __future__ import annotations

from portal_audit.walk.fingers.fingers import Fingers
from portal_audit.walk.fingers.keys import Keys
from portal_audit.walk.fingers.pointer import Pointer

__all__ = ["Fingers", "Keys", "Pointer"]
