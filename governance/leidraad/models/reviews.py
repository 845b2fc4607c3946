"""What colleagues say about an answer."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.leidraad.enums import Decision
from governance.leidraad.models.checks import Answer


class Review(models.Model):
    """One step in the review of an answer: somebody is asked to look, or accepts it, or asks to change it.

    fingerprint: of the answer as the reviewer saw it, so that a later change is noticed; "" for a question to review.
    Rows are only added: the newest decides.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="reviews", verbose_name=_("Answer"))
    decision = models.CharField(_("Decision"), max_length=10, choices=Decision)
    remark = models.TextField(_("Remark"), max_length=2000, blank=True)
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="asked_reviews",
        verbose_name=_("Asked of"),
        null=True,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="given_reviews", verbose_name=_("By")
    )
    at = models.DateTimeField(_("At"), default=timezone.now, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["at", "pk"]
        triggers = [pgtrigger.Protect(name="keep_review", operation=pgtrigger.Update)]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=Decision.ASKED, asked_of__isnull=False, fingerprint="")
                | ~Q(decision=Decision.ASKED) & Q(asked_of=None) & ~Q(fingerprint=""),
                name="leidraad_review_asked_or_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.CHANGE) | ~Q(remark=""),
                name="leidraad_review_change_says_what",
                violation_error_message=_("Say what should change."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer.question}: {self.get_decision_display()}"
