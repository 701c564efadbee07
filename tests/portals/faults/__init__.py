"""Pages with one accessibility fault each, and the same pages without it."""
