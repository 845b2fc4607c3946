"""Writes across rows: parties, contacts, promises, merges and privacy."""

from pilots.stakeholders.actions.contacts import MoveError, log_contact, settle_promise
from pilots.stakeholders.actions.merging import MergeError, merge, tidy_merges, undo_merge
from pilots.stakeholders.actions.parties import add_partner, import_partners
from pilots.stakeholders.actions.privacy import anonymise_person

__all__ = [
    "MergeError",
    "MoveError",
    "add_partner",
    "anonymise_person",
    "import_partners",
    "log_contact",
    "merge",
    "settle_promise",
    "tidy_merges",
    "undo_merge",
]
