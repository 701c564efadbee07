"""Who is signed in: sessions in memory, ended by the server after a time without use."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal_audit.demo.record import Draft, Record, fresh_record

Clock = Callable[[], datetime]

GRACE = timedelta(seconds=90)
"""The page tells the server about activity once a minute; the server waits a little longer."""


@dataclass(slots=True)
class Session:
    """One browser's stay, from the right password to signing out."""

    record: Record
    seen: datetime
    signed_in: bool = False
    """False between the password and the one-time code."""
    language: str = "en"
    sent_code: str = ""
    """The code sent by text message or e-mail, when the patient asked for one."""


class Sessions:
    """All stays, by the random id in the cookie."""

    def __init__(self, idle: timedelta, clock: Clock) -> None:
        self._idle = idle
        self._clock = clock
        self._live: dict[str, Session] = {}
        self._drafts: dict[str, Draft] = {}
        """Messages that were being written when a session ended, by the ended session's id."""

    def find(self, sid: str) -> Session | None:
        """The session `sid`, now seen again; None when it is unknown or was idle for too long."""
        session = self._live.get(sid)
        if session is None:
            return None
        now = self._clock()
        if now - session.seen > self._idle + GRACE:
            self.end(sid)
            return None
        session.seen = now
        return session

    def begin(self, language: str, *, old: str, signed_in: bool) -> str:
        """The id of a new session; `old`, of the same browser, ends, and its draft comes along."""
        self.end(old)
        now = self._clock()
        record = fresh_record(now)
        record.draft = self._drafts.pop(old, Draft())
        sid = secrets.token_urlsafe(24)
        self._live[sid] = Session(record, now, signed_in, language)
        return sid

    def complete(self, sid: str) -> str:
        """Signs the session in under a new id, so that an id known before is worth nothing."""
        session = self._live.pop(sid)
        session.signed_in = True
        new = secrets.token_urlsafe(24)
        self._live[new] = session
        return new

    def end(self, sid: str, *, keep_draft: bool = True) -> None:
        """Forgets the session; its draft waits for the next sign-in of the same browser."""
        session = self._live.pop(sid, None)
        if session and keep_draft and session.record.draft:
            self._drafts[sid] = session.record.draft
