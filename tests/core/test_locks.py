import pytest
from django.db import connection, transaction

from core.locks import take_turns


def held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_take_turns_holds_until_the_transaction_ends():
    with transaction.atomic():
        take_turns("area brummen")
        take_turns("area brummen")
        assert held() == 1
        take_turns("area veluwe")
        assert held() == 2

    assert held() == 0
