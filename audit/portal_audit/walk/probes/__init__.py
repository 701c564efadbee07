"""Every probe, in the order they look. To add one: its file, its line here, its test.

The picture comes first, before anything has touched the page; `text` is not listed because it names
the state and so runs before all of them.
"""

from __future__ import annotations

from portal_audit.walk.probes.axe import AXE
from portal_audit.walk.probes.controls import CONTROLS
from portal_audit.walk.probes.paste import PASTE
from portal_audit.walk.probes.probe import Probe, View
from portal_audit.walk.probes.shot import SHOT
from portal_audit.walk.probes.text import Text, read_text
from portal_audit.walk.probes.tree import TREE
from portal_audit.walk.probes.vitals import VITALS

PROBES: tuple[Probe, ...] = (VITALS, SHOT, CONTROLS, TREE, AXE, PASTE)

__all__ = ["PROBES", "Probe", "Text", "View", "read_text"]
