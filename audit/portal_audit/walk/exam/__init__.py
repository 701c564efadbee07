"""Every exam, in the order in which they are made. To add one: its file, its line here, its test.

An exam looks at a *copy* of a page state, in a tab of its own that can do no harm, and may touch
it: press keys, narrow the window, wait. Those that leave the copy as they found it come first.
"""

from __future__ import annotations

from portal_audit.walk.exam.exam import Exam

EXAMS: tuple[Exam, ...] = ()
