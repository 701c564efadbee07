"""Portal Audit: can patients actually use this portal?"""

__version__ = "0.1.0"
