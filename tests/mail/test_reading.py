"""Reading .eml files: good, damaged, and what is no mail at all."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal_audit.errors import FileProblem
from portal_audit.mail import Letter, read_letter
from portal_audit.mail.file import MOST_BYTES
from tests.mail.making import WORDS, html, made, plain


def at(tmp_path: Path, data: bytes) -> Letter:
    file = tmp_path / "mail.eml"
    file.write_bytes(data)
    return read_letter(file)


def test_a_good_mail_is_read_whole(tmp_path: Path) -> None:
    mail = at(tmp_path, made()).mail
    assert mail.subject == "Riverbend Family Clinic: set up your account"
    assert (mail.from_name, mail.from_domain) == ("Riverbend Family Clinic", "riverbend.example")
    assert mail.date == "2026-11-24"
    assert mail.alternative
    assert mail.damaged == ()
    assert WORDS[1] in mail.text
    assert WORDS[1] in mail.html
    assert mail.verdicts == {"spf": "pass", "dkim": "pass", "dmarc": "pass"}
    assert [link.words for link in mail.links if link.part == "html"] == ["Set up my account"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Outlook"),
        (b"PK\x03\x04" + bytes(500), "ZIP"),
        (b"Hello Maria, please set up your account.\n", "no head"),
        (b"\x00\x01\x02\x03" * 200, "no head"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "HTML"),
        (b"From a@b.example Tue Nov 24 09:00:00 2026\nSubject: a\n\nb\n" * 2, "several"),
    ],
)
def test_what_is_no_mail_is_named_with_a_remedy(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(FileProblem) as problem:
        at(tmp_path, data)
    assert said in problem.value.what
    assert ".eml" in problem.value.remedy


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "no.eml", tmp_path):
        with pytest.raises(FileProblem):
            read_letter(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.eml"
    with file.open("wb") as out:
        out.write(b"Subject: a\n\n")
        out.truncate(MOST_BYTES + 1)
    with pytest.raises(FileProblem, match="at most 25"):
        read_letter(file)


def test_a_cut_mail_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = made()
    mail = at(tmp_path, whole[: whole.index(b"<title>") + 400]).mail
    assert WORDS[1] in mail.text
    assert mail.damaged
    assert any("cut" in line or "end of the HTML" in line for line in mail.damaged)


def test_a_bomb_of_parts_is_refused_at_once(tmp_path: Path) -> None:
    bomb = b"Subject: a\nMIME-Version: 1.0\n"
    for number in range(2_000):
        bomb += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    began = time.monotonic()
    with pytest.raises(FileProblem, match="parts"):
        at(tmp_path, bomb)
    assert time.monotonic() - began < 2


def test_many_parts_side_by_side_are_looked_at_up_to_a_limit(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@riverbend.example", "a"
    mail.set_content("First words.")
    for number in range(90):
        mail.add_attachment(f"part {number}", filename=f"{number}.txt")
    read = at(tmp_path, mail.as_bytes()).mail
    assert read.text == ("First words.",)
    assert "more parts" in read.damaged[0]


@pytest.mark.parametrize(
    ("charset", "data", "word"),
    [
        ("utf-8", "clínica".encode("latin-1"), "clínica"),
        ("x-nonsense", "clínica".encode(), "clínica"),
        ("iso-8859-1", "clínica".encode("latin-1"), "clínica"),
    ],
)
def test_words_in_another_charset_than_said_are_read_all_the_same(
    tmp_path: Path, charset: str, data: bytes, word: str
) -> None:
    head = f"From: a@b.example\nSubject: a\nContent-Type: text/plain; charset={charset}\n\n"
    mail = at(tmp_path, head.encode() + data).mail
    assert word in mail.text[0]
    assert bool(mail.damaged) == (charset != "iso-8859-1")


@pytest.mark.parametrize(
    "header",
    [
        b"From: =?utf-8?b?4pyT?= <a@b.example>",
        b'From: <<<>>>,,;;"',
        b'To: "unclosed <a@b',
        b"Subject: =?utf-8?q?=ZZ?= =?nonsense?b?!!!?=",
        b"Date: yesterday",
        b"DKIM-Signature: ;;;===",
        b"Authentication-Results: ((((((",
        b"List-Unsubscribe: <http://[::1>, <>",
        b"Content-Type: multipart/alternative",
        b'Content-Type: text/html; charset="\xff\xfe"',
        b"Content-Disposition: \xff; filename*=utf-8''%ff%",
        b"Content-Transfer-Encoding: base64",
    ],
)
def test_a_broken_header_breaks_nothing(tmp_path: Path, header: bytes) -> None:
    at(tmp_path, header + b"\nSubject: a\nFrom: c@d.example\n\nWords of the mail.\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 200_000,
        "<a " * 60_000,
        "<? " * 60_000,
        "</" * 60_000,
        "<a b='" * 40_000,
        "<a href=x>" * 50_000,
        "<!--" * 50_000,
        "<div style='display:none'>" * 20_000,
        "&#x" * 100_000,
        "<a href='http://[bad'>x</a><img src='http://[::1'>",
        "<![CDATA[ <![if",
    ],
)
def test_hostile_html_is_read_in_time(markup: str, tmp_path: Path) -> None:
    began = time.monotonic()
    at(tmp_path, made(text=None, markup=markup))
    assert time.monotonic() - began < 10


def test_a_mail_without_html_has_none_to_show(tmp_path: Path) -> None:
    letter = at(tmp_path, made(markup=None))
    assert letter.html == ""
    assert letter.mail.has_text
    assert [link.part for link in letter.mail.links] == ["text"]


def test_other_programs_wrappings_are_taken_off(tmp_path: Path) -> None:
    whole = made()
    mbox = b"From portal@riverbend.example Tue Nov 24 09:00:00 2026\n" + whole
    emlx = b"%d\n" % len(whole) + whole + b"<?xml version='1.0'?><plist></plist>"
    for data in (b"\xef\xbb\xbf" + whole, mbox, emlx, whole.replace(b"\n", b"\r\n")):
        assert at(tmp_path, data).mail.from_domain == "riverbend.example"


def test_hidden_words_and_unseen_pictures_are_told_apart(tmp_path: Path) -> None:
    markup = html(
        more='<div style="display:none">Only in the list of mails</div>'
        '<img src="https://t.example/o?u=1" width="1" height="1" alt="">'
        '<img src="https://img.example/logo.png" width="200" height="50" alt="Riverbend">'
    )
    mail = at(tmp_path, made(markup=markup)).mail
    assert mail.hidden == "Only in the list of mails"
    assert "Only in the list" not in " ".join(mail.html)
    assert [(p.host, p.unseen, p.asks) for p in mail.pictures] == [
        ("t.example", True, True),
        ("img.example", False, False),
    ]


def test_wrapped_lines_of_plain_text_are_one_paragraph(tmp_path: Path) -> None:
    wrapped = (
        "You get this e-mail because you came to our clinic on the\n20th of November.\n\n- See"
    )
    mail = at(tmp_path, made(text=wrapped + "\n- Book\n", markup=None)).mail
    assert mail.text[0].endswith("on the 20th of November.")
    assert mail.text[1:] == ("- See", "- Book")


def test_only_the_receiving_server_is_believed(tmp_path: Path) -> None:
    forged = plain()
    data = made(text=forged, markup=None)
    fail = b"Authentication-Results: mx.real.example; spf=fail; dkim=none (no key); dmarc=fail\n"
    mail = at(tmp_path, fail + data).mail
    assert mail.verdicts == {"spf": "fail", "dkim": "none", "dmarc": "fail"}
