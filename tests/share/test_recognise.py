"""Recognisers: what tells who somebody is, and what only looks like it."""

from __future__ import annotations

import pytest

from portal_audit.share.recognise import labelled, recognised, same_day

THERE = [
    ("Welcome, Maria", "Maria", "name"),
    ("Welcome back, Maria Alvarez!", "Maria Alvarez", "name"),
    ("WELCOME, MARIA ALVAREZ", "MARIA ALVAREZ", "name"),
    ("Hello Ms. O’Brien-Lopez,", "O’Brien-Lopez", "name"),
    ("Hola, José Núñez.", "José Núñez", "name"),
    ("Good morning, Juan de la Cruz", "Juan de la Cruz", "name"),
    ("Signed in as Maria Alvarez", "Maria Alvarez", "name"),
    ("Patient: Alvarez, Maria", "Alvarez, Maria", "name"),
    ("Patient name: Maria Q. Alvarez DOB: 3/4/1961", "Maria Q. Alvarez", "name"),
    ("Guarantor: Maria Alvarez", "Maria Alvarez", "name"),
    ("MRN RB-204817 Maria Alvarez", "Maria Alvarez", "name"),
    ("MRN RB-204817Maria Alvarez", "Maria Alvarez", "name"),
    ("MRN RB-204817Maria Alvarez", "RB-204817", "record number"),
    ("Maria Alvarez (DOB 3/4/1961)", "Maria Alvarez", "name"),
    ("/results?name=Maria+Alvarez&x=1", "Maria+Alvarez", "name"),
    ("DOB: 03/04/1961", "03/04/1961", "date of birth"),
    ("Date of birth March 4, 1961", "March 4, 1961", "date of birth"),
    ("You were born on 4 March 1961.", "4 March 1961", "date of birth"),
    ("Fecha de nacimiento: 1961-03-04", "1961-03-04", "date of birth"),
    ("We will call (541) 555-0177 today.", "(541) 555-0177", "phone number"),
    ("Cell 541-555-0177", "541-555-0177", "phone number"),
    ("541.555.0177", "541.555.0177", "phone number"),
    ("tel:+15415550177", "+15415550177", "phone number"),
    ("+44 20 7946 0958", "+44 20 7946 0958", "phone number"),
    ("Write to maria.alvarez@mail.example.", "maria.alvarez@mail.example", "e-mail address"),
    ("/verify?to=maria%40mail.example", "maria%40mail.example", "e-mail address"),
    ("MRN 00481516", "00481516", "record number"),
    ("MRN: RFC-48151", "RFC-48151", "record number"),
    ("Medical record number: 48151623", "48151623", "record number"),
    ("Member ID # XJB481516", "XJB481516", "record number"),
    ("Account no. 4815-1623", "4815-1623", "record number"),
    ("SSN 123-45-6789", "123-45-6789", "social security number"),
    ("SSN: ***-**-6789", "***-**-6789", "social security number"),
    ('<input name="city" value="Riverbend">', "Riverbend", "field value"),
]
NOTHING = [
    "Welcome to the Personal Health Record Portal",
    "Welcome back!",
    "Hello, neighbors.",
    "Dear patient,",
    "Hi there, how can we help?",
    "Dear Dr. Lee,",
    "Patient: Please bring your insurance card.",
    "Patient: Keep the wound dry.",
    "Patient: New",
    "Patient portal",
    "Name: Lipitor",
    "Your visit is on 03/04/2026 at 9:20 AM.",
    "Date of birth (month, day, year)",
    "Born in a hospital? Ask us for the record.",
    "Cholesterol 200-239 is high. Glucose 99 mg/dL",
    "Call 911, or 988 for a crisis.",
    "Call 1-800-555-0100 toll-free.",
    "Order 2026-11-24-0012, version 1.2.3.4567",
    "Open 8:00-17:00, ZIP 97401-1234",
    "logo@2x.png and axe-core@4.10.2",
    "ERR-3107: IDENTITY PROOFING INCOMPLETE. MRN REQUIRED.",
    "Account number: 8 digits on your bill",
    "Records from 2019 to 2024",
    "Room 123-45-67",
    "Clinical Summary (MRN 1)",
    "/search?name=cholesterol&filename=Report",
    '<input type="submit" value="Send">',
    '<li value="3">',
    "Patient: [name], DOB [date of birth], MRN [number]",
]


@pytest.mark.parametrize(("text", "part", "kind"), THERE)
def test_what_tells_who_somebody_is_is_found(text: str, part: str, kind: str) -> None:
    found = {(text[span.start : span.end], span.kind) for span in recognised(text)}
    assert (part, kind) in found


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert [text[span.start : span.end] for span in recognised(text)] == []


@pytest.mark.parametrize(
    ("label", "value", "part"),
    [
        ("Patient", "Maria Alvarez", "Maria Alvarez"),
        ("Name", "Maria Alvarez", "Maria Alvarez"),
        ("Date of birth", "March 4, 1961 (65 years)", "March 4, 1961"),
        ("Medical record number", " 48151623 ", "48151623"),
    ],
)
def test_a_label_may_stand_in_the_block_before(label: str, value: str, part: str) -> None:
    span = labelled(label, value)
    assert span is not None
    assert value[span.start : span.end] == part


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Name", "Your full name as on your card"),
        ("Next visit", "March 4, 2027"),
        ("Order", "48151623"),
        ("Name", "Test results"),
    ],
)
def test_other_labels_say_nothing(label: str, value: str) -> None:
    assert labelled(label, value) is None


def test_a_day_is_known_in_other_ways_of_writing_it() -> None:
    for written in ("March 4, 1961", "3/4/1961", "1961-03-04", "4 Mar 1961", "04-Mar-1961"):
        assert {"1961-03-04", "03/04/1961", "March 4, 1961", "Mar 4, 1961"} <= set(
            same_day(written)
        )
    assert same_day("99/99/1961") == ["99/99/1961"]
