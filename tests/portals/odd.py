"""Pages with one odd thing each, for the walk to cope with."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

SHADOW = """<h1>Shadow</h1><clinic-button></clinic-button><p id="out" role="status"></p><script>
customElements.define("clinic-button", class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: "open"}).innerHTML = "<button>Deep button</button>";
    this.shadowRoot.querySelector("button").onclick = () => { out.textContent = "It worked"; };
  }
});</script>"""

ROWS = """<h1>Medicines</h1><table>
<tr><td>Metformin</td><td><button onclick="out.textContent='Metformin asked'">Refill</button></td>
</tr><tr><td>Lisinopril</td><td>
<button onclick="out.textContent='Lisinopril asked'">Refill</button></td></tr></table>
<p id="out" role="status"></p>"""

VERBS = """<h1>Verbs</h1>
<label><input type="checkbox" id="box" onchange="say()"> Text me</label>
<fieldset><legend>How</legend>
<label><input type="radio" name="how" onchange="say()"> By phone</label>
<label><input type="radio" name="how" id="mail" onchange="say()"> By mail</label></fieldset>
<label>Card <input type="file" id="file" onchange="say()"></label>
<a href="/file.txt" download>Get the file</a>
<p id="out" role="status"></p>
<script>
const say = () => {
  out.textContent = [box.checked && "texted", mail.checked && "mailed",
    file.files.length && file.files[0].name, window.pressed && "pressed"]
    .filter(Boolean).join(" ");
};
addEventListener("keydown", (e) => { if (e.key === "F2") { window.pressed = true; say(); } });
</script>"""

PAGES: Mapping[str, str] = {
    "/": "<h1>Odd</h1>",
    "/shadow": SHADOW,
    "/rows": ROWS,
    "/verbs": VERBS,
    "/frame": '<h1>Frame</h1><iframe src="/inner" title="inner"></iframe>',
    "/inner": """<h1>Inner</h1><button onclick="out.textContent='Paid'">Pay</button>
        <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40">
        <p id="out" role="status"></p>""",
    "/alert": """<h1>Alert</h1>
        <button onclick="alert('Saved!'); out.textContent='after'">Save</button>
        <p id="out" role="status"></p>""",
    "/confirm": """<h1>Confirm</h1><button
        onclick="out.textContent = confirm('Really cancel?') ? 'Cancelled' : 'Kept'">Cancel visit
        </button><p id="out" role="status"></p>""",
    "/tab": '<h1>Tab</h1><a href="/inner" target="_blank">Open bill</a>',
    "/growing": """<h1>Growing</h1><ul id="list"></ul><script>
        let n = 0;
        const timer = setInterval(() => {
          list.insertAdjacentHTML("beforeend", `<li>Visit ${"abcdefghij"[n]}</li>`);
          if (++n === 10) clearInterval(timer);
        }, 30);</script>""",
    "/secret-box": """<h1>Box</h1><clinic-box></clinic-box><p id="out" role="status"></p><script>
        customElements.define("clinic-box", class extends HTMLElement {
          connectedCallback() {
            this.attachShadow({mode: "open"}).innerHTML =
              "<style>input{font: 60px sans-serif; width: 600px; outline: 0; border: 0}</style>" +
              "<label>Note<br><input oninput='out.textContent = `Noted`'></label>";
          }
        });</script>""",
    "/late": """<h1>Late</h1><button onclick="setTimeout(() => { out.textContent = 'Here at last' },
        700)">Load</button><p id="out" role="status"></p>""",
    "/covered": """<h1>Covered</h1><button>Under</button><div style="position:fixed;inset:0;
        background:#fff8">Cookies?</div>""",
    "/banner": """<h1>Banner</h1><button onclick="out.textContent='Booked'">Book</button>
        <p id="out" role="status"></p><div id="bar" role="region" aria-label="Cookies"
        style="position:fixed;inset:0;background:#fff">We use cookies.
        <button onclick="bar.remove()">Accept all</button>
        <button onclick="bar.remove()">Only necessary</button></div>""",
    "/offer": """<h1>Offer</h1><button onclick="out.textContent='Booked'">Book</button>
        <p id="out" role="status"></p><div id="box" style="position:fixed;inset:0;background:#fff8">
        Get our app! <button onclick="box.remove()">No thanks</button></div>""",
    "/paste": """<h1>Sign in</h1><form><label>User name <input></label><label>Password
        <input type="password" onpaste="return false"></label><button>Sign in</button></form>""",
    "/no-labels": """<h1>Form</h1><form><b>Reason</b> <input id="f"><input type="button"
        value="Go on" onclick="out.textContent='Got ' + f.value.length"></form><p id="out"></p>""",
    "/hidden": """<h1>Words</h1><p>Seen</p><p hidden>Unseen</p><p style="visibility:hidden">Unseen
        too</p><p style="position:absolute;left:-9999px">Far away</p><style>em{text-transform:
        uppercase}</style><p><em>Quiet</em> words</p>""",
}


def odd_app(other_origin: str = "") -> Starlette:
    """The pages; `/away` leads to `other_origin` and `/abroad` frames a page of it."""

    async def show(request: Request) -> Response:
        body = PAGES[request.url.path]
        return HTMLResponse(f'<!doctype html><html lang="en"><title>Odd</title><body>{body}')

    async def away(request: Request) -> Response:
        return HTMLResponse(f'<h1>Away</h1><a href="{other_origin}/">Leave</a>')

    async def abroad(request: Request) -> Response:
        return HTMLResponse(
            f'<!doctype html><html lang="en"><title>Abroad</title><h1>Abroad</h1>'
            f'<iframe src="{other_origin}/inner" title="pay" width="400" height="300"></iframe>'
        )

    async def broken(request: Request) -> Response:
        return HTMLResponse("<h1>Something went wrong</h1>", 500)

    async def file(request: Request) -> Response:
        return Response("hello", headers={"content-disposition": "attachment; filename=file.txt"})

    return Starlette(
        routes=[
            *(Route(path, show) for path in PAGES),
            Route("/away", away),
            Route("/abroad", abroad),
            Route("/broken", broken),
            Route("/file.txt", file),
        ]
    )
