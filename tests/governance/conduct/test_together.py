"""Two people who freeze at the same moment: real transactions in real threads."""

import threading
from datetime import date

import pytest
from django.db import connection

from governance.conduct import actions
from governance.conduct.actions import ConductError
from governance.conduct.models import ConductVersion
from governance.conduct.pages import freeze_page
from tests.factories.accounts import UserFactory
from tests.factories.conduct import RuleFactory
from tests.factories.stakeholders import PartnerFactory


@pytest.mark.django_db(transaction=True)
def test_freezing_at_the_same_moment_makes_one_version():
    area = PartnerFactory().area
    RuleFactory(area=area)
    seen, start, results = freeze_page(area).seen, threading.Barrier(3), []

    def run(user, breach):
        start.wait(timeout=20)
        try:
            given = {"area": area, "review_on": date(2099, 1, 1), "seen": seen}
            results.append(actions.freeze(breach=breach, by=user, **given).number)
        except ConductError as refused:
            results.append(str(refused))
        finally:
            connection.close()

    texts = ("Eerst praten.", "Eerst praten.", "Meteen weg.")
    threads = [threading.Thread(target=run, args=[UserFactory(), text]) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert ConductVersion.objects.count() == 1
    won = [each for each in results if each == 1]
    assert len(results) == 3
    assert len(won) in {1, 2}  # the two who froze the same, or the one who froze something else
