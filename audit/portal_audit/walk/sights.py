"""What a first look at a portal sees, and what can be told from it. Pure: no browser here.

What pages say is untrusted: `clean` cuts it short and takes out what is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from portal_audit.steps import Vocabulary

PUBLIC_KEYS = ("sign_in", "hours", "help")
"""Names that a public home page may use."""
PRIVATE_KEYS = (
    *("sign_out", "appointments", "results", "messages", "medicines", "bills", "health_summary"),
    "help",
)
"""Names that a signed-in home page may use."""
FOLLOWED = ("bills", "appointments")
"""Menu entries that are followed behind the sign-in; `hours` is the third, before it."""

HIDDEN = "[secret]"
"""What the redactor puts in the place of a secret."""
MOST_NAME = 80
"""A name longer than this is a sentence, not a name."""

CLICKABLE = ("link", "button", "tab", "menuitem")
TYPED = ("textbox", "searchbox", "combobox", "spinbutton")


@dataclass(frozen=True, slots=True)
class Thing:
    """A control as a newcomer sees it."""

    role: str
    name: str
    type: str = ""
    autocomplete: str = ""
    href: str = ""
    region: str = "other"
    host: str = ""
    """Host of the document it stands in."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language the page says it can be read in."""

    code: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One page, looked at."""

    url: str
    title: str = ""
    site: str = ""
    lang: str = ""
    heading: str = ""
    """The main one."""
    headings: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()
    forms: tuple[str, ...] = ()
    """Addresses that its forms are sent to."""
    frames: tuple[str, ...] = ()
    """Hosts of its frames, other than its own."""
    languages: tuple[Language, ...] = ()
    alerts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """Selectors and attributes that seem to mark patient details."""

    @property
    def host(self) -> str:
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Form:
    """The sign-in form."""

    at: Seen
    on_home: bool
    user: Thing | None
    password: Thing | None
    """None: the form asks for the user name first."""
    link: str = ""
    """Name of the link that leads to it; "" when it is on the home page."""


Entry = Literal["not tried", "signed in", "refused", "code needed", "impossible"]


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a first look has found."""

    start: str
    home: Seen
    form: Form | None = None
    entry: Entry = "not tried"
    reason: str = ""
    """Why the account was not let in, one sentence."""
    code: Thing | None = None
    """The field for a one-time code."""
    entry_hosts: tuple[str, ...] = ()
    """Hosts of the pages between the form and the signed-in home page."""
    private: Seen | None = None
    """The signed-in home page."""
    pages: dict[str, Seen] = field(default_factory=dict)
    """Menu entries that were followed: key -> page."""
    names: dict[str, Thing] = field(default_factory=dict)
    """What this portal calls things: key -> the control with that name."""
    with_account: bool = False
    with_code: bool = False


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def clean(text: object, cap: int = MOST_NAME) -> str:
    """Text of a page on one line, without characters that are not seen, at most `cap` long."""
    if not isinstance(text, str):
        return ""
    seen = (" " if c.isspace() else c for c in text[: cap * 20])
    kept = "".join(c for c in seen if unicodedata.category(c)[0] != "C")
    said = " ".join(kept.split())
    return said if len(said) <= cap else said[: cap - 1] + "…"


def find_names(
    keys: Iterable[str], things: Iterable[Thing], vocabulary: Vocabulary
) -> dict[str, Thing]:
    """What these `things` call what the vocabulary calls `keys`.

    The whole name first, in the vocabulary's order; then a name that contains one, unless it is
    the whole name of something else. Menus before the rest of the page.
    """
    usable = [t for t in things if t.role in CLICKABLE and is_name(t.name)]
    usable.sort(key=lambda thing: thing.region not in ("nav", "header"))
    found: dict[str, Thing] = {}
    taken: set[str] = set()
    wanted = tuple(keys)
    for key in wanted:
        if thing := _first(usable, vocabulary.patterns("{" + key + "}", exact=True)):
            found[key] = thing
            taken.add(thing.name)
    for key in wanted:
        if key not in found:
            # A longer name with a number in it is about one visit or bill, not about all.
            rest = [t for t in usable if t.name not in taken and not re.search(r"\d", t.name)]
            if thing := _first(rest, vocabulary.patterns("{" + key + "}", exact=False)):
                found[key] = thing
    return found


def is_name(text: str) -> bool:
    """Whether it may stand for a name: short, and never taken for a pattern or a placeholder."""
    if not 0 < len(text) < 60 or HIDDEN in text:
        return False
    return text[0] != "/" and not set("{}") & set(text)


def _first(things: Iterable[Thing], patterns: Iterable[re.Pattern[str]]) -> Thing | None:
    listed = list(things)
    return next((t for p in patterns for t in listed if p.search(t.name)), None)


def find_form(seen: Seen, vocabulary: Vocabulary, *, on_home: bool, link: str = "") -> Form | None:
    """The sign-in form on this page; None when there is none.

    On the home page a lone e-mail field is a newsletter, not a way in.
    """
    passwords = [
        thing
        for thing in seen.things
        if thing.type == "password"
        and thing.autocomplete not in ("new-password", "one-time-code")
        and not says(thing, "code", vocabulary)
    ]
    fields = [thing for thing in seen.things if is_text_field(thing)]
    if len(passwords) == 1:
        before = seen.things[: seen.things.index(passwords[0])]
        user = (
            next((f for f in fields if "username" in f.autocomplete), None)
            or next((f for f in fields if says(f, "user_name", vocabulary)), None)
            or next((f for f in reversed(before) if is_text_field(f)), None)
        )
        return Form(seen, on_home, user, passwords[0], link)
    if passwords:
        return None
    buttons = [thing for thing in seen.things if thing.role == "button"]
    goes_on = any(says(b, key, vocabulary) for b in buttons for key in ("sign_in", "continue"))
    for thing in fields:
        named = says(thing, "user_name", vocabulary)
        if "username" in thing.autocomplete or (
            named and (not on_home or "mail" not in thing.name.casefold())
        ):
            return Form(seen, on_home, thing, None, link) if goes_on else None
    return None


def is_text_field(thing: Thing) -> bool:
    return thing.role in TYPED and thing.type in ("", "text", "email", "tel", "number")


def says(thing: Thing, key: str, vocabulary: Vocabulary) -> bool:
    return any(p.search(thing.name) for p in vocabulary.patterns("{" + key + "}", exact=False))
