"""The guide of the demo areas, from content/demo/leidraad.yaml: facts have a source, the rest is marked invented."""

from datetime import date, timedelta
from typing import Any

import yaml
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from governance.comments.actions import add_comment
from governance.leidraad import actions
from governance.leidraad.deviating import record_deviation
from governance.leidraad.enums import Decision
from governance.leidraad.guide import read_guide
from governance.leidraad.models import Answer, Check
from governance.leidraad.pages import open_conditions
from governance.leidraad.pages.tasks import QUESTION
from governance.leidraad.publishing import load_guide
from governance.leidraad.teamwork import ask_review, read_answer, review_answer
from governance.signing import demo as signing
from pilots.areas.models import PilotArea


def load() -> None:
    """Load the guide and fill in the check of every demo area that has none yet; running it twice changes nothing."""
    load_guide(pack=read_guide(settings.CONTENT_DIR / "leidraad"))
    stories = yaml.safe_load((settings.CONTENT_DIR / "demo" / "leidraad.yaml").read_text(encoding="utf-8"))
    people = {
        user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith="@gebiedswijzer.example")
    }
    for area in PilotArea.objects.filter(slug__in=stories, guide_check=None).order_by("pk"):
        story = stories[area.slug]
        by = people[story["by"]]
        check = actions.start_check(area=area, by=by)
        for question, answer in story["answers"].items():
            _answer(check, question, answer, people, by)
    _deviations(people)
    _talk(people)


def _talk(people: dict[str, User]) -> None:
    """Let people of content/demo/teamwork.yaml review answers and comment on them, once."""
    stories = yaml.safe_load((settings.CONTENT_DIR / "demo" / "teamwork.yaml").read_text(encoding="utf-8"))
    checks = Check.objects.select_related("version", "area").exclude(answers__reviews__isnull=False)
    for check in checks.filter(area__slug__in=stories).order_by("pk"):
        story = stories[check.area.slug]
        for step in story["reviews"]:
            _review(check, step, people)
        for said in story["comments"]:
            code, by = said["question"], people[said["by"]]
            version = check.version.version
            add_comment(area=check.area, kind=QUESTION, code=code, text=said["text"].strip(), by=by, version=version)


def _review(check: Check, step: dict[str, Any], people: dict[str, User]) -> None:
    question, by = step["question"], people[step["by"]]
    if "asked_of" in step:
        ask_review(check=check, question=question, asked_of=people[step["asked_of"]], by=by)
        return
    seen = read_answer(check.answers.current().get(question=question), None).fingerprint
    decision, remark = Decision(step["decision"]), step.get("remark", "").strip()
    review_answer(check=check, question=question, decision=decision, remark=remark, seen=seen, by=by)


def change_after_signing() -> None:
    """Add to an answer what content/demo/signing.yaml says, so that a signature under it has lapsed; once."""
    for slug, entry in signing.story()["areas"].items():
        answer = Answer.objects.current().filter(
            guide_check__area__slug=slug, question=entry.get("changed", {}).get("question", "")
        )
        for one in answer.select_related("guide_check", "owner", "answered_by"):
            if entry["changed"]["text"] not in one.explanation and one.answered_by is not None:
                actions.save_answer(
                    check=one.guide_check,
                    question=one.question,
                    value=one.value,
                    explanation=f"{one.explanation} {entry['changed']['text']}",
                    owner=one.owner,
                    due_on=one.due_on,
                    revision=one.revision,
                    by=one.answered_by,
                )


def _deviations(people: dict[str, User]) -> None:
    """Start the areas of content/demo/deviations.yaml deliberately, once."""
    stories = yaml.safe_load((settings.CONTENT_DIR / "demo" / "deviations.yaml").read_text(encoding="utf-8"))
    today = timezone.localdate()
    for area in PilotArea.objects.filter(slug__in=stories, deviations=None).order_by("pk"):
        story = stories[area.slug]
        covers = open_conditions(area, None)
        if covers is None:
            continue
        record_deviation(
            area=area,
            reason=story["reason"].strip(),
            decided_by_name=story["decided_by_name"],
            decided_by_function=story["decided_by_function"],
            decided_on=today - timedelta(days=story["decided_ago"]),
            ends_on=today + timedelta(days=story["ends_in"]),
            covers=covers.frozen,
            guide_version=covers.version,
            extends=None,
            by=people[story["by"]],
        )


def _answer(check: Check, question: str, answer: dict[str, Any], people: dict[str, User], by: User) -> None:
    due_in = answer.get("due_in")
    actions.save_answer(
        check=check,
        question=question,
        value=answer.get("value", ""),  # none when the records answer
        explanation=answer["text"].strip(),
        owner=people[answer["owner"]] if "owner" in answer else None,
        due_on=timezone.localdate() + timedelta(days=due_in) if due_in is not None else None,
        revision=0,
        by=by,
    )
    for evidence in answer.get("evidence", []):
        _evidence(check, question, evidence, by)


def _evidence(check: Check, question: str, evidence: dict[str, Any], by: User) -> None:
    effective_on: date | None = evidence.get("effective_on")
    facts: dict[str, Any] = {"title": evidence["title"], "effective_on": effective_on, "by": by}
    if "file" in evidence:
        facts["file"] = ContentFile(evidence["content"].encode(), name=evidence["file"])
    else:
        facts["url"] = evidence["url"]
    actions.add_evidence(check=check, question=question, **facts)
