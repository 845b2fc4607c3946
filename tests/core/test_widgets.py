import pytest
from django.forms import ChoiceField, Form, Select

from core.widgets import LightSelect

CHOICES = [("", "Alle"), ("a", "A & B"), ("<b>", "<i>")]


@pytest.mark.parametrize("value", [None, "", "a", "<b>", "x"])
def test_light_select_is_the_same_as_the_select_of_django(value):
    class One(Form):
        fase = ChoiceField(choices=CHOICES, widget=Select)

    class Other(Form):
        fase = ChoiceField(choices=CHOICES, widget=LightSelect)

    def plain(form):
        html = form["fase"].as_widget(attrs={"class": "x"})
        return "".join(html.split()).replace('class="x"', "").replace('name="fase"', "").replace('id="id_fase"', "")

    initial = {"fase": value}
    assert plain(Other(initial=initial)) == plain(One(initial=initial))
