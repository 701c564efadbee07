"""Reading an e-mail: from an .eml file to evidence without anything of the patient's."""

from portal_audit.mail.letter import Letter, read_letter

__all__ = ["Letter", "read_letter"]
