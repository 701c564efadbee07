"""Every probe. To add one: its file, its line here, its test.

`text` is not listed: it names the state and so runs before all of them. Nor is the picture, which
may begin earlier still. `READERS` only look: they work at the same time, while the page is still
watched for changes. Those in `LAST` touch the page, or (vitals) ask for what is known only once it
has been painted.
"""

from __future__ import annotations

from portal_audit.walk.probes.axe import AXE
from portal_audit.walk.probes.controls import CONTROLS
from portal_audit.walk.probes.meanings import MEANINGS
from portal_audit.walk.probes.paste import PASTE
from portal_audit.walk.probes.probe import BROKEN, NotGathered, Probe, View
from portal_audit.walk.probes.shot import SHOT, take_picture
from portal_audit.walk.probes.text import Text, read_text
from portal_audit.walk.probes.tree import TREE
from portal_audit.walk.probes.vitals import VITALS

READERS: tuple[Probe, ...] = (CONTROLS, TREE, AXE, MEANINGS)
LAST: tuple[Probe, ...] = (VITALS, PASTE)

__all__ = [
    "BROKEN",
    "LAST",
    "READERS",
    "SHOT",
    "NotGathered",
    "Probe",
    "Text",
    "View",
    "read_text",
    "take_picture",
]
