import factory

from accounts.enums import Province, Role
from accounts.models import User


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
