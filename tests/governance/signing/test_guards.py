"""Nobody changes a signature: not with the rights of the application, and not unnoticed with those of the owner."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import override_settings

from governance.signing.models import Signature
from governance.signing.pages import verify
from governance.signing.tasks import verify_signatures
from tests.factories.signing import SignerFactory

ROLE = "gebiedswijzer_test_app"
TABLES = ("signing_signature", "signing_signatureevent")
FORBIDDEN = [
    statement.format(table=table)
    for table in TABLES
    for statement in (
        "UPDATE {table} SET sha256 = repeat('0', 64)",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TRIGGER signing_keep ON {table}",
    )
]
CHAIN = ["UPDATE signing_chain SET number = number + 1", "DELETE FROM signing_chain"]


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tamper(*statements):
    """Change rows as a superuser who switches the triggers off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def role(db):
    """The role of the application, with exactly the rights that the command gives."""
    run(f"CREATE ROLE {ROLE}")
    call_command("grant_app_role", ROLE, stdout=StringIO())
    return ROLE


def test_application_role_may_sign_and_nothing_else(role, area, signer, sign, papers):
    sign(signer)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            second = SignerFactory(area=area, code="2", mandate=signer.mandate)  # an ordinary table
            assert sign(second).number == 2
            for statement in [*FORBIDDEN, *CHAIN]:
                with pytest.raises(ProgrammingError):
                    run(statement)
        finally:
            cursor.execute("RESET ROLE")
    assert not verify().faults


def test_triggers_stop_the_owner_too_and_the_chain_only_grows(signer, sign):
    sign(signer)
    run("SET CONSTRAINTS ALL IMMEDIATE")  # waiting checks of foreign keys would stop a TRUNCATE for another reason

    for statement in (*FORBIDDEN[:3], *FORBIDDEN[5:8], CHAIN[1], "UPDATE signing_chain SET seal = 'x'"):
        with pytest.raises(ProgrammingError):
            run(statement)
    with pytest.raises(ProgrammingError):
        run("SET LOCAL pgtrigger.ignore = '{signing_signature}'; DELETE FROM signing_signature")


@pytest.mark.parametrize("role_name", ["nobody_knows", "postgres"])
def test_roles_that_cannot_be_limited_are_refused(db, role_name):
    with pytest.raises(CommandError):
        call_command("grant_app_role", role_name)


def test_every_way_of_tampering_is_found(area, signer, sign, papers, admin_user):
    sign(signer)
    papers["1"]["name"] = "Ander doel"
    sign(signer)
    signed = list(Signature.objects.values_list("content", "sha256"))
    call_command("verify_signatures", area=area.slug, stdout=(out := StringIO()))
    assert "2 signatures of 1 areas checked: all in order." in out.getvalue()
    assert verify_signatures() == 0

    first = "WHERE number = 1"
    text = "'{}'"
    cases = [
        (f"UPDATE signing_signature SET content = {text} {first}",),
        (f"UPDATE signing_signature SET content = {text}, sha256 = encode(sha256({text}), 'hex') {first}",),
        (f"UPDATE signing_signature SET name = 'Iemand anders' {first}",),
        (f"UPDATE signing_signature SET signed_at = signed_at - interval '1 day' {first}",),
        (f"DELETE FROM signing_signature {first}",),
        ("DELETE FROM signing_signature WHERE number = 2",),
        ("DELETE FROM signing_signature WHERE number = 2", "DELETE FROM signing_signatureevent WHERE number = 2"),
        (f"DELETE FROM signing_signatureevent {first}",),
        ("UPDATE signing_chain SET number = 1",),
        ("DELETE FROM signing_chain",),
    ]
    for case in cases:
        before = transaction.savepoint()
        tamper(*case)
        assert verify().faults, case
        with pytest.raises(CommandError):
            call_command("verify_signatures", stdout=(out := StringIO()))
        assert area.slug in out.getvalue()
        transaction.savepoint_rollback(before)
    assert list(Signature.objects.values_list("content", "sha256")) == signed

    tamper(cases[0][0])
    assert verify_signatures() > 0
    assert [message.to for message in mail.outbox] == [[admin_user.email]]


def test_replaced_key_still_verifies_and_a_lost_one_does_not(signer, sign, settings):
    sign(signer)

    with override_settings(SECRET_KEY="n" * 50, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert not verify().faults
    with override_settings(SECRET_KEY="n" * 50, SECRET_KEY_FALLBACKS=[]):
        assert len(verify().faults) == 1
    with pytest.raises(CommandError):
        call_command("verify_signatures", area="onbekend")
