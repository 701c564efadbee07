"""What every step is, and what a step may ask of whoever walks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from portal_audit.steps.words import Vocabulary

TARGET_ROLES: dict[str, tuple[str, ...]] = {
    "button": ("button",),
    "link": ("link",),
    "label": ("textbox", "combobox", "searchbox", "spinbutton", "listbox"),
    "heading": ("heading",),
    "tab": ("tab",),
    "option": ("option", "menuitem", "menuitemradio", "treeitem"),
    "menuitem": ("menuitem",),
    "checkbox": ("checkbox", "switch"),
    "radio": ("radio",),
    "dialog": ("dialog", "alertdialog"),
    "image": ("img",),
}
"""Words a target may use for a kind of thing, with the ARIA roles they stand for."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Target(Part):
    """A thing on the page, named as a person would name it.

    `"Book"` is any control (or text) with these words; `{button: "Book"}` says what it is;
    `{first: "available time"}` takes the first of several; `near` picks the one beside some words.
    """

    named: str | None = Field(None, description="Any control with these words.")
    button: str | None = None
    link: str | None = None
    label: str | None = Field(None, description="A field, by its visible label.")
    heading: str | None = None
    tab: str | None = None
    option: str | None = None
    menuitem: str | None = None
    checkbox: str | None = None
    radio: str | None = None
    dialog: str | None = None
    image: str | None = None
    text: str | None = Field(None, description="Visible words, whatever they belong to.")
    first: str | None = Field(None, description="The first control whose name has these words.")
    css: str | None = Field(None, description="Last resort; marked as such in the evidence.")
    near: str | None = Field(None, description="Words that stand beside the right one of several.")
    inside: str | None = Field(
        None, alias="in", description="Only in this part of the page: main, nav, dialog, footer."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_words_are_any_control(cls, value: object) -> object:
        return {"named": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_one_thing(self) -> Target:
        given = [kind for kind in self._kinds() if getattr(self, kind)]
        if len(given) != 1:
            raise ValueError(
                "name exactly one thing, e.g. {button: Book}."
                if not given
                else f"names {len(given)} things ({', '.join(given)}); name one."
            )
        if self.inside and self.inside not in ("main", "nav", "dialog", "footer", "header"):
            raise ValueError(f'"in: {self.inside}" is not a part of a page. Use main, nav, dialog.')
        return self

    @classmethod
    def _kinds(cls) -> list[str]:
        return [name for name in cls.model_fields if name not in ("near", "inside")]

    @property
    def kind(self) -> str:
        """Which of the keys names the thing: `named`, `button`, `first` ..."""
        return next(kind for kind in self._kinds() if getattr(self, kind))

    @property
    def words(self) -> str:
        """The words it is named by, `{placeholders}` not yet replaced."""
        return str(getattr(self, self.kind))

    def spoken(self, vocabulary: Vocabulary) -> str:
        """As a person would say it: `the button "Book"`."""
        name = vocabulary.spoken(self.words)
        said = {
            "named": f"“{name}”",
            "text": f"the words “{name}”",
            "first": f"the first “{name}”",
            "label": f"the field “{name}”",
            "css": f"the element {self.words}",
        }.get(self.kind, f"the {self.kind} “{name}”")
        return f"{said} near “{vocabulary.spoken(self.near)}”" if self.near else said


class Expectation(Part):
    """What must be seen, or not be seen, for something to count as done."""

    see: tuple[Target, ...] = Field((), description="Everything listed must be visible.")
    not_see: tuple[Target, ...] = Field((), description="Nothing listed may be visible.")

    @model_validator(mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, value: object) -> object:
        if isinstance(value, dict):
            return {
                key: [item] if isinstance(item, (str, dict)) else item
                for key, item in value.items()
            }
        return value

    @model_validator(mode="after")
    def _expects_something(self) -> Expectation:
        if not self.see and not self.not_see:
            raise ValueError("says nothing to see. Write see: or not_see:.")
        return self

    def spoken(self, vocabulary: Vocabulary) -> str:
        parts = [t.spoken(vocabulary) for t in self.see]
        parts += [f"no {t.spoken(vocabulary)}" for t in self.not_see]
        return " and ".join(parts)


class Hands(Protocol):
    """What a step can do: the verbs of a person at a browser.

    Each verb finds the thing, does it, waits for the outcome and records it. A verb that cannot be
    done raises `StepFailed` with a plain sentence.
    """

    async def open(self, address: str) -> None: ...
    async def click(self, target: Target) -> None: ...
    async def fill(self, target: Target, text: str) -> None: ...
    async def choose(self, target: Target, option: str) -> None: ...
    async def check(self, target: Target, on: bool) -> None: ...
    async def press(self, key: str) -> None: ...
    async def upload(self, target: Target, file: str) -> None: ...
    async def download(self, target: Target) -> None: ...
    async def see(self, expectation: Expectation, seconds: float) -> None: ...
    async def sign_in(self) -> None: ...
    async def sign_out(self) -> None: ...


class StepFailed(Exception):
    """A step could not be done; the message is one plain sentence for the scorecard."""

    def __init__(self, reason: str, *, not_offered: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.not_offered = not_offered


class Step(Part):
    """One thing a patient does. A step kind is one file in this folder and its line in the list."""

    kind: ClassVar[str]

    commits: bool = Field(
        False, description="Cannot be undone: with `writes: false` the walk stops just before it."
    )
    optional: bool = Field(False, description="Skipped when its control is not there.")
    then: Expectation | None = Field(None, description="What must be visible after the step.")
    seconds: float | None = Field(None, gt=0, le=600, description="Time limit of this step.")

    @property
    def target(self) -> Target | None:
        """The thing the step is about; None when it has none."""
        return None

    async def perform(self, hands: Hands) -> None:
        raise NotImplementedError

    def spoken(self, vocabulary: Vocabulary) -> str:
        """The step as a person would say it, without anything secret."""
        raise NotImplementedError


def targeted(value: Any, own: str) -> Any:
    """Lets a step with a target and a key of its own be written flat: `{label: Reason, option: X}`.

    `own` belongs to the step even where it is also a kind of target (`text`, `option`).
    """
    if not isinstance(value, dict) or "target" in value:
        return value
    names = {*Target.model_fields, "in"} - {"inside", own}
    target = {key: part for key, part in value.items() if key in names}
    rest = {key: part for key, part in value.items() if key not in names}
    return {"target": target, **rest}
