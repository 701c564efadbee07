"""Exams and probes: each fault on a page of its own, and the same page without it."""
