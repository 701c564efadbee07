"""`python -m portal_audit` is the `portal-audit` command."""

from portal_audit.cli import main

main()
