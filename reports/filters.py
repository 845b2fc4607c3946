"""The filters of the programme page: what they keep goes for its rows and its counts alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Province
from governance.leidraad.enums import GateStatus
from pilots.areas.enums import Phase

ALL: list[tuple[str, Any]] = [("", _("All"))]


class ProgrammeFilters(forms.Form):
    """What of the programme is shown. A choice that does not exist is ignored."""

    name = forms.CharField(label=_("Name of the area"), required=False, max_length=80)
    province = forms.ChoiceField(label=_("Province"), choices=[*ALL, *Province.choices], required=False)
    phase = forms.ChoiceField(label=_("Phase"), choices=[*ALL, *Phase.choices], required=False)
    gate = forms.ChoiceField(label=_("Start gate"), choices=[*ALL, *GateStatus.choices], required=False)

    def keeps(self, *, name: str, provinces: tuple[str, ...], phase: str, gate: str) -> bool:
        """Say whether an area with these facts is shown. gate: "" while its guide was not started."""
        self.is_valid()
        wanted = self.cleaned_data
        return (
            wanted.get("name", "").casefold() in name.casefold()
            and wanted.get("province", "") in ("", *provinces)
            and wanted.get("phase", "") in ("", phase)
            and wanted.get("gate", "") in ("", gate)
        )
