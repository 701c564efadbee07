"""Measures the project against its own goals; not part of the package."""
