"""What the pytest plugin does once a portal was named or one of its fixtures is used."""
