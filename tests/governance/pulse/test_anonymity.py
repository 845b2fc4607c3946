"""What is left behind after somebody answered: nothing that leads from a person or a code to an answer (ADR 16)."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from gunicorn.config import Config
from gunicorn.glogging import Logger

from accounts.enums import Role
from config.gunicorn import MaskingLogger
from governance.pulse import actions, tickets
from governance.pulse.models import Code, Tally
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.pulse import PulsePackFactory

CODE = "/vertrouwenspuls/"
ANSWERS = {"nakomen": "5", "openheid": "1", "resultaat": "3"}


def contents():
    """Every row of every table as text, with the transaction that wrote it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT xmin::text, t::text FROM "{table}" t')
            found[table] = set(cursor.fetchall())
    return found


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_code_and_answers_and_a_code_counts_once_at_the_same_moment(caplog):
    """One test, as it needs real transactions: what each request writes, the logs, and two requests at once."""
    today = timezone.localdate()
    user = UserFactory(role=Role.STAKEHOLDER)
    round_ = actions.open_round(
        area=AreaFactory(), pack=PulsePackFactory(), opens_on=today, closes_on=today + timedelta(days=1), by=user
    )
    code, second, third = actions.make_codes(round=round_, number=3)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")  # the hardest case
    client.get(CODE)
    caplog.set_level(logging.DEBUG)

    before = contents()
    address = client.post(CODE, {"code": code}, REMOTE_ADDR="203.0.113.77").url
    between = contents()
    client.get(address)
    client.post(address, ANSWERS, REMOTE_ADDR="203.0.113.77")
    after = contents()

    # The code request changes one row, of the code alone; the ballot request the tally and the ticket, of no code.
    assert {table for table in before if before[table] != between[table]} == {"pulse_code"}
    assert {table for table in between if between[table] != after[table]} == {"pulse_tally", "pulse_spentticket"}
    marked = {xmin for xmin, _row in between["pulse_code"] - before["pulse_code"]}
    counted = {xmin for table in ("pulse_tally", "pulse_spentticket") for xmin, _row in after[table] - between[table]}
    assert (len(marked), len(counted)) == (1, 1)
    assert marked.isdisjoint(counted)

    # Of the ballot nothing is left but the sum in one row, and a hash that has nothing to do with the code.
    ticket = address.rstrip("/").rsplit("/", 1)[1]
    text = "\n".join(row for rows in after.values() for _xmin, row in rows)
    for secret in (code, tickets.tidy(code), ticket, "203.0.113.77"):
        assert secret not in text
    assert {table for table, rows in after.items() for _xmin, row in rows if tickets.hash_code(code) in row} == {
        "pulse_code"
    }
    assert len(after["pulse_tally"]) == 1
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    for secret in (code, tickets.tidy(code), ticket, tickets.hash_code(code), tickets.hash_ticket(ticket)):
        assert secret not in logged

    # Two phones with one code, and one ballot sent twice, at the same moment: each counts once.
    def at_once(work):
        def run(_n):
            try:
                return work()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(run, range(2)))

    answers = at_once(lambda: Client().post(CODE, {"code": second}).status_code)
    assert sorted(answers) == [302, 422]
    ballot = Client().post(CODE, {"code": third}).url
    assert sorted(at_once(lambda: Client().post(ballot, ANSWERS).status_code)) == [302, 409]
    assert sum(Tally.objects.get(pk=round_.pk).counts) == 2 * 3

    # Closed with fewer than five: codes, tickets and the sum itself are gone.
    actions.close_round(round=round_)
    assert not Code.objects.exists()
    assert Tally.objects.get(pk=round_.pk).counts is None


def test_access_log_leaves_out_who_answers(monkeypatch):
    written = []
    monkeypatch.setattr(Logger, "access", lambda _self, _resp, _req, environ, _time: written.append(environ))
    logger = MaskingLogger(Config())

    for path in (CODE, f"{CODE}key/ticket/", "/gebieden/"):
        logger.access(None, None, {"PATH_INFO": path}, timedelta(0))

    assert written == [{"PATH_INFO": "/gebieden/"}]
