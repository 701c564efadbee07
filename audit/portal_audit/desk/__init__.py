"""The desk: the audit for people who do not use terminals, as web pages on their own computer.

`create_desk` makes the app for a folder of portal files; `serving` serves it. One piece of `work`
(an audit, a reality check) runs at a time, in a thread with a loop of its own, so that pages stay
quick. `guard` decides who may come in at all.
"""

from portal_audit.desk.app import Desk, create_desk

__all__ = ["Desk", "create_desk"]
