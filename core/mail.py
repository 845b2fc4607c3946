"""Mail that reads well everywhere: the text is leading, the HTML is the same text with links one can press."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language


def compose(subject: str, text: str, to: list[str]) -> EmailMultiAlternatives:
    """Return a message with the text and an HTML twin. text: paragraphs with an empty line between them."""
    message = EmailMultiAlternatives(" ".join(subject.split()), text, to=to)
    message.attach_alternative(html_twin(subject, text), "text/html")
    return message


def html_twin(subject: str, text: str) -> str:
    """Return the text as a simple HTML page, in the language that is active now."""
    context = {
        "subject": subject,
        "text": text,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": get_language(),
    }
    return render_to_string("mail.html", context)
