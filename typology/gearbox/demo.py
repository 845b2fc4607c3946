"""Schakelbakken of the demo: made up, and marked so on every page and in every PDF."""

from dataclasses import dataclass

from accounts.models import User
from pilots.areas.models import PilotArea
from typology.gearbox import actions
from typology.gearbox.models import Collaboration
from typology.gearbox.tables import Typology

FICTION = "Fictief antwoord voor de demonstratie."


@dataclass(frozen=True, slots=True)
class Sketch:
    """One made-up collaboration: a level per dial, answers about the task, and own words per question."""

    levels: dict[str, int]
    task: dict[str, str]
    words: dict[str, str]


SKETCHES = {
    # Coordinating today, while the task asks for a programme.
    "landgoederen-brummen": Sketch(
        levels={"subject": 3, "partners": 2, "interests": 2, "contributions": 2, "agreements": 2},
        task={
            "setting": "pressure",
            "intertwined": "shared",
            "pooling": "budget",
            "duration": "long",
            "parties": "several",
            "competence": "some",
        },
        words={
            "subject-clear": f"{FICTION} Er is een kaart, maar de oppervlakte staat niet vast.",
            "partners-table": f"{FICTION} Collectief, landgoederen en waterschap hebben een contactpersoon.",
            "contributions-what": f"{FICTION} Gegevens over water zijn gedeeld. Over geld is nog niet besloten.",
            "pooling": f"{FICTION} Voor grond en beheer is meerdere jaren geld nodig.",
        },
    ),
    # Partly under rules that are fixed: public direction.
    "veluwezoom-ijssel": Sketch(
        levels={"subject": 3, "partners": 3, "interests": 2, "contributions": 2, "agreements": 2},
        task={
            "setting": "imposed",
            "intertwined": "inseparable",
            "pooling": "budget",
            "duration": "long",
            "parties": "many",
            "competence": "much",
        },
        words={"setting": f"{FICTION} Voor een deel van het gebied liggen de regels vast in de verordening."},
    ),
    # A project coalition, and that is enough.
    "waddeneilanden": Sketch(
        levels={"subject": 3, "partners": 3, "interests": 3, "contributions": 3, "agreements": 3},
        task={
            "setting": "free",
            "intertwined": "shared",
            "pooling": "project",
            "duration": "medium",
            "parties": "several",
            "competence": "some",
        },
        words={"agreements-monitoring": f"{FICTION} De meetpunten zijn gezamenlijk."},
    ),
}


def load() -> None:
    """Make the collaborations that do not exist yet; running it twice changes nothing."""
    coordinator = User.objects.get(email="coordinator@gebiedswijzer.example")
    for area in PilotArea.objects.filter(slug__in=SKETCHES).filter(collaborations=None):
        _fill_in(area, SKETCHES[area.slug], coordinator)


def _fill_in(area: PilotArea, sketch: Sketch, by: User) -> None:
    collaboration = actions.start_collaboration(area=area, by=by)
    Collaboration.objects.filter(pk=collaboration.pk).update(is_fictional=True)
    answers = _at_levels(collaboration.version.tables, sketch.levels) | sketch.task
    actions.answer(collaboration=collaboration, by=by, answers=answers, explanations=sketch.words)


def _at_levels(tables: Typology, levels: dict[str, int]) -> dict[str, str]:
    """Answer every question of a dial with the lowest answer that reaches the level of the dial."""
    return {
        question.code: next(answer.code for answer in question.levels if answer.level >= levels[dial.code])
        for dial in tables.dials
        for question in dial.questions
    }
