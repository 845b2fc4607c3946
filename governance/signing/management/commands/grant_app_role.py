"""Gives the database role of the application exactly the rights it needs: signatures it may only read and add."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

READ_ONLY = ("signing_chain", "django_migrations")  # the chain is moved by a trigger of the owner
READ_AND_ADD = ("signing_signature", "signing_signatureevent")


class Command(BaseCommand):
    """Grants rights to a role that exists and owns nothing; run it as the owner of the tables after each migrate.

    Such a role cannot change or remove a signature, and cannot switch off the triggers that guard them either.
    """

    help = "Give an application role its rights on the database; see docs/operations.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="name of the role that the web server and the worker log in with")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
            found = cursor.fetchone()
            if found is None:
                found = _make(cursor, role)
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema AND tableowner = %s", [role]
            )
            if found[0] or cursor.fetchone():
                raise CommandError(f"{role} is a superuser or owns tables: such a role cannot be kept from anything.")
            for statement in _statements(role):
                cursor.execute(statement)
        self.stdout.write(f"{role} may use the database; signatures it may read and add.")


def _make(cursor: Any, role: str) -> tuple[bool]:
    """Make the role with the password of the environment; returns that it is no superuser."""
    if not settings.APP_DB_PASSWORD:
        raise CommandError(f"There is no role {role}. Make it, or set APP_DB_PASSWORD and run this again.")
    shape = sql.SQL("CREATE ROLE {role} LOGIN PASSWORD {password}")
    cursor.execute(shape.format(role=sql.Identifier(role), password=sql.Literal(settings.APP_DB_PASSWORD)))
    return (False,)


def _statements(role: str) -> list[sql.Composed]:
    """Return the grants in order: everything on ordinary tables, and then less on those that only grow."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema")
        schema = sql.Identifier(cursor.fetchone()[0])
    texts = [
        "REVOKE CREATE ON SCHEMA {schema} FROM {role}, PUBLIC",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
    statements = [sql.SQL(text).format(schema=schema, role=name) for text in texts]
    for table in (*READ_ONLY, *READ_AND_ADD):
        limited = "SELECT" if table in READ_ONLY else "SELECT, INSERT"
        shape = sql.SQL(f"REVOKE ALL ON {{table}} FROM {{role}}; GRANT {limited} ON {{table}} TO {{role}}")
        statements.append(shape.format(table=sql.Identifier(table), role=name))
    return statements
