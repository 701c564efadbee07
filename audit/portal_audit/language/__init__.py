"""How hard words are to read: grade, jargon, abbreviations. Pure: no browser, no network.

Heavy word lists (wordfreq, the pronouncing dictionary) are loaded at first use only.
"""


def get_ready() -> None:
    """Load what almost every audit needs. Raises FileProblem when a shipped file is broken."""
    from portal_audit.language.glossary import shipped_glossary
    from portal_audit.language.labels import shipped_labels
    from portal_audit.language.syllables import syllables

    shipped_glossary()
    shipped_labels()
    syllables("ready")
