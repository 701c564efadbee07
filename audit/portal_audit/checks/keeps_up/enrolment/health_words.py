"""Words that say something about one person's health.

Written for this project, short on purpose: names of illnesses, tests and treatments that most
people know. Rarer ones are in the language room's glossary.
"""

from __future__ import annotations

import re

from portal_audit.language.wordset import word_set

ILLNESS = re.compile(
    r"\b(?:diabet(?:es|ic)|cancer|tumou?rs?|leukemia|lymphoma|melanoma|hiv|aids|hepatitis|"
    r"pregnan(?:t|cy)|prenatal|miscarriage|abortion|depression|bipolar|schizophrenia|ptsd|adhd|"
    r"anxiety|eating disorder|addiction|alcoholism|substance (?:use|abuse)|opioids?|overdose|"
    r"asthma|copd|epilepsy|seizures?|strokes?|heart (?:attack|failure|disease)|"
    r"(?:high )?blood pressure|hypertension|(?:high )?cholesterol|"
    r"hypercholesterolemia|lipid(?: panel| pnl|s)?|"
    r"obesity|arthritis|dementia|"
    r"alzheimer['’]?s?|parkinson['’]?s?|multiple sclerosis|kidney (?:disease|failure)|anemia|"
    r"infertility|menopause|std|sti|herpes|chlamydia|syphilis|gonorrhea|tuberculosis|covid(?:-19)?|"
    r"a1c|biops(?:y|ies)|mammograms?|colonoscop(?:y|ies)|pap (?:smear|test)|ultrasound|mri|"
    r"ct scan|chemo(?:therapy)?|dialysis|methadone|suboxone|insulin|vasectomy|ivf)\b",
    re.IGNORECASE,
)
CLINIC = re.compile(
    r"\b(?:oncology|cancer (?:center|care|institute)|behavioral health|mental health|psychiatry|"
    r"psychology|addiction (?:medicine|services|center)|recovery (?:center|services)|fertility|"
    r"reproductive (?:health|medicine)|obstetrics|maternity|maternal|infectious diseases?|"
    r"hiv (?:clinic|care)|dialysis|hospice|palliative|memory (?:clinic|care|center)|"
    r"pain (?:clinic|center|management)|bariatrics?|weight loss|sexual health|gender care|"
    r"methadone clinic|hepatology|nephrology|cardiology|neurology|urology|dermatology|"
    r"rheumatology|endocrinology|transplant)\b",
    re.IGNORECASE,
)
"""Names of clinics and departments that give away what somebody is treated for."""
GENERAL = word_set(
    "diagnostic diagnostics clinical laboratory radiology pathology imaging immunization "
    "immunizations vaccination vaccinations referral referrals screening screenings preventive "
    "specialist specialists telehealth telemedicine encounter provider inpatient outpatient"
)
"""Words of medicine that say what a portal is good for, and nothing of anybody."""
OWN_RESULT = re.compile(
    r"\b(?:your|the) (?:new |latest |recent |most recent )?"
    r"(?:(?:lab|test|blood|biopsy|x-?ray|scan|mri|ct|screening|pathology|imaging) )*"
    r"(?:results?|labs?)(?: tests?)? (?:is|are|was|were|has|have|for|from|of|show)\b"
    r"(?! (?:(?:you|your|the|a|any|all|our)\b.{0,20})?(?:online|portal|account|safe|private|there|"
    r"visit|visits|tests?|labs?|here when))",
    re.IGNORECASE,
)
"""`Your lab results are ready`, `your results for ...`; not `your results are safe`."""
OWN_CARE = re.compile(
    r"\byour (?:\w+ ){0,3}(?:diagnosis|condition|illness|disease|surgery|operation|procedure|"
    r"treatments?|therapy|chemo(?:therapy)?|pregnancy|symptoms?)\b",
    re.IGNORECASE,
)
FOR_ALL = re.compile(
    r"\b911\b|\b988\b|\bemergenc|\bif you (?:have|think|feel|are having)\b|\bsuch as\b|\blike\b",
    re.IGNORECASE,
)
"""Sentences with these are meant for everybody: what to do in an emergency, examples."""
