"""Choosing one of several: native lists, radio buttons, and lists of a portal's own making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal_audit.steps import StepFailed, Target
from portal_audit.walk import klm
from portal_audit.walk.wording import sentence

if TYPE_CHECKING:
    from portal_audit.walk.hands import WalkHands
    from portal_audit.walk.locate import Located

OPTIONS = """(list) => list.options ? [...list.options].map((o) => o.label || o.text) : null"""

SHAPE = """(element) => {
  const kind = element.getAttribute("role") || element.localName;
  if (/^(fieldset|radiogroup|group|listbox)$/.test(kind)) return "open";
  return element.localName === "input" && !element.readOnly ? "typed" : "closed";
}"""
"""How the options come into view: they are there, by typing, or by opening the list."""

MOST_WORDINGS = 3
"""So many ways to say an option are typed before it counts as not there."""


async def choose(hands: WalkHands, target: Target, option: str) -> None:
    """Choose `option` in the list called `target`. Raises StepFailed."""
    located = await hands.find(target, "fill")
    name = target.spoken(hands.vocabulary)
    labels = await located.locator.evaluate(OPTIONS)
    if labels is not None:
        await _in_native_list(hands, located, name, labels, option)
        return
    shape = await located.locator.evaluate(SHAPE)
    if shape == "open":
        chosen = Target.model_validate({"named": option})
        await _pick(hands, await hands.find(chosen, "operate"), option)
    elif shape == "typed":
        await _pick(hands, await _offered_for_words(hands, target, name, option), option)
    else:
        await hands.activate(located, name)
        chosen = Target.model_validate({"option": option})
        await _pick(hands, await hands.find(chosen, "operate"), option)


async def _in_native_list(
    hands: WalkHands, located: Located, name: str, labels: list[str], option: str
) -> None:
    index = _matching(hands, labels, option)
    if index is None:
        raise _no_option(hands, name, option)
    await hands.select(located, name, index)


async def _offered_for_words(hands: WalkHands, target: Target, name: str, option: str) -> Located:
    """The option in a list that fills as one types (a combobox, an autocomplete)."""
    wanted = Target.model_validate({"option": option})
    wordings = [name for name in hands.vocabulary.names(option) if not name.startswith("/")]
    for words in wordings[:MOST_WORDINGS]:
        await hands.type(target, words, klm.K)
        seconds = hands.patience / min(len(wordings), MOST_WORDINGS)
        if located := await hands.finder.wait(wanted, "operate", seconds):
            return located
    raise _no_option(hands, name, option)


async def _pick(hands: WalkHands, located: Located, option: str) -> None:
    await hands.tick(located, f"“{hands.vocabulary.spoken(option)}”")


def _no_option(hands: WalkHands, name: str, option: str) -> StepFailed:
    said = hands.vocabulary.spoken(option)
    return StepFailed(f"{sentence(name)} has no option “{said}”.", not_offered=True)


def _matching(hands: WalkHands, labels: list[str], option: str) -> int | None:
    for exact in (True, False):
        for pattern in hands.vocabulary.patterns(option, exact=exact):
            for index, label in enumerate(labels):
                if pattern.search(label):
                    return index
    return None
