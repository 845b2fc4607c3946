"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "governance.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.comments.pages import replies_to  # noqa: PLC0415 -- idem

        digest.register(replies_to)
