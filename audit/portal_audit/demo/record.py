"""The one made-up patient. Every session gets its own copy, so walks never eat each other's slots.

All dates are counted from the day of the session: nothing in the demo grows old.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from portal_audit.demo.dates import plain_moment, working_days

SLOT_TIMES = (time(9, 20), time(11, 0), time(14, 40))
SLOT_DAYS = 6


@dataclass(frozen=True, slots=True)
class Patient:
    """Who the record is about. Not a real person."""

    name: str
    first_name: str
    born: date
    number: str


@dataclass(frozen=True, slots=True)
class Visit:
    when: datetime
    clinician: str
    reason: str


@dataclass(frozen=True, slots=True)
class Value:
    """One line of a test result."""

    name: str
    analyte: str
    """The name as a laboratory writes it."""
    value: str
    unit: str
    healthy: str
    """The healthy range in words."""
    reference: str
    """The range as a laboratory writes it."""
    in_words: str


@dataclass(frozen=True, slots=True)
class Result:
    slug: str
    name: str
    panel: str
    """The name as a laboratory writes it."""
    taken: date
    summary: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Medicine:
    slug: str
    name: str
    strength: str
    sig: str
    """How to take it, as prescriptions are written."""
    how: str
    """How to take it, in plain words."""
    why: str
    refills: int


@dataclass(frozen=True, slots=True)
class Message:
    number: int
    who: str
    subject: str
    text: str
    at: datetime


@dataclass(slots=True)
class Record:
    """Everything one session sees and changes."""

    patient: Patient
    results: tuple[Result, ...]
    """Newest first."""
    medicines: tuple[Medicine, ...]
    slots: tuple[datetime, ...]
    last_sign_in: datetime
    visits: list[Visit]
    inbox: list[Message]
    sent: list[Message] = field(default_factory=list)
    refills: set[str] = field(default_factory=set)
    """Slugs of the medicines a refill was asked for."""
    helpers: list[str] = field(default_factory=lambda: ["Sofia Alvarez (daughter)"])
    draft: str = ""
    """A message being written, saved as the patient types."""
    notice: str = ""
    """Shown once, on the next page."""
    text_size: str = "regular"
    emails: bool = True

    def slot(self, key: str) -> datetime | None:
        """The open time named by `key` (ISO), None when there is none."""
        return next((slot for slot in self.slots if slot.isoformat() == key), None)

    def result(self, slug: str) -> Result | None:
        return next((result for result in self.results if result.slug == slug), None)

    def medicine(self, slug: str) -> Medicine | None:
        return next((medicine for medicine in self.medicines if medicine.slug == slug), None)

    def message(self, number: int) -> Message | None:
        return next((m for m in (*self.inbox, *self.sent) if m.number == number), None)

    def book(self, slot: datetime, clinician: str, reason: str) -> None:
        """Take `slot` and add the visit, in order of time."""
        self.slots = tuple(other for other in self.slots if other != slot)
        self.visits = sorted([*self.visits, Visit(slot, clinician, reason)], key=lambda v: v.when)

    def send(self, to: str, subject: str, text: str, at: datetime) -> None:
        """Send a message; the copy in Sent comes first."""
        number = 100 + len(self.sent)
        self.sent.insert(0, Message(number, to, subject, text, at))
        self.draft = ""


def fresh_record(now: datetime) -> Record:
    """The record as it is when a session begins."""
    today = now.date()
    days = working_days(today, SLOT_DAYS + 1)
    coming = datetime.combine(days[-1], time(10, 0))
    return Record(
        patient=Patient("Maria Alvarez", "Maria", date(1961, 4, 2), "RB-204817"),
        results=_results(today),
        medicines=_MEDICINES,
        slots=tuple(datetime.combine(day, at) for day in days[:-1] for at in SLOT_TIMES),
        last_sign_in=datetime.combine(today - timedelta(days=3), time(8, 14)),
        visits=[Visit(coming, "Dr. Lee", "Blood pressure check")],
        inbox=[
            Message(
                1,
                "Tom Becker, nurse",
                "Your blood pressure numbers",
                "Thank you for the numbers you sent. They look good. Keep taking your pill each "
                f"morning. We will see you on {plain_moment(coming)}.",
                datetime.combine(today - timedelta(days=5), time(15, 10)),
            ),
            Message(
                2,
                "Front desk",
                "Your flu shot",
                "You can get a flu shot at any visit. It is free with your plan.",
                datetime.combine(today - timedelta(days=20), time(9, 5)),
            ),
        ],
    )


def _results(today: date) -> tuple[Result, ...]:
    return (
        Result(
            "cholesterol",
            "Cholesterol test",
            "LIPID PNL W/ LDL CALC",
            today - timedelta(days=12),
            "All numbers are in the healthy range.",
            (
                Value(
                    "Total cholesterol",
                    "CHOL, TOT",
                    "182",
                    "mg/dL",
                    "under 200",
                    "<200",
                    "In the healthy range",
                ),
                Value(
                    "“Bad” cholesterol",
                    "LDL-C CALC",
                    "96",
                    "mg/dL",
                    "under 100",
                    "<100",
                    "In the healthy range",
                ),
                Value(
                    "“Good” cholesterol",
                    "HDL-C",
                    "54",
                    "mg/dL",
                    "over 50",
                    ">50",
                    "In the healthy range",
                ),
            ),
        ),
        Result(
            "blood-sugar",
            "Blood sugar test",
            "HBA1C (GHB)",
            today - timedelta(days=40),
            "Your number is at your goal.",
            (
                Value(
                    "Average blood sugar",
                    "HBA1C",
                    "6.8",
                    "%",
                    "under 7",
                    "4.0-5.6",
                    "At the goal you and Dr. Lee set",
                ),
            ),
        ),
        Result(
            "kidney",
            "Kidney test",
            "BMP W/ EGFR",
            today - timedelta(days=75),
            "Your kidneys work well.",
            (
                Value(
                    "Kidney function",
                    "EGFR CKD-EPI",
                    "88",
                    "mL/min",
                    "over 60",
                    ">60",
                    "In the healthy range",
                ),
            ),
        ),
    )


_MEDICINES = (
    Medicine(
        "lisinopril",
        "Lisinopril",
        "10 mg",
        "1 TAB PO QAM",
        "Take 1 pill each morning.",
        "For your blood pressure",
        3,
    ),
    Medicine(
        "metformin",
        "Metformin",
        "500 mg",
        "1 TAB PO BID W/ MEALS",
        "Take 1 pill two times a day, with food.",
        "For your blood sugar",
        2,
    ),
    Medicine(
        "atorvastatin",
        "Atorvastatin",
        "20 mg",
        "1 TAB PO QHS",
        "Take 1 pill at bedtime.",
        "For your cholesterol",
        1,
    ),
)
