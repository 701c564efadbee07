"""A newcomer's look at a portal: its names, its hosts, the way in. What `init` drafts a file from.

Follows the sign-in link and at most three menu links. Sends no form but the sign-in form, and that
one only with an account. What pages say is untrusted: it is cut short here, and quoted later.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from portal_audit import secret
from portal_audit.browser import (
    Browser,
    BrowserError,
    BrowserRequest,
    BrowserResponse,
    BrowserTimeout,
    Frame,
    Locator,
    Page,
    open_browser,
)
from portal_audit.errors import PortalUnreachable
from portal_audit.portal import Account, is_loopback
from portal_audit.steps import Vocabulary
from portal_audit.steps.words import as_pattern
from portal_audit.walk.audiences import AUDIENCES
from portal_audit.walk.hands import OPEN_SECONDS
from portal_audit.walk.probes.probe import ask
from portal_audit.walk.redact import Redactor
from portal_audit.walk.sights import (
    CLICKABLE,
    FOLLOWED,
    MOST_NAME,
    PRIVATE_KEYS,
    PUBLIC_KEYS,
    Entry,
    Form,
    Language,
    Seen,
    Survey,
    Thing,
    clean,
    find_form,
    find_names,
    host_of,
    is_text_field,
    says,
)
from portal_audit.walk.wording import refused, unreachable

POLITE_S = 1.0
"""Another computer is asked for at most one page in this time."""
LOOK_SECONDS = 240.0
"""The whole look takes a minute at most; one that takes longer is stuck."""
PRESS_S = 5.0
REST_S = 0.3
SETTLE_S = 8.0
FORM_S = 10.0
SIGN_IN_S = 20.0
STUCK_S = 3.0
"""A request older than this no longer holds up the look."""
LOOK = r"""
const first = (query, attribute) => fold((document.querySelector(query) || { getAttribute() {} })
  .getAttribute(attribute)).slice(0, 200);
const shown = everywhere(document, "h1,h2,h3,[role=heading]").filter(visible).slice(0, 60);
const tongues = [...document.querySelectorAll("link[hreflang],a[hreflang],a[lang]")].slice(0, 60);
const names = new Set();
for (const element of [...document.querySelectorAll("[class*=patient],[class*=phi],[class*=pii]")]
    .slice(0, 200))
  for (const name of element.classList) names.add("." + name);
for (const element of [...document.querySelectorAll("*")].slice(0, 5000))
  for (const name of element.getAttributeNames()) if (name.startsWith("data-p")) names.add(name);
return {
  title: fold(document.title).slice(0, 200),
  site: first("meta[property='og:site_name']", "content") ||
    first("meta[name='application-name']", "content"),
  lang: (document.documentElement.lang || "").slice(0, 20),
  headings: shown.map((e) => textOf(e).slice(0, 200)),
  main: textOf(shown.find((e) => e.localName === "h1") || shown[0] || new Text()).slice(0, 200),
  forms: [...document.forms].filter(visible).slice(0, 30).map((form) => String(form.getAttribute(
    "action") === null ? location.href : new URL(form.getAttribute("action"), location.href))),
  languages: tongues.map((e) => ({ code: e.getAttribute("hreflang") || e.getAttribute("lang"),
    name: e.localName === "a" ? textOf(e).slice(0, 80) : "", href: String(e.href || "") })),
  alerts: everywhere(document, "[role=alert],.error").filter(visible).slice(0, 3).map(
    (e) => textOf(e).slice(0, 200)),
  marks: [...names].slice(0, 200),
};
"""

COUNT = re.compile(r"\s*\(\d+\)$|(?<=^Inbox)\s\d+$|(?<=[a-z]s)\s\d{1,3}$")
"""A count of unread messages behind a name: "Messages 3", "Inbox (2)"."""
SUBMITS = ":is(button:not([type=button], [type=reset]), input[type=submit], input[type=image])"
MARK = re.compile(r"\.?(?:[a-z]+-)*(?:phi|pii|patient-(?:name|details|info|banner))(?:-[a-z]+)*")
"""Classes and attributes by which pages mark what is a patient's."""


async def survey(
    start: str,
    vocabulary: Vocabulary,
    *,
    public: Sequence[str] = PUBLIC_KEYS,
    private: Sequence[str] = PRIVATE_KEYS,
    account: Account | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Survey:
    """Look at the portal at `start`; with an account, from inside too.

    `public` and `private` are the keys to look for in the menus before and behind the sign-in.

    Raises PortalUnreachable when no page comes, SecretProblem when the account's secrets cannot be
    found, BrowserMissing.
    """
    references = [account.user, account.password, account.code] if account else []
    redactor = Redactor([secret.seed_of(reference) for reference in references if reference])
    if account and account.code:
        secret.reveal(account.code)  # a seed that is none is found out before anything is asked
    async with open_browser(closed_world=is_loopback(host_of(start)), say=say) as browser:
        newcomer = await _Newcomer.at(browser, vocabulary, redactor, say)
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                found = await newcomer.look_around(start, public)
                return await newcomer.go_inside(found, account, private) if account else found
        except (TimeoutError, BrowserError):
            raise PortalUnreachable(
                "The first look was not done after some minutes, or the browser died over it.",
                "Try again; if it stays so, write the file by hand: see docs/portal-file.md.",
            ) from None


class _Newcomer:
    """Somebody at the portal for the first time."""

    def __init__(
        self, page: Page, vocabulary: Vocabulary, redactor: Redactor, say: Callable[[str], None]
    ) -> None:
        self._vocabulary = vocabulary
        self._redactor = redactor
        self._say = say
        self._asked = 0.0
        self._open: dict[BrowserRequest, float] = {}
        self._page = page
        self._hosts: list[str] = []
        self._status = 200
        """Of the document last shown."""
        self._seen: Seen | None = None
        """The last page at rest."""
        context = page.context
        context.on("response", self._answered)
        context.on("request", self._started)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._ended)
        context.on("page", self._new_page)

    @classmethod
    async def at(
        cls,
        browser: Browser,
        vocabulary: Vocabulary,
        redactor: Redactor,
        say: Callable[[str], None],
    ) -> _Newcomer:
        context = await browser.new_context(**AUDIENCES["desktop"].context)
        context.set_default_timeout(10_000)
        return cls(await context.new_page(), vocabulary, redactor, say)

    def _started(self, request: BrowserRequest) -> None:
        if request.resource_type in ("document", "script", "stylesheet", "xhr", "fetch"):
            self._open[request] = time.monotonic()
        if request.is_navigation_request():
            self._asked = time.monotonic()

    def _ended(self, request: BrowserRequest) -> None:
        self._open.pop(request, None)

    def _answered(self, response: BrowserResponse) -> None:
        request = response.request
        with suppress(BrowserError):  # a service worker's request has no frame
            if request.is_navigation_request() and request.frame == self._page.main_frame:
                self._status = response.status

    def _new_page(self, page: Page) -> None:
        self._page = page  # a new tab is where a newcomer looks next

    # --- the way round ---

    async def look_around(self, start: str, keys: Sequence[str]) -> Survey:
        """What anybody can see."""
        home = await self._visit(start)
        names = find_names(keys, home.things, self._vocabulary)
        pages: dict[str, Seen] = {}
        hosts = {host_of(start), home.host}
        if "hours" in names and (seen := await self._follow(names["hours"], hosts)):
            pages["hours"] = seen
        form = find_form(home, self._vocabulary, on_home=True)
        if form is None and "sign_in" in names:
            form = await self._to_the_form(home, names["sign_in"])
        return Survey(start, home, form, pages=pages, names=names)

    async def _to_the_form(self, home: Seen, link: Thing) -> Form | None:
        if self._page.url != home.url:
            await self._back_to(home.url)
        await self._press(link)

        def there(seen: Seen) -> bool:
            return find_form(seen, self._vocabulary, on_home=False) is not None

        seen = await self._until(there, FORM_S)
        return find_form(seen, self._vocabulary, on_home=False, link=link.name) if seen else None

    async def go_inside(self, found: Survey, account: Account, keys: Sequence[str]) -> Survey:
        """The same with what the account sees."""
        entry, reason, code = await self._sign_in(found, account)
        after = await self._settled()
        found = replace(
            found,
            entry=entry,
            reason=reason,
            code=code,
            entry_hosts=tuple(self._hosts),
            with_account=True,
            with_code=account.code is not None,
        )
        if entry != "signed in" or after is None:
            return found
        assert found.form is not None
        names = {**found.names, **find_names(keys, after.things, self._vocabulary)}
        pages = dict(found.pages)
        hosts = {host_of(found.start), found.home.host, found.form.at.host, after.host}
        for key in FOLLOWED:
            if key in names and (seen := await self._follow(names[key], hosts)):
                pages[key] = seen
                if self._page.url != after.url and key != FOLLOWED[-1]:
                    await self._back_to(after.url)
        return replace(found, private=after, names=names, pages=pages)

    # --- signing in ---

    async def _sign_in(self, found: Survey, account: Account) -> tuple[Entry, str, Thing | None]:
        form = found.form
        if form is None:
            return "impossible", "The sign-in form was not found.", None
        if form.on_home and self._page.url != found.home.url:
            await self._back_to(found.home.url)
        if found.home.url.startswith("https:") and not form.at.url.startswith("https:"):
            return "impossible", "The sign-in form is not on a secure page (https).", None
        self._say(f"Signing in at {form.at.host}.")
        if not await self._type(form.user, "text", secret.reveal(account.user)):
            return "impossible", "The field for the user name cannot be typed into.", None
        password = form.password
        if password is None:
            await self._submit()
            seen = await self._until(lambda s: _password(s) is not None, FORM_S)
            password = _password(seen) if seen else None
            if password is None:
                return "impossible", "The field for the password was not found.", None
            self._through(seen)
        if not await self._type(password, "password", secret.reveal(account.password)):
            return "impossible", "The field for the password cannot be typed into.", None
        await self._submit()
        seen = await self._until(self._decided, SIGN_IN_S, patience=STUCK_S)
        self._through(seen)
        code = self._code_field(seen) if seen else None
        if code is None:
            return (*self._outcome(seen), None)
        if account.code is None:
            return "code needed", "It asks for a one-time code, and PORTAL_TOTP is not set.", code
        value = secret.reveal(account.code)
        self._redactor.hide(value)
        if not await self._type(code, "text", value):
            return "impossible", "The field for the code cannot be typed into.", code
        seen = await self._settled()
        if seen is None or self._code_field(seen):  # some pages go on by themselves
            await self._submit()
        seen = await self._until(self._decided, SIGN_IN_S, patience=STUCK_S)
        return (*self._outcome(seen), code)

    def _through(self, seen: Seen | None) -> None:
        """Signing in leads over this page."""
        if seen and seen.host not in self._hosts:
            self._hosts.append(seen.host)

    def _decided(self, seen: Seen) -> bool:
        """Whether the page shows how signing in has ended."""
        return self._is_inside(seen) or self._code_field(seen) is not None

    def _is_inside(self, seen: Seen) -> bool:
        return "sign_out" in find_names(("sign_out",), seen.things, self._vocabulary)

    def _outcome(self, seen: Seen | None) -> tuple[Entry, str]:
        if seen is None:
            return "refused", "The page went away after the form was sent."
        if self._is_inside(seen):
            return "signed in", ""
        said = f" The page says: “{seen.alerts[0]}”" if seen.alerts else ""
        if not said and not any(t.type == "password" for t in seen.things):
            said = " No sign-out link is in sight, by which the audit knows that it is inside."
        return "refused", f"The portal did not let the test account in.{said}"

    def _code_field(self, seen: Seen) -> Thing | None:
        if self._is_inside(seen):
            return None
        fields = [t for t in seen.things if is_text_field(t) or t.type == "password"]
        return next(
            (
                thing
                for thing in fields
                if "one-time-code" in thing.autocomplete or says(thing, "code", self._vocabulary)
            ),
            None,
        )

    async def _type(self, thing: Thing | None, kind: str, value: str) -> bool:
        """Type into the field; whether that worked. The browser's errors would show the value."""
        if thing is None:
            return False
        own = host_of(self._page.url)
        try:
            for frame in self._frames():
                if (host_of(frame.url) or own) != thing.host:
                    continue
                for locator in _fields(frame, thing, kind):
                    visible = locator.filter(visible=True)
                    if await visible.count():
                        await visible.first.fill(value)
                        return True
        except BrowserError:
            pass
        return False

    async def _submit(self) -> None:
        """Press the button of the form that was typed into, whatever it is called."""
        await self._pause()
        names = [
            pattern.pattern
            for key in ("sign_in", "continue")
            for pattern in self._vocabulary.patterns("{" + key + "}", exact=True)
        ]
        name = re.compile("|".join(names), re.IGNORECASE)
        for frame in self._frames():
            own = frame.locator("form:has(input:focus)").locator(SUBMITS)
            named = frame.get_by_role("button", name=name)
            for button in (named.and_(own), own):
                if await self._pressed(button):
                    return
            if await frame.locator("input:focus").count() and await self._pressed(named):
                return
        with suppress(BrowserError):
            await self._page.keyboard.press("Enter")

    async def _pressed(self, locator: Locator) -> bool:
        visible = locator.filter(visible=True)
        if not await visible.count():
            return False
        with suppress(BrowserError):  # the page went away under the click: it was pressed
            try:
                await visible.first.click(no_wait_after=True, timeout=PRESS_S * 1000)
            except BrowserTimeout:
                return False  # something lies over it
        return True

    # --- getting about ---

    async def _visit(self, url: str) -> Seen:
        """The first page. Raises PortalUnreachable as `run` does."""
        await self._pause()
        try:
            answer = await self._page.goto(
                url, wait_until="domcontentloaded", timeout=OPEN_SECONDS * 1000
            )
        except BrowserTimeout:
            raise PortalUnreachable(
                f"The portal did not answer within {OPEN_SECONDS:.0f} seconds.",
                "Check the address and your network, then try again.",
            ) from None
        except BrowserError as problem:
            raise unreachable(url, problem) from None
        if gated := refused(url, answer):
            raise gated
        seen = await self._settled()
        if seen is None or (answer and answer.status >= 400):
            status = f" (it answers {answer.status})" if answer else ""
            raise PortalUnreachable(f"{url} shows no page to look at{status}.")
        return seen

    async def _back_to(self, url: str) -> None:
        await self._pause()
        with suppress(BrowserError):
            await self._page.goto(url, wait_until="domcontentloaded")
            await self._settled()

    async def _follow(self, thing: Thing, hosts: set[str]) -> Seen | None:
        """The page behind a link of the menu; None when it is no link, or leads elsewhere."""
        if thing.role not in ("link", "menuitem") or host_of(thing.href) not in hosts:
            return None
        before = self._seen
        await self._press(thing)
        seen = await self._settled()
        if before and (seen is None or seen.host not in hosts or self._status >= 400):
            await self._back_to(before.url)
            return None
        if seen and before and _shape(seen) == _shape(before):
            return None  # it led nowhere: a download, or a menu that opens
        return seen

    async def _press(self, thing: Thing) -> None:
        """Follow the link; by its address where clicking does not work."""
        await self._pause()
        name = as_pattern(thing.name, exact=True)
        with suppress(BrowserError):
            for frame in self._frames():
                found = frame.get_by_role(thing.role, name=name)  # type: ignore[arg-type]
                if await self._pressed(found):
                    await asyncio.sleep(REST_S)
                    return
        if thing.href.startswith(("http:", "https:")):
            with suppress(BrowserError):
                await self._page.goto(thing.href, wait_until="domcontentloaded")

    async def _pause(self) -> None:
        """Ask another computer for at most one page a second."""
        if not is_loopback(host_of(self._page.url)):
            await asyncio.sleep(max(0.0, self._asked + POLITE_S - time.monotonic()))
        self._asked = time.monotonic()

    # --- looking ---

    def _frames(self) -> list[Frame]:
        return self._page.frames[:20]

    async def _until(
        self, met: Callable[[Seen], bool], seconds: float, patience: float | None = None
    ) -> Seen | None:
        """The page once `met` holds; as it is when `seconds` are over.

        With `patience`, a page that waits for no answer any more is given only so long.
        """
        began = time.monotonic()
        while True:
            seen = await self._settled()
            spent = time.monotonic() - began
            if (seen and met(seen)) or spent > seconds:
                return seen
            if patience is not None and seen and spent > patience and not self._open:
                return seen
            await asyncio.sleep(REST_S)

    def _busy(self) -> bool:
        now = time.monotonic()
        return any(now - since < STUCK_S for since in self._open.values())

    async def _settled(self) -> Seen | None:
        """The page once two looks in a row see the same; None when it is gone."""
        end = time.monotonic() + SETTLE_S
        last: Seen | None = None
        while True:
            seen: Seen | None = None
            with suppress(BrowserError):  # it changed under our eyes
                await self._page.wait_for_load_state("load", timeout=SETTLE_S * 500)
            with suppress(BrowserError, TimeoutError):
                async with asyncio.timeout(SETTLE_S):
                    seen = await self._look()
            same = seen is not None and last is not None and _shape(seen) == _shape(last)
            if (same and not self._busy()) or time.monotonic() > end or self._page.is_closed():
                self._seen = seen or self._seen
                return seen
            last = seen
            await asyncio.sleep(REST_S)

    async def _look(self) -> Seen:
        page = self._page
        answer = await ask(page.main_frame, LOOK)
        told = answer if isinstance(answer, dict) else {}
        own = host_of(page.url)
        things: list[Thing] = []
        frames: list[str] = []
        for frame in self._frames():
            host = host_of(frame.url) or own
            if host != own:
                frames.append(host)
            with suppress(BrowserError):
                controls = await ask(frame, "controls.js", mask="")
                found = [self._thing(c, host) for c in _list(controls) if isinstance(c, dict)]
                # Of a frame of somebody else's only the fields count: they may be the form.
                things += [t for t in found if host == own or t.role not in CLICKABLE]
        return Seen(
            url=page.url,
            title=self._words(told.get("title"), 120),
            site=self._words(told.get("site"), 120),
            lang=self._words(told.get("lang"), 20),
            heading=self._words(told.get("main")),
            headings=tuple(self._words(h) for h in _list(told.get("headings"))),
            things=tuple(things),
            forms=tuple(clean(f, 500) for f in _list(told.get("forms"))),
            frames=tuple(dict.fromkeys(frames)),
            languages=tuple(
                Language(
                    clean(item.get("code"), 20).casefold(),
                    self._words(item.get("name"), 40),
                    clean(item.get("href"), 500),
                )
                for item in _list(told.get("languages"))
                if isinstance(item, dict)
            ),
            alerts=tuple(a for a in map(self._words_long, _list(told.get("alerts"))) if a),
            marks=tuple(
                mark
                for mark in (clean(m, 60) for m in _list(told.get("marks")))
                if MARK.fullmatch(mark.removeprefix("data-"))
            )[:10],
        )

    def _thing(self, control: dict[str, Any], host: str) -> Thing:
        name = re.sub(r"\s*[:*]+\s*$", "", self._words(control.get("name")))
        # A count of unread messages changes: it is no part of the name.
        return Thing(
            role=clean(control.get("role"), 20),
            name=COUNT.sub("", name),
            type=clean(control.get("type"), 20),
            autocomplete=clean(control.get("autocomplete"), 60),
            href=clean(control.get("href"), 1_000),
            region=clean(control.get("region"), 20),
            host=host,
        )

    def _words(self, text: object, cap: int = MOST_NAME) -> str:
        return clean(self._redactor.text(clean(text, cap)), cap)

    def _words_long(self, text: object) -> str:
        return self._words(text, 160)


def _list(value: object) -> list[Any]:
    return value[:1_500] if isinstance(value, list) else []


def _shape(seen: Seen) -> tuple[object, ...]:
    """What must stand still for a page to be at rest; a clock may go on ticking."""
    return seen.url, seen.things, seen.heading


def _password(seen: Seen) -> Thing | None:
    return next((thing for thing in seen.things if thing.type == "password"), None)


def _fields(frame: Frame, thing: Thing, kind: str) -> list[Locator]:
    """Ways to the field, best first."""
    if kind == "password":
        return [frame.locator("input[type=password]")]
    ways: list[Locator] = []
    inputs = frame.locator("input:not([type=hidden], [type=submit], [type=checkbox], [type=radio])")
    if thing.name:
        name = as_pattern(thing.name, exact=True)
        ways = [frame.get_by_label(name).and_(inputs), frame.get_by_placeholder(name).and_(inputs)]
    if "one-time-code" in thing.autocomplete:
        ways.append(frame.locator("input[autocomplete=one-time-code]"))
    by_place = frame.locator("form:has(input[type=password])").locator(inputs)
    return [*ways, by_place.and_(frame.locator("input:not([type=password])"))]
