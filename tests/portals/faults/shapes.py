"""Pages that lose something in another shape or whose colours only pixels tell, and fine ones."""

from __future__ import annotations

from tests.portals.faults.pages import page

CARE = (
    "Please bring your insurance card and a list of your medicines to the first visit. The front "
    "desk opens at eight in the morning and closes at six in the evening on every working day."
)
OPEN = "Open at eight on every single working day of the whole week, closed at noon"
LONG = f"{CARE} {CARE} {CARE}"
CELLS = "".join(f"<td>{n} milligrams</td>" for n in range(12))
HEADS = "".join(f'<th scope="col">Week {n}</th>' for n in range(12))

BOXES = {
    # --- enlarged to 200 % (1.4.4) ---
    "cut-when-enlarged": page(
        f'<h1>Visits</h1><div style="height:60px;overflow:hidden">{LONG}</div><p>{CARE}</p>'
    ),
    "cut-by-window-height": page(
        f'<h1>Visits</h1><div style="height:14vh;overflow:hidden;max-width:460px">{LONG}</div>'
    ),
    "cut-in-one-line": page(
        f'<h1>Visits</h1><div style="width:120px;overflow:hidden;white-space:nowrap">{CARE}</div>'
    ),
    "cut-only-when-narrow": page(
        f'<h1>Visits</h1><div class="card">{CARE}</div>',
        head="<style>@media (max-width: 700px) "
        "{ .card { height: 30px; width: 50%; overflow: clip } }</style>",
    ),
    "spills-when-enlarged": page(
        f'<h1>Visits</h1><div style="height:60px"><p style="margin:0">{LONG}</p></div>'
        f'<p style="margin:0">{LONG}</p>'
    ),
    "grows-when-enlarged": page(
        f'<h1>Visits</h1><div style="min-height:60px;overflow:hidden">{LONG}</div><p>{LONG}</p>'
    ),
    "scrolls-when-enlarged": page(
        f'<h1>Visits</h1><div tabindex="0" role="region" aria-label="Visits" '
        f'style="height:46px;overflow:auto">{CARE}</div>'
    ),
    "cut-box-around-scroller": page(
        '<h1>Visits</h1><div style="height:60px;overflow:hidden"><div tabindex="0" role="region" '
        f'aria-label="Visits" style="height:60px;overflow:auto">{LONG}</div></div>'
    ),
    "dots-from-the-start": page(
        '<h1>Visits</h1><p style="width:200px;overflow:hidden;white-space:nowrap;'
        f'text-overflow:ellipsis">{CARE}</p><p><a href="/all">Read the whole text</a></p>'
    ),
    "tidy-single-line": page(
        '<h1>Visits</h1><div style="height:20px;line-height:20px;overflow:hidden">'
        f'{CARE}</div><p><a href="/all">All about visits</a></p>'
    ),
    "for-screen-readers": page(
        '<h1>Visits</h1><p><a href="/b">Next<span style="position:absolute;width:1px;height:1px;'
        f'overflow:hidden;clip-path:inset(50%)"> visit: {CARE}</span></a></p>'
    ),
    "cards-to-leaf-through": page(
        '<h1>Visits</h1><div style="overflow:hidden;width:100%"><div style="display:flex">'
        + f'<div style="flex:0 0 300px">{CARE}</div>' * 6
        + "</div></div>"
    ),
    "folded-menu": page(
        f'<h1>Visits</h1><div class="fold"><p>{CARE}</p></div><p>{CARE}</p>',
        head="<style>.fold{overflow:hidden}@media (max-width:800px){.fold{max-height:0}}</style>",
    ),
    "shortened-with-a-button": page(
        f'<h1>Visits</h1><div style="max-height:40px;overflow:hidden">{CARE}</div>'
        '<button type="button" aria-expanded="false">Show more</button>'
    ),
    # --- narrow (1.4.10) ---
    "too-wide": page(f'<h1>Visits</h1><div style="width:800px"><p>{CARE}</p></div>'),
    "columns-side-by-side": page(
        '<h1>Visits</h1><div style="display:grid;grid-template-columns:repeat(3,280px)">'
        + f"<p>{CARE}</p>" * 3
        + "</div>"
    ),
    "cut-at-the-edge": page(
        f'<h1>Visits</h1><p style="width:700px">{CARE}</p>',
        head="<style>body{overflow-x:hidden}</style>",
    ),
    "part-that-scrolls": page(
        '<h1>Visits</h1><div tabindex="0" role="region" aria-label="Rules" style="overflow-x:auto">'
        f'<p style="width:900px">{CARE}</p></div>'
    ),
    "scrolling-part-too-wide": page(
        '<h1>Visits</h1><div tabindex="0" role="region" aria-label="Rules" '
        f'style="width:600px;height:80px;overflow:auto">{LONG}</div>'
    ),
    "long-word-in-a-part": page(
        '<h1>Visits</h1><div tabindex="0" role="region" aria-label="Rules" style="overflow-x:auto">'
        f"<p>{CARE} {'Pneumonoultramicroscopic' * 2}osis. {CARE}</p></div>"
    ),
    "chips-to-leaf-through": page(
        '<h1>Visits</h1><div tabindex="0" role="region" aria-label="Kinds" '
        'style="overflow-x:auto;white-space:nowrap">'
        + " ".join(f"<span>Kind of visit number {n}</span>" for n in range(30))
        + f"</div><p>{CARE}</p>"
    ),
    "fits": page(f'<h1>Visits</h1><div style="max-width:800px"><p>{LONG}</p></div>'),
    "data-table": page(
        "<h1>Doses</h1><table><caption>Doses by week</caption>"
        f"<thead><tr>{HEADS}</tr></thead><tbody><tr>{CELLS}</tr></tbody></table><p>{CARE}</p>"
    ),
    "code-that-scrolls": page(
        '<h1>Export</h1><pre tabindex="0" role="region" aria-label="Example" '
        f'style="overflow:auto">{LONG}</pre>'
    ),
    "wide-picture": page(
        '<h1>Map</h1><svg role="img" aria-label="How to find us" width="900" height="90">'
        f'<text x="0" y="20">{LONG}</text></svg><p>{CARE}</p>'
    ),
    "menu-that-slides-in": page(
        f'<h1>Visits</h1><nav aria-label="Site" style="position:absolute;left:100%;width:300px">'
        f'<a href="/a">All of your visits to the clinic</a></nav><p>{CARE}</p>',
        head="<style>body{overflow-x:hidden}</style>",
    ),
    # --- wider spacing (1.4.12) ---
    "cut-when-spaced": page(
        '<h1>Visits</h1><div style="width:200px;height:60px;line-height:20px;overflow:hidden;'
        f'font-size:16px">{OPEN}</div>'
    ),
    "room-when-spaced": page(
        '<h1>Visits</h1><div style="width:200px;min-height:60px;line-height:20px;overflow:hidden;'
        f'font-size:16px">{OPEN}</div>'
    ),
    # --- turned on its side (1.3.4) ---
    "turned": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media (orientation: portrait) { body { transform: rotate(90deg) } }</style>",
    ),
    "turned-in-radians": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media screen and (orientation: landscape) "
        "{ html { transform: translateX(50%) rotate(-1.5708rad) } }</style>",
    ),
    "turned-by-its-own-property": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media (orientation: portrait) { main { rotate: 0.75turn } }</style>",
    ),
    "turned-by-matrix-on-tablets": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media (min-width: 2000px) and (orientation: landscape) "
        "{ body { transform: matrix(0, 1, -1, 0, 0, 0) } }</style>",
    ),
    "turned-over": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media (orientation: portrait) { body { transform: rotate(360deg) } }</style>",
    ),
    "turned-arrow": page(
        f'<h1>Visits</h1><p>{CARE}</p><p><span class="arrow">&gt;</span></p>',
        head="<style>.arrow{display:inline-block}@media (orientation: portrait) "
        "{ .arrow { transform: rotate(90deg) } }</style>",
    ),
    "turned-both-ways": page(
        f"<h1>Visits</h1><p>{CARE}</p>",
        head="<style>@media (orientation: portrait) { main { rotate: 90deg } }"
        "@media (orientation: landscape) { main { rotate: 90deg } }</style>",
    ),
}

COLOURS = {
    "pale-on-gradient": page(
        '<h1>Visits</h1><p style="background:linear-gradient(90deg,#fff,#ddd);color:#aaa">'
        f"{CARE}</p>"
    ),
    "pale-on-picture": page(
        '<h1>Visits</h1><div style="position:relative"><img alt="" width="600" height="120" '
        'style="position:absolute;left:0;top:0;z-index:-1" src="data:image/svg+xml,'
        "%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='120'%3E"
        "%3Crect width='600' height='120' fill='%23333'/%3E%3C/svg%3E\">"
        f'<p style="max-width:500px;color:#555">{CARE}</p></div>'
    ),
    "pale-in-part": page(
        '<h1>Visits</h1><p style="background:linear-gradient(90deg,#fff,#222);color:#333">'
        f"{CARE}</p>"
    ),
    "dark-enough-on-gradient": page(
        '<h1>Visits</h1><p style="background:linear-gradient(90deg,#fff,#dde);color:#222">'
        f"{CARE}</p>"
    ),
    "large-on-gradient": page(
        '<h1 style="background:linear-gradient(90deg,#fff,#eee);color:#7a7a7a;font-size:32px">'
        "Visits to the clinic</h1>"
    ),
    "shadow-that-helps": page(
        '<h1 style="background:linear-gradient(#fff,#fff);color:#fff;font-size:32px;'
        'text-shadow:0 0 3px #000,0 0 3px #000,0 0 3px #000,0 0 3px #000">Visits</h1>'
    ),
    "switched-off-on-gradient": page(
        '<h1>Visits</h1><button disabled style="background:linear-gradient(#fff,#eee);color:#bbb">'
        "Send it</button>"
    ),
    "picture-that-did-not-come": page(
        f'<h1>Visits</h1><p style="background:url(/none.png);color:#fff">{CARE}</p>'
    ),
    "field-without-line": page(
        '<h1>Sign in</h1><label for="n">Name</label> '
        '<input id="n" autocomplete="name" style="border:0;background:#fff">'
    ),
    "field-with-pale-line": page(
        '<h1>Sign in</h1><label for="n">Name</label> '
        '<input id="n" autocomplete="name" style="border:1px solid #ccc;background:#fff">'
    ),
    "field-with-line": page(
        '<h1>Sign in</h1><label for="n">Name</label> <input id="n" autocomplete="name">'
    ),
    "field-with-underline": page(
        '<h1>Sign in</h1><label for="n">Name</label> <input id="n" autocomplete="name" '
        'style="border:0;border-bottom:2px solid #333;background:#fff">'
    ),
    "field-in-a-frame": page(
        '<h1>Sign in</h1><label for="n">Name</label> <div style="border:2px solid #555;'
        'padding:6px;width:300px;margin:10px"><input id="n" autocomplete="name" '
        'style="border:0;background:#fff"></div>'
    ),
    "field-on-a-dark-page": page(
        '<div style="background:#224;color:#fff;padding:20px"><h1>Sign in</h1>'
        '<label for="n">Name</label> <input id="n" autocomplete="name" style="border:0"></div>'
    ),
}

PAGES = BOXES | COLOURS
