"""Controls as vendors build them: pickers, lists that filter, long lists, messages that vanish."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from portal_audit.demo.pdf import document

OUT = '<p id="out" role="status"></p>'

CALENDAR = """<h1>Choose a day</h1>
<button aria-expanded="false" onclick="box.hidden = false; draw()">Choose date</button>
<div id="box" role="dialog" aria-label="Choose date" hidden>
  <h2 id="month"></h2><button onclick="shown++; draw()">Next month</button>
  <table role="grid" aria-labelledby="month"><tbody id="days"></tbody></table>
</div>
<script>
let shown = 10;
const draw = (focus = 1) => {
  const first = new Date(2026, shown, 1), name = { month: "long", year: "numeric" };
  month.textContent = first.toLocaleDateString("en-GB", name);
  const last = new Date(2026, shown + 1, 0).getDate();
  days.innerHTML = "";
  for (let day = 1; day <= last; day++) {
    if (day % 7 === 1) days.insertRow();
    const spoken = new Date(2026, shown, day).toLocaleDateString("en-GB", { dateStyle: "full" });
    const cell = days.rows[days.rows.length - 1].insertCell();
    cell.setAttribute("role", "gridcell");
    cell.innerHTML =
      `<button aria-label="${spoken}" tabindex="${day === focus ? 0 : -1}">${day}</button>`;
    cell.firstChild.onclick = () => { out.textContent = "You chose " + spoken; box.hidden = true; };
  }
};
days.addEventListener("keydown", (e) => {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[e.key];
  if (!step) return;
  e.preventDefault();
  const all = [...days.querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  all.forEach((each) => { each.tabIndex = each === next ? 0 : -1; });
  next.focus();
});
</script>"""

SUGGESTIONS = """<h1>Find a doctor</h1>
<label for="who">Clinician</label>
<input id="who" role="combobox" aria-expanded="false" aria-controls="list" autocomplete="off">
<ul id="list" role="listbox" aria-label="Clinicians" hidden></ul>
<script>
const all = ["Dr. Adams", "Dr. Lee", "Dr. Leeds", "Nurse Price"];
let at = -1, late;
const pick = (name) => { who.value = name; list.hidden = true; out.textContent = "With " + name; };
const mark = () => [...list.children].forEach((each, i) => {
  each.setAttribute("aria-selected", i === at);
  if (i === at) who.setAttribute("aria-activedescendant", each.id);
});
who.oninput = () => {
  clearTimeout(late);
  late = setTimeout(() => {
    const found = all.filter((name) => name.toLowerCase().includes(who.value.toLowerCase()));
    list.innerHTML = found.map((name, i) => `<li role="option" id="o${i}">${name}</li>`).join("");
    [...list.children].forEach((each) => { each.onclick = () => pick(each.textContent); });
    list.hidden = !who.value; at = -1;
  }, 150);
};
who.onkeydown = (e) => {
  if (e.key === "ArrowDown") { at = Math.min(at + 1, list.children.length - 1); mark(); }
  if (e.key === "Enter" && at >= 0) pick(list.children[at].textContent);
};
</script>"""

LONG_LIST = """<h1>Past visits</h1>
<div id="list" style="height:300px;overflow:auto"><div style="height:9600px;position:relative"
 id="sheet"></div></div>
<script>
const draw = () => {
  const first = Math.floor(list.scrollTop / 24);
  sheet.innerHTML = "";
  for (let i = first; i < Math.min(first + 14, 400); i++) {
    const row = document.createElement("button");
    row.textContent = "Open visit " + (i + 1);
    row.style = `position:absolute;top:${i * 24}px`;
    row.onclick = () => { out.textContent = "This is visit " + (i + 1); };
    sheet.append(row);
  }
};
list.onscroll = draw; draw();
</script>"""

TOAST = """<h1>Settings</h1><button id="save">Save</button>
<script>save.onclick = () => {
  out.textContent = "Your settings are saved";
  setTimeout(() => { out.textContent = ""; }, 300);
};</script>"""

RESTLESS = """<h1>Waiting room</h1><div id="spot"></div>
<script>
const draw = () => {
  spot.innerHTML = "<button>Check me in</button>";
  spot.firstChild.onclick = () => { out.textContent = "You are checked in"; };
};
draw(); setInterval(draw, 150);
</script>"""

SLIPPERY = """<h1>Waiting room</h1><div id="spot"></div>
<script>
let times = 0;
const draw = () => {
  spot.innerHTML = "<button>Check me in</button>";
  spot.firstChild.onmousedown = () => { if (++times === 1) draw(); };
  spot.firstChild.onclick = () => { out.textContent = "You are checked in by press " + times; };
};
draw();
</script>"""

HEARD = """<h1>Waiting room</h1><div id="spot"><button>Check me in</button></div>
<script>
let times = 0;
spot.firstChild.onmousedown = () => {
  times += 1;
  spot.innerHTML = "";
  setTimeout(() => { out.textContent = "You are checked in by press " + times; }, 2500);
};
</script>"""

WORKER_PAGE = """<h1>App</h1><a href="/from-the-worker">My visits</a><p id="ready"></p><script>
navigator.serviceWorker.register("/worker.js");
navigator.serviceWorker.ready.then(() => { ready.textContent = "Ready"; });
</script>"""
WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  if (new URL(e.request.url).pathname === "/from-the-worker")
    e.respondWith(new Response("<!doctype html><title>Visits</title><h1>Served by the worker</h1>",
      { headers: { "content-type": "text/html" } }));
});"""

PAGES: Mapping[str, str] = {
    "/": "<h1>Widgets</h1>",
    "/birthday": """<h1>About you</h1><label>Date of birth
        <input type="date" onchange="out.textContent = 'Born ' + this.value"></label>""",
    "/calendar": CALENDAR,
    "/suggestions": SUGGESTIONS,
    "/long-list": LONG_LIST,
    "/toast": TOAST,
    "/restless": RESTLESS,
    "/slippery": SLIPPERY,
    "/heard": HEARD,
    "/worker": WORKER_PAGE,
    "/detour": "<h1>Detour</h1><a href='/1'>My results</a>",
    "/landed": "<h1>Your results</h1>",
    "/twins": """<h1>Letters</h1><button onclick="out.textContent='First'">Open letter</button>
        <button onclick="out.textContent='Second'">Open letter</button>""",
    "/same-place": """<h1>Home</h1><nav><a href="/landed">Results</a></nav>
        <main><a href="/landed">Results</a></main>""",
    "/letters": """<h1>Letters</h1><a href="/letter.pdf">Read here</a>
        <a href="/letter.pdf" target="_blank">Read in a new tab</a>""",
    "/painted": """<h1>Painted</h1>
        <div onclick="out.textContent='It opened'" style="cursor:pointer">Open chart</div>""",
}


async def _show(request: Request) -> Response:
    body = PAGES[request.url.path]
    return HTMLResponse(f'<!doctype html><html lang="en"><title>Widgets</title><body>{body}{OUT}')


async def _worker(_: Request) -> Response:
    return Response(WORKER, media_type="text/javascript")


async def _letter(_: Request) -> Response:
    return Response(
        document("Letter", ["Your visit went well."], tagged=True),
        200,
        media_type="application/pdf",
    )


async def _on(request: Request) -> Response:
    stop = int(request.path_params["stop"])
    return RedirectResponse(f"/{stop + 1}" if stop < 4 else "/landed", 302 if stop % 2 else 307)


def widgets_app() -> Starlette:
    return Starlette(
        routes=[
            *(Route(path, _show) for path in PAGES),
            Route("/worker.js", _worker),
            Route("/letter.pdf", _letter),
            Route("/{stop:int}", _on),
        ]
    )
