"""Small portals for tests, each served for real on this computer."""
