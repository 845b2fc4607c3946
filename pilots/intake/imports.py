"""The standard intake of `content/intake/`, read as a questionnaire."""

from pathlib import Path
from typing import Any

from core.packs import Draft, Pack, Shape, read_pack
from pilots.intake import actions
from pilots.intake.enums import QuestionKind
from pilots.intake.models import FormVersion
from pilots.intake.questionnaire import QuestionnaireError, faults, parse, serialise

QUESTION = Shape(
    texts={"label"},
    optional_texts={"help", "low", "high", "unit"},
    choices={"kind": frozenset(QuestionKind.values)},
    optional_values={"need": str, "steps": int, "decimals": int},
    free=frozenset({"options", "rows", "columns", "condition", "shapes", "minimum", "maximum"}),
)
SECTION = Shape(texts={"title"}, optional_texts={"intro"}, children={"questions": QUESTION})
SHAPE = Shape(children={"sections": SECTION})


def read(folder: Path) -> Pack:
    """Read and check the pack. Raises PackError, with the file and line of each problem."""
    return read_pack(folder, SHAPE, check=_check)


def body(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a pack as the stored body of a version. Raises QuestionnaireError."""
    sections = [
        _keyed(section) | {"questions": [_keyed(question) for question in section["questions"]]}
        for section in content["sections"]
    ]
    return serialise(parse({"sections": sections}))


def _keyed(entry: dict[str, Any]) -> dict[str, Any]:
    return {("key" if name == "code" else name): value for name, value in entry.items()}


def _check(draft: Draft) -> None:
    try:
        questionnaire = parse(body(draft.content))
    except QuestionnaireError as error:
        draft.report(("sections",), str(error))
        return
    places = {question.key: (number, place) for number, place, question in _questions(questionnaire.sections)}
    for fault in faults(questionnaire, ("nl", "en")):
        number, place = places.get(fault.question, (0, None))
        spot = ("sections", number, "questions", place) if place is not None else ("sections",)
        draft.report(spot, f"{fault.field}: {fault.message}")


def _questions(sections: Any) -> Any:
    for number, section in enumerate(sections):
        yield from ((number, place, question) for place, question in enumerate(section.questions))


def load(pack: Pack) -> tuple[FormVersion, bool]:
    """Publish this version of the pack as a version of the shared form; says whether it is new."""
    return actions.load_version(
        slug=pack.id,
        name=pack.content["name"]["nl"],
        source=f"{pack.id} {pack.version} ({pack.status})",
        body=body(pack.content),
        change_note="",
    )
