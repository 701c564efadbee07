"""From what a page told to what a person did: many events, few deeds. Pure.

The events come from a page (`walk/recording.py`), so nothing in them is trusted: what is not as it
should be is left out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from portal_audit.steps import Vocabulary

# --- what arrives ---


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Control(_Told):
    """What something was done to, as the page described it."""

    role: str = ""
    tag: str = ""
    type: str = ""
    field: bool = False
    name: str = ""
    css: str = ""
    secrecy: Literal["", "private", "sign-in"] = ""
    part_of: str = ""
    submits: bool = False
    posts: bool = False
    alike: int = 1
    first: bool = True
    near: str = ""
    part: Literal["", "main", "nav", "dialog", "footer", "header"] = ""
    others: tuple[str, ...] = ()


class Page(_Told):
    """What a page showed."""

    heading: str = ""
    says: tuple[str, ...] = ()


class Event(_Told):
    """One thing that happened (see `walk/recording.py` for the kinds)."""

    kind: str
    document: str = ""
    top: bool = True
    page: Page = Page()
    control: Control = Control()
    by: str = ""
    again: bool = False
    text: str = ""
    option: str = ""
    on: bool = True
    key: Literal["", "Enter", "Escape", "ArrowUp", "ArrowDown"] = ""
    ending: str = ""
    path: str = ""
    asks: bool = False


def checked(events: Iterable[Mapping[str, Any]]) -> list[Event]:
    """The events that are what they should be; the others are left out."""
    good = []
    for event in events:
        try:
            good.append(Event.model_validate(event))
        except ValidationError:
            continue
    return good


# --- steps ---


@dataclass(slots=True)
class Deed:
    """One step to be, with the event it comes from."""

    kind: str
    event: Event
    at: int
    """Which of all events it comes from."""
    signs_in: bool = False
    asked: bool = False
    """The page asked "Are you sure?" after it."""

    @property
    def control(self) -> Control:
        return self.event.control

    def same_thing(self, event: Event) -> bool:
        return self.event.document == event.document and self.control.css == event.control.css


def deeds_of(events: list[Event]) -> list[Deed]:
    """One deed for each thing a person would call one: typing is not thirty events."""
    deeds: list[Deed] = []
    for at, event in enumerate(events):
        _add(deeds, event, at)
    return deeds


def _add(deeds: list[Deed], event: Event, at: int) -> None:
    last = deeds[-1] if deeds else None
    control = event.control
    deed = Deed(event.kind, event, at, signs_in=control.secrecy == "sign-in")
    if event.kind == "download":
        if last and last.kind == "click":
            last.kind = "download"
    elif event.kind == "dialog":
        if last and event.asks and last.kind in ("click", "press"):
            last.asked = True
    elif event.kind in ("type", "choose", "check", "file"):
        if not _corrects(deeds, event, at):
            deeds.append(deed)
    elif event.kind == "press":
        if event.key:
            deeds.append(deed)
    elif event.kind == "click":
        if control.field or control.tag == "label":
            return  # told by what changes in the field
        if event.again and last and last.kind == "click" and last.same_thing(event):
            return  # a double click
        if event.by == "keys" and last and last.kind == "press" and last.event.key == "Enter":
            deeds.pop()  # Enter in a field presses the button of its form
        opened = deeds[-1] if deeds else None
        if (
            control.role == "option"
            and opened
            and opened.kind == "click"
            and opened.control.role in ("combobox", "listbox")
        ):
            chosen = opened.event.model_copy(update={"option": control.name})
            deeds[-1] = Deed("choose", chosen, at, deed.signs_in)
            return
        deeds.append(deed)
    elif event.kind == "went":
        deeds.append(deed)


def _corrects(deeds: list[Deed], event: Event, at: int) -> bool:
    """Whether the same field was filled before and nothing but fields came since: one deed."""
    for deed in reversed(deeds):
        if deed.kind not in ("type", "choose", "check", "file"):
            return False
        if deed.kind == event.kind and deed.same_thing(event):
            deed.event, deed.at = event, at
            return True
    return False


def one_sign_in(deeds: list[Deed], vocabulary: Vocabulary) -> list[Deed]:
    """Every run of deeds that belong to signing in becomes one `sign_in`."""
    ways_in = named_as(vocabulary, "sign_in")
    ways_on = named_as(vocabulary, "sign_in", "continue")
    kept: list[Deed] = []
    for deed in deeds:
        if deed.signs_in:
            if kept and kept[-1].kind == "sign_in":
                kept[-1] = Deed("sign_in", deed.event, deed.at, signs_in=True)
                continue
            while kept and kept[-1].kind == "click" and ways_in(kept[-1].control.name):
                kept.pop()  # the step finds its own way to the form
            kept.append(Deed("sign_in", deed.event, deed.at, signs_in=True))
            continue
        after_sign_in = bool(kept) and kept[-1].kind == "sign_in"
        if after_sign_in and deed.kind == "press" and deed.event.key == "Enter":
            continue
        if after_sign_in and deed.kind == "click" and ways_on(deed.control.name):
            continue
        kept.append(deed)
    return kept


def named_as(vocabulary: Vocabulary, *keys: str) -> Callable[[str], bool]:
    """Whether a name is one of the names of these placeholders."""
    patterns = [
        pattern
        for key in keys
        if key in vocabulary.table
        for pattern in vocabulary.patterns("{" + key + "}", exact=True)
    ]
    return lambda name: any(pattern.search(name) for pattern in patterns)
