"""Everything that changes the rules of an area: the working list, freezing it, and asking partners to sign."""

from governance.conduct.actions.asking import Asked, ask_parties
from governance.conduct.actions.freezing import freeze, frozen_rules, seen_of
from governance.conduct.actions.refusals import ConductError
from governance.conduct.actions.rules import add_rule, change_rule, move_rule, pick_rules, remove_rule, restore_rule

__all__ = [
    "Asked",
    "ConductError",
    "add_rule",
    "ask_parties",
    "change_rule",
    "freeze",
    "frozen_rules",
    "move_rule",
    "pick_rules",
    "remove_rule",
    "restore_rule",
    "seen_of",
]
