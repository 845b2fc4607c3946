"""What people answered: responses, their answers, files and conflicts, and themes given to an answer."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pilots.codebook.models import Codebook
from pilots.intake.enums import ResponseState
from pilots.intake.models.forms import FormVersion
from pilots.intake.models.rounds import Invitation


class ResponseQuerySet(models.QuerySet["Response"]):
    """Reads of responses."""

    def submitted(self) -> Self:
        """Return what was submitted at least once, also when its writer is changing it now."""
        return self.filter(submitted_at__isnull=False)


class Response(models.Model):
    """What one invited person fills in, pinned to the version of the form it was started with.

    consent_version: which consent text was agreed to, and consented_at when. submitted_at: the first time it was sent;
    a response in draft that has one is being changed afterwards. changed_at: the last answer.
    """

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="response")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="responses")
    state = models.CharField(_("State"), max_length=10, choices=ResponseState, default=ResponseState.DRAFT)
    language = models.CharField(_("Language"), max_length=2, default="nl")
    consent_version = models.CharField(_("Consent text"), max_length=20)
    consented_at = models.DateTimeField(_("Consented at"))
    started_at = models.DateTimeField(_("Started at"), default=timezone.now)
    submitted_at = models.DateTimeField(_("Submitted at"), null=True, blank=True)
    changed_at = models.DateTimeField(_("Changed at"), default=timezone.now)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["invitation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ResponseState.SUBMITTED) | Q(submitted_at__isnull=False),
                name="intake_response_submitted_at",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


@pghistory.track(fields=["response", "question", "value", "revision", "changed_at"])
class Answer(models.Model):
    """The answer to one question in one response.

    question: the key of the question. value: see `questionnaire.check_answer` for its form per kind; None when emptied.
    sent: the value as it was last sent in, all that others read; what is typed after that is theirs until it is sent.
    revision: counts the changes. device and sequence: of the message that brought it, so that a message that arrives
    twice or late changes nothing. seen: the newest sequence per device, also of messages that became a conflict.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("Question"), max_length=60)
    value = models.JSONField(_("Value"), null=True)
    sent = models.JSONField(_("Value as sent"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(_("Revision"), default=1)
    device = models.CharField(_("Device"), max_length=40, blank=True)
    sequence = models.BigIntegerField(_("Sequence"), default=0)
    seen = models.JSONField(default=dict, editable=False)
    changed_at = models.DateTimeField(_("Changed at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["response", "pk"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="intake_answer_once")]

    def __str__(self) -> str:
        return f"answer {self.question}"


class AnswerConflict(models.Model):
    """A value that another device gave to an answer that had changed meanwhile; kept until somebody chooses."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="conflicts")
    value = models.JSONField(_("Value"), null=True)
    device = models.CharField(_("Device"), max_length=40, blank=True)
    at = models.DateTimeField(_("At"), default=timezone.now)
    resolved_at = models.DateTimeField(_("Resolved at"), null=True, blank=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["answer", "pk"]

    def __str__(self) -> str:
        return f"conflict {self.pk}"


class Attachment(models.Model):
    """One file given as the answer to one question; judged by its content, kept in private storage."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="attachments")
    question = models.CharField(_("Question"), max_length=60)
    file = models.FileField(_("File"), upload_to="intake/%Y/%m/")
    name = models.CharField(_("Name"), max_length=120)
    size = models.PositiveIntegerField(_("Size"))
    content_type = models.CharField(_("Type"), max_length=120)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(_("Uploaded at"), default=timezone.now)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["response", "pk"]

    def __str__(self) -> str:
        return self.name


class AnswerTheme(models.Model):
    """A theme that an officer gave to an answer. codebook: the version it was given with."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(_("Theme"), max_length=60)
    codebook = models.ForeignKey(
        Codebook, on_delete=models.PROTECT, related_name="answer_themes", verbose_name=_("Codebook")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("By"))
    at = models.DateTimeField(_("At"), default=timezone.now)

    class Meta:
        verbose_name = _("theme of an answer")
        verbose_name_plural = _("themes of answers")
        ordering = ["answer", "theme"]
        constraints = [models.UniqueConstraint(fields=["answer", "theme"], name="intake_answertheme_once")]

    def __str__(self) -> str:
        return f"{self.theme}"
