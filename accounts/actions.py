"""What happens to accounts and their mail across rows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.digest import Digest, digest_of, switch_off_url
from accounts.enums import MailState, Viewed
from accounts.models import DigestSent, OutgoingMail, User, ViewLog
from core.locks import take_turns
from core.mail import compose

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 12  # with the waits below: about seven hours
LONGEST_WAIT = timedelta(hours=1)
KEEP_MAIL = timedelta(days=90)  # docs/privacy.md and the page about privacy say so too
REPEAT_DIGEST = timedelta(days=7)  # the same list comes back after a week, not every morning


@transaction.atomic
def welcome(*, user: User, by: User) -> EmailAddress:
    """Give a new account its address and tell the person how to log in, in their own language.

    The address counts as confirmed once the person logs in with the code that is sent to it.
    """
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    with translation.override(user.language):
        context = {
            "name": user.name,
            "by": by.name,
            "site_name": settings.SITE_NAME,
            "login_url": f"{settings.SITE_URL}{reverse('account_login')}",
        }
        subject = render_to_string("account/email/welcome_subject.txt", context)
        text = render_to_string("account/email/welcome_message.txt", context).strip()
        compose(subject, text, [user.email]).send()
    return address


def forget_mail() -> int:
    """Delete mail that was sent or given up and is older than KEEP_MAIL. Returns how many; waiting mail stays."""
    before = timezone.now() - KEEP_MAIL
    done = OutgoingMail.objects.exclude(state=MailState.QUEUED).filter(created_at__lt=before)
    DigestSent.objects.filter(on__lt=before.date()).delete()
    return done.delete()[0]


@transaction.atomic
def send_digest(*, user_id: int, today: date) -> DigestSent | None:
    """Mail somebody what there is to do and to read; at most once a day, whoever asks it how often.

    None when nothing was sent: to whom does not want it or did not take up the account, when there is nothing to tell,
    and when it is what was told in the week before.
    """
    take_turns(f"digest {user_id}")
    user = User.objects.reachable().filter(pk=user_id, has_digest=True).first()
    if user is None or DigestSent.objects.filter(user=user, on=today).exists():
        return None
    with translation.override(user.language):
        digest = digest_of(user, today)
        lately = DigestSent.objects.filter(user=user, on__gt=today - REPEAT_DIGEST, fingerprint=digest.fingerprint)
        if not digest.groups or lately.exists():
            return None
        _digest_mail(user, digest, today).send()
    return DigestSent.objects.create(user=user, on=today, fingerprint=digest.fingerprint)


def _digest_mail(user: User, digest: Digest, today: date) -> EmailMultiAlternatives:
    stop = switch_off_url(user)
    context = {
        "name": user.name,
        "digest": digest,
        "today": today,
        "site_name": settings.SITE_NAME,
        "profile_url": f"{settings.SITE_URL}{reverse('accounts:profile')}",
        "stop_url": stop,
    }
    subject = render_to_string("account/email/digest_subject.txt", context)
    text = render_to_string("account/email/digest_message.txt", context).strip()
    message = compose(subject, text, [user.email])
    # RFC 8058: the mail programme shows a button that stops it, which sends a POST without cookies.
    message.extra_headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return message


def switch_off_digest(*, user: User) -> None:
    """Send this person no daily overview any more; they can switch it on again in their profile."""
    user.has_digest = False
    user.save(update_fields=["has_digest"])


@transaction.atomic
def deliver_mail(mail_id: int) -> OutgoingMail | None:
    """Deliver one message and blank its text. Returns None when it is gone, done, or in the hands of another worker.

    The row stays locked while the mail server answers: two workers never send the same message, and a worker that is
    killed lets the row go unsent.
    """
    mail = OutgoingMail.objects.select_for_update(skip_locked=True).filter(pk=mail_id, state=MailState.QUEUED).first()
    if mail is None:
        return None
    mail.attempts += 1
    try:
        _message(mail).send()
    except Exception as error:  # noqa: BLE001 -- whatever a mail server or provider throws, the row keeps it and waits
        _note_failure(mail, error)
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT, timezone.now(), ""
        mail.text = mail.html = ""
    mail.save()
    return mail


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text or mail.html,
        mail.sender,
        mail.to,
        bcc=mail.bcc,
        connection=get_connection(settings.DELIVERY_BACKEND),
        headers=mail.headers,
        cc=mail.cc,
        reply_to=mail.reply_to,
    )
    if not mail.text:
        message.content_subtype = "html"
    elif mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _note_failure(mail: OutgoingMail, error: Exception) -> None:
    mail.last_error = f"{type(error).__name__}: {error}"
    log.warning("mail not delivered", mail=mail.pk, attempts=mail.attempts, error=mail.last_error)
    if mail.attempts >= MOST_ATTEMPTS:
        mail.state = MailState.FAILED
        mail.text = mail.html = ""
        return
    mail.try_at = timezone.now() + min(timedelta(minutes=2 ** (mail.attempts - 1)), LONGEST_WAIT)


def forget_views(*, now: datetime) -> int:
    """Remove what the view log has kept for its whole term; returns how many rows."""
    years = timedelta(days=round(365.25 * settings.VIEW_LOG_YEARS))
    return ViewLog.objects.filter(at__lt=now - years).delete()[0]


def log_view(*, by: User, kind: Viewed, row: Model, label: str, provinces: Iterable[str], reason: str) -> ViewLog:
    """Note that somebody opened personal data that is kept apart. label: its name, without personal data."""
    return ViewLog.objects.create(
        user=by,
        kind=kind,
        object_type=row._meta.label_lower,
        object_id=row.pk,
        label=label[:200],
        provinces=list(provinces),
        reason=reason[:300],
    )
