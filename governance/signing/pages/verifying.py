"""Recomputes signatures: the content, the seal, the chain, its head and its history, to find what was tampered with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _

from governance.signing.canonical import sha256_of
from governance.signing.models import Chain, Signature
from governance.signing.seals import is_sealed, record_of
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with the signatures of an area. number: of the signature; 0 for the chain as a whole."""

    area: str
    number: int
    text: str

    def __str__(self) -> str:
        where = _("signature %(number)s") % {"number": self.number} if self.number else _("chain")
        return f"{self.area}, {where}: {self.text}"


@dataclass(frozen=True)
class Verified:
    """The outcome of a check: how many signatures of how many areas, and what is wrong with them."""

    signatures: int
    areas: int
    faults: tuple[Fault, ...]


def verify(area: PilotArea | None = None) -> Verified:
    """Recompute every signature of one area, or of all. Reads them one area at a time."""
    chains = dict(Chain.objects.values_list("area", "number"))
    keys = set(Signature.objects.order_by().values_list("area", flat=True).distinct()) | set(chains)
    areas = PilotArea.objects.without_shapes().filter(pk__in=keys).order_by("slug")
    shown = list(areas.filter(pk=area.pk) if area else areas)
    count = 0
    faults: list[Fault] = []
    for one in shown:
        rows = list(Signature.objects.filter(area=one).order_by("number"))
        count += len(rows)
        faults += _faults(one, rows)
    return Verified(count, len(shown), tuple(faults))


def _faults(area: PilotArea, rows: Sequence[Signature]) -> Iterator[Fault]:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    history = apps.get_model("signing", "SignatureEvent").objects.filter(area=area)
    noted = {row["number"]: row for row in history.values("number", "sha256", "seal")}
    seal, expected = "", 1
    for row in rows:
        for missing in range(expected, row.number):
            yield Fault(area.slug, missing, _("is missing"))
        if sha256_of(row.content) != row.sha256:
            yield Fault(area.slug, row.number, _("the content is not what was signed"))
        if row.number == expected and not is_sealed(record_of(row), seal, row.seal, keys):
            yield Fault(area.slug, row.number, _("the seal is broken: something in this row, or before it, changed"))
        note = noted.pop(row.number, None)
        if note is None:
            yield Fault(area.slug, row.number, _("the history does not know it"))
        elif (note["sha256"], note["seal"]) != (row.sha256, row.seal):
            yield Fault(area.slug, row.number, _("differs from the history"))
        seal, expected = row.seal, row.number + 1
    yield from _head_faults(area, seal, expected - 1)
    for number in sorted(noted):
        if number >= expected:
            yield Fault(area.slug, number, _("stands in the history but is missing"))


def _head_faults(area: PilotArea, seal: str, last: int) -> Iterator[Fault]:
    head = Chain.objects.filter(area=area).first()
    if head is None:
        yield Fault(area.slug, 0, _("has no head"))
    elif head.number != last:
        words = {"head": head.number, "last": last}
        yield Fault(area.slug, 0, _("the head says %(head)s, the last signature is %(last)s") % words)
    elif head.seal != seal:
        yield Fault(area.slug, 0, _("the seal of the head is not that of the last signature"))
