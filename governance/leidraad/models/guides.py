"""Versions of the guide."""

from django.utils.translation import gettext_lazy as _
from rules.contrib.models import RulesModelBase, RulesModelMixin

from core.pack_versions import PackVersion
from governance.leidraad import rules


class GuideVersion(RulesModelMixin, PackVersion, metaclass=RulesModelBase):
    """One loaded version of the guide; checks stay pinned to the version they were made with."""

    class Meta(PackVersion.Meta):
        verbose_name = _("guide version")
        verbose_name_plural = _("guide versions")
        rules_permissions = {"view": rules.can_compare_versions}
