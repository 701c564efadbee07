"""A browser without pictures: keeps the cookie, sends what browsers send with a form."""

from __future__ import annotations

import re
from types import TracebackType
from typing import Any

import httpx

from portal_audit.desk import Desk

OWN = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
"""What a browser says about a form of the desk's own, which sends no referrer."""


class Visitor:
    """Visits one desk by its first address; `desk` when it is in this process."""

    def __init__(self, first: str, desk: Desk | None = None) -> None:
        self.origin = first.split("/open/")[0]
        self._desk = desk
        self.client = httpx.Client(base_url=self.origin, follow_redirects=True, timeout=30)
        self.client.get(first)

    @property
    def desk(self) -> Desk:
        assert self._desk is not None
        return self._desk

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(
        self,
        path: str,
        fields: dict[str, Any] | None = None,
        *,
        headers: dict[str, str] | None = None,
        csrf: str | None = None,
    ) -> httpx.Response:
        """Send a form as a page of the desk would."""
        data = {"csrf": self.desk.csrf if csrf is None else csrf, **(fields or {})}
        return self.client.post(path, data=data, headers=OWN if headers is None else headers)

    def press(self, page: str, fields: dict[str, Any], action: str) -> httpx.Response:
        """Send the form of `page` that goes to `action`, with the word that stands in it."""
        [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', self.get(page).text))
        return self.client.post(action, data={"csrf": csrf, **fields}, headers=OWN)


def words(page: httpx.Response) -> str:
    """The text of a page, without its tags."""
    text = re.sub(r"<[^>]*>", " ", page.text)
    return re.sub(r"\s+", " ", text).replace("&#39;", "'").replace("&#34;", '"').strip()
