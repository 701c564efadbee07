"""A first look at a portal, written down as a commented portal file. Pure: no browser, no disk.

Whatever pages said is quoted, cut short and kept on its line: a page must not be able to write
keys of its own into the file.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal_audit.portal import Account, Portal
from portal_audit.scenario import Scenario
from portal_audit.steps import Vocabulary
from portal_audit.steps.words import PLACEHOLDER
from portal_audit.walk.sights import (
    CLICKABLE,
    Seen,
    Survey,
    Thing,
    clean,
    find_names,
    host_of,
    is_name,
)

USER, PASSWORD, TOTP = "PORTAL_USER", "PORTAL_PASSWORD", "PORTAL_TOTP"
"""Environment variables that hold the test account."""

HEADINGS = {"hours": "hours_heading"}
"""Menu entries whose page is known by another name than their own."""
PAYING = ("bills", "pay_bill")
OF_THE_ACCOUNT = ("latest_result", "medicine", "my_nurse")
"""Words that depend on what the test account has on record."""

MOST_LISTED = 15
MOST_TEXT = 2_000
WIDTH = 96
WELCOME = re.compile(r"home( ?page)?|welcome.*|sign in|log ?in|login|patient portal", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s+[-–—|·:»]\s+|\s*\|\s*")
LANGUAGES = {
    "english": "en",
    "español": "es",
    "en español": "es",
    "spanish": "es",
    "français": "fr",
    "中文": "zh",
    "简体中文": "zh",
    "繁體中文": "zh",
    "tiếng việt": "vi",
    "tagalog": "tl",
    "русский": "ru",
    "한국어": "ko",
    "العربية": "ar",
    "kreyòl ayisyen": "ht",
    "polski": "pl",
    "português": "pt",
    "deutsch": "de",
    "italiano": "it",
    "日本語": "ja",
    "हिन्दी": "hi",
}
"""Names that languages have on their own links, where pages do not mark them."""
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Draft:
    """The file, and what there is to say about it."""

    text: str
    found: tuple[str, ...]
    missing: tuple[str, ...]
    variables: tuple[str, ...]
    """Environment variables that must be set before the file is run."""


def account_references(*, code: bool) -> Account:
    """The test account as the file refers to it."""
    return Account(
        user=_reference("env", USER),
        password=_reference("env", PASSWORD),
        code=_reference("totp:env", TOTP) if code else None,
    )


def menu_keys(scenarios: Iterable[Scenario]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys with which tasks begin, before and behind the sign-in: what a menu should have."""
    public, private = ["sign_in", "hours"], ["sign_out"]
    for scenario in scenarios:
        keys = private if scenario.needs == "signed-in" else public
        keys += next(iter(_clicks(scenario)), ())
    return tuple(dict.fromkeys([*public, "help"])), tuple(dict.fromkeys([*private, "help"]))


def _clicks(scenario: Scenario) -> list[list[str]]:
    """The keys of every click of the task, in its order."""
    return [
        PLACEHOLDER.findall(step.target.words)
        for step in scenario.steps
        if step.kind == "click" and step.target
    ]


def draft(survey: Survey, vocabulary: Vocabulary, scenarios: Sequence[Scenario]) -> Draft:
    """The portal file that this look at the portal leads to."""
    writer = _Writer(survey, vocabulary, scenarios)
    text = writer.file()
    return Draft(text, tuple(writer.found), tuple(writer.missing), tuple(writer.variables))


class _Writer:
    def __init__(
        self, survey: Survey, vocabulary: Vocabulary, scenarios: Sequence[Scenario]
    ) -> None:
        self._survey = survey
        self._vocabulary = vocabulary
        self._scenarios = scenarios
        self._words = _words(survey, vocabulary, scenarios)
        self.found: list[str] = []
        self.missing: list[str] = []
        self.variables: list[str] = []

    def file(self) -> str:
        parts = (
            self._head(),
            self._hosts(),
            self._account(),
            self._writes(),
            self._names(),
            self._tasks(),
            self._mask(),
        )
        said = self._not_found()
        return "\n\n".join("\n".join(part) for part in (parts[0], said, *parts[1:]) if part) + "\n"

    def _head(self) -> list[str]:
        name = portal_name(self._survey)
        self.found.append(f"The portal calls itself {name}.")
        return [
            *comment(
                "Portal file, drafted by `portal-audit init` after a first look. Read it "
                "through before you run it; docs/portal-file.md explains every key."
            ),
            "",
            f"portal: {scalar(name)}",
            f"start: {scalar(self._survey.start)}",
            *self._languages(),
        ]

    def _languages(self) -> list[str]:
        home = self._survey.home
        own = home.lang.casefold().split("-")[0]
        others: dict[str, str] = {}
        for page in _pages(self._survey):
            for language in page.languages:
                code = language.code.split("-")[0]
                if code and code not in (own, "x") and code.isalpha():
                    path = urlsplit(language.href).path if language.href else ""
                    others.setdefault(code, f"{language.name or code} ({clean(path, 60) or code})")
            for thing in page.things:
                code = LANGUAGES.get(thing.name.casefold(), own)
                if thing.role in CLICKABLE and code != own:
                    others.setdefault(code, thing.name)
        if not others:
            self.missing.append("No link to another language was found.")
        else:
            self.found.append(f"It is also offered in: {', '.join(others.values())}.")
        here = home.lang or "not marked on the page"
        listed = ", ".join(list(others.values())[:MOST_LISTED]) or "none found"
        return comment(f"Languages: start page {here}; others: {listed}.")

    # --- hosts ---

    def _hosts(self) -> list[str]:
        inside, outside = _hosts(self._survey, self._words)
        self.found.append(f"Its hosts: {', '.join(inside)}.")
        lines = ["# The walk never leaves these hosts.", "hosts:"]
        lines += [f"  - {scalar(host)}  # {why}" for host, why in inside.items()]
        if outside:
            listed = [f"{host} ({why})" for host, why in list(outside.items())[:MOST_LISTED]]
            more = len(outside) - len(listed)
            self.found.append(f"Other hosts, not allowed: {', '.join(outside)}."[:300])
            lines += comment(
                "Pages also lead to these hosts. They are not allowed; write one above if "
                "patients need it for a task:"
            )
            lines += [f"#   {clean(line, WIDTH)}" for line in listed]
            lines += [f"#   and {more} more"] if more > 0 else []
        pay = self._survey.pages.get("bills")
        if pay is None or "pay_bill" not in self._words:
            lines += comment(
                "Where patients pay was not seen. If paying opens a page or a frame of another "
                "company, its host must stand above too."
            )
        else:
            lines += comment(
                "The page where the card is entered was not opened. If it is another company's, "
                "or in a frame of theirs, its host must stand above too."
            )
        return lines

    # --- the account ---

    def _account(self) -> list[str]:
        survey = self._survey
        if survey.form is None:
            self.missing.append(
                "A sign-in form was not found, so nothing behind the sign-in can be audited yet."
            )
            references = [f"# {line}" for line in self._references(with_code=False)]
            return [
                *comment(
                    "No sign-in form was found on the start page or behind its sign-in link. If "
                    "there is one, name its link under `words: sign_in:`, take the # away below "
                    "and set the variables."
                ),
                *references,
            ]
        form = survey.form
        place = "on the start page" if form.on_home else f"behind “{form.link}”"
        order = "on one page" if form.password else "one after the other, the user name first"
        self.found.append(f"The sign-in form is {place}; user name and password {order}.")
        self.variables = [USER, PASSWORD, *([TOTP] if survey.with_code else [])]
        lines = comment(
            f"The sign-in form is {place}; user name and password {order}. "
            "Use a test account, never a patient's. Before a run, set: "
            + ", ".join(self.variables)
            + "."
        )
        if survey.entry == "not tried":
            lines += comment("It was not tried. `portal-audit init URL --account` tries it.")
        elif survey.entry == "signed in":
            self.found.append("The test account was let in.")
        else:
            self.missing.append(f"Signing in did not work. {survey.reason}")
        lines += self._references(with_code=survey.with_code)
        if not survey.with_code:
            why = "it does ask for one" if survey.code else "only if it asks for a one-time code"
            lines.append(f'  # code: "{_reference("totp:env", TOTP)}"  # {why}')
        return lines

    def _references(self, *, with_code: bool) -> list[str]:
        account = account_references(code=with_code)
        return [
            "account:",
            f'  user: "{account.user}"',
            f'  password: "{account.password}"',
            *([f'  code: "{account.code}"'] if account.code else []),
        ]

    def _writes(self) -> list[str]:
        return [
            "# false: nothing is sent, booked or paid; the walk stops just before the last click.",
            "writes: false",
        ]

    # --- names ---

    def _names(self) -> list[str]:
        lines = comment(
            "What this portal calls things, in its own exact words. What is not named here is "
            "looked for by the usual names, see `scenarios/words.yaml`."
        )
        entries = [
            f"  {key}: {scalar(names[0])}"
            if len(names) == 1
            else f"  {key}: [{', '.join(map(scalar, names))}]"
            for key, names in self._words.items()
        ]
        lines += ["words:", *entries] if entries else ["# words:"]
        if self._words:
            said = ", ".join(f"{key}: “{names[0]}”" for key, names in self._words.items())
            self.found.append(f"Its names for things: {said}.")
        unnamed = [key for key in self._wanted() if key not in self._words]
        if unnamed:
            where = "the start page" if self._survey.private is None else "its menu"
            self.missing.append(f"No name was found on {where} for: {', '.join(unnamed)}.")
            lines += [f"  # {key}:  # not found" for key in unnamed]
            if unclaimed := self._unclaimed():
                lines += comment(
                    "Names in the menu that fit nothing known. If one of them is what is missing, "
                    "write it there: " + ", ".join(f"“{name}”" for name in unclaimed) + ".",
                    "  ",
                )
        if self._survey.form is not None:
            lines += comment(
                "These depend on what the test account has on record; the usual names may not fit: "
                + ", ".join(OF_THE_ACCOUNT)
                + ".",
                "  ",
            )
        return lines

    def _wanted(self) -> list[str]:
        """Names that a look which went so far should have found."""
        public, private = menu_keys(self._scenarios)
        return [*dict.fromkeys((*public, *(private if self._survey.private else ())))]

    def _unclaimed(self) -> list[str]:
        page = self._survey.private or self._survey.home
        claimed = {name for names in self._words.values() for name in names}
        claimed |= {name for key in ("home", "continue") for name in self._vocabulary.table[key]}
        menu = [
            thing.name
            for thing in page.things
            if thing.role in CLICKABLE and thing.region in ("nav", "header", "aside")
            if is_name(thing.name) and thing.name not in claimed
        ]
        return list(dict.fromkeys(menu))[:MOST_LISTED]

    # --- tasks ---

    def _tasks(self) -> list[str]:
        listed: list[str] = []
        left: dict[str, str] = {}
        for scenario in self._scenarios:
            if why := self._why_not(scenario):
                left[scenario.id] = why
            else:
                listed.append(scenario.id)
        if not listed:  # an empty list means all of them
            fallback = next((s.id for s in self._scenarios if s.id == "hours"), "")
            fallback = fallback or next(s.id for s in self._scenarios)
            listed = [fallback]
        self.found.append(f"Tasks in the file: {', '.join(listed)}.")
        lines = ["# The tasks that are walked.", "scenarios:"]
        lines += [f"  - {name}" for name in listed]
        if left:
            lines += comment("Not yet. Take the # away when it can be done:", "  ")
            lines += [f"  # - {name}  # {clean(why, WIDTH)}" for name, why in left.items()]
            reasons: dict[str, list[str]] = {}
            for name, why in left.items():
                reasons.setdefault(why, []).append(name)
            self.missing += [
                f"Left out as comments: {', '.join(names)} ({why})."
                for why, names in reasons.items()
            ]
        usual = ", ".join(Portal.model_fields["audiences"].default)
        return [
            *lines,
            *comment("If the portal does not offer a task at all, say so, with the reason:"),
            "# not_applicable:",
            '#   pay-bill: "Bills come by mail only."',
            f"# audiences: [{usual}]",
        ]

    def _why_not(self, scenario: Scenario) -> str:
        """Why this task cannot be walked yet; "" when it can."""
        if scenario.steps[0].kind == "sign_in":
            if self._survey.form is None:
                return "the sign-in form was not found"
            return self._survey.reason.split(".")[0].casefold() if self._refused() else ""
        if scenario.needs == "signed-in" and self._survey.private is None:
            return (
                "signing in did not work"
                if self._survey.with_account
                else "behind the sign-in; `init URL --account` looks there"
            )
        clicks = _clicks(scenario)
        way_in = clicks[:1] == [["sign_in"]] and self._survey.form is not None
        for key in [key for keys in clicks[: 2 if way_in else 1] for key in keys]:
            if key not in self._words:
                return f"nothing on the page is called {key.replace('_', ' ')}"
        return ""

    def _refused(self) -> bool:
        return self._survey.entry == "impossible"

    def _mask(self) -> list[str]:
        marks = dict.fromkeys(mark for page in _pages(self._survey) for mark in page.marks)
        lines = comment(
            "Parts that show patient details, as CSS selectors or names of attributes: they are "
            "left out of texts and painted over in pictures."
        )
        if marks:
            return [*lines, "mask:", *(f"  - {scalar(mark)}" for mark in marks)]
        return [*lines, '# mask: [".patient-name", "data-phi"]']

    def _not_found(self) -> list[str]:
        if not self.missing:
            return []
        lines = ["# What the first look did not find:"]
        for sentence in self.missing:
            first, *rest = _wrapped(sentence, WIDTH - 4)
            lines += [f"# - {first}", *(f"#   {line}" for line in rest)]
        return lines


def portal_name(survey: Survey) -> str:
    """What the portal calls itself: its site name, the telling part of its title, or its host."""
    home = survey.home
    parts = [part.strip() for part in BETWEEN_NAMES.split(home.title)]
    telling = [part for part in parts if part and not WELCOME.fullmatch(part)]
    return home.site or (telling[-1] if telling else "") or host_of(survey.start) or "Portal"


def comment(text: str, indent: str = "") -> list[str]:
    """Lines of comment. The text stays within them whatever it holds."""
    return [f"{indent}# {line}" for line in _wrapped(text, WIDTH - len(indent))]


def _wrapped(text: str, width: int) -> list[str]:
    said = clean(text, MOST_TEXT)
    return textwrap.wrap(said, width, break_on_hyphens=False) or [""]


def scalar(text: str) -> str:
    """Text as one YAML value that reads back as just this text."""
    text = clean(text, MOST_TEXT)
    if PLAIN.fullmatch(text) and text.casefold() not in NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def _reference(where: str, name: str) -> str:
    return "${" + f"{where}:{name}" + "}"


def _pages(survey: Survey) -> list[Seen]:
    form = [survey.form.at] if survey.form else []
    inside = [survey.private] if survey.private else []
    return [survey.home, *form, *inside, *survey.pages.values()]


def _words(
    survey: Survey, vocabulary: Vocabulary, scenarios: Sequence[Scenario]
) -> dict[str, tuple[str, ...]]:
    """This portal's names for things: key -> exact words, best first."""
    words: dict[str, tuple[str, ...]] = {}
    fields: dict[str, Thing | None] = {"code": survey.code}
    if survey.form:
        fields |= {"user_name": survey.form.user, "password": survey.form.password}
    for key, field in fields.items():
        if field is not None and is_name(field.name):
            words[key] = (field.name,)
    for key, thing in survey.names.items():
        words[key] = (thing.name,)
    looked_at = dict(survey.pages)
    if survey.form:
        looked_at["sign_in"] = survey.form.at
    for key, page in looked_at.items():
        for part, thing in find_names(_next(key, scenarios), page.things, vocabulary).items():
            words.setdefault(part, (thing.name,))
    for key, page in survey.pages.items():
        heading = HEADINGS.get(key, key)
        known = vocabulary.with_portal(words).patterns("{" + heading + "}", exact=False)
        headings = [page.heading, *page.headings]
        if page.heading and not any(p.search(h) for p in known for h in headings):
            if is_name(page.heading):
                words[heading] = (*words.get(heading, ()), page.heading)
        elif heading != key:
            whole = vocabulary.patterns("{" + heading + "}", exact=True)
            if said := next((h for p in whole for h in headings if p.search(h)), None):
                words[heading] = (said,)
    in_order = [*vocabulary.table]
    return dict(sorted(words.items(), key=lambda entry: in_order.index(entry[0])))


def _next(key: str, scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """What tasks click next that begin with the menu entry `key`."""
    ways = [_clicks(scenario) for scenario in scenarios]
    second = [way[1] for way in ways if way[:1] == [[key]] and len(way) > 1]
    return tuple(dict.fromkeys(name for names in second for name in names))


def _hosts(
    survey: Survey, words: dict[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Hosts the walk needs, and others that pages lead to: each with the reason."""
    inside: dict[str, str] = {host_of(survey.start): "the start page"}

    def needs(host: str, why: str) -> None:
        if host and re.fullmatch(r"[\w.:-]{1,253}", host):
            inside.setdefault(host, why)

    needs(survey.home.host, "the start page leads here")
    if form := survey.form:
        needs(form.at.host, "signing in")
        for field in (form.user, form.password):
            needs(field.host if field else "", "a frame with the sign-in form")
    for host in survey.entry_hosts:
        needs(host, "signing in")
    if survey.private:
        needs(survey.private.host, "the signed-in pages")
    for page in _pages(survey):
        paying = {name for key in PAYING for name in words.get(key, ())}
        for thing in page.things:
            if thing.name in paying:
                needs(host_of(thing.href), "paying")
            if thing.autocomplete.startswith("cc-"):
                needs(thing.host, "a frame for paying")
    outside: dict[str, str] = {}
    for page in _pages(survey):
        for host, why in _leads_to(page):
            if host not in inside and re.fullmatch(r"[\w.:-]{1,253}", host):
                outside.setdefault(host, why)
    return inside, outside


def _leads_to(page: Seen) -> Iterable[tuple[str, str]]:
    for thing in page.things:
        if thing.href.startswith(("http:", "https:")):
            yield host_of(thing.href), f"link “{thing.name}”" if thing.name else "a link"
    for address in page.forms:
        yield host_of(address), "a form"
    for host in page.frames:
        yield host, "a frame"
