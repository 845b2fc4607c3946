"""What waits for the signature of somebody, over all areas and kinds of documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.digest import Line
from accounts.models import User
from governance.signing.actions import acting_mandates
from governance.signing.enums import SignerState
from governance.signing.models import Delegation, Mandate, Signer
from governance.signing.pages.shapes import SignerView, SigningView
from governance.signing.pages.states import signings_of
from governance.signing.registry import Outline, provider_of
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class Reader:
    """Whoever decides: with an account, or through a personal link with one mandate. secret: of that link, or ""."""

    mandates: tuple[Mandate, ...]
    user: User | None = None
    secret: str = ""

    def url(self, area: PilotArea, kind: str, code: str) -> str:
        """Return where this reader finds a document."""
        if self.secret:
            return reverse("signing:own-document", args=[self.secret, area.slug, kind, code])
        return reverse("signing:document-detail", args=[area.slug, kind, code])


def account_reader(user: User) -> Reader:
    """Return an account as a reader, with its mandates: one query, one more when it signs for partners."""
    return Reader(tuple(Mandate.objects.of_user(user).with_party()), user=user)


@dataclass(frozen=True)
class DeskItem:
    """One document that somebody is asked to sign. on_behalf: in whose place, or ""; signer: how far this one is.

    is_open: whether it can still be signed.
    """

    title: str
    kind_label: str
    area_name: str
    url: str
    on_behalf: str
    signer: SignerView
    signing: SigningView
    is_open: bool = True


@dataclass(frozen=True)
class Desk:
    """All documents of one reader. now: those whose turn it is; later: others sign first; done: signed."""

    now: tuple[DeskItem, ...]
    later: tuple[DeskItem, ...]
    done: tuple[DeskItem, ...]
    mandates: tuple[Mandate, ...]
    given: tuple[Delegation, ...]


def desk_page(reader: Reader, today: date | None = None) -> Desk:
    """Gather what somebody is asked to sign: a constant number of queries for each kind of document."""
    day = today or timezone.localdate()
    acting = acting_mandates(reader.mandates, day)
    items = _items(reader, acting, day) if acting else []
    waiting = [item for item in items if item.is_open and item.signer.state != SignerState.SIGNED]
    own = [mandate.pk for mandate in reader.mandates]
    given = Delegation.objects.filter(mandate__in=own, withdrawn_at=None, ends_on__gte=day)
    return Desk(
        now=tuple(item for item in waiting if item.signer.is_turn and item.signer.is_mandate_running),
        later=tuple(item for item in waiting if not item.signer.is_turn and item.signer.is_mandate_running),
        done=tuple(item for item in items if item.signer.state == SignerState.SIGNED),
        mandates=tuple(mandate for mandate in reader.mandates if mandate.is_running(day)),
        given=tuple(given.select_related("mandate", "to")),
    )


def lines_to_sign(user: User, today: date) -> Iterable[Line]:
    """Tell in the daily mail what somebody is asked to sign, and which signature lapsed."""
    reader = account_reader(user)
    for item in desk_page(reader, today).now if reader.mandates else ():
        words = {"title": item.title, "area": item.area_name}
        text = _("%(area)s: you are asked to sign “%(title)s”.")
        if item.signer.state == SignerState.LAPSED:
            text = _("%(area)s: your signature under “%(title)s” lapsed. Look at what changed and renew it.")
        yield Line(text % words, item.url, _("To sign"))


def _items(reader: Reader, acting: Mapping[int, Mandate], today: date) -> list[DeskItem]:
    own = {mandate.pk for mandate in reader.mandates}
    rows = list(Signer.objects.current().filter(mandate__in=acting).select_related("mandate"))
    areas = {area.pk: area for area in _areas({row.area_id for row in rows})}
    items = []
    for kind, group in _by_kind(rows).items():
        provider = provider_of(kind)
        if provider is None:
            continue
        signings, outlines = _signings([areas[key] for key in {row.area_id for row in group}], kind, today)
        for row in group:
            outline = outlines.get((row.area_id, row.code))
            signing = signings[row.area_id].get(row.code)
            signer = next((each for each in signing.signers if each.key == row.pk), None) if signing else None
            if outline is None or signing is None or signer is None:
                continue
            area = areas[row.area_id]
            on_behalf = "" if row.mandate_id in own else str(row.mandate)
            url = reader.url(area, kind, row.code)
            names = (outline.title, str(provider.label), area.name, url, on_behalf)
            items.append(DeskItem(*names, signer, signing, outline.is_open))
    return sorted(items, key=lambda item: (item.area_name, item.title))


def _signings(
    areas: Sequence[PilotArea], kind: str, today: date
) -> tuple[dict[int, dict[str, SigningView]], Mapping[tuple[int, str], Outline]]:
    provider = provider_of(kind)
    outlines = provider.outlines(areas) if provider else {}
    hashes = {key: outline.sha256 for key, outline in outlines.items()}
    return signings_of(areas, kind, hashes=hashes, today=today), outlines


def _areas(keys: Iterable[int]) -> Sequence[PilotArea]:
    """Return the areas of requests to sign; an archived area asks nobody anything."""
    return list(PilotArea.objects.current().without_shapes().filter(pk__in=list(keys)))


def _by_kind(rows: Iterable[Signer]) -> dict[str, list[Signer]]:
    found: dict[str, list[Signer]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return found


def letters_to_send(today: date | None = None) -> list[tuple[Mandate, dict[Signer, int]]]:
    """Return who without an account has something to hear: asked and not told yet, or lapsed since the last mail.

    With each request the number of the signature that lapsed, or 0.
    """
    day = today or timezone.localdate()
    running = Mandate.objects.running(day).filter(user=None).exclude(letters__on=day)
    asked = Signer.objects.current().filter(mandate__in=running)
    rows = list(asked.select_related("mandate__partner__organisation", "area", "asked_by"))
    areas = {area.pk: area for area in _areas({row.area_id for row in rows})}
    found: dict[Mandate, dict[Signer, int]] = defaultdict(dict)
    for kind, group in _by_kind(rows).items():
        signings, outlines = _signings(list(areas.values()), kind, day)
        closed = {key for key, outline in outlines.items() if not outline.is_open}
        for row in group:
            number = _news(row, signings) if (row.area_id, row.code) not in closed else None
            if number is not None:
                found[row.mandate][row] = number
    return list(found.items())


def _news(row: Signer, signings: Mapping[int, Mapping[str, SigningView]]) -> int | None:
    """Return 0 for a request that was not mailed, the number of a signature that lapsed, None when nothing is new."""
    signing = signings.get(row.area_id, {}).get(row.code)
    view = next((each for each in signing.signers if each.key == row.pk), None) if signing else None
    if view is None or not view.is_turn:
        return None
    if view.state == SignerState.LAPSED:
        return view.number if row.lapse_mailed != view.number else None
    return 0 if row.asked_mail_at is None else None
