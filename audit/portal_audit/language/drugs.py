"""Names of medicines. A patient needs them as they are, so they are no jargon.

Generic names end in stems that the World Health Organization gives to a class of medicines; the
commonest names without a stem are listed.
"""

from __future__ import annotations

import re

from portal_audit.language.wordset import word_set

_STEM = re.compile(
    r"(?:statin|pril|prilat|sartan|olol|alol|azole|cillin|mycin|micin|floxacin|oxacin|prazole|"
    r"tidine|gliptin|gliflozin|glutide|glitazone|[a-z]mab|tinib|ciclib|navir|tegravir|buvir|"
    r"ciclovir|zepam|zolam|barbital|caine|triptan|setron|dipine|thiazide|profen|oxetine|faxine|"
    r"formin|parin|xaban|gatran|gabalin|gabapentin|thyroxine|phylline|terol|tropium|sone|solone|"
    r"olone|onide|cycline|cef[a-z]+|afil|osin|dronate|dronic|triptyline|pramine|peridone|apine|"
    r"piprazole|codone|morphone|orphan|adryl|tadine|rizine|zosin|platin|taxel|rubicin|lukast|"
    r"mustine|vastatin|fibrate|semide|tanide|lactone|zumab|kinra|cept|tocin)$"
)
_NAMES = word_set(
    "acetaminophen albuterol allopurinol amiodarone amphetamine aspirin baclofen bupropion "
    "buspirone carbidopa clonidine clopidogrel clozapine colchicine cyclobenzaprine digoxin "
    "diltiazem epinephrine escitalopram citalopram estradiol ezetimibe famotidine fentanyl "
    "finasteride fluconazole gabapentin glimepiride glipizide glyburide guaifenesin heparin "
    "hydralazine hydroxychloroquine hydroxyzine ibuprofen insulin isosorbide ketorolac lamotrigine "
    "letrozole levetiracetam levodopa lithium loperamide melatonin memantine methocarbamol "
    "methotrexate methylphenidate metoclopramide mirtazapine montelukast morphine naloxone "
    "naproxen nitrofurantoin nitroglycerin olanzapine ondansetron oxybutynin pantoprazole "
    "penicillin phenytoin polyethylene promethazine pseudoephedrine quetiapine sertraline "
    "spironolactone sumatriptan tacrolimus tamoxifen tamsulosin ticagrelor tizanidine topiramate "
    "tramadol trazodone valproate verapamil warfarin zolpidem"
)


def is_drug(word: str) -> bool:
    """`word` (small letters) looks like the generic name of a medicine."""
    return word in _NAMES or (len(word) >= 7 and _STEM.search(word) is not None)
