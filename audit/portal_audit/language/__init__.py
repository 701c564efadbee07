"""How hard words are to read: grade, jargon, abbreviations. Pure: no browser, no network.

Heavy word lists (wordfreq, textstat with its dictionary) are loaded at first use only.
"""
