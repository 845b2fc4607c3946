"""Working together on answers: assigning, reviewing, commenting, and what each person finds on the list of tasks."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from accounts.digest import lines_for
from accounts.enums import Province, Role
from governance.comments.models import Comment
from governance.leidraad.enums import Decision, ReviewState
from governance.leidraad.models import Answer, Review
from governance.leidraad.pages.checks import read_check
from governance.leidraad.pages.reviews import reviews_of
from governance.leidraad.pages.tasks import comments_on_own, tasks_of
from governance.leidraad.teamwork import ask_review
from pilots.areas.enums import MemberRole
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory, MemberFactory
from tests.factories.comments import CommentFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, ReviewFactory

TODAY = date(2026, 11, 24)
HTMX = {"HTTP_HX_REQUEST": "true"}
POSTS = ["review-save", "review-ask"]


def address(name: str, *extra: str) -> str:
    return reverse(f"leidraad:{name}", args=["landgoederen-brummen", *extra])


def texts(lines) -> list[tuple[str, str]]:
    return [(line.text.partition(" ")[0], line.area) for line in lines]


@pytest.mark.usefixtures("in_english")
def test_review_goes_from_asked_to_changed_to_accepted_and_lapses(login, area, check, coordinator, officer):
    AnswerFactory(guide_check=check, question="1.1", value="ja", explanation="Eerst", answered_by=coordinator)
    mine, theirs = login(coordinator), login(officer)

    def state(user=officer) -> str:
        return reviews_of(read_check(area), ["1.1"], user=user)["1.1"].state

    def review(client, decision, remark="", **extra):
        form = reviews_of(read_check(area), ["1.1"], user=officer)["1.1"].form
        data = {"decision": decision, "remark": remark, "seen": form.initial["seen"]}
        return client.post(address("review-save", "1.1"), data, HTTP_ACCEPT_LANGUAGE="en", **extra)

    def answer(text: str) -> None:
        data = {"value": "ja", "explanation": text, "revision": Answer.objects.get().revision}
        mine.post(address("answer-save", "1.1"), data)

    assert mine.post(address("review-ask", "1.1"), {"asked_of": officer.pk}).status_code == 302
    assert (state(), texts(tasks_of(officer, TODAY))) == (ReviewState.ASKED, [("1.1", area.name)])
    assert review(theirs, Decision.CHANGE).status_code == 422  # says not what
    assert review(theirs, Decision.CHANGE, "Noem de *bron*").url.endswith("#vraag-1-1")
    assert state() == ReviewState.CHANGE
    assert [line.group for line in tasks_of(coordinator, TODAY)] == ["Please change"]
    assert b"<em>bron</em>" in theirs.get(address("condition-detail", "doel")).content
    stale = reviews_of(read_check(area), ["1.1"], user=officer)["1.1"].form.initial["seen"]
    answer("Nu met bron")
    assert (state(), texts(tasks_of(officer, TODAY))) == (ReviewState.ADAPTED, [("1.1", area.name)])
    old = {"decision": Decision.ACCEPTED, "seen": stale}
    assert theirs.post(address("review-save", "1.1"), old).status_code == 409
    assert b"Accepted" in review(theirs, Decision.ACCEPTED, **HTMX).content
    assert (state(), list(tasks_of(officer, TODAY)), list(tasks_of(coordinator, TODAY))) == ("akkoord", [], [])
    answer("Toch anders")
    assert state() == ReviewState.LAPSED
    assert (
        "Changed after it was accepted"
        in theirs.get(address("condition-detail", "doel"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    )
    # nobody reviews their own answer, and what was decided stays
    assert review(mine, Decision.ACCEPTED).status_code == 409
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(remark="Anders")
    assert Review.objects.count() == 3


def test_assign_shows_what_changes_and_then_does_it(login, area, check, coordinator, officer):
    AnswerFactory(guide_check=check, question="1.1", value="deels", owner=coordinator, due_on=date(2026, 11, 1))
    client, url = login(coordinator), address("assign")
    chosen = {"questions": ["1.1", "2.1"], "owner": officer.pk}

    assert client.get(url).status_code == 200
    assert client.post(url, {"owner": officer.pk}).status_code == 422
    shown = client.post(url, chosen)
    assert [(each.row.owner, each.owner, each.due_on) for each in shown.context["changes"]] == [
        (str(coordinator), str(officer), date(2026, 11, 1)),
        ("", str(officer), None),
    ]
    assert Answer.objects.filter(owner=officer).count() == 0
    assert client.post(url, chosen | {"again": "1"}).status_code == 200
    assert client.post(url, chosen | {"confirm": "1"}).url == url
    assert texts(tasks_of(officer, TODAY)) == [("1.1", area.name), ("2.1", area.name)]
    page = login(officer).get(reverse("task-list"), {"te_laat": "on"}).context["page"]
    assert [task.is_overdue for group in page.groups for task in group.tasks] == [True]
    assert (page.count, page.overdue, page.areas) == (2, 1, (area.name,))


def test_tasks_say_nothing_of_an_area_that_the_person_may_not_open(login, check, coordinator, officer, partner):
    """The officer worked on these areas before; partner may read no internal area, and reviews nothing."""
    other = CheckFactory(area=AreaFactory(name="Geheim", slug="geheim", provinces=[Province.LIMBURG]))
    for each in (check, other):
        given = AnswerFactory(guide_check=each, question="1.1", value="deels", owner=officer, answered_by=officer)
        ReviewFactory(answer=given, decision=Decision.CHANGE, asked_of=None, fingerprint="0" * 64, remark="Nee")
        ReviewFactory(answer=given, asked_of=partner)
        CommentFactory(area=each.area, code="1.1", by=coordinator)
        AnswerFactory(guide_check=each, question="1.2", value="deels", owner=partner)
    listed = login(officer).get(reverse("task-list")).content.decode()

    assert {line.area for line in lines_for(officer, TODAY)} == {"Landgoederen Brummen"}
    assert len(list(comments_on_own(officer, TODAY))) == 1
    assert "Geheim" not in listed
    assert "Landgoederen Brummen" in listed
    assert list(lines_for(partner, TODAY)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_tasks_run_as_many_queries_for_three_areas_as_for_one(rows, officer, django_assert_num_queries):
    for _number in range(rows):
        check = CheckFactory(version__version=f"2.{_number}")
        given = AnswerFactory(guide_check=check, value="deels", owner=officer)
        ask_review(check=check, question="1.1", asked_of=officer, by=UserFactory())
        CommentFactory(area=check.area, code="1.1")
        CommentFactory(area=check.area, code="1.2", by=officer)
        CommentFactory(area=check.area, code="1.2")
        assert given.owner == officer

    with django_assert_num_queries(7):
        assert len(list(tasks_of(officer, TODAY))) == 2 * rows
    with django_assert_num_queries(2):
        assert len(list(comments_on_own(officer, TODAY))) == rows


@pytest.mark.parametrize("name", [*POSTS, "assign", "question-find"])
def test_doors(name, client, login, area, check, stranger, partner, officer):
    extra = [] if name == "assign" else ["1.1"]
    url = address(name, *extra)
    ask = "get" if name in {"assign", "question-find"} else "post"

    assert getattr(client, ask)(url).status_code == 302
    assert "/inloggen/" in getattr(client, ask)(url).url
    assert getattr(login(stranger), ask)(url).status_code == 404
    assert getattr(login(partner), ask)(url).status_code == 404  # the area is internal
    assert login(officer).delete(url).status_code == 405
    if name != "assign":
        assert getattr(login(officer), ask)(address(name, "9.9")).status_code == 404
    if name == "question-find":
        assert login(officer).get(url).url == address("condition-detail", "doel")


@pytest.mark.usefixtures("in_english")
def test_partner_comments_on_a_question_but_reads_no_review_form(login, area, check, coordinator):
    area.visibility = "partners"
    area.save()
    partner = MemberFactory(area=area, role=MemberRole.PARTNER, user__role=Role.STAKEHOLDER).user
    given = AnswerFactory(guide_check=check, question="1.1", answered_by=coordinator)
    client, url = login(partner), reverse("comments:area-comment-add", args=[area.slug, "question", "1.1"])

    assert client.post(url, {"text": "Klopt dit?", "version": "1.0"}).url.endswith("#opmerkingen-question-1-1")
    page = client.get(address("condition-detail", "doel"))
    assert b"Klopt dit?" in page.content
    assert address("review-save", "1.1") not in page.content.decode()
    with translation.override("en"):  # the page above was in the language of its reader
        lines = [line.text for line in comments_on_own(coordinator, TODAY)]
    assert lines == [f"{partner} commented on “question 1.1 of the guide”"]
    assert client.post(url.replace("1.1", "9.9"), {"text": "Weg"}).status_code == 404
    assert Comment.objects.get().version == "1.0"
    assert given.reviews.count() == 0
