"""Mail to people without an account: what waits for their signature, at most once a day, with a personal link."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.enums import Role
from accounts.models import User
from core import links
from core.locks import take_turns
from core.mail import compose
from governance.signing.models import Letter, Mandate, MandateLink, Signer

LINK_STAYS: Final = timedelta(days=180)


@transaction.atomic
def send_letter(*, mandate: Mandate, signers: Mapping[Signer, int]) -> bool:
    """Put one mail about these requests in the outbox; False when today's was sent already, or nobody is asked.

    signers: with the number of the signature that lapsed, 0 for one who has not signed yet.
    Row, link and mail are one transaction: two workers, or a task that runs twice, mail once.
    """
    take_turns(f"letter to mandate {mandate.pk}")
    today = timezone.localdate()
    if not signers or not mandate.email or Letter.objects.filter(mandate=mandate, on=today).exists():
        return False
    Letter.objects.create(mandate=mandate, on=today)
    secret = links.make_link(MandateLink, expires_at=timezone.now() + LINK_STAYS, mandate=mandate)[1]
    _message(mandate, list(signers), secret).send()
    for signer, number in signers.items():
        Signer.objects.filter(pk=signer.pk).update(asked_mail_at=timezone.now(), lapse_mailed=number)
    return True


def _message(mandate: Mandate, signers: Sequence[Signer], secret: str) -> EmailMultiAlternatives:
    with translation.override(mandate.language):
        context = {
            "mandate": mandate,
            "areas": sorted({signer.area.name for signer in signers}),
            "number": len(signers),
            "address": f"{settings.SITE_URL}{reverse('signing:own-desk', args=[secret])}",
            "site_name": settings.SITE_NAME,
        }
        subject = render_to_string("signing/mail/asked_subject.txt", context)
        message = compose(subject, render_to_string("signing/mail/asked.txt", context).strip(), [mandate.email])
    message.reply_to = sorted({signer.asked_by.email for signer in signers})
    return message


def warn_admins(*, faults: Sequence[str]) -> int:
    """Mail every admin what is wrong with the signatures; returns how many admins."""
    admins = list(User.objects.filter(role=Role.ADMIN, is_active=True))
    for admin in admins:
        with translation.override(admin.language):
            context = {"name": admin.name, "faults": faults, "site_name": settings.SITE_NAME}
            subject = render_to_string("signing/mail/tampered_subject.txt", context)
            compose(subject, render_to_string("signing/mail/tampered.txt", context).strip(), [admin.email]).send()
    return len(admins)
