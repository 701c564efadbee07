"""The task card: a small window of our own beside the portal's."""

from portal_audit.reality.card.app import Account, create_card

__all__ = ["Account", "create_card"]
