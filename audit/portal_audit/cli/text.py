"""`portal-audit text`: readability and jargon of a text you are writing."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from portal_audit.errors import FileProblem, UsageProblem
from portal_audit.language.glossary import Glossary, glossary_with, read_own
from portal_audit.language.text_report import TextReport, analyse
from portal_audit.report.text_page import text_page


def register(app: typer.Typer) -> None:
    app.command("text")(text)


def text(
    file: Annotated[
        Path | None, typer.Argument(help="A text file; without one, reads what you type or pipe.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read one {"id","text"} a line, write one a line.')
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Also write a page with the hard words marked in place."),
    ] = None,
    words: Annotated[
        list[Path] | None,
        typer.Option("--words", help="A file of your own hard words; may be given several times."),
    ] = None,
) -> None:
    """Say how hard a text is to read, which words patients may not know, and what to say instead.

    Examples:

    portal-audit text letter.txt --html letter.html

    echo "Your EOB is ready." | portal-audit text
    """
    glossary = glossary_with(read_own(path) for path in words or ())
    source = _read(file)
    if jsonl:
        _each_line(source, glossary)
        return
    report = analyse(source, glossary)
    if html:
        name = file.name if file and str(file) != "-" else "Your text"
        _write(html, text_page(report, name))
    print(json.dumps(report.to_dict(), ensure_ascii=False) if json_ else _shown(report))


def _read(file: Path | None) -> str:
    if file is None or str(file) == "-":
        if sys.stdin.isatty():
            print("Type or paste your text, then press Ctrl-D.", file=sys.stderr)
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    try:
        return file.read_bytes().decode("utf-8", errors="replace")
    except OSError as problem:
        raise FileProblem(file, f"cannot be read: {problem.strerror}.") from None


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as problem:
        raise FileProblem(path, f"cannot be written: {problem.strerror}.") from None


def _each_line(source: str, glossary: Glossary) -> None:
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            words = str(entry["text"])
        except (ValueError, KeyError, TypeError):
            raise UsageProblem(
                f"Line {number} is not a text to read.",
                'Write one object a line: {"id": "a", "text": "Your words."}',
            ) from None
        print(
            json.dumps(
                analyse(words, glossary, thorough=True).to_jsonl(entry.get("id")),
                ensure_ascii=False,
            )
        )


def _shown(report: TextReport) -> str:
    return str(report)
