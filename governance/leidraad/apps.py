"""Registers the room with Django."""

from django.apps import AppConfig


class LeidraadConfig(AppConfig):
    name = "governance.leidraad"
    label = "leidraad"

    def ready(self) -> None:
        from accounts import digest  # noqa: PLC0415 -- models are ready only now
        from governance.comments import registry as comments  # noqa: PLC0415 -- idem
        from governance.leidraad.pages import deviations, endings, paragraphs, signatures, tasks  # noqa: PLC0415 -- idem
        from governance.leidraad.signable import KIND  # noqa: PLC0415 -- idem
        from governance.leidraad.texts import condition_names, condition_url  # noqa: PLC0415 -- idem
        from governance.signing import registry as signing  # noqa: PLC0415 -- idem
        from pilots.areas import notices  # noqa: PLC0415 -- idem
        from typology.gearbox import registry as gearbox  # noqa: PLC0415 -- idem

        notices.register(deviations.notices)
        comments.register(tasks.QUESTION, tasks.QUESTIONS)
        digest.register(tasks.tasks_of)
        digest.register(tasks.comments_on_own)
        digest.register(endings.ending_lines)
        signing.register(KIND, signatures.provider())
        comments.register(paragraphs.KIND, paragraphs.TARGET)
        gearbox.register_conditions(names=condition_names, url=condition_url)
