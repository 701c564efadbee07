"""Pages whose names and meanings are wrong, and pages that only look so."""

from __future__ import annotations

from dataclasses import dataclass

from tests.portals.faults.pages import page

LONG = (
    "We are open from nine to five on working days. Please call before you come, so that the "
    "nurse can prepare your papers and you need not wait."
)
SPANISH = "Puede ver los resultados de sus pruebas en esta página cuando estén listos."
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PLAIN = "text-decoration:none;"


def picture(alt: str, src: str = "/static/scene.jpg") -> str:
    return f'<img src="{src}" alt="{alt}" width="60" height="60">'


@dataclass(frozen=True, slots=True)
class Faulty:
    """A page, and the rule that must be found on it."""

    check: str
    rule: str
    wcag: str
    html: str


CERTAIN: dict[str, Faulty] = {
    "more-alone-in-its-paragraph": Faulty(
        "EV-20",
        "vague-link",
        "2.4.4",
        page(f'<h1>News</h1><p>{LONG}</p><p><a href="/n">Read more</a></p>'),
    ),
    "here-alone-in-a-box": Faulty(
        "EV-20",
        "vague-link",
        "2.4.4",
        page(f'<div>{LONG}</div><div><a href="/n" aria-label="Click here">Click here</a></div>'),
    ),
    "spanish-more-alone": Faulty(
        "EV-20",
        "vague-link",
        "2.4.4",
        page(f'<p>{SPANISH}</p><div><a href="/n">Más información</a></div>', lang="es"),
    ),
    "two-vague-links-in-one-item": Faulty(
        "EV-20",
        "vague-link",
        "2.4.4",
        page('<ul><li><a href="/a">More</a> <a href="/b">Details</a></li></ul>'),
    ),
    "button-of-another-name": Faulty(
        "EV-21",
        "label-not-in-name",
        "2.5.3",
        page('<h1>Visits</h1><button aria-label="Submit form">Send request</button>'),
    ),
    "half-a-word-is-not-the-word": Faulty(
        "EV-21",
        "label-not-in-name",
        "2.5.3",
        page('<h1>Visits</h1><a href="/v" aria-label="Book a visitor pass">Book a visit</a>'),
    ),
    "words-in-another-order": Faulty(
        "EV-21",
        "label-not-in-name",
        "2.5.3",
        page(
            '<h1>Visits</h1><div role="button" tabindex="0" aria-label="visit book">'
            "Book visit</div>"
        ),
    ),
    "field-of-another-name": Faulty(
        "EV-21",
        "label-not-in-name",
        "2.5.3",
        page(
            '<h1>You</h1><label for="b">Date of birth</label><input id="b" aria-label="Birthday">'
        ),
    ),
    "name-from-elsewhere": Faulty(
        "EV-21",
        "label-not-in-name",
        "2.5.3",
        page('<h1 id="t">Refills</h1><button aria-labelledby="t">Ask for more</button>'),
    ),
    "untitled": Faulty("EV-22", "empty-title", "2.4.2", page(f"<p>{LONG}</p>", title="Untitled")),
    "title-is-a-file": Faulty(
        "EV-22", "empty-title", "2.4.2", page(f"<p>{LONG}</p>", title="start_new2.html")
    ),
    "heading-of-dots": Faulty(
        "EV-22", "empty-heading", "2.4.6", page(f"<h1>Visits</h1><h2>***</h2><p>{LONG}</p>")
    ),
    "label-says-field": Faulty(
        "EV-22",
        "empty-label",
        "2.4.6",
        page('<h1>You</h1><form><label>Text field <input name="q"></label></form>'),
    ),
    "two-fields-one-label": Faulty(
        "EV-22",
        "same-label",
        "2.4.6",
        page(
            "<h1>Register</h1><form><label>Name <input name='a'></label>"
            "<label>Name <input name='b'></label></form>"
        ),
    ),
    "alt-is-a-file": Faulty(
        "EV-23", "picture-without-words", "1.1.1", page(f"<h1>Us</h1>{picture('scene.jpg')}")
    ),
    "alt-is-a-camera-number": Faulty(
        "EV-23", "picture-without-words", "1.1.1", page(f"<h1>Us</h1>{picture('DSC_0412')}")
    ),
    "alt-says-image": Faulty(
        "EV-23", "picture-without-words", "1.1.1", page(f"<h1>Us</h1>{picture('image')}")
    ),
    "image-button-named-by-file": Faulty(
        "EV-23",
        "picture-without-words",
        "1.1.1",
        page(f'<h1>Us</h1><form><input type="image" src="{DOT}" alt="go.png" width="40"></form>'),
    ),
    "error-says-only-wrong": Faulty(
        "EV-30",
        "error-says-only-wrong",
        "3.3.1",
        page(
            '<h1>Join</h1><label for="born">Date of birth</label><input id="born" '
            'aria-invalid="true" aria-describedby="e"><span id="e">Invalid value</span>'
        ),
    ),
    "error-beside-says-only-wrong": Faulty(
        "EV-30",
        "error-says-only-wrong",
        "3.3.1",
        page('<h1>Join</h1><label>Age <input value="x"></label><span>Error: wrong input</span>'),
    ),
    "list-of-dashes": Faulty(
        "EV-24",
        "painted-list",
        "1.3.1",
        page("<h1>Bring</h1><p>- your card<br>- your medicines<br>- your questions</p>"),
    ),
    "list-of-numbers": Faulty(
        "EV-24",
        "painted-list",
        "1.3.1",
        page("<h1>How</h1><div>1. Sign in<br>2. Open Visits<br>3. Choose a day</div>"),
    ),
    "paragraphs-with-bullets": Faulty(
        "EV-24",
        "painted-list",
        "1.3.1",
        page("<h1>Bring</h1><p>• Your card</p><p>• Your medicines</p><p>• Your questions</p>"),
    ),
    "bold-lines-and-no-heading": Faulty(
        "EV-24",
        "painted-heading",
        "1.3.1",
        page(
            f"<p><b>Opening hours</b></p><p>{LONG}</p>"
            f'<div style="font-size:24px">How to reach us</div><p>{LONG}</p>'
        ),
    ),
    "link-by-colour-within-emphasis": Faulty(
        "EV-10",
        "link-by-colour",
        "1.4.1",
        page(
            f'<h1>Us</h1><div><span>{LONG} <a href="/m" style="{PLAIN}">'
            '<span style="color:#600">Our map</span></a> helps.</span></div>'
        ),
    ),
    "english-page-marked-danish": Faulty(
        "EV-11",
        "page-language",
        "3.1.1",
        page(f"<h1>When we are open</h1><p>{LONG}</p>", lang="da", title="When we are open"),
    ),
    "only-a-picture-speaks": Faulty(
        "EV-11",
        "page-language",
        "3.1.1",
        page(
            picture("Nurses walk through the garden of the clinic"), lang="nl", title="Our garden"
        ),
    ),
    "right-language-only-on-the-body": Faulty(
        "EV-11",
        "page-language",
        "3.1.1",
        page(f'<div lang="en"><h1>When we are open</h1><p>{LONG}</p></div>', lang="sv", title=""),
    ),
    "part-marked-as-another-language": Faulty(
        "EV-11",
        "part-language-en",
        "3.1.2",
        page(f'<h1>Visits</h1><p>{LONG}</p><p lang="fr">We will call you back tomorrow.</p>'),
    ),
    "part-not-marked": Faulty(
        "EV-11", "part-language-es", "3.1.2", page(f"<h1>Visits</h1><p>{LONG}</p><p>{SPANISH}</p>")
    ),
    "hidden-name-in-another-language": Faulty(
        "EV-11",
        "part-language-de",
        "3.1.2",
        page(
            f'<h1>Visits</h1><p>{LONG}</p><div lang="en"><span hidden id="n">Bilder aus unserem '
            'schönen Garten am See</span><div role="img" aria-labelledby="n">&#127803;</div></div>'
        ),
    ),
}

CERTAIN["in-a-frame"] = Faulty(
    "EV-23",
    "picture-without-words",
    "1.1.1",
    page(
        '<h1>Us</h1><iframe title="Form" srcdoc="<html lang=en><title>Form</title><img alt=image '
        f'src={DOT} width=40 height=40>"></iframe>'
    ),
)
CERTAIN["in-a-shadow-root"] = Faulty(
    "EV-21",
    "label-not-in-name",
    "2.5.3",
    page(
        '<h1>Us</h1><div id="host"></div><script>host.attachShadow({mode: "open"}).innerHTML = '
        "'<button aria-label=\"Submit form\">Send request</button>'</script>"
    ),
)

LIKELY: dict[str, Faulty] = {
    "more-under-a-section-heading": Faulty(
        "EV-20",
        "vague-link-in-section",
        "2.4.4",
        page(f'<h1>News</h1><h2>Flu shots</h2><p>{LONG}</p><div><a href="/n">Read more</a></div>'),
    ),
    "one-name-two-pages": Faulty(
        "EV-20",
        "same-name",
        "2.4.4",
        page('<p><a href="/a">Results</a></p><p><a href="/b">Results</a></p>'),
    ),
    "short-for-monday": Faulty(
        "EV-21",
        "label-short-for-name",
        "2.5.3",
        page('<h1>Visits</h1><button aria-label="Monday">Mon</button>'),
    ),
    "title-of-another-page": Faulty(
        "EV-22",
        "strange-title",
        "2.4.2",
        page(f"<h1>When we are open</h1><p>{LONG}</p>", title="Orchard harvest"),
    ),
    "same-label-outside-a-form": Faulty(
        "EV-22",
        "same-label-on-page",
        "2.4.6",
        page(
            "<h1>You</h1><label>Phone <input></label><label>Phone <input></label>",
        ),
    ),
    "picture-repeats-its-link": Faulty(
        "EV-23",
        "picture-said-twice",
        "1.1.1",
        page(f'<h1>Us</h1><a href="/m">{picture("Our map")} Our map</a>'),
    ),
    "alt-says-logo": Faulty(
        "EV-23", "picture-with-vague-words", "1.1.1", page(f"<h1>Us</h1>{picture('logo')}")
    ),
    "one-bold-line": Faulty(
        "EV-24",
        "perhaps-heading",
        "1.3.1",
        page(f"<h1>Us</h1><p><b>Opening hours</b></p><p>{LONG}</p>"),
    ),
    "bold-first-row": Faulty(
        "EV-24",
        "painted-table-head",
        "1.3.1",
        page(
            "<h1>Tests</h1><table><tr><td><b>Test</b></td><td><b>Value</b></td></tr>"
            "<tr><td>Iron</td><td>90</td></tr><tr><td>Zinc</td><td>12</td></tr></table>"
        ),
    ),
    "required-by-colour": Faulty(
        "EV-10",
        "required-by-colour",
        "1.4.1",
        page(
            '<h1>You</h1><form><label style="color:#b00">First name <input required></label>'
            "<label>Nickname <input></label></form>"
        ),
    ),
    "green-button": Faulty(
        "EV-25",
        "looks-alone",
        "1.3.3",
        page("<h1>Pay</h1><p>When you are done, press the green button.</p><button>Pay</button>"),
    ),
    "box-on-the-right": Faulty(
        "EV-25",
        "looks-alone",
        "1.3.3",
        page("<h1>Pay</h1><p>Fill in the box on the right before you go on.</p>"),
    ),
    "video-without-captions": Faulty(
        "EV-26",
        "no-captions",
        "1.2.2",
        page('<h1>Shots</h1><video controls width="300" height="200"></video>'),
    ),
    "sound-without-text": Faulty(
        "EV-26", "no-transcript", "1.2.1", page("<h1>Shots</h1><audio controls></audio>")
    ),
}

FINE: dict[str, str] = {
    "a-plain-page": page(f"<h1>Riverbend Clinic</h1><p>{LONG}</p>"),
    "more-in-its-sentence": page(
        f'<h1>News</h1><p>{LONG} About flu shots: <a href="/n">read more</a></p>'
    ),
    "here-in-a-sentence-of-a-box": page(
        '<h1>Fees</h1><div>To see what a visit costs, <a href="/f">click here</a>.</div>'
    ),
    "more-in-a-list-item": page(
        '<h1>News</h1><ul><li><h2>Flu shots</h2><a href="/n">More</a></li></ul>'
    ),
    "more-in-a-nested-list": page(
        '<h1>News</h1><ul><li>Flu shots<ul><li><a href="/n">Details</a></li></ul></li></ul>'
    ),
    "details-with-a-row-header": page(
        "<h1>Visits</h1><table><tr><th>Visit</th><th>Link</th></tr>"
        '<tr><th scope="row">3 May</th><td><a href="/v">Details</a></td></tr></table>'
    ),
    "more-described": page(
        f'<h1>News</h1><p id="d">Flu shots</p><p>{LONG}</p>'
        '<div><a href="/n" aria-describedby="d">Read more</a></div>'
    ),
    "more-with-a-fuller-name": page(
        '<h1>News</h1><div><a href="/n" aria-label="Read more about flu shots">Read more</a></div>'
    ),
    "more-with-hidden-words": page(
        '<h1>News</h1><div><a href="/n">Read more<span style="position:absolute;clip-path:'
        'inset(50%);width:1px;height:1px;overflow:hidden"> about flu shots</span></a></div>'
    ),
    "name-adds-to-the-words": page(
        '<h1>News</h1><button aria-label="Save: flu shot form">Save</button>'
    ),
    "name-differs-in-marks-only": page(
        '<h1>News</h1><a href="/n" aria-label="log-in, now">Log in now…</a>'
    ),
    "words-in-brackets-left-out": page(
        '<h1>News</h1><a href="/n" aria-label="Visit summary">Visit summary (PDF, 2 MB)</a>'
    ),
    "x-for-close": page('<h1>News</h1><button aria-label="Close">X</button>'),
    "sign-for-close": page('<h1>News</h1><button aria-label="Close">✕</button>'),
    "icon-font": page(
        '<h1>News</h1><button aria-label="Find a doctor"><i style="font-family:Material Icons">'
        "search</i></button>"
    ),
    "hidden-words-are-not-seen": page(
        '<h1>News</h1><button aria-label="Send"><span hidden>Other</span>Send</button>'
    ),
    "a-region-is-no-button": page('<h1>News</h1><nav aria-label="Pages">Go to</nav>'),
    "named-by-its-own-words": page(
        '<h1>News</h1><button id="b" aria-labelledby="b h">Edit</button><p id="h">your name</p>'
    ),
    "more-opens-a-menu": page(
        '<h1>News</h1><div><a href="#" aria-haspopup="true" aria-expanded="false">More</a></div>'
    ),
    "icon-link-with-a-name": page(
        '<h1>News</h1><a href="/p" aria-label="Call us"><svg width="20" height="20"></svg></a>'
    ),
    "a-sum-is-spoken": page('<h1>Dose</h1><button aria-label="two plus two">2 + 2</button>'),
    "error-says-how": page(
        '<h1>Join</h1><label for="born">Date of birth</label><input id="born" '
        'aria-invalid="true" aria-describedby="e"><span id="e">The date is not valid: it must '
        "lie in the past</span>"
    ),
    "hint-beside-a-field": page(
        "<h1>Join</h1><label>Age <input></label><span>Enter a wrong age and we call you</span>"
    ),
    "same-label-under-two-legends": page(
        "<h1>Register</h1><form><fieldset><legend>You</legend><label>Name <input></label>"
        "</fieldset><fieldset><legend>Your helper</legend><label>Name <input></label></fieldset>"
        "</form>"
    ),
    "same-label-under-two-headings": page(
        "<h1>Register</h1><form><h2>You</h2><label>Name <input></label>"
        "<h2>Your helper</h2><label>Name <input></label></form>"
    ),
    "same-choice-in-two-questions": page(
        "<h1>Health</h1><form><fieldset><legend>Do you smoke?</legend><label><input type='radio' "
        "name='s'> Yes</label></fieldset><fieldset><legend>Do you drink?</legend><label>"
        "<input type='radio' name='d'> Yes</label></fieldset></form>"
    ),
    "boxes-of-a-code": page(
        "<h1>Code</h1><form><label>Digit <input maxlength='1'></label>"
        "<label>Digit <input maxlength='1'></label></form>"
    ),
    "picture-with-words": page(f"<h1>Us</h1>{picture('A nurse gives a child a flu shot')}"),
    "decoration": page(f"<h1>Us</h1>{picture('')}<img src='{DOT}' alt='' role='presentation'>"),
    "picture-of-an-image-scan": page(f"<h1>Us</h1>{picture('Image of a healthy lung')}"),
    "two-dashes": page("<h1>Us</h1><p>- one<br>- two</p>"),
    "an-address": page("<h1>Us</h1><p>Riverbend Clinic<br>12 Mill Road<br>Riverbend</p>"),
    "a-real-list": page("<h1>Bring</h1><ul><li>- your card</li><li>- money</li><li>- id</li></ul>"),
    "dates-that-begin-lines": page(
        "<h1>Visits</h1><p>3. May<br>17. June<br>21. July</p><p>-5 degrees<br>-6 degrees<br>-7</p>"
    ),
    "poem": page("<h1>Words</h1><p>We are here<br>we are near<br>have no fear</p>"),
    "underlined-link": page(f'<h1>Us</h1><p>{LONG} <a href="/m">See the map</a></p>'),
    "bold-link": page(
        f'<h1>Us</h1><p>{LONG} <a href="/m" style="{PLAIN}font-weight:700">See the map</a></p>'
    ),
    "link-with-contrast": page(
        f'<h1>Us</h1><p>{LONG} <a href="/m" style="{PLAIN}color:#2f74d0">See the map</a></p>'
    ),
    "link-with-a-border": page(
        f'<h1>Us</h1><p>{LONG} <a href="/m" style="{PLAIN}border-bottom:1px solid">Map</a></p>'
    ),
    "links-of-a-menu": page(
        f'<h1>Us</h1><nav><a href="/a" style="{PLAIN}">Visits</a> | '
        f'<a href="/b" style="{PLAIN}">Results</a></nav>'
    ),
    "button-like-link": page(
        f'<h1>Us</h1><p>{LONG} <a href="/m" style="{PLAIN}background:#036;color:#fff">Map</a></p>'
    ),
    "marked-spanish": page(f'<h1>Visits</h1><p>{LONG}</p><p lang="es">{SPANISH}</p>'),
    "half-english-half-spanish": page(
        f'<h1>Riverbend Clinic</h1><p>{LONG}</p><div lang="es"><p>{SPANISH}</p>'
        f"<p>{SPANISH}</p></div>"
    ),
    "names-and-latin": page(
        "<h1>Riverbend Clinic</h1><ul><li>Dr María García López</li><li>Prof. Jürgen Müller, "
        "Facharzt</li><li>Diabetes mellitus typus secundus sine complicationibus ullis et cetera"
        "</li><li>Farmacia San Juan de Dios, Calle de la Luna 14</li></ul>"
        f"<p>{LONG}</p>"
    ),
    "filler-text": page(
        "<h1>Riverbend Clinic</h1><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed "
        "do eiusmod tempor incididunt ut labore et dolore magna aliqua.</p>"
    ),
    "language-links": page(
        f'<h1>Riverbend Clinic</h1><p>{LONG}</p><a href="/es">Español</a> '
        '<a href="/vi">Tiếng Việt</a> <a href="/de">Deutsch</a>'
    ),
    "a-page-in-spanish": page(
        f"<h1>Sus resultados</h1><p>{SPANISH}</p>", lang="es", title="Sus resultados"
    ),
    "code-is-no-language": page(
        f"<h1>Riverbend Clinic</h1><p>{LONG}</p><pre>mostrar los resultados de la prueba si</pre>"
    ),
    "button-named-and-coloured": page(
        "<h1>Pay</h1><p>Press the green button named Pay.</p><button>Pay</button>"
    ),
    "a-large-box-of-pills": page("<h1>Pills</h1><p>You get a refill of pills at the desk.</p>"),
    "captioned-video": page(
        '<h1>Shots</h1><video controls width="300" height="200">'
        '<track kind="captions" src="/c.vtt">'
        '<track kind="descriptions" src="/d.vtt"></video><p><a href="/t">Transcript</a></p>'
    ),
}
"""Pages on which none of these checks may be certain of anything."""

BY_COLOUR_FOR_AXE = page(
    f'<h1>Us</h1><p>{LONG} <a href="/m" style="{PLAIN}color:#1a3a8a">See the map</a></p>'
)

PAGES: dict[str, str] = (
    {name: case.html for name, case in (CERTAIN | LIKELY).items()}
    | FINE
    | {"link-by-colour-for-axe": BY_COLOUR_FOR_AXE}
)
