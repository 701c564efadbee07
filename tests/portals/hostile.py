"""Broken and hostile pages, one for each thing that can go wrong, for the walk to survive.

Most are plain pages of a web app. Where a web framework is too polite (half an answer, no answer,
noise) a raw socket answers; `/raw/...` leads there. `/to/PATH` is a page with a link to PATH, since
patients get everywhere by a link.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.portals.tiny import Tiny

STILL = '<p id="still">Still here</p>'
"""What a task on a page that only looks bad ends with."""


def html(body: str, head: str = "<title>Hostile</title>", attributes: str = 'lang="en"') -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def scripted(script: str, body: str = f"<h1>Hostile</h1>{STILL}") -> str:
    return html(f"{body}<script>{script}</script>")


PRESS = '<h1>Hostile</h1><button id="b">Send it</button><p id="out" role="status"></p>'

TRACEBACK = """Traceback (most recent call last):
  File "/srv/clinic/views.py", line 41, in send
    return render(request, "done.html", {"message": "Your message was sent"})
  File "/srv/clinic/models.py", line 12, in save
    raise OperationalError("could not connect to server: Connection refused")
django.db.utils.OperationalError: could not connect to server: Connection refused"""

DJANGO = html(
    f"""<div id="summary"><h1>OperationalError at /send</h1>
    <pre class="exception_value">could not connect to server</pre>
    <table><tr><th>Exception Location:</th><td>/srv/clinic/models.py, line 12</td></tr></table>
    </div>
    <div id="traceback"><h2>Traceback</h2><pre>{TRACEBACK}</pre></div>
    <p>You’re seeing this error because you have <code>DEBUG = True</code>.</p>""",
    "<title>OperationalError at /send</title>",
)
WERKZEUG = html(
    f"""<div class="debugger"><h1>OperationalError</h1><div class="traceback"><pre>{TRACEBACK}</pre>
    </div><div class="footer">Brought to you by <strong>DON'T PANIC</strong>, your friendly
    Werkzeug powered traceback interpreter.</div></div>""",
    "<title>OperationalError // Werkzeug Debugger</title>",
)
PHP = (
    "<br />\n<b>Fatal error</b>:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused "
    "in /var/www/clinic/db.php:8\nStack trace:\n#0 /var/www/clinic/db.php(8): PDO-&gt;__construct()"
    "\n#1 {main}\n  thrown in <b>/var/www/clinic/db.php</b> on line <b>8</b><br />"
)

OVERRIDDEN = """
  JSON.stringify = () => "hacked";
  JSON.parse = () => { throw new Error("no parsing here"); };
  Array.prototype.map = Array.prototype.filter = Array.prototype.forEach = () => "hacked";
  Array.from = () => null;
  Array.prototype.flatMap = Array.prototype.push = () => { throw new Error("no arrays here"); };
  Array.prototype[Symbol.iterator] = function* () { yield "hacked"; };
  window.MutationObserver = function () { throw new Error("no watching here"); };
  Document.prototype.querySelectorAll = Element.prototype.querySelectorAll = () => [null];
  Document.prototype.querySelector = Element.prototype.querySelector = () => null;
  window.getComputedStyle = () => null;
  Element.prototype.getBoundingClientRect = () => { throw new Error("no boxes here"); };
  window.setTimeout = window.requestAnimationFrame = () => 0;
  window.Promise = function () { throw new Error("no promises here"); };
  performance.now = () => NaN;
  String.prototype.replace = String.prototype.trim = () => "hacked";
  Object.prototype.toJSON = () => "hacked";
  Object.keys = Object.entries = () => ["hacked"];
  Function.prototype.call = Function.prototype.apply = () => { throw new Error("no calls"); };
"""

NAMES = (
    "<script>document.title='owned'</script>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "\" onmouseover=\"document.title='owned'",
    "</title></style></script><img src=x onerror=document.title='owned'>",
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07",
    "\x00nul\x08\x7f",
    "'; DROP TABLE visits; --",
    '=HYPERLINK("http://example.invalid")',
    "\u202egnp.tixe\u202c \u2066\u200b\ufeff",
    "👩‍👩‍👧‍👦 🇺🇸 ﷽ Z̸̡̛a̷̢l̵̨g̶̨o̴",
    "%s%n%x {0} {reason!r} [bold]x[/bold]",
)
"""Words that do something where somebody forgets to treat them as words."""


def _names_script() -> str:
    """Puts the names everywhere a page can put words, as data."""
    listed = ",".join(
        '"' + "".join(f"\\u{unit:04x}" for unit in _units(name)) + '"' for name in NAMES
    )
    return f"""const names = [{listed}];
    document.title = names.join(" ");
    document.documentElement.lang = names[2];
    names.forEach((name, i) => {{
      const add = (tag, set) => set(document.body.appendChild(document.createElement(tag)));
      add(i ? "h2" : "h1", (e) => {{ e.textContent = name; }});
      add("button", (e) => {{ e.textContent = name; e.id = name; }});
      add("button", (e) => {{ e.setAttribute("aria-label", name); e.style.padding = "9px"; }});
      add("input", (e) => {{ e.placeholder = e.autocomplete = e.name = e.type = name; }});
      add("a", (e) => {{ e.textContent = "A link"; e.href = "/" + encodeURI(name); }});
      add("img", (e) => {{ e.alt = name; e.width = e.height = 30; }});
      add("p", (e) => {{ e.textContent = name; e.className = name; e.lang = name; }});
      console.error(name);
      document.cookie = "c" + i + "=" + encodeURIComponent(name);
    }});
    setTimeout(() => {{ throw new Error(names.join(" ")); }});"""


def _units(text: str) -> Iterator[int]:
    """Its UTF-16 units, as JavaScript counts."""
    data = text.encode("utf-16-be")
    return (int.from_bytes(data[i : i + 2]) for i in range(0, len(data), 2))


PAGES: Mapping[str, str] = {
    "/": html("<h1>Hostile clinic</h1><p>Welcome</p>"),
    # --- dialogs ---
    "/alert-loop": scripted("setTimeout(() => { for (;;) alert('Buy more'); }, 50)"),
    "/alert-often": scripted("setInterval(() => alert('Buy more'), 20)"),
    "/confirm-loop": html(
        PRESS + "<script>b.onclick = () => { while (!confirm('Stay?')); }</script>"
    ),
    "/prompt-loop": html(
        PRESS + "<script>b.onclick = () => { while (!prompt('Your name?')); }</script>"
    ),
    "/guard": html(
        '<h1>Hostile</h1><a href="/plain">Go on</a><script>onbeforeunload = (e) => {'
        " e.preventDefault(); e.returnValue = 'Stay!'; return 'Stay!'; }</script>"
    ),
    "/print": scripted("print(); print();"),
    # --- never done ---
    "/hanging-image": html(f'<h1>Hostile</h1>{STILL}<img src="/never/i.png" alt="A map">'),
    "/hanging-script-head": html(
        f"<h1>Hostile</h1>{STILL}", '<title>H</title><script src="/never/head.js"></script>'
    ),
    "/hanging-script-end": html(f'<h1>Hostile</h1>{STILL}<script src="/never/end.js"></script>'),
    "/hanging-style": html(
        f"<h1>Hostile</h1>{STILL}", '<title>H</title><link rel="stylesheet" href="/never/s.css">'
    ),
    "/hanging-xhr": html(
        PRESS + "<script>b.onclick = async () => { out.textContent = 'One moment';"
        " await fetch('/never/xhr'); out.textContent = 'Sent'; }</script>"
    ),
    "/hanging-many": scripted("for (let i = 0; i < 40; i++) fetch('/never/' + i);"),
    "/polling": scripted("(async () => { for (;;) await fetch('/quick'); })()"),
    "/hanging-frame": html(f'<h1>Hostile</h1>{STILL}<iframe src="/never/f" title="f"></iframe>'),
    "/busy-for-ever": scripted("setTimeout(() => { for (;;); }, 50)"),
    "/busy-after-click": html(PRESS + "<script>b.onclick = () => { for (;;); }</script>"),
    "/meta-refresh": html(
        f"<h1>Hostile</h1>{STILL}", '<title>R</title><meta http-equiv="refresh" content="0">'
    ),
    "/reload-loop": scripted("location.reload()"),
    "/hash-storm": scripted("let n = 0; setInterval(() => { location.hash = '/' + n++; }, 25)"),
    "/push-storm": scripted(
        "let n = 0; setInterval(() => { for (let i = 0; i < 20; i++)"
        " history.pushState({}, '', '/push-storm/' + n++); }, 5)"
    ),
    "/replace-storm": scripted("setInterval(() => { location.replace('/replace-storm'); }, 30)"),
    # --- too much ---
    "/many-nodes": scripted(
        "const list = document.body.appendChild(document.createElement('div'));"
        "list.innerHTML = '<i>a</i>'.repeat(200000);"
    ),
    "/deep": scripted(
        "let at = document.body; for (let i = 0; i < 1500; i++)"
        " at = at.appendChild(document.createElement('div')); at.textContent = 'Deep down';"
    ),
    "/huge-text": scripted(
        "setTimeout(() => { document.body.appendChild(document.createElement('p')).textContent ="
        " 'word '.repeat(4 << 20); });"
    ),
    "/many-controls": scripted(
        "const div = document.body.appendChild(document.createElement('div'));"
        "div.innerHTML = '<button>Go</button>'.repeat(10000);"
    ),
    "/many-shadows": scripted(
        "for (let i = 0; i < 1000; i++) document.body.appendChild(document.createElement('p'))"
        ".attachShadow({mode: 'open'}).innerHTML = '<button>In</button>';"
    ),
    "/mutating": scripted(
        "let n = 0; const change = () => { still.dataset.n = n++; const p ="
        " document.createElement('p'); p.textContent = 'Tick ' + n; out.replaceChildren(p);"
        " requestAnimationFrame(change); }; change();",
        f'<h1>Hostile</h1>{STILL}<div id="out"></div>',
    ),
    "/infinite-scroll": scripted(
        "setInterval(() => { for (let i = 0; i < 5; i++) document.body.insertAdjacentHTML("
        "'beforeend', '<p>One more visit</p>'); scrollTo(0, 1e9); }, 10)"
    ),
    "/console-storm": scripted(
        "setInterval(() => { for (let i = 0; i < 200; i++) console.error('x'.repeat(999)); }, 10)"
    ),
    "/error-storm": scripted(
        "setInterval(() => { throw new Error('boom '.repeat(500)); }, 5); onerror = null;"
    ),
    "/cookie-storm": scripted(
        "for (let i = 0; i < 400; i++) document.cookie = 'c' + i + '=' + 'v'.repeat(200);"
        "document.cookie = 'n'.repeat(3000) + '=1; max-age=99999999999';"
    ),
    "/frames/": "",
    "/self-frame": html(
        f'<h1>Hostile</h1>{STILL}<iframe src="/self-frame" title="me" width="500" height="300">'
        "</iframe><script>if (self !== top && location.hash.length < 9) document.querySelector("
        "'iframe').src = '/self-frame?' + Math.random() + location.hash + '#x';</script>"
    ),
    "/many-frames": html(
        f"<h1>Hostile</h1>{STILL}"
        + '<iframe srcdoc="<button>In</button>" title="f" width="60" height="40"></iframe>' * 100
    ),
    "/fleeting-frames": scripted(
        "setInterval(() => { hole.innerHTML = '<iframe srcdoc=\"<p>Now</p>\" title=f></iframe>';"
        "}, 30)",
        f'<h1>Hostile</h1>{STILL}<div id="hole"></div>',
    ),
    "/crash": scripted(""),  # the test crashes it
    # --- words ---
    "/names": scripted(_names_script()),
    "/surrogate": scripted(
        "document.title = 'Half \\ud800 a letter'; document.body.insertAdjacentHTML('beforeend',"
        " '<h1>Half \\ud83d</h1><button>Press \\udc00</button><input placeholder=\"\\ud800\">');"
        "console.error('\\ud800'); setTimeout(() => { throw new Error('\\udfff'); });"
        "document.querySelector('button').id = '\\ud800';"
    ),
    "/rtl": html(
        f"<h1>נתונים רפואיים</h1><p>مرحبا بكم في العيادة</p><button>שלח</button>{STILL}",
        "<title>מרפאה</title>",
        'lang="he" dir="rtl"',
    ),
    "/no-title": html(f"<h1>Hostile</h1>{STILL}", ""),
    "/huge-title": html(
        f"<h1>{'Head ' * 100_000}</h1>{STILL}",
        f"<title>{'Title ' * 100_000}</title>",
        f'lang="{"en" * 50_000}"',
    ),
    "/huge-attributes": html(
        f'<h1>Hostile</h1>{STILL}<button aria-label="{"Name " * 99_999}" id="{"i" * 99_999}"'
        f' class="{"c " * 50_000}">x</button><input type="{"t" * 99_999}" name="{"n" * 99_999}"'
        f' inputmode="{"m" * 99_999}" autocomplete="{"a" * 99_999}" placeholder="{"p" * 99_999}">'
        f'<a href="/{"h" * 99_999}">A link</a><p lang="{"l" * 99_999}">Words</p>'
        f'<div role="{"r" * 99_999}" tabindex="0">Role</div>'
    ),
    "/no-words": html("", "<title>Empty</title>"),
    "/empty-main": html("<main></main>"),
    "/nothing": "",
    "/not-html": "\x00\x01\x02<<<>>>&&&;;;<p<p<p </html></html><table><h1>",
    # --- out of sight ---
    "/hidden": html(f"<h1>Hostile</h1>{STILL}", "<style>body{display:none!important}</style>"),
    "/transparent": html(f"<h1>Hostile</h1>{STILL}", "<style>html{opacity:0}</style>"),
    "/off-screen": html(
        f"<h1>Hostile</h1>{STILL}", "<style>body{position:fixed;left:-9999px}</style>"
    ),
    "/no-size": html(
        f"<h1>Hostile</h1>{STILL}", "<style>body{height:0;overflow:hidden;margin:0}</style>"
    ),
    "/overlay": html(
        PRESS + '<div style="position:fixed;inset:0;background:#fffd;z-index:9">We value your '
        "privacy</div><script>b.onclick = () => { out.textContent = 'Sent'; }</script>"
    ),
    "/running-button": html(
        PRESS + "<style>#b{position:fixed}</style><script>let n = 0; setInterval(() => {"
        " b.style.left = 100 + (n++ * 37) % 400 + 'px'; }, 10);</script>"
    ),
    # --- hands off ---
    "/focus-thief": html(
        "<h1>Hostile</h1><label>Your name <input id='name'></label><button id='b'>Send it</button>"
        "<p id='out' role='status'></p><input aria-label='Search' id='thief'><script>"
        "setInterval(() => thief.focus(), 1); b.onclick = () => {"
        " out.textContent = name_().length === 5 ? 'Sent' : 'Who are you?'; };"
        "const name_ = () => document.getElementById('name').value;</script>"
    ),
    "/clipboard-thief": html(
        "<h1>Hostile</h1><form><label>User name <input></label><label>Password <input type="
        '"password"></label></form><p id="still">Still here</p><script>'
        "for (const kind of ['copy', 'cut', 'paste']) addEventListener(kind, (e) => {"
        " e.clipboardData.setData('text', 'stolen'); e.preventDefault(); }, true);"
        "setInterval(() => navigator.clipboard.readText().catch(() => 0), 50);"
        "setInterval(() => document.execCommand('copy'), 50);</script>"
    ),
    "/key-thief": html(
        '<h1>Hostile</h1><label>Note <input></label><p id="still">Still here</p><script>'
        "addEventListener('keydown', (e) => e.preventDefault(), true);</script>"
    ),
    "/closing": html(PRESS + "<script>b.onclick = () => window.close();</script>"),
    "/closing-now": scripted("setTimeout(() => { open('', '_self'); close(); }, 50)"),
    "/open-storm": html(
        PRESS + "<script>b.onclick = () => { for (let i = 0; i < 25; i++) open('/plain?' + i);"
        " out.textContent = 'Sent'; }</script>"
    ),
    "/re-render": html(
        '<h1>Hostile</h1><div id="hole"></div><p id="out" role="status"></p><script>'
        "const draw = () => { hole.innerHTML = '<button>Send it</button>'; hole.firstChild.onclick"
        " = () => { out.textContent = 'Sent'; clearInterval(timer); }; };"
        "draw(); const timer = setInterval(draw, 30);</script>"
    ),
    "/re-render-hover": html(
        '<h1>Hostile</h1><div id="hole"></div><p id="out" role="status"></p><script>'
        "const draw = () => { hole.innerHTML = '<button>Send it</button>'; const b ="
        " hole.firstChild; b.onmousedown = () => setTimeout(draw); b.onmouseenter = draw;"
        " b.onclick = () => { out.textContent = 'Sent'; }; }; draw();</script>"
    ),
    "/overridden": html(f"<h1>Hostile</h1>{STILL}", f"<script>{OVERRIDDEN}</script>"),
    "/overridden-late": html(
        PRESS + f"<script>b.onclick = () => {{ out.textContent = 'Sent'; {OVERRIDDEN} }}</script>"
    ),
    "/dom-clobbered": html(
        f'<h1>Hostile</h1>{STILL}<form id="document" name="body"><input name="querySelectorAll">'
        '<input name="parentElement"><input name="getAttribute" id="innerWidth">'
        '<input name="children"><input name="nodeType"><input id="JSON" name="localName"></form>'
        '<img name="querySelectorAll"><img name="readyState"><img name="documentElement">'
        '<form name="body"></form><img name="title"><img name="querySelector">'
    ),
    "/write": scripted(
        "setTimeout(() => { document.open(); document.write('<h1>Written</h1><p>Still here</p>');"
        " }, 100)"  # never closed: the page stays "loading"
    ),
    "/no-document": scripted("setTimeout(() => document.documentElement.remove(), 50)"),
    "/socket": scripted("const s = new WebSocket(`ws://${location.host}/raw-socket`)"),
    "/worker-nonsense": scripted(
        "navigator.serviceWorker.register('/nonsense.js').then(() =>"
        " navigator.serviceWorker.ready).then(() => { still.textContent = 'Worker is ready'; })",
        f'<h1>Hostile</h1>{STILL}<a href="/plain">Go on</a>',
    ),
    "/plain": html("<h1>Plain</h1><p>Arrived</p>"),
}

WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil(clients.claim()));
self.addEventListener("fetch", (e) => {
  if (e.request.mode === "navigate" && e.request.url.endsWith("/plain"))
    e.respondWith(Promise.resolve("this is no response"));
});"""


def hostile_app(raw: str = "", untrusted: str = "") -> Starlette:
    """The pages. `raw` is the address of the raw sockets, `untrusted` of the bad certificate."""

    async def show(request: Request) -> Response:
        return HTMLResponse(PAGES[request.url.path])

    async def to(request: Request) -> Response:
        target = request.url.path.removeprefix("/to")
        if target.startswith("/raw/"):
            target = raw + target.removeprefix("/raw")
        if target == "/untrusted":
            target = untrusted
        return HTMLResponse(html(f'<h1>Menu</h1><a href="{target}">Go there</a>'))

    async def never(request: Request) -> Response:
        await asyncio.sleep(3600)
        return Response()

    async def quick(request: Request) -> Response:
        return Response("ok")

    async def circles(request: Request) -> Response:
        return RedirectResponse("/circles")

    async def growing_circles(request: Request) -> Response:
        return RedirectResponse(f"/growing-circles?{request.url.query}x")

    async def to_a_file(request: Request) -> Response:
        return RedirectResponse("file:///etc/passwd")

    async def status(request: Request) -> Response:
        code = request.path_params["code"]
        if request.path_params["body"] == "empty":
            return Response(status_code=code)
        return HTMLResponse(html("<h1>Oh no</h1><p>Something went wrong on our side.</p>"), code)

    async def debug(request: Request) -> Response:
        pages = {"django": DJANGO, "werkzeug": WERKZEUG, "php": PHP}
        return HTMLResponse(pages[request.path_params["kind"]], request.path_params["code"])

    async def drip(request: Request) -> Response:
        async def letters() -> AsyncIterator[bytes]:
            for letter in html(f"<h1>Slow</h1>{STILL}").removesuffix("</body></html>"):
                yield letter.encode()
                await asyncio.sleep(0.003)
            while True:
                yield b"."
                await asyncio.sleep(0.05)

        return StreamingResponse(letters(), media_type="text/html")

    async def endless_page(request: Request) -> Response:
        async def lines() -> AsyncIterator[bytes]:
            yield html(f"<h1>Endless</h1>{STILL}").removesuffix("</body></html>").encode()
            while True:
                yield b"<p>And one more line</p>" * 50
                await asyncio.sleep(0.01)

        return StreamingResponse(lines(), media_type="text/html")

    async def bomb(request: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            while True:
                yield b"\0" * 65536
                await asyncio.sleep(0.01)

        headers = {"content-disposition": "attachment; filename=results.pdf"}
        if request.query_params.get("huge"):
            headers["content-length"] = str(2**50)
        return StreamingResponse(pieces(), headers=headers, media_type="application/pdf")

    async def strange_file(request: Request) -> Response:
        name = "../../../../tmp/owned\u202efdp.exe"
        quoted = "".join(f"%{byte:02X}" for byte in name.encode())
        return Response(
            b"hello", headers={"content-disposition": f"attachment; filename*=UTF-8''{quoted}"}
        )

    async def gzip_bomb(request: Request) -> Response:
        inside = html(f"<h1>Big</h1>{STILL}<!--").encode() + b"a" * (64 << 20)
        return Response(
            gzip.compress(inside, 1), headers={"content-encoding": "gzip"}, media_type="text/html"
        )

    async def broken_gzip(request: Request) -> Response:
        return Response(
            b"\x1f\x8b\x08 not gzip at all",
            headers={"content-encoding": "gzip"},
            media_type="text/html",
        )

    async def bad_letters(request: Request) -> Response:
        body = html(f"<h1>Caf\u00e9</h1>{STILL}<p>Junk here</p>").encode("latin-1")
        return Response(
            body.replace(b"Junk", b"\xff\xfe\xc3\x28\xed\xa0\x80"),
            media_type="text/html; charset=utf-8",
        )

    async def big_cookie(request: Request) -> Response:
        answer = HTMLResponse(html(f"<h1>Hostile</h1>{STILL}"))
        for number in range(40):
            answer.set_cookie(f"c{number}", "v" * 3_900)
        return answer

    async def knock(request: Request) -> Response:
        headers = {"www-authenticate": 'Basic realm="The <b>clinic</b>"'}
        return Response("Go away", 401, headers)

    async def locked_down(request: Request) -> Response:
        policy = "default-src 'none'; require-trusted-types-for 'script'; sandbox"
        return HTMLResponse(
            html(f"<h1>Hostile</h1>{STILL}"), headers={"content-security-policy": policy}
        )

    async def as_text(request: Request) -> Response:
        return Response(html(STILL), media_type="text/plain")

    async def frames(request: Request) -> Response:
        depth = int(request.path_params["depth"])
        inside = (
            f'<iframe src="/frames/{depth - 1}" title="f" width="600" height="400"></iframe>'
            if depth
            else "<button onclick=\"this.textContent = 'Sent'\">Send it</button>"
        )
        return HTMLResponse(html(f"<p>Level {depth}</p>{inside}"))

    async def script(request: Request) -> Response:
        return Response(WORKER, media_type="text/javascript")

    routes = [Route(path, show) for path in PAGES if path != "/frames/"]
    return Starlette(
        routes=[
            *routes,
            Route("/to/{rest:path}", to),
            Route("/never/{rest:path}", never),
            Route("/quick", quick),
            Route("/circles", circles),
            Route("/growing-circles", growing_circles),
            Route("/to-a-file", to_a_file),
            Route("/status/{code:int}/{body}", status),
            Route("/debug/{kind}/{code:int}", debug),
            Route("/drip", drip),
            Route("/endless-page", endless_page),
            Route("/bomb", bomb),
            Route("/strange-file", strange_file),
            Route("/gzip-bomb", gzip_bomb),
            Route("/broken-gzip", broken_gzip),
            Route("/bad-letters", bad_letters),
            Route("/big-cookie", big_cookie),
            Route("/knock", knock),
            Route("/locked-down", locked_down),
            Route("/as-text", as_text),
            Route("/frames/{depth:int}", frames),
            Route("/nonsense.js", script),
        ]
    )


# --- what no web framework would say ---

Answer = Callable[[socket.socket, threading.Event], None]


def _silent(connection: socket.socket, ended: threading.Event) -> None:
    ended.wait()


def _cut(connection: socket.socket, ended: threading.Event) -> None:
    connection.sendall(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999\r\n\r\n"
    )
    connection.sendall(b"<!doctype html><html lang=en><title>Cut</title><h1>Cut sh")


def _says(answer: bytes) -> Answer:
    def say(connection: socket.socket, ended: threading.Event) -> None:
        connection.sendall(answer)

    return say


def _headers_for_ever(connection: socket.socket, ended: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not ended.wait(0.05):
        connection.sendall(b"x-more: and more\r\n")


RAW: Mapping[str, Answer] = {
    "/silent": _silent,
    "/hang-up": _says(b""),
    "/noise": _says(bytes(range(256)) * 20),
    "/cut": _cut,
    "/headers-for-ever": _headers_for_ever,
    "/big-header": _says(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-big: " + b"h" * (2 << 20) + b"\r\n\r\nHi"
    ),
    "/big-cookie": _says(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nset-cookie: c="
        + b"v" * (2 << 20)
        + b"\r\n\r\nHi"
    ),
    "/bad-length": _says(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\nHello"),
    "/status-999": _says(
        b"HTTP/1.1 999 \xff\xfe\x1b[31m\r\ncontent-type: text/html\r\n\r\n<h1>Odd number</h1>"
    ),
}


@contextmanager
def raw_sockets(certificate: Path | None = None) -> Iterator[str]:
    """The address of the sockets in `RAW`; behind `certificate`, if given."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=50)
    listening.settimeout(0.1)
    ended = threading.Event()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    def answer(connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            connection.settimeout(5)
            spoken = context.wrap_socket(connection, server_side=True) if context else connection
            path = spoken.recv(65536).split(b" ")[1].decode().split("?")[0]
            RAW.get(path, _says(b"HTTP/1.1 404 Not found\r\n\r\n"))(spoken, ended)
            with suppress(OSError):
                spoken.shutdown(socket.SHUT_WR)
            time.sleep(0.02)

    def listen() -> None:
        while not ended.is_set():
            with suppress(OSError):
                connection, _ = listening.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        thread.join()
        listening.close()


# --- a session that ends in the middle ---


class Forgetful(Tiny):
    """The tiny portal, which signs everybody out as soon as they look at their visits."""

    def _private(self, request: Request, answer: Response) -> Response:
        shown = super()._private(request, answer)
        if request.url.path == "/visits":
            gone = RedirectResponse("/sign-in?expired=1", 303)
            gone.delete_cookie("session")
            return gone
        return shown
