import factory
from django.utils import timezone

from accounts.enums import Province, Role, Viewed
from accounts.models import DigestSent, OutgoingMail, User, ViewLog


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.nl")
    name = factory.Sequence(lambda n: f"Person {n}")
    role = Role.STAKEHOLDER

    class Params:
        officer = factory.Trait(role=Role.OFFICER, province=Province.GELDERLAND)
        coordinator = factory.Trait(role=Role.COORDINATOR, province=Province.GELDERLAND)
        curator = factory.Trait(role=Role.CURATOR)
        admin = factory.Trait(role=Role.ADMIN, is_staff=True)


class MailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutgoingMail

    sender = "Gebiedswijzer <noreply@example.nl>"
    to = factory.LazyFunction(lambda: ["person@example.nl"])
    subject = factory.Sequence(lambda n: f"Mail {n}")
    text = "Hello"


class ViewLogFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ViewLog

    user = factory.SubFactory(UserFactory)
    kind = Viewed.RAW_TEXT
    object_type = "interviews.transcript"
    object_id = 1
    label = factory.Sequence(lambda n: f"Interview {n}")
    provinces = [Province.GELDERLAND]
    reason = "Replace the names"


class DigestSentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DigestSent

    user = factory.SubFactory(UserFactory)
    on = factory.LazyFunction(timezone.localdate)
