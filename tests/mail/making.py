"""Invitation e-mails for tests: one without a fault, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage

from portal_audit.mail import Letter
from portal_audit.mail.file import Message
from portal_audit.mail.letter import letter_of

TOKEN = "Qm7Zt20xKd94LsVw"
LINK = f"https://portal.riverbend.example/activate?invite={TOKEN}"
TO = "Maria Quintero <maria.quintero@patients.example>"
CHECKED = "mx.patients.example; spf=pass smtp.mailfrom=x; dkim=pass header.d=y; dmarc=pass"
SIGNED = "v=1; a=rsa-sha256; d=riverbend.example; s=a; h=from:to:subject; bh=YQ==; b=Yg=="

WORDS = (
    "Hello Maria,",
    "You get this e-mail because you came to Riverbend Family Clinic last week.",
    "You can now use our website for patients. It is free. It takes about five minutes.",
    "You can see your test results. You can ask for a refill of a medicine. You can book a visit.",
    "You can write to your nurse. You can pay a bill. There is no waiting on the phone.",
    "To set up your account, press the button and make a password.",
    "The link works for 7 days. After that, call us and we will send a new one.",
    "Do you need help? Call (503) 555-0142. We are here each day of the week but Sunday.",
    "You do not need to do a thing if you do not want an account. You can still call us.",
)


def html(
    words: Iterable[str] = WORDS,
    *,
    button: str = f'<a href="{LINK}">Set up my account</a>',
    style: str = "font-size:16px;color:#111",
    lang: str = ' lang="en"',
    more: str = "",
) -> str:
    said = "".join(f"<p>{each}</p>" for each in words)
    return (
        f"<!doctype html><html{lang}><head><title>Set up your account</title></head>"
        f'<body style="{style}"><main><h1>Set up your account</h1>{said}<p>{button}</p>{more}'
        "</main></body></html>"
    )


def plain(words: Iterable[str] = WORDS, link: str = LINK) -> str:
    return "\n\n".join([*words, link]) + "\n"


def made(
    *,
    subject: str = "Riverbend Family Clinic: set up your account",
    sender: str = "Riverbend Family Clinic <portal@riverbend.example>",
    to: str = TO,
    text: str | None = "",
    markup: str | None = "",
    headers: Iterable[tuple[str, str]] = (),
    delivered: bool = True,
) -> bytes:
    """An .eml file; "" for text or markup takes the faultless one, None leaves it out."""
    mail = EmailMessage()
    if delivered:
        mail["Received"] = "from a.example by mx.patients.example; Tue, 24 Nov 2026 09:00:04 -0800"
        mail["Authentication-Results"] = CHECKED
        mail["DKIM-Signature"] = SIGNED
    for name, value in headers:
        del mail[name]
        mail[name] = value
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = "Tue, 24 Nov 2026 09:00:00 -0800"
    text = plain() if text == "" else text
    markup = html() if markup == "" else markup
    if text is not None:
        mail.set_content(text)
        if markup is not None:
            mail.add_alternative(markup, subtype="html")
    elif markup is not None:
        mail.set_content(markup, subtype="html")
    return mail.as_bytes()


def read(data: bytes) -> Letter:
    """What a file with these bytes says."""
    return letter_of(Message(message_from_bytes(data, policy=policy.default), ()))
