"""Writes across rows: parties, contacts, promises, merges and privacy."""

from pilots.stakeholders.actions.contacts import MoveError, log_contact, settle_promise
from pilots.stakeholders.actions.merging import DoublesError, MergeError, merge, tidy_merges, undo_merge
from pilots.stakeholders.actions.parties import (
    RemovalError,
    add_partner,
    import_partners,
    remove_partner,
    restore_partner,
)
from pilots.stakeholders.actions.privacy import anonymise_person, log_person_file

__all__ = [
    "DoublesError",
    "MergeError",
    "MoveError",
    "RemovalError",
    "add_partner",
    "anonymise_person",
    "import_partners",
    "log_contact",
    "log_person_file",
    "merge",
    "remove_partner",
    "restore_partner",
    "settle_promise",
    "tidy_merges",
    "undo_merge",
]
