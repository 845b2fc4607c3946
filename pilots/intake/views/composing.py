"""The composer: forms, their versions, publishing, comparing and copying."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from core.access import ACCOUNT, opens
from pilots.intake import actions
from pilots.intake.enums import FormState, QuestionKind
from pilots.intake.forms.composing import FormForm, PublishForm
from pilots.intake.models import Form, FormVersion
from pilots.intake.pages.composing import composer_page, form_page, form_rows, preview_page
from pilots.intake.questionnaire import differences, faults, parse
from pilots.intake.rules import READER_ROLES
from pilots.intake.views.doors import open_form, open_version


@opens(ACCOUNT)
@require_safe
def form_list(request: Request) -> HttpResponse:
    """Show the forms this reader may use; other roles have none and get a 404."""
    if request.user.role not in READER_ROLES:
        raise Http404
    is_archive = "archief" in request.GET
    forms = Form.objects.visible_to(request.user)
    shown = forms.exclude(archived_at=None) if is_archive else forms.current()
    context = {
        "rows": form_rows(shown, request.user),
        "is_archive": is_archive,
        "has_archive": forms.exclude(archived_at=None).exists(),
        "can_add": request.user.has_perm("intake.add_form", Form()),
    }
    return render(request, "intake/forms/form_list.html", context)


@opens("intake.add_form")
@require_http_methods(["GET", "POST"])
def form_create(request: Request) -> HttpResponse:
    if not request.user.has_perm("intake.add_form", Form()):
        raise Http404
    form = FormForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        version = actions.create_form(name=form.cleaned_data["name"], province=form.province, by=request.user)
        messages.success(request, _("The form has been made. Add a section first."))
        return redirect(version)
    return render(request, "intake/forms/form_create.html", {"form": form, "source": None})


@opens("intake.view_form")
@require_safe
def form_detail(request: Request, slug: str) -> HttpResponse:
    form = open_form(request, slug)
    page = form_page(form)
    can_add = request.user.has_perm("intake.add_form", Form())
    return render(request, "intake/forms/form_detail.html", {"form": form, "page": page, "can_add": can_add})


@opens("intake.change_form")
@require_POST
def form_move(request: Request, slug: str) -> HttpResponse:
    """Start a new version, archive the form or bring it back."""
    form = open_form(request, slug, "intake.change_form")
    move = request.POST.get("move")
    if move == "draft":
        return redirect(actions.start_draft(form=form, by=request.user))
    if move == "archive":
        actions.archive_form(form=form, by=request.user)
        messages.success(request, _("The form is in the archive. Rounds that ask it go on."))
        return redirect("intake:form-list")
    if move != "restore":
        raise Http404
    actions.restore_form(form=form, by=request.user)
    messages.success(request, _("The form is back in the list."))
    return redirect(form)


@opens("intake.view_form")
@require_safe
def version_detail(request: Request, slug: str, number: int) -> HttpResponse:
    version = open_version(request, slug, number)
    can_edit = version.is_draft and request.user.has_perm("intake.change_form", version.form)
    page = composer_page(version, can_edit=can_edit)
    kinds = QuestionKind.choices
    return render(request, "intake/forms/version_detail.html", {"page": page, "version": version, "kinds": kinds})


@opens("intake.view_form")
@require_safe
def version_preview(request: Request, slug: str, number: int) -> HttpResponse:
    """Show the form as an invited person sees it, in the language of the address."""
    version = open_version(request, slug, number)
    language = "en" if request.GET.get("taal") == "en" else "nl"
    with translation.override(language):
        page = preview_page(version)
        return render(request, "intake/forms/preview.html", {"page": page, "version": version, "language": language})


@opens("intake.change_form")
@require_http_methods(["GET", "POST"])
def version_publish(request: Request, slug: str, number: int) -> HttpResponse:
    version = open_version(request, slug, number, "intake.change_form")
    if not version.is_draft:
        raise Http404
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(version=version, by=request.user, **form.cleaned_data)
        except (actions.MoveError, actions.NotReadyError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The version is published. It can be asked in a round now."))
            return redirect(version)
    questionnaire = parse(version.body)
    previous = version.form.versions.exclude(state=FormState.DRAFT).filter(number__lt=number).first()
    context = {
        "version": version,
        "form": form,
        "faults": faults(questionnaire, version.languages),
        "previous": previous,
        "differences": differences(parse(previous.body), questionnaire) if previous else (),
    }
    return render(request, "intake/forms/publish.html", context)


@opens("intake.change_form")
@require_POST
def version_move(request: Request, slug: str, number: int) -> HttpResponse:
    """Retire a published version or bring it back."""
    version = open_version(request, slug, number, "intake.change_form")
    to = FormState.RETIRED if request.POST.get("to") == FormState.RETIRED else FormState.PUBLISHED
    try:
        actions.move_version(version=version, to=to, by=request.user)
    except actions.MoveError as error:
        messages.error(request, str(error))
    else:
        is_retired = to == FormState.RETIRED
        done = _("New rounds can no longer choose this version. Rounds that ask it go on.")
        messages.success(request, done if is_retired else _("Rounds can choose this version again."))
    return redirect(version.form)


@opens("intake.add_form")
@require_http_methods(["GET", "POST"])
def version_copy(request: Request, slug: str, number: int) -> HttpResponse:
    version = open_version(request, slug, number)
    if not request.user.has_perm("intake.add_form", Form()):
        raise Http404
    name = _("%(name)s (copy)") % {"name": version.form.name}
    form = FormForm(request.POST or None, user=request.user, initial={"name": name[:120]})
    if request.method == "POST" and form.is_valid():
        chosen = {"name": form.cleaned_data["name"], "province": form.province}
        copied = actions.copy_form(version=version, by=request.user, **chosen)
        messages.success(request, _("The copy has been made as a draft."))
        return redirect(copied)
    return render(request, "intake/forms/form_create.html", {"form": form, "source": version})


@opens("intake.view_form")
@require_safe
def version_differences(request: Request, slug: str, number: int) -> HttpResponse:
    """Compare a version with another one of the form; by default the one before it."""
    version = open_version(request, slug, number)
    others = FormVersion.objects.filter(form=version.form).exclude(pk=version.pk).order_by("-number")
    wanted = request.GET.get("met", "")
    earlier = others.filter(number=int(wanted)) if wanted.isdigit() else others.filter(number__lt=number)
    other = get_object_or_404(earlier, number=int(wanted)) if wanted.isdigit() else earlier.first()
    found = differences(parse(other.body), parse(version.body)) if other else ()
    context = {"version": version, "other": other, "others": others.without_body(), "differences": found}
    return render(request, "intake/forms/differences.html", context)
