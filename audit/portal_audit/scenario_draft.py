"""From what a person did in a browser to a scenario file. Pure: events in, YAML text out.

Words first: what was clicked is named by role and visible name, by a placeholder of the vocabulary
where the name is one of its names, and by a selector only where a control has no words. Signing in
becomes one step. What was typed and looks personal is replaced.

What the events say is page text and not trusted: its length is capped, and all of it is quoted.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from portal_audit.errors import UsageProblem
from portal_audit.recorded_deeds import (
    Control,
    Deed,
    Event,
    checked,
    deeds_of,
    named_as,
    one_sign_in,
)
from portal_audit.scenario import Scenario
from portal_audit.steps import Step, Target, Vocabulary
from portal_audit.steps.base import TARGET_ROLES
from portal_audit.steps.choose import Choose
from portal_audit.steps.fill import Fill
from portal_audit.steps.words import PLACEHOLDER, as_pattern

LONGEST_NAME = 80
LONGEST_TEXT = 500
INVENTED = "Sample text"
"""Stands in the draft for what was typed and is not written down."""

SECRET_KEYS = frozenset({"user_name", "password", "code"})
TIME_KEY = "available_time"

FINAL = re.compile(
    r"\b(send|confirm|pay|submit|book|cancel|delete|remove|request|order|schedule|reschedule|renew"
    r"|refill|buy|purchase|transfer|save|enviar|confirmar|pagar|reservar|cancelar|eliminar)\b",
    re.IGNORECASE,
)
"""Names of what probably cannot be undone."""
BARE_CANCEL = re.compile(r"^\s*(cancel|cancelar)\s*$", re.IGNORECASE)

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
PERSONAL = re.compile(
    rf"""\S@\S                                   # an e-mail address
    | \d(?:[\s().+/-]{{0,2}}\d){{5,}}            # phone, card, record numbers: six digits or more
    | \b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}\b  # a date
    | \b{_MONTH}\s+\d{{1,2}},?\s+\d{{4}} | \b\d{{1,2}}\.?\s+{_MONTH}\s+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)


# --- what is usual ---


@dataclass(slots=True)
class Habits:
    """What the scenario library uses each placeholder for: a name alone does not tell."""

    clicks: set[str] = field(default_factory=set)
    final: set[str] = field(default_factory=set)
    """Clicked in a step that commits."""
    fields: set[str] = field(default_factory=set)
    options: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    """Said at the end of a task in which something was sent, booked, paid."""
    texts: dict[str, str] = field(default_factory=dict)
    """The field's placeholder -> the placeholder that is typed there."""

    @staticmethod
    def of(library: Iterable[Scenario], vocabulary: Vocabulary) -> Habits:
        habits = Habits()
        for scenario in library:
            for step in scenario.steps:
                habits._learn(step)
            for target in scenario.done.see:
                habits._learn_sight(target)
                if target.kind == "text" and scenario.stopped:
                    habits.outcomes |= _keys(target.words)
        patterns = {key for key, names in vocabulary.table.items() if all(map(_is_pattern, names))}
        habits.outcomes -= patterns
        return habits

    def _learn(self, step: Step) -> None:
        words = step.target.words if step.target else ""
        if step.kind in ("fill", "choose", "upload"):
            self.fields |= _keys(words)
        elif step.kind in ("click", "check", "download"):
            self.clicks |= _keys(words)
            self.final |= _keys(words) if step.commits else set()
        if isinstance(step, Choose):
            self.options |= _keys(step.choose.option)
        if isinstance(step, Fill) and (text := _only_key(step.fill.text)):
            self.texts |= dict.fromkeys(_keys(words), text)
        for target in step.then.see if step.then else ():
            self._learn_sight(target)

    def _learn_sight(self, target: Target) -> None:
        if target.kind == "heading":
            self.headings |= _keys(target.words)
        elif target.kind == "label":
            self.fields |= _keys(target.words)

    @property
    def known(self) -> set[str]:
        """Every placeholder the library uses."""
        return (
            self.clicks
            | self.fields
            | self.options
            | self.headings
            | self.outcomes
            | set(self.texts.values())
        )


def _keys(words: str) -> set[str]:
    return set(PLACEHOLDER.findall(words))


def _only_key(words: str) -> str:
    found = PLACEHOLDER.fullmatch(words)
    return found[1] if found else ""


def _is_pattern(name: str) -> bool:
    return len(name) > 2 and name[0] == name[-1] == "/"


# --- steps ---


@dataclass(slots=True)
class Line:
    """One step as it is written."""

    words: str
    target: str = ""
    """The thing, as it would also stand under `see:`."""
    notes: list[str] = field(default_factory=list)
    commits: bool = False
    effort: int = 0


def draft_scenario(
    events: Iterable[Mapping[str, Any]],
    vocabulary: Vocabulary,
    habits: Habits,
    *,
    start: str,
    id_: str,
    as_: str = "",
    file: str = "",
) -> str:
    """The scenario file for what was done; `file` is its name, for the remarks at its top.

    Raises UsageProblem when nothing was done.
    """
    told = checked(events)
    deeds = one_sign_in(deeds_of(told), vocabulary)
    if not any(deed.kind != "went" for deed in deeds):
        raise UsageProblem(
            "Nothing was recorded: no click, no typing.",
            "Do the task in the window that opens, then close that window.",
        )
    writer = _Writer(vocabulary, habits)
    final = _final_deeds(deeds, vocabulary, habits)
    lines = [writer.line(deed, begins=number == 0) for number, deed in enumerate(deeds)]
    for number in final:
        lines[number].commits = True
    done, done_note = writer.done(told, deeds)
    first_final = next((line for line in lines if line.commits and line.target), None)
    return _file(
        lines,
        done,
        done_note,
        stopped=first_final.target if first_final else "",
        start=start,
        id_=id_,
        as_=as_,
        file=file or f"{id_}.yaml",
        missed=any(event.kind == "missed" for event in told),
    )


def _final_deeds(deeds: list[Deed], vocabulary: Vocabulary, habits: Habits) -> list[int]:
    """The deeds that look as if they cannot be undone. Rather one too many."""
    commits = named_as(vocabulary, *habits.final)
    opens = named_as(vocabulary, *(habits.clicks - habits.final))
    leaves = named_as(vocabulary, "sign_out")
    final: list[int] = []
    for number in reversed(range(len(deeds))):
        deed = deeds[number]
        name = deed.control.name
        if deed.kind == "press":
            final += [number] if deed.asked else []
            continue
        if deed.kind != "click" or leaves(name):
            continue
        if deed.asked:
            final.append(number)
            continue
        closes = BARE_CANCEL.search(name) and deed.control.part_of == "dialog"
        if closes or not (FINAL.search(name) or commits(name)):
            continue
        if deed.control.role == "link" and deed.control.part_of == "nav":
            continue  # a place of the portal, such as "Schedule"
        sends = deed.control.submits and deed.control.posts
        if final and not sends and (opens(name) or _opened_a_form(deeds, number, final[-1])):
            continue  # it only opened what a later click sent
        final.append(number)
    return final


def _opened_a_form(deeds: list[Deed], number: int, final: int) -> bool:
    """Whether the click was followed, on the same page, by filling in and sending a form."""
    between, last = deeds[number + 1 : final], deeds[final]
    return (
        last.control.submits
        and last.control.posts
        and last.event.document == deeds[number].event.document
        and any(deed.kind in ("type", "choose", "check", "file") for deed in between)
    )


class _Writer:
    """Writes deeds and outcomes in the words of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, habits: Habits) -> None:
        self._vocabulary = vocabulary
        self._habits = habits
        free = set(vocabulary.table) - habits.known - SECRET_KEYS
        self._clickable = habits.clicks | {key for key in free if not key.startswith("my_")}

    def line(self, deed: Deed, *, begins: bool) -> Line:
        event, control = deed.event, deed.control
        if deed.kind == "sign_in":
            return Line("- sign_in", notes=["with the test account of the portal file"])
        if deed.kind == "went":
            return self._went(event, begins=begins)
        if deed.kind == "press":
            return Line(f"- press: {event.key}", effort=1)
        if deed.kind == "click" and self._key(control.name, {"sign_out"}):
            return Line("- sign_out")
        line = Line("", effort=1)
        parts = self._target(control, line, deed.kind)
        line.target = _flow(parts)
        if deed.kind == "click":
            line.words = f"- click: {line.target}"
        elif deed.kind == "download":
            line.words = f"- download: {line.target}"
        elif deed.kind == "check":
            line.words = f"- check: {line.target}" + ("" if event.on else "\n  off: true")
        elif deed.kind == "choose":
            line.words = f"- choose: {_flow({**parts, 'option': self._option(event, line)})}"
        elif deed.kind == "file":
            ending = event.ending if re.fullmatch(r"[a-z0-9]{1,5}", event.ending) else "pdf"
            line.words = f"- upload: {_flow({**parts, 'file': f'sample.{ending}'})}"
            line.notes.append("put a file of this name where you start the audit")
        else:
            line.words = f"- fill: {_flow({**parts, 'text': self._text(event, line)})}"
        return line

    def _went(self, event: Event, *, begins: bool) -> Line:
        path = _clean(event.path, 200)
        if begins and path.startswith("/") and not PERSONAL.search(path):
            return Line(f"- open: {_quoted(path)}")
        return Line(
            "",
            notes=[
                "Here you used the address bar, Back or Reload. A walk moves by links only:",
                "check that the next step can be reached from the page before.",
            ],
        )

    def _option(self, event: Event, line: Line) -> str:
        option = _clean(event.option, LONGEST_NAME)
        if event.control.secrecy or not option or PERSONAL.search(option):
            line.notes.append("what you chose may be personal and was not kept: write an option")
            return INVENTED
        if key := self._key(option, self._habits.options):
            return "{" + key + "}"
        return _literal(option)

    def _text(self, event: Event, line: Line) -> str:
        text = _clean(event.text, LONGEST_TEXT)
        if event.control.secrecy or PERSONAL.search(text):
            key = self._key(event.control.name, self._habits.fields)
            if known := self._habits.texts.get(key):
                line.notes.append(f"not what you typed; give `{known}:` under `words:`")
                return "{" + known + "}"
            line.notes.append(
                "what you typed was not read: write something invented"
                if event.control.secrecy
                else "what you typed looked personal: write something invented"
            )
            return INVENTED
        return text.replace("{", "(").replace("}", ")") or INVENTED

    # --- naming things ---

    def _target(self, control: Control, line: Line, deed: str) -> dict[str, str]:
        """How the control is named, as the keys of a target."""
        name = _clean(control.name, LONGEST_NAME)
        if not name or PERSONAL.search(name):
            why = "looks personal" if name else "has no words"
            line.notes.append(f"this control {why}, so a selector names it: fragile, check it")
            return {"css": _selector(control)}
        kind = _kind_of(control)
        if key := self._time(control, deed):
            line.notes.append(f"the first time that is offered, not always {_said(name)}")
            return {"first": "{" + key + "}"}
        if deed in ("click", "download"):
            key = self._key(name, self._clickable, control.others)
        else:
            key = self._key(name, self._habits.fields, control.others)
        if not key and re.search(r"\d", name):
            line.notes.append("a name with a number or a date: will it be the same next month?")
        parts = {kind: "{" + key + "}" if key else _literal(name)}
        if control.alike > 1:
            self._which(control, parts, line)
        return parts

    def _which(self, control: Control, parts: dict[str, str], line: Line) -> None:
        near = _clean(control.near, LONGEST_NAME)
        if control.part:
            parts["in"] = control.part
        elif near and not PERSONAL.search(near):
            parts["near"] = _literal(near)
        elif control.first:
            line.notes.append(f"the first of {control.alike} of this name")
        else:
            line.notes.append(
                f"one of {control.alike} of the same name ({_said(control.name)}), nothing beside "
                "it tells them apart: a selector names it"
            )
            parts.clear()
            parts["css"] = _selector(control)

    def _time(self, control: Control, deed: str) -> str:
        """The placeholder for a time of day on a button or a link; "" for anything else."""
        if deed != "click" or TIME_KEY not in self._vocabulary.table:
            return ""
        patterns = self._vocabulary.patterns("{" + TIME_KEY + "}", exact=False)
        return TIME_KEY if any(p.search(control.name) for p in patterns) else ""

    def _key(self, name: str, among: Collection[str], others: tuple[str, ...] = ()) -> str:
        """The placeholder that has this very name and no other name on the page; "" if none.

        Of several the one for which the name is more usual; "" when that does not decide either.
        """
        ranked = []
        for key, names in self._vocabulary.table.items():
            if key not in among:
                continue
            literal = [n for n in names if not _is_pattern(n)]
            place = next(
                (i for i, n in enumerate(literal) if as_pattern(n, exact=True).search(name)), None
            )
            if place is not None:
                ranked.append((place, key))
        ranked.sort(key=lambda pair: pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return ""
        key = ranked[0][1]
        taken = named_as(self._vocabulary, key)
        alone = not any(taken(other) for other in others if other.casefold() != name.casefold())
        return key if alone else ""

    # --- the end ---

    def done(self, events: list[Event], deeds: list[Deed]) -> tuple[str, str]:
        """What `done:` proposes to see, and what there is to say about it."""
        at = deeds[-1].at
        before = [e.page for e in events[: at + 1]]
        after = [e for e in events[at + 1 :] if e.kind == "page"]
        seen = {words for page in before for words in page.says}
        for page in (event.page for event in reversed(after)):
            for words in page.says:
                if words in seen:
                    continue
                if key := self._outcome(words):
                    return _flow({"text": "{" + key + "}"}), "the page said so at the end"
                if kept := _lasting(words):
                    return _flow({"text": _literal(kept)}), "the page said so at the end"
        tops = [e.page.heading for e in events if e.top and e.page.heading]
        heading = tops[-1] if tops else ""
        old = deeds[-1].event.page.heading
        if heading and heading != old and (words := _lasting(heading)):
            return self._heading(words), "the heading of the last page"
        if heading and (words := _lasting(heading)):
            return self._heading(words), (
                "nothing new was seen after the last step: replace this by what shows success"
            )
        return _flow({"css": "body"}), "nothing to go by was seen: write what shows success"

    def _heading(self, words: str) -> str:
        key = self._key(words, self._habits.headings | self._clickable)
        return _flow({"heading": "{" + key + "}" if key else _literal(words)})

    def _outcome(self, words: str) -> str:
        """The placeholder whose names say most of `words`; "" if none."""
        longest, best = 0, ""
        for key in sorted(self._habits.outcomes & set(self._vocabulary.table)):
            for pattern in self._vocabulary.patterns("{" + key + "}", exact=False):
                found = pattern.search(words)
                if found and len(found[0]) > longest:
                    longest, best = len(found[0]), key
        return best


def _kind_of(control: Control) -> str:
    """The word of a target for this role; `named` where the language has none."""
    if control.tag == "input" and control.type == "file":
        return "label"
    found = next((kind for kind, roles in TARGET_ROLES.items() if control.role in roles), "named")
    return "label" if found == "named" and control.field else found


def _selector(control: Control) -> str:
    css = _clean(control.css, 300)
    return "body" if not css or PLACEHOLDER.search(css) else css


def _lasting(words: str) -> str:
    """The part of a message that will be the same next time: its first words without numbers."""
    first = re.split(r"[:.!?]\s|[.!:]$|\d", _clean(words, 200))[0].strip(" ,;-–(#")
    return first if len(first) >= 4 and not PERSONAL.search(words[: len(first) + 1]) else ""


# --- text that is safe in the file ---


def _clean(text: str, longest: int) -> str:
    """One line of printable characters, cut between words."""
    printable = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in text[: longest * 4]
        if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
    )
    line = " ".join(printable.split())
    if len(line) <= longest:
        return line
    head, _, _ = line[: longest + 1].rpartition(" ")
    return head or line[:longest]


def _literal(name: str) -> str:
    """`name` so that the scenario language takes it for itself, not for a pattern or a key."""
    if PLACEHOLDER.search(name) or _is_pattern(name):
        escaped = re.sub(r"([^\w\s])", r"\\\1", name)
        return f"/^\\s*{escaped}\\s*$/"
    return name


def _quoted(text: str) -> str:
    """As a YAML string in double quotes: JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _said(name: str) -> str:
    return f"“{_clean(name, 40)}”"


def _flow(parts: Mapping[str, str]) -> str:
    """`{button: "Confirm visit"}`; bare words for a thing of no particular kind."""
    if set(parts) == {"named"}:
        return _quoted(parts["named"])
    return "{" + ", ".join(f"{key}: {_quoted(words)}" for key, words in parts.items()) + "}"


# --- the file ---


def _file(
    lines: list[Line],
    done: str,
    done_note: str,
    *,
    stopped: str,
    start: str,
    id_: str,
    as_: str,
    file: str,
    missed: bool,
) -> str:
    effort = max(sum(line.effort for line in lines), 1)
    at = urlsplit(start)
    address = _clean(f"{at.scheme}://{(at.netloc.rpartition('@')[2])}{at.path}", 200)
    signs_in = any(line.words == "- sign_in" for line in lines)
    commits = any(line.commits for line in lines)
    out = [
        f"# Recorded at {address}. This is a draft. Before you use it, check:",
        "# 1. as: the task in a patient's words.",
        "# 2. every step: is it needed, and does its name stay the same from day to day?",
        "# 3. done: what the portal shows when the task is done, and only then.",
        (
            "# 4. commits: true stands at every click that cannot be undone, and nowhere else."
            if commits
            else "# 4. No click looked final. Add `commits: true` to one that cannot be undone,"
        ),
        *([] if commits else ["#    and `stopped:` with what is visible just before it."]),
        "# 5. nothing in this file is about a real person.",
        "# A walk begins at `start:` of the portal file; try it with",
        f"#   portal-audit run portal.yaml --scenario {_clean(file, 200)}",
        *(["# Something you did could not be read: a step may be missing."] if missed else []),
        "",
        f"id: {_quoted(id_)}",
        f"as: {_quoted(_clean(as_, 200) or 'Say here what the patient wants.')}",
        "needs: nothing",
    ]
    if signs_in:
        out += [
            "# If signing in is not what this task is about: write `needs: signed-in` and delete",
            "# `- sign_in` below and all before it. The walk then starts on the signed-in home",
            "# page, and the portal sees fewer sign-ins.",
        ]
    out += [
        f"# You needed {effort} clicks, keys and fields. To have the effort judged:",
        f"# budget: {{effort: {effort}, limit: {effort * 2}, "
        f"seconds: [{effort * 15 + 15}, {effort * 30 + 30}]}}",
        "steps:",
    ]
    for line in lines:
        out += [f"  # {note}" for note in line.notes]
        if line.words:
            out += [f"  {part}" for part in line.words.split("\n")]
        if line.commits:
            out += ["    commits: true  # check: can this not be undone?"]
    out += ["done:", f"  # check: {done_note}", f"  see: {done}"]
    if commits:
        out += [
            "stopped:  # what counts where the portal file says `writes: false`",
            "  # check: this must be visible just before the first step that commits",
            f"  see: {stopped or done}",
        ]
    return "\n".join(out) + "\n"
