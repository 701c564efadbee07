"""EV-22: titles, headings and labels say what they are for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from portal_audit.checks.everyone.observed import Fault, Hit, clean_share, findings, observed
from portal_audit.evidence import Observation, PageState, RunEvidence
from portal_audit.finding import Check, Outcome, Severity


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list, parted by bars and line ends."""
    return frozenset(each.strip() for each in re.split(r"[|\n]", text) if each.strip())


def plain(text: str) -> str:
    """Words only, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


_TITLES = phrases(
    """
    untitled|untitled document|untitled page|untitled 1|no title|document|new document|new page|page
    new tab|index|default|default page|blank|blank page|title|page title|react app
    vite app|placeholder|insert title here|title here|enter title here|your title here|test page
    sin título|documento|documento sin título|nueva página|página nueva|página|título
    """
)
_HEADINGS = phrases(
    """
    heading|headline|title|subtitle|subheading|untitled|new section|section|section title|heading 1
    heading 2|heading 3|heading here|title here|your title here|placeholder|encabezado|título
    sin título|nueva sección
    """
)
_LABELS = phrases(
    """
    label|field|input|text|text field|input field|form field|textbox|text box|untitled|placeholder
    label here|enter text|enter value|type here|value|etiqueta|campo|texto|escriba aquí
    """
)
_FILE = re.compile(
    r"microsoft word - .*"
    r"|[\w.%()-]+\.(html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|txt|rtf|indd|pages)",
    re.IGNORECASE,
)
_CHOICES = frozenset({"radio", "checkbox"})


def judge(evidence: RunEvidence) -> Outcome:
    documents = list(observed(evidence, "document"))
    if not documents:
        return Outcome.cannot_tell("No page could be read for its title, headings and labels.")
    hits: list[Hit] = []
    for state, document in documents:
        if fault := _title_fault(state, str(document.facts["title"])):
            hits.append((fault, state, document))
    for state, heading in observed(evidence, "heading"):
        if _says_nothing(str(heading.facts["text"]), _HEADINGS):
            hits.append((EMPTY_HEADING, state, heading))
    for state, field in observed(evidence, "field"):
        if field.facts["label"] and _says_nothing(str(field.facts["label"]), _LABELS):
            hits.append((EMPTY_LABEL, state, field))
    hits += _twins(evidence)
    share = clean_share((state for state, _ in documents), hits)
    note = f"On {share:.0%} of pages, titles, headings and labels say what they are for."
    return Outcome.of(share, findings(CHECK.id, hits), note)


def _says_nothing(text: str, generic: frozenset[str]) -> bool:
    """Only marks, or one of the words that stand for any text."""
    if "[masked]" in text or not text.strip():
        return False  # not ours to see, or empty: axe reports that
    return plain(text) in generic or not any(each.isalnum() or ord(each) > 0x2FFF for each in text)


def _title_fault(state: PageState, title: str) -> Fault | None:
    if not title:
        return None  # axe reports a page without one
    if plain(title) in _TITLES or _FILE.fullmatch(title.strip()) or not plain(title):
        return EMPTY_TITLE
    on_page = {_stem(word) for block in state.blocks or () for word in _content_words(block.text)}
    in_title = {_stem(word) for word in _content_words(title)}
    strangers = len(on_page) >= 8 and in_title and not in_title & on_page
    return STRANGE_TITLE if strangers else None


def _content_words(text: str) -> list[str]:
    return [word for word in plain(text).split() if len(word) > 3]


def _stem(word: str) -> str:
    """Enough of a word to know its other forms by."""
    return word[: max(4, len(word) - 3)]


def _twins(evidence: RunEvidence) -> Iterator[Hit]:
    """Fields with one label on one page, which nothing tells apart."""
    alike: dict[tuple[str, str], list[tuple[PageState, Observation]]] = defaultdict(list)
    for state, field in observed(evidence, "field"):
        label = plain(str(field.facts["label"]))
        if label and "masked" not in label and field.facts["type"] not in _CHOICES:
            alike[state.id, label].append((state, field))
    for found in alike.values():
        distinct = {
            (f.facts["form"], f.facts["group"], f.facts["heading"], f.facts["described"], f.frame)
            for _, f in found
        }
        if len(found) == len(distinct):
            continue
        forms = [f.facts["form"] for _, f in found]
        sure = len(distinct) == 1 and forms[0] != 0
        # rows of a table or list may say it; boxes for one letter each are one field
        sure = sure and not any(f.facts["row"] or f.facts["single"] for _, f in found)
        sure = sure and len({f.facts["name"] for _, f in found}) == 1
        yield from ((TWINS if sure else PERHAPS_TWINS, state, field) for state, field in found)


EMPTY_TITLE = Fault(
    rule="empty-title",
    title="Pages whose title says nothing",
    problem="The browser tab, the history and a screen reader cannot say which page this is.",
    fix="Give each page a title that names the page and the clinic.",
    who="People who use a screen reader or keep many tabs open",
    wcag=("2.4.2",),
    severity=Severity.MINOR,
)
STRANGE_TITLE = Fault(
    rule="strange-title",
    title="Pages whose title has nothing to do with the page",
    problem="The browser tab and a screen reader announce another page than the one that is shown.",
    fix="Name in the title what the page is about.",
    who="People who use a screen reader or keep many tabs open",
    wcag=("2.4.2",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
EMPTY_HEADING = Fault(
    rule="empty-heading",
    title="Headings that say nothing",
    problem="A person who jumps from heading to heading does not learn what comes below.",
    fix="Say in the heading what the part below it is about.",
    who="People who use a screen reader, and everyone in a hurry",
    wcag=("2.4.6",),
    severity=Severity.MINOR,
)
EMPTY_LABEL = Fault(
    rule="empty-label",
    title="Labels that do not say what to fill in",
    problem="A person does not know what belongs in this field.",
    fix="Name in the label what is wanted: “Date of birth” instead of “Field”.",
    who="Everyone, most of all people who use a screen reader",
    wcag=("2.4.6",),
    severity=Severity.MAJOR,
)
TWINS = Fault(
    rule="same-label",
    title="Two fields of one form have the same label",
    problem="A person who hears the labels cannot tell which of the fields is which.",
    fix="Give each field its own label, or put each group of fields under its own heading.",
    who="People who use a screen reader, and everyone who fills in the form",
    wcag=("2.4.6",),
    severity=Severity.MINOR,
)
PERHAPS_TWINS = Fault(
    rule="same-label-on-page",
    title="Several fields of a page have the same label",
    problem="A person who hears the labels may not be able to tell which field is which.",
    fix="Check that something tells these fields apart, better: give each its own label.",
    who="People who use a screen reader",
    wcag=("2.4.6",),
    severity=Severity.COSMETIC,
    confidence="likely",
)
CHECK = Check(
    id="EV-22",
    title="Titles, headings and labels say what they are for",
    why="People find their way by them, and a screen reader reads out little else at first.",
    dimension="everyone",
    rule=(
        "Share of page states without a title, heading or label that is only a placeholder, a file "
        "name or marks, and without two fields of one form that nothing tells apart."
    ),
    fix="Name the page in its title, the part in its heading, and the wanted thing in its label.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
    judge=judge,
    wcag=("2.4.2", "2.4.6"),
)
