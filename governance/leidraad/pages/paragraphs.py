"""The paragraphs of the guide that people can comment on: chapters, conditions, questions, and each step."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.packs import label
from governance.comments.registry import Target
from governance.leidraad.guide import Guide
from governance.leidraad.models import GuideVersion
from governance.leidraad.pages.checks import anchor
from pilots.areas.models import PilotArea

KIND = "guide"
STEPS = "stappen"  # all steps together: what was said there before each had a thread of its own


def condition_anchor(code: str) -> str:
    """Return the id of a condition on the page of the guide."""
    return f"voorwaarde-{code}"


def step_anchor(phase: str) -> str:
    """Return the id of a step on the page of the guide."""
    return f"fase-{phase}"


def paragraphs(guide: Guide) -> dict[str, str]:
    """Return every paragraph by its id on the page, with its name. An id stays the same as long as its code does."""
    chapters = {each["code"]: label(each["name"]) for each in guide.content["chapters"]}
    conditions = {condition_anchor(each["code"]): label(each["name"]) for each in guide.conditions}
    questions = {anchor(code): label(each["question"]) for code, each in guide.questions.items()}
    steps = {step_anchor(each["code"]): label(each["name"]) for each in guide.phases}
    return {**chapters, **conditions, **questions, **steps, STEPS: _("The steps of the process")}


def _name(code: str) -> str:
    version = GuideVersion.objects.offered().first()
    return paragraphs(Guide(version.content)).get(code, "") if version else ""


def _url(_area: PilotArea | None, code: str) -> str:
    return f"{reverse('guide:guide-detail')}#{code}" if _name(code) else ""


def _title(_area: PilotArea | None, code: str) -> str:
    return _name(code) or code


def _has_account(user: User, area: PilotArea | None) -> bool:
    return user.is_authenticated and area is None


def _decides(user: User, _area: PilotArea | None) -> bool:
    return user.has_perm("leidraad.change_guideversion")


TARGET = Target(url=_url, title=_title, may_read=_has_account, may_write=_has_account, may_resolve=_decides)
