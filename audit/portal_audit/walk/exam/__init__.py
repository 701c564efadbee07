"""Every exam, in the order in which they are made. To add one: its file, its line here, its test.

An exam looks at a *copy* of a page state, in a tab of its own that can do no harm, and may touch
it: press keys, narrow the window, wait. Those that leave the copy as they found it come first;
`new-password` stands among them, because few pages have anything for it to type into.
"""

from __future__ import annotations

from portal_audit.walk.exam.dialogs import DIALOGS
from portal_audit.walk.exam.exam import Exam
from portal_audit.walk.exam.forms import FORMS
from portal_audit.walk.exam.hover import HOVER_EXAM
from portal_audit.walk.exam.keyboard import KEYBOARD
from portal_audit.walk.exam.moving import MOVING
from portal_audit.walk.exam.new_password import NEW_PASSWORD
from portal_audit.walk.exam.on_input import ON_INPUT
from portal_audit.walk.exam.operable import OPERABLE
from portal_audit.walk.exam.pixels import PIXELS
from portal_audit.walk.exam.shaking import SHAKING
from portal_audit.walk.exam.shapes import SHAPES
from portal_audit.walk.exam.skipping import SKIPPING

EXAMS: tuple[Exam, ...] = (
    SHAPES,
    PIXELS,
    MOVING,
    NEW_PASSWORD,
    SKIPPING,
    KEYBOARD,
    OPERABLE,
    SHAKING,
    ON_INPUT,
    HOVER_EXAM,
    DIALOGS,
    FORMS,
)
