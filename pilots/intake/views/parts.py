"""The parts of a draft: adding, changing, moving, copying and removing sections and questions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from core.access import opens
from pilots.intake import actions
from pilots.intake.enums import QuestionKind
from pilots.intake.forms.composing import QuestionForm, SectionForm
from pilots.intake.models import FormVersion
from pilots.intake.questionnaire import Questionnaire, Section, editing, parse
from pilots.intake.views.doors import open_version

Edit = Callable[[Questionnaire], Questionnaire]


def _open_draft(request: Request, slug: str, number: int) -> FormVersion:
    version = open_version(request, slug, number, "intake.change_form")
    if not version.is_draft:
        raise Http404
    return version


def _revision(request: Request) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdigit() and len(typed) < 9 else 0


def _save(request: Request, version: FormVersion, edit: Edit) -> bool:
    """Save an edit; says whether that worked, and tells the reader when somebody else was first."""
    try:
        questionnaire = edit(parse(version.body))
        actions.save_body(version=version, questionnaire=questionnaire, revision=_revision(request), by=request.user)
    except KeyError:
        messages.error(request, _("This part is gone: somebody else took it away in the meantime."))
    except (actions.EditConflictError, actions.MoveError) as error:
        messages.error(request, str(error))
    else:
        return True
    return False


def _back(version: FormVersion, key: str = "") -> HttpResponse:
    return redirect(f"{version.get_absolute_url()}#{key}" if key else version.get_absolute_url())


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def section_create(request: Request, slug: str, number: int) -> HttpResponse:
    version = _open_draft(request, slug, number)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = editing.free_key(parse(version.body), form.title().nl, "deel")
        section = Section(key, form.title(), form.intro())
        if _save(request, version, lambda body: editing.add_section(body, section)):
            return _back(version, key)
        version.refresh_from_db()
    return render(request, "intake/forms/section_form.html", {"version": version, "form": form, "section": None})


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def section_edit(request: Request, slug: str, number: int, key: str) -> HttpResponse:
    version = _open_draft(request, slug, number)
    section = parse(version.body).section(key)
    if section is None:
        raise Http404
    form = SectionForm(request.POST or None, section=section)
    if request.method == "POST" and form.is_valid():
        title, intro = form.title(), form.intro()
        if _save(request, version, lambda body: editing.change_section(body, key, title=title, intro=intro)):
            return _back(version, key)
        version.refresh_from_db()
    return render(request, "intake/forms/section_form.html", {"version": version, "form": form, "section": section})


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def question_create(request: Request, slug: str, number: int, section: str, kind: str) -> HttpResponse:
    version = _open_draft(request, slug, number)
    questionnaire = parse(version.body)
    home = questionnaire.section(section)
    if home is None or kind not in QuestionKind.values:
        raise Http404
    form = QuestionForm(request.POST or None, kind=QuestionKind(kind), questionnaire=questionnaire)
    if request.method == "POST" and form.is_valid():
        question = form.question()
        if _save(request, version, lambda body: editing.add_question(body, section, question)):
            return _back(version, question.key)
        version.refresh_from_db()
    context = {"version": version, "form": form, "home": home, "kind": QuestionKind(kind).label, "question": None}
    return render(request, "intake/forms/question_form.html", context)


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def question_edit(request: Request, slug: str, number: int, key: str) -> HttpResponse:
    version = _open_draft(request, slug, number)
    questionnaire = parse(version.body)
    question, home = questionnaire.question(key), questionnaire.section_of(key)
    if question is None:
        raise Http404
    form = QuestionForm(request.POST or None, kind=question.kind, questionnaire=questionnaire, key=key)
    if request.method == "POST" and form.is_valid():
        changed = form.question()
        if _save(request, version, lambda body: editing.change_question(body, key, changed)):
            return _back(version, key)
        version.refresh_from_db()
    context = {"version": version, "form": form, "home": home, "kind": question.kind.label, "question": question}
    return render(request, "intake/forms/question_form.html", context)


@opens("intake.change_form")
@require_POST
def part_move(request: Request, slug: str, number: int, key: str) -> HttpResponse:
    """Move a section or question up or down, or copy it."""
    version = _open_draft(request, slug, number)
    is_section = parse(version.body).section(key) is not None
    move = request.POST.get("move", "")
    if move not in {"up", "down", "copy"}:
        raise Http404
    steps = -1 if move == "up" else 1
    if move == "copy":
        copy = editing.copy_section if is_section else editing.copy_question
        _save(request, version, lambda body: copy(body, key))
    else:
        shift = editing.move_section if is_section else editing.move_question
        _save(request, version, lambda body: shift(body, key, steps))
    return _back(version, key)


@opens("intake.change_form")
@require_POST
def part_place(request: Request, slug: str, number: int) -> HttpResponse:
    """Put a question where it was dragged to: in a section, before another question or at the end."""
    version = _open_draft(request, slug, number)
    key, section, before = (request.POST.get(name, "") for name in ("key", "section", "before"))
    _save(request, version, lambda body: editing.place_question(body, key, section, before))
    return _back(version, key)


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def part_remove(request: Request, slug: str, number: int, key: str) -> HttpResponse:
    version = _open_draft(request, slug, number)
    questionnaire = parse(version.body)
    section, question = questionnaire.section(key), questionnaire.question(key)
    if section is None and question is None:
        raise Http404
    gone = {one.key for one in section.questions} if section else {key}
    if request.method == "POST":
        remove = editing.remove_section if section else editing.remove_question
        if _save(request, version, lambda body: remove(body, key)):
            messages.success(request, _("Removed from this draft. Earlier versions keep it."))
        return _back(version)
    followers = [one for one in questionnaire.questions if one.condition and one.condition.question in gone - {one.key}]
    left = [one for one in followers if one.key not in gone]
    context = {"version": version, "section": section, "question": question, "followers": left}
    return render(request, "intake/forms/part_remove.html", context)
