"""Two people, or two clicks, at the same moment: real transactions in real threads."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from governance.signing import actions
from governance.signing.actions import SigningError
from governance.signing.canonical import fingerprint
from governance.signing.enums import Decision
from governance.signing.models import Signature
from governance.signing.pages import verify
from tests.factories.areas import AreaFactory
from tests.factories.signing import MandateFactory, SignerFactory


def at_once(*calls):
    """Run these at the same moment; returns what each gave, or the text of its refusal."""
    start, results = threading.Barrier(len(calls)), []

    def run(call):
        start.wait(timeout=20)
        try:
            results.append(call())
        except SigningError as refused:
            results.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_signatures_and_delegations_of_the_same_moment_follow_each_other(papers):
    area = AreaFactory()
    one, two = MandateFactory(area=area), MandateFactory(area=area)
    first, second = SignerFactory(area=area, mandate=one), SignerFactory(area=area, mandate=two)

    def signing(signer):
        sha256 = fingerprint(papers["1"])
        given = {"acting": signer.mandate, "sha256": sha256, "by": None, "decision": Decision.SIGNED}
        return lambda: actions.decide(signer=signer, **given).number

    def delegating(mandate, to):
        days = {"starts_on": timezone.localdate(), "ends_on": timezone.localdate()}
        return lambda: actions.delegate(mandate=mandate, to=to, by=None, **days).pk

    numbers = at_once(signing(first), signing(first), signing(second), signing(second))
    assert sorted(set(numbers)) == [1, 2]
    assert Signature.objects.count() == 2
    assert not verify().faults

    given = at_once(delegating(one, two), delegating(two, one))
    assert sorted(type(each).__name__ for each in given) == ["int", "str"]
