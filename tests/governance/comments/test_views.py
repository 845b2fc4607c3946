"""Threads of comments, about a kind that only this test knows."""

import pytest
from django.urls import reverse

from governance.comments import registry
from governance.comments.models import Comment
from governance.comments.pages import replies_to, threads_of
from governance.comments.registry import Target
from pilots.areas.enums import Visibility
from tests.factories.accounts import UserFactory
from tests.factories.comments import CommentFactory

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture(autouse=True)
def things(monkeypatch):
    """Two kinds: things of an area, and notes without one that everybody reads and only a curator closes."""
    loose = Target(
        url=lambda _area, _code: "/leidraad/",
        may_read=lambda _user, area: area is None,
        may_write=lambda _user, area: area is None,
        may_resolve=lambda user, _area: user.role == "curator",
    )
    thing = Target(
        url=lambda area, code: f"/gebieden/{area.slug}/#{code}" if area else "",
        exists=lambda _area, code: code == "1.1",
    )
    monkeypatch.setattr(registry, "_targets", {"thing": thing, "note": loose})


def add(client, area, code="1.1", text="Klopt dit?", kind="thing", **extra):
    args = [area.slug, kind, code] if area else [kind, code]
    return client.post(reverse(f"comments:{'area-' if area else ''}comment-add", args=args), {"text": text}, **extra)


def act(name: str, comment: Comment) -> str:
    return reverse(f"comments:comment-{name}", args=[comment.pk])


def test_thread_is_written_closed_opened_changed_and_withdrawn(login, area, coordinator, officer):
    author, chair = login(officer), login(coordinator)

    assert add(author, area, text="**Klopt** dit? <script>x</script>").url == (
        "/gebieden/landgoederen-brummen/#opmerkingen-thing-1-1"
    )
    assert add(author, area, text="**Klopt** dit? <script>x</script>").status_code == 302  # twice is once
    comment = Comment.objects.get()
    shown = add(chair, area, text="Ja", **HTMX).content.decode()
    assert "<strong>Klopt</strong>" in shown
    assert "<script>" not in shown
    answer = Comment.objects.latest("pk")

    # too late: somebody answered; the last one can still be changed, by its author
    assert author.post(act("edit", comment), {"text": "Anders"}).status_code == 409
    assert author.get(act("edit", answer)).status_code == 404
    assert chair.post(act("edit", answer), {"text": ""}).status_code == 422
    assert chair.post(act("edit", answer), {"text": "Ja, zeker"}).status_code == 302
    assert chair.post(act("resolve", comment)).status_code == 302
    thread = threads_of(area, "thing", ["1.1", "2"], user=officer)
    assert (thread["1.1"].count, thread["1.1"].open_count, thread["2"].count) == (2, 1, 0)
    assert author.post(act("resolve", comment), {"open": "1"}).status_code == 302
    assert author.post(act("withdraw", comment)).status_code == 302
    comment.refresh_from_db()
    assert (comment.text, comment.resolved_at, comment.withdrawn_by) == ("", None, officer)
    assert author.post(act("withdraw", comment)).status_code == 404
    views = threads_of(area, "thing", ["1.1"], user=officer)["1.1"].comments
    assert [(view.is_withdrawn, view.html, view.edited_at is not None) for view in views] == [
        (True, "", False),
        (False, "<p>Ja, zeker</p>\n", True),
    ]
    assert add(author, area, text="x" * 4001).status_code == 422
    assert add(author, area, code="2").status_code == 404
    assert add(author, area, kind="unknown").status_code == 404
    assert add(author, None).status_code == 404  # a thing has an area
    assert Comment.objects.count() == 2


def test_threads_of_an_area_are_for_who_is_involved(client, login, area, officer, stranger, partner, curator, settings):
    """Also of a public area; the text of another area must not leak."""
    settings.DEMO = True  # no second step asked of the curator
    area.visibility = Visibility.PUBLIC
    area.save()
    comment = CommentFactory(area=area, kind="thing", text="Vertrouwelijk", by=officer)
    note = CommentFactory(area=None, kind="note", code="a", by=officer)

    for user, sees in ((officer, True), (partner, True), (stranger, False), (curator, False)):
        visible = set(Comment.objects.visible_to(user))
        assert visible == ({comment, note} if sees else {note})
        assert user.has_perm("comments.view_comment", comment) == sees
        assert bool(threads_of(area, "thing", ["1.1"], user=user)) == sees
        if not sees:
            assert add(login(user), area).status_code == 404
            for name in ("edit", "resolve", "withdraw"):
                assert login(user).post(act(name, comment)).status_code == 404
    for name in ("edit", "resolve", "withdraw"):
        assert login(partner).post(act(name, comment)).status_code == 404  # reads it, wrote it not
        assert "/inloggen/" in client.post(act(name, comment)).url
        assert login(officer).delete(act(name, comment)).status_code == 405
    assert login(officer).get(reverse("comments:comment-add", args=["note", "a"])).status_code == 405
    assert add(login(stranger), None, code="a", kind="note").status_code == 302
    assert login(curator).post(act("resolve", note)).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_threads_and_replies_run_a_constant_number_of_queries(rows, area, officer, django_assert_num_queries):
    other = UserFactory()
    for number in range(rows):
        CommentFactory(area=area, kind="thing", code=f"{number}", by=officer)
        CommentFactory(area=area, kind="thing", code=f"{number}", by=other)
        CommentFactory(area=area, kind="thing", code=f"x{number}", by=other)  # the officer said nothing there
    CommentFactory(area=None, kind="note", code="a", by=officer)
    CommentFactory(area=None, kind="note", code="a", by=other)

    with django_assert_num_queries(2):
        assert len(list(replies_to(officer, None))) == rows + 1
    area.has_member(officer, "team")
    codes = [f"{number}" for number in range(rows)]
    list(area.members.all())
    with django_assert_num_queries(1):
        assert sum(thread.count for thread in threads_of(area, "thing", codes, user=officer).values()) == 2 * rows
