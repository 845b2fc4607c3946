"""The rules of the house that a machine can check, each in one assertion. docs/architecture.md says why they exist."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import factory
import pytest
from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ["config", "core", "accounts", "pilots", "governance", "typology", "toolbox", "reports"]
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in ROOMS and "pgh_id" not in {field.name for field in model._meta.get_fields()}
]


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


CODE = [path for path in python_files(*ROOMS) if "migrations" not in path.parts]
MIGRATIONS = [path for path in python_files(*ROOMS) if "migrations" in path.parts and path.name != "__init__.py"]
TESTS = python_files("tests")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TREES = {path: ast.parse(path.read_text()) for path in CODE}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions() -> Iterator[tuple[str, int]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{named(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


# Imports --------------------------------------------------------------------------------------------------------------
def test_imports_go_down_only():
    program = Path(sys.executable).parent / "lint-imports"

    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert result.returncode == 0, result.stdout


def test_import_inside_a_function_gives_its_reason():
    reasons = re.compile(r"# noqa: [\w, ]*PLC0415 -- \S")
    without = [
        f"{named(path)}:{node.lineno}"
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not reasons.search(path.read_text().splitlines()[node.lineno - 1])
    ]

    assert without == []


def test_migrations_import_none_of_our_code():
    """A migration keeps working when the code has moved on; a model's manager and its choices are written out."""
    pattern = re.compile(
        rf"^\s*(?:from|import) (?:{'|'.join(ROOMS)})\b(?!\.(?:\w+\.)*(?:models|enums)(?:\.\w+)?$)", re.MULTILINE
    )

    assert [named(path) for path in MIGRATIONS if pattern.search(path.read_text())] == []


def test_drawers_without_a_subject_do_not_exist():
    drawers = {"utils.py", "helpers.py", "common.py", "misc.py"}

    assert [named(path) for path in CODE if path.name in drawers] == []


def test_no_signals_of_our_own():
    """`call the action` is easier to follow than `something listens somewhere`."""
    assert [
        named(path)
        for path in CODE
        if re.search(r"@receiver|(?:signal|save|delete|init|changed)\.connect\(", path.read_text())
    ] == []


# Sizes ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("paths", "limit"), [(CODE, 400), (TESTS, 500), (TEMPLATES, 150)], ids=["code", "tests", "templates"]
)
def test_files_stay_readable_in_one_sitting(paths, limit):
    assert {named(path): lines(path) for path in paths if lines(path) > limit} == {}


def test_functions_stay_on_one_screen():
    lengths = dict(functions())

    assert {name: length for name, length in lengths.items() if length > 50} == {}
    assert median(lengths.values()) <= 8


def test_views_stay_thin():
    views = {name: length for name, length in functions() if re.search(r"/(?:views|home)(?:/\w+)?\.py:\d+ [a-z]", name)}

    assert {name: length for name, length in views.items() if length > 30} == {}


def test_median_file_is_short():
    assert median(lines(path) for path in CODE if lines(path)) <= 80


# Models ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_says_what_one_row_is(model: type[Model]):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django's own text is no docstring"


def test_every_model_has_a_factory():
    for path in (ROOT / "tests" / "factories").glob("*.py"):
        __import__(f"tests.factories.{path.stem}")
    made = {one._meta.model for one in descendants(factory.django.DjangoModelFactory)}

    assert {model._meta.label for model in MODELS if model not in made} == set()


def descendants(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from descendants(one)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_stays_one_idea(model: type[Model]):
    methods = [name for name, member in vars(model).items() if callable(member) and not name.startswith("_")]
    own = [name for name in methods if not name.startswith(("get_next_by", "get_previous_by")) and name[:4] != "get_"]

    assert len(own) <= 15


# Templates ------------------------------------------------------------------------------------------------------------
def test_every_template_is_used():
    """Templates of others that ours replace are found by their name in the package itself."""
    text = "\n".join(path.read_text() for path in [*CODE, *TEMPLATES])
    replaced = re.compile(r"^(?:account|mfa|socialaccount|usersessions|allauth|admin|django|forms|health_check)/")
    by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]

    unused = [name for name in names if name not in text and not replaced.match(name) and name not in by_django]

    assert unused == []


def test_templates_hold_no_inline_style_or_script():
    """The content security policy allows neither."""
    pattern = re.compile(r"\sstyle=|<style|<script>|\son(?!e=)[a-z]+=|hx-on", re.IGNORECASE)  # `one=` is ours
    printed = ("print.html", "reports/pdf/", "mail")  # no policy applies there, and mail readers know nothing else

    found = [
        named(path)
        for path in TEMPLATES
        if pattern.search(path.read_text()) and not str(path.relative_to(ROOT / "templates")).startswith(printed)
    ]

    assert found == []


# Words ----------------------------------------------------------------------------------------------------------------
def test_message_ids_are_english():
    """Dutch belongs in the catalogue; a word list is enough to notice it."""
    dutch = re.compile(r"\b(?:de|het|een|van|niet|voor|naar|wordt|zijn|geen|deze|uw|gebied|moet)\b")
    in_code = re.compile(r"""\b(?:_|gettext|gettext_lazy|ngettext|pgettext)\(\s*(?:"([^"]+)"|'([^']+)')""")
    in_templates = re.compile(r"""{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
    found = [
        f"{named(path)}: {text}"
        for paths, pattern in ((CODE, in_code), (TEMPLATES, in_templates))
        for path in paths
        for match in pattern.finditer(path.read_text())
        if dutch.search(text := (match[1] or match[2]).lower())
    ]

    assert found == []


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(r"^(?:dependencies|embedded|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    entries = [line for block in lists for line in block.splitlines() if line.strip().startswith('"')]

    assert len(entries) > 30
    assert [line for line in entries if not re.search(r'",\s+# \S', line)] == []


def test_nothing_of_one_machine_is_in_the_repository():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    # Put together here, so that this file does not find itself.
    places = re.compile("|".join(["/ro" + "ot/", "/ho" + "me/[a-z]", r"/wo" + "rk/", "/Us" + "ers/"]))
    texts = {".py", ".html", ".md", ".yml", ".yaml", ".toml", ".txt", ".sh", ".js", ".css", ".po"}

    found = [name for name in tracked if Path(name).suffix in texts and places.search((ROOT / name).read_text())]

    assert found == []
