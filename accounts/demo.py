"""The accounts of the demo: one fictional person per role, all with the same password."""

from allauth.account.models import EmailAddress

from accounts.enums import Province, Role
from accounts.models import User

PASSWORD = "gebiedswijzer-demo"  # noqa: S105 -- printed by the demo on purpose, and only made there
PEOPLE: list[tuple[str, str, Role, str]] = [
    ("medewerker", "Maaike de Vries", Role.OFFICER, Province.GELDERLAND),
    ("coordinator", "Coen Hartman", Role.COORDINATOR, Province.GELDERLAND),
    ("belanghebbende", "Bert Wolters", Role.STAKEHOLDER, ""),
    ("redacteur", "Rianne Bos", Role.CURATOR, ""),
    ("ambassadeur", "Amal Idrissi", Role.AMBASSADOR, ""),
    ("bestuurder", "Bas van Rijn", Role.ADMINISTRATOR, Province.GELDERLAND),
    ("beheerder", "Hanna Kuiper", Role.ADMIN, ""),
    ("privacy", "Petra Nijhof", Role.PRIVACY, Province.GELDERLAND),
]


def addresses() -> list[str]:
    """Return the e-mail addresses of the demo accounts, in the order of `PEOPLE`."""
    return [f"{mailbox}@gebiedswijzer.example" for mailbox, *_ in PEOPLE]


def load() -> None:
    """Make or mend the demo accounts; running it twice changes nothing."""
    for email, (_, name, role, province) in zip(addresses(), PEOPLE, strict=True):
        _load_person(email, name, role, province)


def _load_person(email: str, name: str, role: Role, province: str) -> None:
    fields = {"name": name, "role": role, "province": province, "is_staff": role == Role.ADMIN, "is_superuser": False}
    user, _ = User.objects.update_or_create(email=email, defaults=fields)
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
