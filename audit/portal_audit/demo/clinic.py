"""What the clinic tells everyone: where it is, when it is open, who works there."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Riverbend Family Clinic"
PHONE = "(503) 555-0142"
PHONE_LINK = "tel:+1-503-555-0142"
STREET = "410 River Street"
TOWN = "Riverbend, OR 97401"


@dataclass(frozen=True, slots=True)
class Hours:
    """When the clinic is open on some days of the week."""

    days: str
    times: str
    days_es: str
    times_es: str


@dataclass(frozen=True, slots=True)
class Clinician:
    """Someone who sees patients."""

    name: str
    role: str
    before_role: str
    """The role as the old portal writes it."""
    about: str
    languages: str
    accepting: bool
    """Takes new patients."""


HOURS = (
    Hours("Monday to Friday", "8:00 AM to 5:00 PM", "Lunes a viernes", "8:00 a 17:00"),
    Hours("Saturday", "9:00 AM to noon", "Sábado", "9:00 a 12:00"),
    Hours("Sunday", "Closed", "Domingo", "Cerrado"),
)

CLINICIANS = (
    Clinician(
        "Dr. Hannah Lee",
        "Family doctor",
        "MD, FAAFP - PCP",
        "Sees adults and children. She has been with us for nine years.",
        "English, Korean",
        True,
    ),
    Clinician(
        "Dr. Samuel Ortiz",
        "Family doctor",
        "DO - PCP",
        "Helps people live well with diabetes and heart problems.",
        "English, Spanish",
        True,
    ),
    Clinician(
        "Grace Okafor",
        "Nurse practitioner",
        "DNP, FNP-C",
        "Sees adults and teens. She runs our walk-in hours.",
        "English",
        False,
    ),
    Clinician(
        "Tom Becker",
        "Nurse",
        "RN, BSN, CDCES",
        "Answers your messages and teaches people to check their blood sugar.",
        "English, German",
        True,
    ),
)
