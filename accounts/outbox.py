"""The e-mail backend of the site: mail is a row before it is a message, so no mail is lost and no page waits for it."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import OutgoingMail
from accounts.tasks import send_mail
from core.jobs import send_on_commit


class OutboxBackend(BaseEmailBackend):
    """Writes each message as a row and asks the worker to deliver it through `settings.DELIVERY_BACKEND`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the rows; returns how many. Refuses attachments: our mail links to a file behind the login."""
        messages = [message for message in email_messages if message.recipients()]
        for message in messages:
            mail = _row(message)
            mail.save()
            send_on_commit(send_mail, mail.pk)
        return len(messages)


def _row(message: EmailMessage) -> OutgoingMail:
    if message.attachments:
        raise ValueError("The outbox takes no attachments: link to the file instead.")
    text, html = _bodies(message)
    return OutgoingMail(
        sender=message.from_email,
        to=list(message.to),
        cc=list(message.cc),
        bcc=list(message.bcc),
        reply_to=list(message.reply_to),
        subject=" ".join(str(message.subject).split()),
        text=text,
        html=html,
        headers=dict(message.extra_headers),
    )


def _bodies(message: EmailMessage) -> tuple[str, str]:
    if message.content_subtype == "html":
        return "", str(message.body)
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    html = next((str(content) for content, kind in alternatives if kind == "text/html"), "")
    return str(message.body), html
