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

    @property
    def key(self) -> str:
        """Its part of an address, such as `20261203-1000`; says nothing about the patient."""
        return f"{self.when:%Y%m%d-%H%M}"


@dataclass(frozen=True, slots=True)
class Note:
    """What was said at a visit."""

    visit: Visit
    talked_about: str
    plan: tuple[str, ...]
    old: str
    """The note as clinicians write it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that was not sent yet."""

    to: str = ""
    subject: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.subject.strip() or self.text.strip())


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
    meaning: str
    """What it means, in plain words."""
    interpretation: str
    """What it means, as doctors write to each other."""


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
    """Those to come, in order of time."""
    notes: tuple[Note, ...]
    """Past visits, newest first."""
    inbox: list[Message]
    sent: list[Message] = field(default_factory=list)
    refills: set[str] = field(default_factory=set)
    """Slugs of the medicines a refill was asked for."""
    helpers: list[str] = field(default_factory=lambda: ["Sofia Alvarez (daughter)"])
    draft: Draft = Draft()
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

    def visit(self, key: str) -> Visit | None:
        """The coming visit named by `key`."""
        return next((visit for visit in self.visits if visit.key == key), None)

    def note(self, key: str) -> Note | None:
        """What was said at the past visit named by `key`."""
        return next((note for note in self.notes if note.visit.key == key), None)

    def cancel(self, visit: Visit) -> None:
        """Give the visit up; its time is open again."""
        self.visits = [other for other in self.visits if other != visit]
        self.slots = tuple(sorted({*self.slots, visit.when}))

    def move(self, visit: Visit, slot: datetime) -> None:
        """The same visit at another time."""
        self.cancel(visit)
        self.book(slot, visit.clinician, visit.reason)

    def book(self, slot: datetime, clinician: str, reason: str) -> None:
        """Take `slot` and add the visit, in order of time."""
        self.slots = tuple(other for other in self.slots if other != slot)
        self.visits = sorted([*self.visits, Visit(slot, clinician, reason)], key=lambda v: v.when)

    def send(self, to: str, subject: str, text: str, at: datetime) -> None:
        """Send a message; the copy in Sent comes first."""
        number = 100 + len(self.sent)
        self.sent.insert(0, Message(number, to, subject, text, at))
        self.draft = Draft()


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
        notes=_notes(today),
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


def _notes(today: date) -> tuple[Note, ...]:
    return (
        Note(
            Visit(
                datetime.combine(today - timedelta(days=47), time(9, 40)),
                "Dr. Lee",
                "Blood pressure check",
            ),
            "We talked about your blood pressure and your sleep. Your blood pressure was 128 over "
            "78. That is a good number. You said that you sleep well and walk most days.",
            (
                "Keep taking your blood pressure pill each morning.",
                "Check your blood pressure at home two times a week. Write the numbers down.",
                "Come back in three months. Bring your numbers with you.",
            ),
            "HPI: 65 y/o F f/u HTN. BP 128/78, HR 72, denies CP/SOB. A/P: HTN, controlled on ACEi. "
            "Cont lisinopril 10 mg PO QAM. RTC 3 mo.",
        ),
        Note(
            Visit(
                datetime.combine(today - timedelta(days=145), time(14, 20)),
                "Grace Okafor",
                "Sore throat",
            ),
            "You had a sore throat for three days. We took a swab. It showed no strep.",
            (
                "Drink warm tea and rest.",
                "Call us if you have a fever or if it hurts for more than a week.",
            ),
            "HPI: pharyngitis x 3d, afebrile. RADT neg. A/P: viral URI, supportive care, RTC PRN.",
        ),
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
            _MEANING["cholesterol"],
            _INTERPRETATION["cholesterol"],
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
            _MEANING["sugar"],
            _INTERPRETATION["sugar"],
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
            _MEANING["kidney"],
            _INTERPRETATION["kidney"],
        ),
    )


_MEANING = {
    "cholesterol": (
        "Cholesterol is a kind of fat in your blood. Your body needs some of it. Too much of "
        "it can block the tubes that carry your blood. That can hurt your heart. Your numbers "
        "are good. You do not need to do anything new. Keep taking your pill at bedtime. Eat "
        "plants, beans and fish on most days. Take a walk each day if you can. We will check "
        "your blood again in one year. Ask us at any time if you are not sure what a number "
        "means. We are glad to talk with you about it. You can also bring this page to your "
        "next visit and go over it with Dr. Lee."
    ),
    "sugar": (
        "This test shows how much sugar was in your blood over the last three months. Sugar "
        "gives your body power. Too much of it for a long time can hurt your eyes, feet and "
        "heart. People who do not have diabetes have a number under 6. You have diabetes, so "
        "you and Dr. Lee set a goal of under 7. Your number is 6.8, so you are at your goal. "
        "That is good work. Keep taking your pill two times a day with food. Keep up your "
        "walks, and eat at set times. We will check your blood again in three months. Call us "
        "if you feel shaky, very thirsty or very tired. You can also write to your nurse and "
        "ask what to eat."
    ),
    "kidney": (
        "Your kidneys clean your blood, day and night. This test shows how well they do it. A "
        "number over 60 is healthy. Your number is 88, so your kidneys work well. You do not "
        "need to do anything new. High blood pressure and diabetes can both hurt the kidneys "
        "in time. That is why we do this test each year. You can help your kidneys. Drink "
        "water when you are thirsty. Use less salt. Take your blood pressure pill each "
        "morning. Ask us before you take pain pills for more than a few days, as some of them "
        "are hard on the kidneys. We will do this test again next year. If you are not sure "
        "what a number means, ask us. We are glad to help."
    ),
}

_INTERPRETATION = {
    "cholesterol": (
        "Hyperlipidemia and dyslipidemia are established determinants of atherosclerotic "
        "cardiovascular morbidity. The aforementioned laboratory determinations necessitate "
        "correlation with the overall clinical presentation of the individual. Pharmacologic "
        "intervention with statin therapy remains the predominant therapeutic modality in "
        "secondary prevention populations. Contraindications include hepatocellular "
        "dysfunction and concomitant administration of interacting pharmaceuticals. Myopathy "
        "and rhabdomyolysis constitute infrequent but clinically consequential adverse "
        "manifestations. Asymptomatic transaminase elevation ordinarily resolves subsequent "
        "to discontinuation. Nonpharmacologic management encompasses dietary modification and "
        "supervised cardiovascular conditioning. Triglyceride determinations are "
        "substantially influenced by postprandial physiology. Lipoprotein quantification "
        "utilizing alternative methodologies may demonstrate considerable interlaboratory "
        "variability. Surveillance determinations are recommended at intervals individualized "
        "by the responsible practitioner. Hypertension and hyperglycemia frequently accompany "
        "the aforementioned metabolic abnormalities. Consultation with an endocrinologist is "
        "occasionally advisable in refractory presentations."
    ),
    "sugar": (
        "Glycated hemoglobin reflects integrated glycemic exposure over the antecedent "
        "trimester. Values demonstrate adequate metabolic compensation on biguanide "
        "monotherapy. Continued surveillance for microvascular complications is recommended, "
        "including retinopathy, nephropathy and peripheral neuropathy."
    ),
    "kidney": (
        "Estimated glomerular filtration is preserved. No laboratory evidence of parenchymal "
        "nephropathy or electrolyte derangement. Concomitant nonsteroidal administration "
        "should be minimized."
    ),
}

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
