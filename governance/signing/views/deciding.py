"""What both ways to decide share, with an account and through a personal link: the forms, and one decision."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from governance.signing.actions import ContentChangedError, SigningError, acting_mandates, decide
from governance.signing.actions.deciding import database_now
from governance.signing.difference import Difference
from governance.signing.enums import Decision
from governance.signing.forms import DecisionForm
from governance.signing.models import Signature, Signer
from governance.signing.pages import DocumentPage, OwnTurn, Reader, changes_between, seen_content
from pilots.areas.models import PilotArea


@dataclass(frozen=True)
class Outcome:
    """What came of a decision: the signature, or the form again with why not. changed: against what was on the page."""

    form: DecisionForm
    signature: Signature | None = None
    said: str = ""
    changed: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class TurnForm:
    """One turn of a reader with its form."""

    turn: OwnTurn
    form: DecisionForm


def decision_forms(page: DocumentPage, outcome: Outcome | None) -> list[TurnForm]:
    """Return a form for every turn; the one that was sent keeps what was typed, bound to the content as it is now."""
    shown = []
    for turn in page.turns:
        if turn.may_decide:
            shown.append(TurnForm(turn, _form(page, turn.signer.key, outcome)))
    return shown


def _form(page: DocumentPage, signer: int, outcome: Outcome | None) -> DecisionForm:
    now = {"signer": signer, "sha256": page.sha256, "seen": page.seen}
    auto_id = f"beslissing-{signer}-%s"
    if outcome is None or outcome.form.data.get("signer") != str(signer):
        return DecisionForm(initial=now, auto_id=auto_id)
    if outcome.form.errors:
        data = {**outcome.form.data.dict(), "sha256": page.sha256, "seen": page.seen}  # type: ignore[attr-defined]
        return DecisionForm(data, auto_id=auto_id)
    return DecisionForm(initial=now | {"reason": outcome.form.cleaned_data["reason"]}, auto_id=auto_id)


def decide_from(request: HttpRequest, reader: Reader, area: PilotArea, kind: str, code: str) -> Outcome:
    """Carry out the decision of a form. 404 when this reader is not asked as that signer."""
    form = DecisionForm(request.POST)
    rows = Signer.objects.of_document(area, kind, code).select_related("mandate")
    signer = rows.filter(pk=_number(request.POST.get("signer", ""))).first()
    acting = acting_mandates(reader.mandates, database_now().date())
    if signer is None or signer.mandate_id not in acting:
        raise Http404
    if not form.is_valid():
        return Outcome(form)
    given = form.cleaned_data
    try:
        signature = decide(
            signer=signer,
            acting=acting[signer.mandate_id],
            decision=Decision(given["do"]),
            sha256=given["sha256"],
            reason=given["reason"] if given["do"] == Decision.REFUSED else "",
            by=reader.user,
        )
    except ContentChangedError as changed:
        seen = seen_content(given["seen"])
        differences = changes_between(kind, seen[1], changed.document) if seen else ()
        return Outcome(form, said=str(changed), changed=differences)
    except SigningError as refused:
        return Outcome(form, said=str(refused))
    return Outcome(form, signature, _thanks(Decision(given["do"])))


def _thanks(decision: Decision) -> str:
    if decision == Decision.SIGNED:
        return _("You have signed. Your signature is bound to exactly this text.")
    return _("You have refused. The team reads your reason.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
