from itertools import chain, combinations

from django.urls import reverse

from governance.comments.models import Comment
from governance.comments.pages import add_url
from governance.comments.registry import target_of
from governance.leidraad.pages.paragraphs import KIND
from governance.leidraad.pages.reading import LEAST_HIDDEN, count
from pilots.areas.enums import Visibility
from tests.factories.areas import AreaFactory
from tests.factories.findings import EvidenceFactory, FindingFactory, RecommendationFactory
from tests.factories.leidraad import AnswerFactory, CheckFactory, GuideVersionFactory

URL = reverse("guide:guide-detail")
AREAS = range(4)


def answers(number: int, version, visibility=Visibility.INTERNAL) -> None:
    for _ in range(number):
        area = AreaFactory(visibility=visibility)
        AnswerFactory(guide_check=CheckFactory(area=area, version=version), question="1.1")


def recommend(area, statement: str, **finding) -> None:
    row = FindingFactory(areas=[area], statement=statement, **finding)
    RecommendationFactory(finding=row, text=f"Advies bij {statement}")


def test_guide_is_for_everybody_and_says_only_what_each_reader_may_know(
    login, client, partner, area, admin_user, settings
):
    settings.DEMO = True  # no second step asked
    area.visibility = Visibility.PUBLIC
    area.save()
    version = GuideVersionFactory()
    answers(1, version, Visibility.PUBLIC)
    answers(2, version)
    secret = AreaFactory(visibility=Visibility.INTERNAL)
    recommend(area, "Openbare bevinding")
    recommend(area, "Onaffe bevinding", concept=True)
    recommend(secret, "Geheime bevinding")

    anybody, reader, admin = client.get(URL), login(partner).get(URL), login(admin_user).get(URL)

    assert [response.status_code for response in (anybody, reader, admin)] == [200] * 3
    for response, hidden in ((anybody, "Openbare bevinding"), (reader, "Onaffe bevinding")):
        assert hidden not in response.text
        assert "Geheime bevinding" not in response.text
    assert "Openbare bevinding" in reader.text
    assert "Geheime bevinding" in admin.text
    tested = [response.context["page"].conditions[0].tested for response in (anybody, reader, admin)]
    # three hidden areas count for anybody together, two with answers and one with a finding do not
    assert [(each.areas, each.answered, each.told) for each in tested] == [(5, 1, 1), (5, 1, 1), (5, 3, 2)]
    assert [rule.areas for rule in reader.context["page"].conditions[0].rules] == [1, 0]
    assert client.post(URL).status_code == 405
    assert 'id="opmerkingen-guide-voorwaarde-doel"' in reader.text
    assert "opmerkingen-guide" not in anybody.text
    for place in ("voorwaarde-doel", "vraag-1-1", "waarom", "fase-pre-exploration", "bronnen"):
        assert f'id="{place}"' in anybody.text


def test_guide_costs_as_much_for_many_findings_as_for_one(login, partner, area, django_assert_max_num_queries):
    area.visibility = Visibility.PUBLIC
    area.save()
    version, client, counts = GuideVersionFactory(), login(partner), []
    for number in (1, 3):
        for _ in range(number):
            finding = FindingFactory(areas=[area])
            RecommendationFactory(finding=finding)
            EvidenceFactory(finding=finding)
        answers(number, version, Visibility.PUBLIC)
        with django_assert_max_num_queries(25) as caught:
            client.get(URL)
        counts.append(len(caught))

    assert len(set(counts)) == 1


def test_comment_on_a_paragraph_is_for_whoever_has_an_account(login, client, partner, curator, settings, db):
    settings.DEMO = True  # no second step asked
    GuideVersionFactory(version="0.3")
    target = target_of(KIND)
    url = add_url(None, KIND, "vraag-1-1")

    assert client.post(url, {"text": "Mag dit?"}).status_code == 302
    assert login(partner).post(url, {"text": "Dit is *onduidelijk*", "version": "0.3"}).status_code in {200, 302}
    assert login(partner).post(add_url(None, KIND, "vraag-9-9"), {"text": "Weg"}).status_code == 404

    assert (Comment.objects.get().by, Comment.objects.get().code) == (partner, "vraag-1-1")
    page = login(curator).get(URL)
    assert ("<em>onduidelijk</em>" in page.text, page.context["page"].steps_thread) == (True, None)
    step = "fase-pre-exploration"
    for code, said in ((step, "Deze stap"), ("stappen", "Alle stappen")):
        login(partner).post(add_url(None, KIND, code), {"text": said, "version": "0.3"})
    page = login(curator).get(URL).context["page"]
    assert [(each.text.phase, each.thread.count) for each in page.steps] == [("pre-exploration", 1)]
    assert (page.steps_thread.count, target.url(None, step)) == (1, f"{URL}#{step}")
    assert (target.url(None, "vraag-1-1"), target.url(None, "weg")) == (f"{URL}#vraag-1-1", "")
    assert [target.may_resolve(person, None) for person in (curator, partner)] == [True, False]


def test_guide_without_a_version_says_what_to_do(client, db):
    assert "load_packs" in client.get(URL).text


def test_areas_that_may_not_be_seen_count_from_three_on():
    sets = [frozenset(chosen) for chosen in chain.from_iterable(combinations(AREAS, size) for size in range(5))]
    for everywhere in sets:
        for visible in sets:
            hidden = len(everywhere - visible)
            told = count(everywhere, visible) - len(everywhere & visible)
            assert told == (hidden if hidden >= LEAST_HIDDEN else 0)
