import pytest
from django.urls import reverse

from pilots.intake.enums import FormState, QuestionKind
from pilots.intake.models import Form, FormVersion
from pilots.intake.questionnaire import parse
from tests.factories.intake import FormFactory, FormVersionFactory

pytestmark = pytest.mark.django_db
FORM = ("form-detail", "form-move")
PARTS = {"section-edit": "over-u", "question-edit": "naam", "part-remove": "naam"}


@pytest.fixture
def own(db):
    """A draft of a form of Gelderland."""
    return FormVersionFactory(form__name="Vragen Gelderland", form__province="NL-GE", draft=True, number=1)


@pytest.fixture
def shared(db):
    """A published version of a form that all share."""
    return FormVersionFactory(form__name="Gedeelde vragen", number=1)


def address(name, version, *more):
    return reverse(f"intake:{name}", args=[version.form.slug, version.number, *more])


def readable(version):
    return [
        version.form.get_absolute_url(),
        *(address(name, version) for name in ("version-detail", "version-preview", "version-differences")),
    ]


def editable(version):
    return [
        address("version-publish", version),
        address("section-create", version),
        address("question-create", version, "over-u", "scale"),
        *(address(name, version, key) for name, key in PARTS.items()),
    ]


def test_anonymous_visitor_is_asked_to_log_in(client, own):
    for one in [reverse("intake:form-list"), reverse("intake:form-create"), *readable(own), *editable(own)]:
        assert client.get(one).url.startswith(reverse("account_login")), one


@pytest.mark.parametrize("who", ["stranger", "curator", "partner", "administrator", "ambassador"])
def test_form_of_a_province_is_nobody_elses(request, login, who, own, settings):
    settings.DEMO = True  # waives the second step of the curator
    client = login(request.getfixturevalue(who))
    pages = [*readable(own), *editable(own), address("version-copy", own)]

    assert {one: client.get(one).status_code for one in pages} == dict.fromkeys(pages, 404)


def test_coordinator_reads_but_does_not_compose(login, coordinator, own, shared):
    client = login(coordinator)

    assert {client.get(one).status_code for one in [*readable(own), *readable(shared)]} == {200}
    assert {client.get(one).status_code for one in editable(own)} == {404}
    assert client.post(address("part-move", own, "naam"), {"move": "up"}).status_code == 404
    assert client.get(reverse("intake:form-create")).status_code == 404


def test_officer_composes_own_forms_only(login, officer, own):
    draft = FormVersionFactory(form__name="Gedeeld concept", draft=True, number=1)
    client = login(officer)

    assert {client.get(one).status_code for one in [*readable(own), *editable(own), *readable(draft)]} == {200}
    assert {client.get(one).status_code for one in editable(draft)} == {404}


def test_list_equals_has_perm_for_every_role(
    own, shared, officer, coordinator, partner, stranger, administrator, curator, ambassador, admin_user
):
    FormFactory(province="NL-LI")
    for user in (officer, coordinator, partner, stranger, administrator, curator, ambassador, admin_user):
        listed = set(Form.objects.visible_to(user))

        assert listed == {one for one in Form.objects.all() if user.has_perm("intake.view_form", one)}, user.role


def test_list_shows_what_the_reader_may_use(login, stranger, own, shared):
    page = login(stranger).get(reverse("intake:form-list")).text

    assert "Gedeelde vragen" in page
    assert "Vragen Gelderland" not in page


def test_list_asks_as_many_queries_with_three_forms_as_with_one(login, officer, own, django_assert_max_num_queries):
    client = login(officer)
    client.get(reverse("intake:form-list"))
    with django_assert_max_num_queries(100) as one:
        client.get(reverse("intake:form-list"))
    for _number in range(2):
        FormVersionFactory(form__province="NL-GE")
    with django_assert_max_num_queries(100) as three:
        client.get(reverse("intake:form-list"))

    assert len(three) == len(one)


def test_officer_makes_a_form_of_every_kind_of_question_and_publishes_it(login, officer):
    client = login(officer)
    client.post(reverse("intake:form-create"), {"name": "Onze vragen", "scope": "NL-GE"})
    version = FormVersion.objects.get(form__name="Onze vragen")
    words = {"title_nl": "Deel één", "title_en": "Part one"}
    client.post(address("section-create", version), {**words, "revision": 1})
    lines = "Ja | Yes\nNee | No"
    for revision, kind in enumerate(QuestionKind, 2):
        values = {
            "label_nl": f"Vraag over {kind}", "label_en": f"Question on {kind}", "need": "optional",
            "options": lines, "rows": lines, "columns": lines, "steps": 5, "decimals": 0, "shapes": ["point"],
            "revision": revision,
        }  # fmt: skip
        response = client.post(address("question-create", version, "deel-een", kind), values)
        assert response.status_code == 302, response.context["form"].errors

    client.post(address("version-publish", version), {"change_note": "Eerste"})

    version.refresh_from_db()
    assert (version.state, version.published_by) == (FormState.PUBLISHED, officer)
    assert [question.kind for question in parse(version.body).questions] == list(QuestionKind)
    assert client.get(address("version-preview", version), {"taal": "en"}).text.count("Question on") >= len(
        QuestionKind
    )


def test_publishing_lists_what_is_wrong_with_links(login, officer, own):
    own.body["sections"][0]["questions"][0]["label"]["en"] = ""
    own.save()
    client = login(officer)

    page = client.get(address("version-publish", own))
    client.post(address("version-publish", own), {"change_note": ""})

    assert [fault.question for fault in page.context["faults"]] == ["naam"]
    assert address("question-edit", own, "naam") in page.text
    own.refresh_from_db()
    assert own.state == FormState.DRAFT


def test_move_copy_place_and_remove(login, officer, own):
    client = login(officer)

    def keys():
        own.refresh_from_db()
        return [[one.key for one in section.questions] for section in parse(own.body).sections]

    client.post(address("part-move", own, "naam"), {"move": "down", "revision": own.revision})
    assert keys()[0] == ["rol", "naam", "hectaren"]
    client.post(address("part-move", own, "naam"), {"move": "copy", "revision": own.revision})
    assert keys()[0] == ["rol", "naam", "naam-2", "hectaren"]
    place = {"key": "naam", "section": "soorten", "before": "datum", "revision": own.revision}
    client.post(address("part-place", own), place)
    assert "naam" in keys()[1]
    client.post(address("part-remove", own, "rol"), {"revision": own.revision})
    assert keys()[0] == ["naam-2", "hectaren"]
    assert parse(own.body).question("hectaren").condition is None
    client.post(address("part-remove", own, "soorten"), {"revision": own.revision})
    assert len(keys()) == 1


def test_two_composers_at_once_are_told_and_nothing_typed_is_lost(login, officer, own):
    client = login(officer)
    values = {"title_nl": "Anders", "title_en": "Different", "revision": own.revision}
    client.post(address("part-move", own, "naam"), {"move": "down", "revision": own.revision})

    response = client.post(address("section-edit", own, "over-u"), values)

    assert response.status_code == 200
    assert response.context["form"]["title_nl"].value() == "Anders"
    own.refresh_from_db()
    assert str(parse(own.body).section("over-u").title) != "Anders"
    client.post(address("section-edit", own, "over-u"), {**values, "revision": response.context["version"].revision})
    own.refresh_from_db()
    assert parse(own.body).section("over-u").title.nl == "Anders"


def test_published_version_cannot_be_edited_by_anybody(login, curator, shared, settings):
    settings.DEMO = True
    client = login(curator)

    assert {client.get(one).status_code for one in editable(shared)} == {404}
    assert client.post(address("part-move", shared, "naam"), {"move": "up", "revision": 1}).status_code == 404


def test_new_version_starts_as_the_newest_and_says_what_differs(login, curator, shared, settings):
    settings.DEMO = True
    client = login(curator)

    client.post(reverse("intake:form-move", args=[shared.form.slug]), {"move": "draft"})
    client.post(reverse("intake:form-move", args=[shared.form.slug]), {"move": "draft"})
    draft = shared.form.versions.get(state=FormState.DRAFT)
    client.post(address("part-remove", draft, "naam"), {"revision": 1})
    page = client.get(address("version-differences", draft))

    assert [(one.what, one.old.key) for one in page.context["differences"]] == [("removed", "naam")]


def test_retired_version_is_no_choice_for_new_rounds_and_can_come_back(login, curator, officer, shared, settings):
    settings.DEMO = True
    client = login(curator)

    client.post(address("version-move", shared), {"to": "retired"})
    assert not FormVersion.objects.usable_by(officer).exists()
    client.post(address("version-move", shared), {"to": "published"})
    assert FormVersion.objects.usable_by(officer).get() == shared


def test_copy_of_a_shared_form_belongs_to_the_province(login, officer, shared):
    client = login(officer)

    client.post(address("version-copy", shared), {"name": "Kopie", "scope": "NL-GE"})
    refused = client.post(address("version-copy", shared), {"name": "Voor allen", "scope": "shared"})

    copied = FormVersion.objects.get(form__name="Kopie")
    assert (copied.form.province, copied.body, copied.state) == ("NL-GE", shared.body, FormState.DRAFT)
    assert "scope" in refused.context["form"].errors


def test_archived_form_leaves_the_list_and_comes_back(login, officer, own):
    client = login(officer)
    move = reverse("intake:form-move", args=[own.form.slug])

    client.post(move, {"move": "archive"})
    assert own.form.name not in client.get(reverse("intake:form-list")).text
    assert own.form.name in client.get(reverse("intake:form-list") + "?archief").text
    client.post(move, {"move": "restore"})
    assert own.form.name in client.get(reverse("intake:form-list")).text
    assert client.post(move, {"move": "burn"}).status_code == 404


@pytest.mark.parametrize(
    ("question", "test", "more", "expected"),
    [
        ("rol", "is", {"condition_option": "rol:boer"}, ("is", "boer")),
        ("belangen", "is", {"condition_option": "belangen:water"}, ("contains", "water")),
        ("vertrouwen", "at_most", {"condition_number": "3"}, ("at_most", 3)),
        ("plek", "answered", {}, ("answered", None)),
    ],
)
def test_condition_fits_the_question_it_looks_at(login, officer, own, question, test, more, expected):
    values = {"label_nl": "Wensen?", "label_en": "Wishes?", "need": "optional", "revision": own.revision}
    values |= {"rows": "Nu | Now", "columns": "Ja | Yes\nNee | No"}
    values |= {"condition_question": question, "condition_test": test, **more}

    response = login(officer).post(address("question-edit", own, "wensen"), values)

    assert response.status_code == 302, response.context["form"].errors
    own.refresh_from_db()
    condition = parse(own.body).question("wensen").condition
    assert (condition.question, condition.test, condition.value) == (question, *expected)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"condition_question": "rol"}, "condition_test"),
        ({"condition_question": "rol", "condition_test": "is"}, "condition_option"),
        (
            {"condition_question": "rol", "condition_test": "is", "condition_option": "belangen:water"},
            "condition_option",
        ),
        ({"condition_question": "vertrouwen", "condition_test": "at_least"}, "condition_number"),
        ({"rows": "Zelfde\nZelfde"}, "rows"),
    ],
)
def test_wrong_input_of_a_question_has_its_message_beside_the_field(login, officer, own, values, field):
    start = {"label_nl": "W", "need": "optional", "rows": "Nu", "columns": "Ja\nNee", "revision": own.revision}

    response = login(officer).post(address("question-edit", own, "wensen"), start | values)

    assert list(response.context["form"].errors) == [field]


def test_options_keep_their_keys_when_their_words_or_order_change(login, officer, own):
    client = login(officer)
    start = {"label_nl": "Rol?", "label_en": "Role?", "need": "optional"}

    def save(options):
        own.refresh_from_db()
        client.post(address("question-edit", own, "rol"), {**start, "options": options, "revision": own.revision})
        own.refresh_from_db()
        return [option.key for option in parse(own.body).question("rol").options]

    assert save("Bewoner | Resident\nBoer | Farmer") == ["bewoner", "boer"]
    assert save("Bewoner | Resident\nAgrariër | Farmer") == ["bewoner", "boer"]
    assert save("Bewoner\nAgrariër\nMolenaar") == ["bewoner", "boer", "molenaar"]
