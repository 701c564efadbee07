"""A mail in a real browser: it is seen as a page is, and can do nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

import pytest

from portal_audit.browser import open_browser
from portal_audit.evidence import Observation, PageState
from portal_audit.walk.letter import Shown, look_at_mail
from portal_audit.walk.redact import Redactor
from tests.browsing import with_browser
from tests.mail.making import TOKEN, html, made, read

pytestmark = pytest.mark.browser

HOSTILE = """<html lang="en"><head><title>calm</title>
<link rel="preconnect" href="{at}/1"><link rel="dns-prefetch" href="{at}"><link rel="preload"
as="image" href="{at}/2"><link rel="prefetch" href="{at}/3"><link rel="stylesheet" href="{at}/4">
<link rel="icon" href="{at}/icon">
<style>@import url("{at}/5"); body {{ background: url({at}/6) }}
@font-face {{ font-family: x; src: url({at}/7) }} p {{ font-family: x }}</style>
<meta http-equiv="refresh" content="0;url={at}/8"><base href="{at}/"></head>
<body onload="document.title='ran'"><script>document.title = 'ran'; fetch('{at}/9');
new WebSocket('{at}/10'.replace('http', 'ws'))</script>
<img src="{at}/11" onerror="document.title='ran'"><img src="relative.png">
<iframe src="{at}/12"></iframe>
<iframe srcdoc="<script>parent.document.title='ran'</script><img src='{at}/13'>"></iframe>
<object data="{at}/14"></object><embed src="{at}/15"><video poster="{at}/16" src="{at}/17" autoplay>
</video><svg><image href="{at}/18"/></svg><table background="{at}/19"><tr><td>x</td></tr></table>
<form action="{at}/20"><input autofocus onfocus="document.title='ran'"><input type="image"
src="{at}/21"></form><p>Words that a person reads.</p></body></html>"""


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server of this computer that writes down who comes, whatever they want."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    came.append(connection.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came


def shown(markup: str) -> Shown:
    return with_browser(lambda browser: look_at_mail(markup, browser, Redactor()))


def page_of(markup: str) -> PageState:
    page = shown(markup).page
    assert page is not None
    return page


def of_kind(page: PageState, kind: str) -> list[Observation]:
    return [seen for seen in page.observations if seen.kind == kind]


def test_a_mail_is_seen_as_a_page_is() -> None:
    result = shown(read(made()).html)
    assert result.page is not None
    assert result.page.lang == "en"
    assert any("You get this e-mail" in block.text for block in result.page.blocks or ())
    assert [c.name for c in result.page.controls or ()] == ["Set up my account"]
    assert result.page.axe is not None
    assert [hit.rule for hit in result.page.axe.violations if "wcag2a" in hit.tags] == []
    assert result.page.viewport == (600, 800)
    [(name, picture)] = result.pictures.items()
    assert name == result.page.shot
    assert picture[8:12] == b"WEBP"
    assert TOKEN not in result.page.model_dump_json()


def test_a_hostile_mail_asks_nobody_and_runs_nothing() -> None:
    """Even in a browser that may reach other computers."""

    async def look(markup: str) -> Shown:
        async with open_browser() as browser:
            return await look_at_mail(markup, browser, Redactor())

    with listener() as (address, came):
        result = asyncio.run(look(HOSTILE.format(at=address)))
    assert came == []
    assert result.page is not None
    assert result.page.title == "calm"
    assert result.page.url == "http://mail.invalid/"
    assert "Words that a person reads." in [block.text for block in result.page.blocks or ()]


def test_small_print_is_measured_as_it_is_drawn() -> None:
    small = '<p style="font-size:9px">This is small print that few can read.</p>'
    page = page_of(html(("Eight words that stand in letters of sixteen.",), more=small))
    [letter] = of_kind(page, "letter")
    assert letter.facts["least"] == 9
    assert 0.2 < float(letter.facts["small"]) / float(letter.facts["characters"]) < 0.6
    [place] = of_kind(page, "small-print")
    assert "small print" in place.snippet


def test_pictures_that_came_with_the_mail_are_shown() -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
        "606060f80f0001050101a0b5a5d10000000049454e44ae426082"
    )
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@riverbend.example", "a"
    mail.set_content('<p>Hi</p><img src="cid:logo" alt="Riverbend">', subtype="html")
    mail.add_related(dot, "image", "png", cid="<logo>")
    letter = read(mail.as_bytes())
    assert 'src="data:image/png;base64,' in letter.html
    assert letter.mail.pictures[0].host == ""
    assert page_of(letter.html).axe is not None


def test_nothing_is_shown_of_a_mail_without_html() -> None:
    assert shown("").page is None
