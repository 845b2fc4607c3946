import pytest
from django.db import DatabaseError, transaction

from pilots.intake.enums import FormState
from pilots.intake.models import FormVersion
from tests.factories.intake import FormFactory, FormVersionFactory, body

pytestmark = pytest.mark.django_db


def test_body_of_a_draft_may_change():
    version = FormVersionFactory(draft=True)

    FormVersion.objects.filter(pk=version.pk).update(body={"sections": []})

    version.refresh_from_db()
    assert version.body == {"sections": []}


@pytest.mark.parametrize("change", [{"body": {"sections": []}}, {"languages": ["nl"]}, {"number": 99}])
@pytest.mark.parametrize("state", [FormState.PUBLISHED, FormState.RETIRED])
def test_published_version_never_changes(change, state):
    version = FormVersionFactory()
    FormVersion.objects.filter(pk=version.pk).update(state=state)

    with pytest.raises(DatabaseError, match="intake_formversion"), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).update(**change)

    version.refresh_from_db()
    assert version.body == body()


def test_form_has_one_draft_at_most():
    form = FormFactory()
    FormVersionFactory(form=form, draft=True)

    with pytest.raises(Exception, match="one_draft"), transaction.atomic():
        FormVersionFactory(form=form, draft=True)


def test_published_version_never_becomes_a_draft_again():
    version = FormVersionFactory()

    with pytest.raises(DatabaseError, match=r"[Ii]nvalid transition|intake_formversion"), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).update(state=FormState.DRAFT, published_at=None)
