"""How Django's own forms look: NL Design System fields with the message beside the field."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Finds the form templates in `templates/forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
