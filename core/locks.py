"""Locks on a name, for what no row stands for yet."""

from django.db import connection


def take_turns(name: str) -> None:
    """Let one transaction at a time pass that names the same thing, until it ends; call it inside `atomic`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
