"""A small PDF, written by hand: one page of lines, tagged for screen readers or not."""

from __future__ import annotations

from collections.abc import Sequence


def document(title: str, lines: Sequence[str], *, tagged: bool) -> bytes:
    """One Letter page in Helvetica (PDF 1.7).

    `tagged` adds structure (a heading and paragraphs), language and title, so that a screen reader
    can read it in order.
    """
    content = "BT /F1 12 Tf 72 720 Td 20 TL\n"
    for number, line in enumerate(lines):
        text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        tag = "H1" if number == 0 else "P"
        shown = f"({text}) Tj T*\n"
        content += f"/{tag} <</MCID {number}>> BDC {shown}EMC\n" if tagged else shown
    content += "ET"
    catalog = "<< /Type /Catalog /Pages 2 0 R"
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >>"
    )
    objects = [
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page + (" /StructParents 0 /Tabs /S >>" if tagged else " >>"),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    if tagged:
        catalog += " /MarkInfo << /Marked true >> /Lang (en-US) /StructTreeRoot 6 0 R"
        catalog += " /ViewerPreferences << /DisplayDocTitle true >>"
        kids = " ".join(f"{9 + n} 0 R" for n in range(len(lines)))
        objects += [
            "<< /Type /StructTreeRoot /K 7 0 R /ParentTree 8 0 R >>",
            f"<< /Type /StructElem /S /Document /P 6 0 R /K [{kids}] >>",
            f"<< /Nums [0 [{kids}]] >>",
        ]
        objects += [
            f"<< /Type /StructElem /S /{'H1' if n == 0 else 'P'} /P 7 0 R /Pg 3 0 R /K {n} >>"
            for n in range(len(lines))
        ]
    return _file([catalog + " >>", *objects], title if tagged else "")


def _file(objects: Sequence[str], title: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    numbered = [*objects, f"<< /Title ({title}) >>"]
    for number, body in enumerate(numbered, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(numbered) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += (
        f"trailer\n<< /Size {len(numbered) + 1} /Root 1 0 R /Info {len(numbered)} 0 R >>\n"
        f"startxref\n{table}\n%%EOF\n"
    ).encode()
    return out
