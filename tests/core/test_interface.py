import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from core.templatetags.interface import nav_link


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(help_text="As on paper")
    remark = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_form_without_errors_has_label_help_and_control():
    html = SampleForm().render()

    assert '<label class="utrecht-form-label" for="id_name">' in html
    assert '<div class="field-help" id="id_name_helptext">As on paper</div>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "<legend" in html
    assert "error-summary" not in html


def test_form_with_an_error_says_so_above_and_beside_the_field():
    html = SampleForm({"kind": "a", "answer": "yes"}).render()

    assert '<a class="utrecht-link" href="#id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html


@pytest.mark.parametrize(
    ("path", "current"), [("/toegankelijkheid/", "page"), ("/toegankelijkheid/meer/", "true"), ("/", "")]
)
def test_nav_link_marks_the_page_you_are_on(path, current):
    link = nav_link({"request": RequestFactory().get(path)}, "reports:accessibility", "Label")

    assert (f'aria-current="{current}"' in link) == bool(current)
    assert ("aria-current" in link) == bool(current)


def test_pagination_keeps_the_other_parameters():
    page = Paginator(range(100), 10).get_page(5)
    request = RequestFactory().get("/", {"zoek": "veen", "page": 5})

    html = render_to_string("components/pagination.html", {"page": page}, request=request)

    assert "?zoek=veen&amp;page=6" in html
    assert 'aria-current="page"' in html
