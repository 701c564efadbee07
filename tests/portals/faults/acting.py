"""Faults that only somebody who presses keys or waits can meet, and pages without them."""

# ruff: noqa: E501 - pages read best unbroken
from __future__ import annotations

from tests.portals.faults.pages import page

LINKS = "<p><a href='/visits'>Visits</a> <a href='/bills'>Bills</a></p>"
DIALOG_CSS = "<style>.box{position:fixed;inset:20% 20%;background:#fff;border:1px solid}</style>"
BACKDROP = "<div style='position:fixed;inset:0;background:#0008'></div>"
FORM = """<form {more}><p><label for=why>Reason (required)</label> <input id=why {field}>
<span id=why-error></span><p><button>Send</button></form><p id=out></p>"""
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("A", "B", "C", "D")) + "</ul>"
OPEN = "We are open from nine to five on working days. Please call before you come."


def bare(body: str) -> str:
    """A page that has no main part."""
    return page(body).replace("<main>", "<div>").replace("</main>", "</div>")


def form(script: str, *, more: str = "novalidate", field: str = "") -> str:
    return page(
        "<h1>Ask us</h1>" + FORM.format(more=more, field=field) + f"<script>{script}</script>"
    )


def wrong_form(script: str) -> str:
    """A form that asks for a date and minds only whether it is one."""
    return page(
        "<h1>Ask us</h1><form novalidate><p><label for=born>Date of birth</label> <input id=born>"
        "<span id=born_error></span></p><p id=out tabindex=-1 role=alert></p><button>Send</button>"
        "</form><script>document.forms[0].onsubmit = (e) => { e.preventDefault();"
        f"if (!/^\\d\\d.[01]\\d.\\d{{4}}$/.test(born.value)) {{ {script} }} }}</script>"
    )


PAGES: dict[str, str] = {
    # --- the Tab key ---
    "no-outline": page(f"<h1>Hours</h1>{LINKS}", head="<style>a:focus{outline:none}</style>"),
    "other-mark": page(
        f"<h1>Hours</h1>{LINKS}", head="<style>a:focus{outline:none;background:#fd0}</style>"
    ),
    "mark-on-label": page(
        "<h1>Reminders</h1><input type=checkbox id=sms style='opacity:0;position:absolute'>"
        "<label for=sms>Text me</label>",
        head="<style>:focus + label{outline:3px solid #06c}</style>",
    ),
    "covered": page(
        f"<h1>Hours</h1>{LINKS}<div style='height:2000px'></div><a href='/help'>Help</a>"
        "<div style='position:fixed;inset:auto 0 0 0;height:250px;background:#eee'>Cookies?</div>"
    ),
    "covered-with-room": page(
        f"<h1>Hours</h1>{LINKS}<div style='height:2000px'></div><a href='/help'>Help</a>"
        "<div style='position:fixed;inset:auto 0 0 0;height:250px;background:#eee'>Cookies?</div>",
        head="<style>html{scroll-padding-bottom:300px}body{padding-bottom:300px}</style>",
    ),
    "gives-focus-away": page(f"<h1>Hours</h1><a href='/x' onfocus='this.blur()'>Map</a>{LINKS}"),
    "trap": page(
        f"<h1>Hours</h1>{LINKS}<button onblur='setTimeout(() => this.focus(), 10)'>Chat</button>"
        "<a href='/help'>Help</a>"
    ),
    "trap-of-two": page(
        f"<h1>Hours</h1>{LINKS}<button id=a onblur='setTimeout(() => b.focus(), 10)'>Yes</button>"
        "<button id=b onblur='setTimeout(() => a.focus(), 10)'>No</button>"
    ),
    "trap-with-a-way-out": page(
        f"<h1>Hours</h1>{LINKS}<p>Press Ctrl + M to leave the editor.</p><button id=a>Edit</button>"
        "<a href='/help'>Help</a><script>let on = true; a.onkeydown = (e) => {"
        "if (e.key === 'm' && e.ctrlKey) { on = false; document.activeElement.blur(); }"
        "if (on && e.key === 'Tab') e.preventDefault(); }</script>"
    ),
    "trap-with-a-false-way-out": page(
        f"<h1>Hours</h1>{LINKS}<p>Press Ctrl + M to leave the editor.</p><button id=a>Edit</button>"
        "<a href='/help'>Help</a><script>a.onkeydown = (e) => {"
        "if (e.key === 'Tab') e.preventDefault(); }</script>"
    ),
    "zigzag": page(
        "<h1>You</h1><p><label>First <input tabindex=1></label><p><label>Middle "
        "<input tabindex=3></label><p><label>Last <input tabindex=2></label>"
    ),
    "in-order": page(
        "<h1>You</h1><p><label>First <input></label><p><label>Middle <input></label><p><label>"
        "Last <input></label>"
    ),
    # --- what keys can press ---
    "mouse-only": page(
        "<h1>Bills</h1><div style='cursor:pointer' onclick='out.textContent=1'>Pay now</div>"
        f"<p id=out></p>{LINKS}"
    ),
    "mouse-only-listener": page(
        f"<h1>Bills</h1><span id=pay style='cursor:pointer'>Pay now</span>{LINKS}"
        "<script>pay.addEventListener('click', () => { pay.textContent = 'Paid'; })</script>"
    ),
    "card-with-a-link": page(
        "<h1>Bills</h1><div style='cursor:pointer' onclick='location=\"/bills\"'>May "
        "<a href='/bills'>Pay now</a></div>"
    ),
    "listens-on-the-page": page(
        f"<h1>Bills</h1><button id=pay>Pay now</button>{LINKS}"
        "<script>document.addEventListener('click', () => {})</script>"
    ),
    "deaf": page(
        "<h1>Bills</h1><div role=button tabindex=0 onclick='out.textContent=1'>Pay now</div>"
        "<p id=out></p>"
    ),
    "custom-that-hears": page(
        "<h1>Bills</h1><div role=button tabindex=0 id=pay>Pay now</div><p id=out></p><script>"
        "pay.onclick = () => { out.textContent = 'Paid'; };"
        "pay.onkeydown = (e) => { if (e.key === 'Enter') pay.click(); }</script>"
    ),
    "single-key": page(
        "<h1>Bills</h1><ul id=list><li>May</ul><script>document.addEventListener('keydown', (e) => "
        "{ if (e.key === 'd') list.append('x'); })</script>"
    ),
    "key-with-ctrl": page(
        "<h1>Bills</h1><ul id=list><li>May</ul><script>document.addEventListener('keydown', (e) => "
        "{ if (e.key === 'd' && e.ctrlKey) list.append('x'); })</script>"
    ),
    # --- what happens by itself ---
    "spins": page(
        "<h1>News</h1><p class=spin>Flu shots are here</p>",
        head="<style>@keyframes s{to{transform:rotate(3deg)}}.spin{animation:s 1s infinite}</style>",
    ),
    "spins-briefly": page(
        "<h1>News</h1><p class=spin>Flu shots are here</p>",
        head="<style>@keyframes s{to{transform:rotate(3deg)}}.spin{animation:s 1s 2}</style>",
    ),
    "changes": page(
        "<h1>News</h1><p id=news>Flu shots</p><script>let n = 0; setInterval(() => {"
        "news.textContent = ['Flu shots', 'New hours', 'Parking'][++n % 3]; }, 800)</script>"
    ),
    "changes-with-a-stop": page(
        "<h1>News</h1><p id=news>Flu shots</p><button onclick='clearInterval(t)'>Stop</button>"
        "<script>let n = 0; const t = setInterval(() => {"
        "news.textContent = ['Flu shots', 'New hours', 'Parking'][++n % 3]; }, 800)</script>"
    ),
    "changes-at-first": page(
        "<h1>News</h1><p id=news>Flu shots</p><script>let n = 0; const t = setInterval(() => {"
        "news.textContent = 'News ' + ++n; if (n > 2) clearInterval(t); }, 500)</script>"
    ),
    # --- what was not asked for ---
    "goes-on-focus": page(
        f"<h1>Find</h1>{LINKS}<input aria-label=Find onfocus='location=\"/find\"'>{LINKS}"
    ),
    "goes-on-choice": page(
        "<h1>Clinic</h1><label>Clinic <select onchange='location=this.value'><option value=/a>North"
        "<option value=/b>South</select></label>"
    ),
    "filters-on-choice": page(
        "<h1>Clinic</h1><label>Clinic <select onchange='out.textContent=this.value'><option>North"
        "<option>South</select></label><p id=out></p>"
    ),
    "sends-on-choice": page(
        "<h1>Clinic</h1><form action=/a><label><input type=radio name=x onchange='form.submit()'> "
        "North</label></form>"
    ),
    # --- boxes over the page ---
    "box-left-behind": page(
        f"<h1>Book</h1><button id=open>Book</button>{BACKDROP.replace('<div', '<div hidden id=back')}"
        "<div class=box role=dialog aria-modal=true aria-label=Book id=box hidden>"
        "<button>Yes</button></div><script>open.onclick = () => { box.hidden = false; }</script>".replace(
            "open.onclick", "document.getElementById('open').onclick"
        ),
        head=DIALOG_CSS,
    ),
    "box-that-leaks": page(
        f"<h1>Book</h1><button id=go>Book</button>{LINKS}<div class=box role=dialog aria-modal=true "
        "aria-label=Book id=box hidden><button id=yes>Yes</button></div><a href='/z'>Help</a>"
        "<script>go.onclick = () => { box.hidden = false; yes.focus(); }</script>",
        head=DIALOG_CSS,
    ),
    "box-that-forgets": page(
        f"<h1>Book</h1><button id=go>Book</button>{LINKS}<div class=box role=dialog aria-modal=true "
        "aria-label=Book id=box hidden><button id=yes>Yes</button></div><script>"
        "go.onclick = () => { box.hidden = false; yes.focus(); };"
        "box.onkeydown = (e) => { if (e.key === 'Tab') e.preventDefault();"
        "if (e.key === 'Escape') box.hidden = true; }</script>",
        head=DIALOG_CSS,
    ),
    "good-box": page(
        f"<h1>Book</h1><button id=go>Book</button>{LINKS}<dialog id=box aria-label=Book><p>Monday?"
        "<button>Yes</button> <button>No</button></dialog>"
        "<script>go.onclick = () => box.showModal();</script>"
    ),
    # --- what shows under the pointer ---
    "only-under-pointer": page(
        "<h1>Visits</h1><div class=tip>Parking<span> Level two is free</span></div>",
        head="<style>.tip span{display:none}.tip:hover span{display:inline}</style>",
    ),
    "flees": page(
        "<h1>Visits</h1><button class=tip>Parking</button><p class=box>Level two is free</p>",
        head="<style>.tip{display:block}.box{position:absolute;top:300px;display:none}"
        ".tip:hover + .box,.tip:focus + .box{display:block}</style>",
    ),
    "good-hint": page(
        "<h1>Visits</h1><div class=hint><button class=tip>Parking</button><span class=box> Level two "
        "is free</span></div>",
        head="<style>.box{display:none}.hint:hover .box,.tip:focus + .box{display:inline}</style>",
    ),
    "only-looks-other": page(
        f"<h1>Visits</h1>{LINKS}", head="<style>a:hover{color:#800;opacity:.9}</style>"
    ),
    # --- past the menu; by moving the device ---
    "skip-link-to-nothing": page(f'<a href="#main">Skip to content</a>{LINKS}<h1>Hours</h1>'),
    "skip-link-that-skips": page(
        f'<a href="#hours">Skip to content</a>{LINKS}<h1 id=hours tabindex=-1>Hours</h1>'
        "<p><a href='/map'>Map</a></p>"
    ),
    "menu-before-everything": bare(f"{MENU}<p>{OPEN}</p>"),
    "menu-before-a-heading": bare(f"{MENU}<h1>Hours</h1><p>{OPEN}</p>"),
    "menu-that-folds": bare(f"<button aria-expanded=true>Menu</button>{MENU}<p>{OPEN}</p>"),
    "shaken": page(
        "<h1>Hours</h1><p id=out>Shake to see more</p><script>addEventListener('devicemotion',"
        "() => { out.textContent = 'From nine to five'; })</script>"
    ),
    "shaken-or-pressed": page(
        "<h1>Hours</h1><p id=out>Shake to see more</p><button onclick='more()'>More</button>"
        "<script>const more = () => { out.textContent = 'From nine to five'; };"
        "addEventListener('devicemotion', more)</script>"
    ),
    # --- forms sent empty ---
    "form-says-nothing": form(
        "document.forms[0].onsubmit = (e) => { e.preventDefault(); why.style.borderColor = 'red'; }"
    ),
    "form-names-no-field": form(
        "document.forms[0].onsubmit = (e) => { e.preventDefault(); out.setAttribute('role','alert');"
        "out.textContent = 'Error 22'; }"
    ),
    "form-is-not-heard": form(
        "document.forms[0].onsubmit = (e) => { e.preventDefault();"
        "document.getElementById('why-error').textContent = 'Please give a reason'; }"
    ),
    "good-form": form(
        "document.forms[0].onsubmit = (e) => { e.preventDefault(); why.focus();"
        "document.getElementById('why-error').textContent = 'Please give a reason'; }"
    ),
    "native-form": form("", more="", field="required"),
    "wrong-not-said-where": wrong_form("out.textContent = 'Error 22: please check'; out.focus();"),
    "wrong-without-advice": wrong_form("born_error.textContent = 'Invalid'; born.focus();"),
    "wrong-with-advice": wrong_form(
        "born_error.textContent = 'Enter your date of birth, such as 31/12/1980'; born.focus();"
    ),
    "takes-anything": wrong_form("out.textContent = 'Thank you. We will call you.'; out.focus();"),
    "form-the-server-checks": form("", more="novalidate method=post action=/send"),
}
