"""Report contents that look like the real thing, of any length, without a database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.safestring import mark_safe

from core.charts import Bar, BarChart, Figure, GroupedChart, Stack, StackedChart, figure, for_print
from pilots.intake.enums import QuestionKind
from pilots.intake.pages.figures import OutcomeView
from reports import chapters as ch
from reports.agreed import Agreed, Model, Pulse, Timeline
from reports.approach import Aim, Approach, Aspect, Chosen, Money, MoneyLine, MoneyYear, Owed, Planned
from reports.differences import Change, Group, Move, Since
from reports.enums import ReportKind
from reports.heard import Around, Asked, Heard, Party, Signal, Standing, Voices, Words, for_paper
from reports.models import Report, ReportJob
from reports.signatures import Sealed, Signatures, Signed
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory

SAMPLE = b"%PDF-1.7 sample"
NO, PARTLY, YES, OPEN = (
    ch.Status("Nee", "stop"),
    ch.Status("Deels", "warn"),
    ch.Status("Ja", "ok"),
    ch.Status("Nog geen antwoord", "neutral"),
)
NAMES = (
    "Bron én gebied", "Doel", "Verplichting", "Instrumentarium", "Budget", "Samenwerking en gedragsregels",
    "Verwachtingen en tijd", "Uitvoering, begeleiding en monitoring",
)  # fmt: skip
QUESTIONS = (
    "Welk deel van de opgave moet uit het gebied zelf komen, en welk deel uit landelijk beleid?",
    "Welke toestand moet worden bereikt, waar op de kaart en wanneer?",
    "Welke maatregelen buiten het Natura 2000-gebied volgen daaruit?",
    "Wat ligt vast en wat is nog open?",
)
TEXT = (
    "De provincie heeft de drukfactoren laten onderzoeken. Verdroging weegt het zwaarst; het grondwater staat in het "
    "voorjaar 30 tot 40 cm te laag. De metingen van het waterschap en die van de landgoederen wijken nog van elkaar af."
)


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    area = factory.SubFactory(AreaFactory)
    kind = ReportKind.LEIDRAAD
    version = factory.Sequence(lambda n: n + 1)
    language = "nl"
    content_hash = factory.Sequence(lambda n: f"{n:064d}")
    file = factory.LazyFunction(lambda: default_storage.save("sample.pdf", ContentFile(SAMPLE)))
    sha256 = "0" * 64
    size = 15
    pages = 1
    made_by = factory.SubFactory(UserFactory)
    made_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def stored(report: Report) -> bytes:
    """Return the file of a report."""
    with report.file.open() as file:
        return file.read()


class ReportJobFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportJob

    area = factory.SubFactory(AreaFactory)
    kind = ReportKind.LEIDRAAD
    requested_by = factory.SubFactory(UserFactory)


def answer(number: int, index: int) -> ch.Answer:
    status = (YES, PARTLY, NO, OPEN)[(number + index) % 4]
    proof = ch.Evidence("Drukfactorenanalyse Landgoederen Brummen", date(2025, 6, 3), "https://example.nl/analyse", "")
    upload = ch.Evidence("Verslag keukentafelgesprekken.pdf", None, "", "9f86d081884c7d659a2feaa0c55ad015" * 2)
    evidence = {0: (proof,), 1: (upload,)}.get((number + index) % 4, ())
    plan = ("E. de Vries (fictief)", date(2027, 3, 1)) if status is PARTLY else ("", None)
    reason = "" if status is OPEN else mark_safe(f"<p>{TEXT}</p>")
    return ch.Answer(f"{number}.{index + 1}", QUESTIONS[index % 4], status, mark_safe(reason), *plan, evidence)


def condition(number: int, questions: int = 4) -> ch.Condition:
    answers = tuple(answer(number, index) for index in range(questions))
    tone = (ch.Status("Open", "stop"), ch.Status("Deels", "warn"), ch.Status("Op orde", "ok"))[number % 3]
    return ch.Condition(
        number=str(number),
        name=NAMES[(number - 1) % 8],
        is_hard=2 <= number <= 5,
        status=tone,
        summary="Leg vast wat er bereikt moet worden, waar en wanneer.",
        guidance=mark_safe(
            "<p>Een gebiedsproces begint met een doel dat iedereen kan navertellen. Leg vast welke doelen "
            "dit proces sturen, waar ze gelden en wanneer ze gehaald moeten zijn.</p>"
        ),
        example="In Groot Wilnis-Vinkeveen tekenden tien partijen een gebiedsconvenant met één doel.",
        reason="3 van 4 vragen beantwoord",
        answers=answers,
        open_points=tuple(f"{item.code} {item.question}" for item in answers if item.status in (NO, OPEN)),
        sources=(
            ch.Link("Startpresentatie, hoofdstuk 7", ""),
            ch.Link("Provincie Gelderland", "https://gelderland.nl"),
        ),
        findings=voices().findings if number == 2 else (),
    )


def around() -> Around:
    parties = (Party("Denkbeeldig Waterschap", "Waterschap", "Meebeslissen"), Party("Dorpsraad", "Bewoners", ""))
    names = ("Samen werken (veel invloed, veel belang)", "Tevreden houden (veel invloed, weinig belang)")
    fields = (Standing(names[0], "6", True, 312, 4), Standing(names[1], "verborgen", False, 26, 4))
    few = Asked("Wat vond u van de avond?", 6, 2, is_told=False, questions=())
    rounds = (Asked("Wat wilt u in dit gebied?", 20, 14, is_told=True, questions=tuple(outcomes_of_intake())), few)
    return Around(parties, 3, fields, rounds, (("Wantrouwen", 6),), least=5)


def outcomes_of_intake() -> Iterator[OutcomeView]:
    """Give a bar chart, a matrix with a hidden number, and a question that too few people answered."""
    doubts = "Waar twijfelt u over als het om dit gebied gaat?"
    bars = (Bar("Of er genoeg geld is", 8, "8 (57%)"), Bar("Ik twijfel niet", None, "verborgen"))
    yield outcome_of(
        "twijfel", doubts, figure(BarChart(doubts, "Antwoorden", bars, label_head="Antwoord"), "r1-twijfel")
    )
    weight = "Hoe belangrijk zijn deze dingen voor u en uw bedrijf?"
    rows = (Stack("Sterke natuur", (None, None, 9)), Stack("Genoeg en schoon water", (0, 5, 9)))
    chart = StackedChart(weight, "Antwoorden", ("niet", "een beetje", "veel"), rows, label_head="Regel")
    yield outcome_of("belang", weight, figure(chart, "r1-belang"))
    yield outcome_of("land", "Hoeveel hectare grond hebt u?", None)


def outcome_of(key: str, label: str, drawn: Figure | None) -> OutcomeView:
    kind = QuestionKind.SEVERAL_CHOICES
    told = "14" if drawn else "minder dan 5"
    return for_paper(OutcomeView(key, label, kind, "Keuze", 14, told, True, not drawn, drawn, (("Mediaan", "12"),)))


def approach(aims: int = 2) -> Approach:
    """Tell of goals that are partly arranged, one measure, and five years of money."""
    years = tuple(
        MoneyYear(year, "€ 85.000", "€ 40.000", "€ 20.000", "€ 0", "€ 0", "€ 25.000", is_short=True)
        for year in range(2026, 2031)
    )
    rows = tuple(Stack(str(year.year), (85_000, 40_000, 20_000, 25_000)) for year in years)
    charts = tuple(
        for_print(figure(GroupedChart("Nodig en gedekt", "euro", SERIES, rows[start:end], "Jaar"), f"budget-{start}"))
        for start, end in ((0, 2), (2, 5))
    )
    line = MoneyLine("Sloten dempen", "Uitvoering", "", "2026–2030", "€ 85.000", "€ 425.000", "Raming (fictief)")
    cover = MoneyLine("Het hele gebied", "Gebiedsbudget", "Vastgelegd", "2026–2030", "€ 40.000", "€ 200.000", "")
    chosen = Chosen(
        "Kavelruil", "Vrijwillig", "ok", "Open, tot 2029", "Gedoogplicht. Op 1 juli 2027", is_fictional=True
    )
    return Approach(
        aspects=ASPECTS,
        aims=tuple(map(aim, range(1, aims + 1))),
        arranged=aims,
        total=5 * aims,
        placed=aims // 2,
        conclusion="Het spoor “bron” heeft nog geen inhoud.",
        tracks=(("Bron: minder ammoniak", ("Er staat nog geen drukfactor bij dit spoor.",)),),
        measures=(
            Planned(
                "1", "Sloten dempen", "Waterhuishouding", "Afgesproken", "Getekend op de kaart, 12 ha", "2026–2029",
                "€ 250.000 tot € 400.000", ("H6410 Blauwgraslanden: 2 tot 3 ha",), (chosen,), is_fictional=True,
            ),
            Planned("2", "Minder mest", "Bron", "Idee", "Nog niet ruimtelijk", "", "", (), (), is_fictional=False),
        ),
        money=Money("Niet gedekt", "stop", years, replace(years[0], year=0), charts,
                    ("“Minder mest” heeft nog geen kosten.",), (line,), (cover,), is_fictional=True),
    )  # fmt: skip


ASPECTS = ("Plek", "Verplichting", "Maatregelen", "Instrumenten", "Budget")
SERIES = ("Behoefte", "Vastgelegd", "Toegezegd", "Ontbreekt")


def aim(number: int) -> Aim:
    states = (("Nog te regelen", "stop"), ("Geregeld", "ok"), *[("Deels geregeld", "warn")] * 3)
    aspects = zip(ASPECTS, states, strict=True)
    return Aim(
        number=number, key=str(number), name=f"H6410 Blauwgraslanden {number}", site="Landgoederen Brummen",
        direction="Uitbreiden", gap="4 tot 6 ha", place="Nog niet ruimtelijk", is_spatial=False,
        due_on=date(2035, 12, 31), openness="Deels open", source="Pilotpagina", source_url="https://example.nl/pilot",
        is_fictional=True, enough="Goed werk, nog niet genoeg", enough_tone="warn",
        reasons=("Wat er ontbreekt: 4 tot 6 ha.", "Dan ontbreekt er nog 1 tot 4 ha."),
        to_know=("Schat wat “Minder mest” oplevert.",), measures=("Sloten dempen",),
        owed=Owed("Duidelijk", "ok", "", "Resultaat: het moet gehaald worden", "Habitatrichtlijn, artikel 6",
                  "https://example.nl/wet", "Systeemherstel", "Ja: het tempo", "Provincie Gelderland",
                  date(2035, 12, 31), "Jurist (fictief)", date(2026, 10, 12), "", "Fictief", is_fictional=True),
        mix="Alleen vrijwillig", mix_tone="warn", remarks=("Dit doel rust alleen op vrijwillige instrumenten.",),
        aspects=tuple(Aspect(name, state, tone, ("Staat nog niet op de kaart.",) if tone != "ok" else ())
                      for name, (state, tone) in aspects),
    )  # fmt: skip


def signatures() -> Signatures:
    """Tell of a condition that was signed and changed since, one that was refused, and one that nobody signs."""
    at, seal = datetime(2026, 11, 20, 14, 30, tzinfo=UTC), "3b5d5c3712955042212316173ccf37be" * 2
    signed = Signed("A. Bakker (fictief)", "Gedeputeerde", "", "Handtekening vervallen", "warn", "", at, 3, seal)
    asked = Signed("C. Dekker (fictief)", "Dijkgraaf", "", "Nog niet getekend", "neutral", "", None, 0, "")
    refused = Signed("E. Jansen (fictief)", "Wethouder", "F. Mol, secretaris", "Geweigerd", "stop",
                     "De dekking ontbreekt.", at, 4, seal[::-1])  # fmt: skip
    return Signatures((
        Sealed("2", "Doel", True, False, "Handtekening vervallen", "warn", seal[::-1], (signed, asked),
               ("De dijkgraaf heeft nog niet getekend.",), ("Vraag 2.1: antwoord",)),
        Sealed("5", "Budget", True, False, "Geweigerd", "stop", seal, (refused,), ("De wethouder weigerde.",), ()),
        Sealed("6", "Samenwerking", False, False, "Niet gevraagd", "neutral", "", (), (), ()),
    ))  # fmt: skip


def since() -> Since:
    """Tell of every kind of change."""
    changes = (
        Change("H6410: Wat er ontbreekt", Move.CHANGED, "4 tot 6 ha", "3 tot 6 ha"),
        Change("H4010 Vochtige heiden", Move.NEW),
        Change("H1166 Kamsalamander", Move.GONE),
        Change("2. Doel: toelichting 2.1", Move.REWRITTEN),
    )
    return Since(2, date(2026, 11, 20), (Group("Doelen", changes),))


def voices(findings: int = 2) -> Voices:
    said = Words("Niemand zegt op welk perceel wat moet gebeuren.", "Veehouder A", is_counter=False)
    against = Words("Bij ons ligt er wel een kaart.", "Medewerker waterschap B", is_counter=True)
    found = tuple(
        Heard(
            number=number,
            kind="Knelpunt",
            statement=f"De opgave per perceel is onduidelijk ({number})",
            text=mark_safe(f"<p>{TEXT}</p>"),
            strength="Onderbouwd",
            tone="ok",
            because="4 onafhankelijke bronnen in 1 gebied.",
            areas=("Landgoederen Brummen",),
            quotes=(said, against),
            silent=2,
            withdrawn=number - 1,
            source="Fictief (demo)",
            url="https://gebiedswijzer.example/bevindingen/1/",
            advice=(("Naar een voorwaarde: Doel", "Zeg per perceel wat het doel is."),),
            conditions=("doel",),
        )
        for number in range(1, findings + 1)
    )
    signal = Signal("Geef zekerheid over beheergeld.", "Ministerie van LVVN", "Verstuurd", "warn",
                    date(2026, 9, 1), date(2026, 11, 1), "", None)  # fmt: skip
    done = Signal("Maak één loket.", "Provincie Gelderland", "Beantwoord", "ok",
                  date(2026, 5, 1), date(2026, 7, 1), "Het loket komt er.", date(2026, 6, 20))  # fmt: skip
    return Voices(found, (signal, done))


def guide(conditions: int = 8, questions: int = 4) -> ch.Guide:
    items = tuple(condition(number, questions) for number in range(1, conditions + 1))
    reasons = (
        "Doel: er is nog niet vastgelegd waar en wanneer de toestand bereikt moet zijn.",
        "Budget: voor twee maatregelen is nog geen dekking.",
    )
    gate = ch.Gate(ch.Status("Dicht", "stop"), "Het gebiedsproces mag nog niet beginnen.", reasons)
    return ch.Guide(
        gate=gate,
        conditions=items,
        answered=conditions * questions * 3 // 4,
        asked=conditions * questions,
        chapters=(ch.Story("Waarom een leidraad", mark_safe(f"<p>{TEXT}</p><ol><li>Lees</li><li>Vul in</li></ol>")),),
        steps=tuple(step(number) for number in range(1, 4)),
        version="Leidraad 0.1 (concept)",
        disclaimer="Concept. De officiële tekst is niet openbaar; dit is onze eigen reconstructie.",
        is_concept=True,
        deliberate=ch.DeliberateStart(
            "Dit gebied is bewust gestart.",
            "Besloten door Mieke de Bruin.",
            f"Het najaar wacht niet. {TEXT}",
            ("2. Doel",),
        ),
    )


def step(number: int) -> ch.ProcessStep:
    activities = mark_safe("<ol><li>Praat met de eigenaren.</li><li>Leg vast wat vaststaat.</li></ol>")
    return ch.ProcessStep(
        number, "Verkenning", "Weten wie er meedoet.", activities, "Een kaart met partijen.", number == 2
    )


NOTHING_AGREED = Agreed(Model((), (), (), None), Timeline((), (), None), Pulse((), None, 5))


def collaboration() -> ch.Collaboration:
    names = ("Onderwerp", "Partners", "Belangen en doelen", "Bijdragen", "Afspraken")
    levels = zip(names, (2, 3, 1, 0, 2), (3, 4, 3, 3, 4), strict=True)
    said = (ch.DialAnswer("Is het onderwerp vastgelegd?", "Deels: in het plan van aanpak."),)
    dials = tuple(ch.Dial(name, now, needed, 5, said) for name, now, needed in levels)
    doing = ch.Status("In uitvoering", "neutral")
    why = ("Onderwerp staat op 2 en de opgave vraagt 3.", "Regel: gedeeld doel eerst (typologie 0.1).")
    return ch.Collaboration(
        now=ch.Gear("2", "Afstemmen", "Partijen kennen elkaars plannen en houden er rekening mee."),
        needed=ch.Gear("4", "Samen uitvoeren", "Partijen voeren een gedeeld plan uit en delen middelen."),
        verdict=ch.Status("De samenwerking is lichter geregeld dan de opgave vraagt", "warn"),
        reasons=("De opgave vraagt grond van meer dan tien eigenaren.", "Er is nog geen gedeeld doel."),
        dials=dials,
        to_arrange=tuple(ch.ToArrange(name, "Leg samen vast wat het onderwerp is en wat niet.", why, "Coördinator",
                                     doing, date(2027, 1, 15), "Doel") for name in names),
        version="Schakelbak 0.1 (concept)",
        is_concept=True,
        is_fictional=True,
        form="Eén organisatie trekt",
        form_reasons=("Er zijn veel partijen en er is nog weinig vertrouwen.",),
        lenses=(judged("Gedeelde ambitie"),),
        principles=(judged("Duidelijke grenzen"),),
        changes=("Als het antwoord anders was, dan was versnelling 3 genoeg.",),
        settled=2,
        alike=(("Brabants Bodem", ("Hetzelfde landschap: zand",)),),
    )  # fmt: skip


def judged(name: str) -> ch.Judged:
    links = (ch.Link("Kaats en Opheij", "https://example.nl/lenzen"),)
    return ch.Judged(name, ch.Status("vraagt aandacht", "stop"), "De ambitie is nog niet gedeeld.", links)


def example(number: int) -> ch.Example:
    return ch.Example(
        title=f"Natuurinclusieve kavelruil Groot Wilnis-Vinkeveen {number}",
        url="https://gebiedswijzer.example/toolbox/groot-wilnis-vinkeveen/",
        where="De Ronde Venen, Utrecht",
        summary="Boeren, provincie en natuurorganisaties ruilden kavels, zodat natuur én bedrijven verder konden.",
        reasons=("Helpt bij “Budget”", "Past bij versnelling 4"),
        sources=(ch.Link("CLM", "https://www.clm.nl/case/gebiedsproces-wilnis-vinkeveen/"),),
        is_concept=True,
    )


def area_chapter() -> ch.AreaChapter:
    path = "M180 90L420 70L470 250L300 330L160 260Z"
    shapes = (
        ch.MapShape("site", "Landgoederen Brummen", "M230 130L330 120L350 220L250 240Z", (290, 180)),
        ch.MapShape("site", "Veluwe", "M0 0L150 0L120 400L0 400Z", (60, 200)),
        ch.MapShape("area", "WaardeVOL Brummen", path, (380, 280)),
    )
    words = "WaardeVOL Brummen is ongeveer 1.240 hectare groot en overlapt met Landgoederen Brummen."
    source = ch.Link("Pilotpagina All4Biodiversity", "https://all4biodiversity.nl/pilots/brummen")
    return ch.AreaChapter(
        name="Landgoederen Brummen",
        place="Gelderland · Brummen, Voorst",
        facts=(
            ch.Fact("Fase", "Verkenning"),
            ch.Fact("Landschap", "Zandgronden"),
            ch.Fact("Grens", "Zoekgebied (60 %)"),
        ),
        phases=(
            ch.Status("Voorverkenning", "ok"),
            ch.Status("Verkenning", "warn"),
            ch.Status("Maatregelen", "neutral"),
        ),
        stories=(
            ch.Story("Wat gebeurt er in het gebied?", mark_safe(f"<p>{TEXT}</p><ul><li>Vernatten</li></ul>")),
            ch.Story("Hoe en met wie?", mark_safe(f"<p>{TEXT}</p>")),
            ch.Story("Hoe wordt gewerkt aan een verdienmodel?", mark_safe("")),
        ),
        map=ch.AreaMap("0 0 600 400", 600, 400, shapes, "1 km", 110, words),
        map_text=words,
        sites=(
            ch.SiteLine(58, "Landgoederen Brummen", "HR", "675 ha", "overlapt 304 ha"),
            ch.SiteLine(57, "Veluwe", "VR+HR", "88.403 ha", "ligt op 850 m"),
        ),
        numbers=(
            ch.Stated("Oppervlakte pilot", "112 ha", source, date(2025, 11, 20), is_conflicting=True),
            ch.Stated("Oppervlakte pilot", "ongeveer 150 ha", source, None, is_conflicting=True),
        ),
    )


def leidraad_report(conditions: int = 8, questions: int = 4) -> ch.LeidraadReport:
    return ch.LeidraadReport(
        area="Landgoederen Brummen",
        place="Gelderland · Brummen, Voorst",
        guide=guide(conditions, questions),
        approach=approach(),
        voices=voices(),
        collaboration=collaboration(),
        agreed=NOTHING_AGREED,
        signatures=signatures(),
        examples=tuple(example(number) for number in range(1, 4)),
        since=since(),
    )


def area_report(conditions: int = 8, questions: int = 4, examples: int = 3) -> ch.AreaReport:
    return ch.AreaReport(
        tiles=(ch.Fact("Oppervlakte", "1.240 ha"), ch.Fact("Fase", "Verkenning"), ch.Fact("Natura 2000", "2 gebieden")),
        area=area_chapter(),
        people=(ch.Participant("E. de Vries (fictief)", "Gebiedscoördinator"), ch.Participant("Waterschap", "Partner")),
        around=around(),
        guide=guide(conditions, questions),
        approach=approach(),
        voices=voices(),
        collaboration=collaboration(),
        agreed=NOTHING_AGREED,
        signatures=signatures(),
        examples=tuple(example(number) for number in range(1, examples + 1)),
        sources=(ch.Link("Pilotpagina", "https://all4biodiversity.nl/pilots/brummen"), ch.Link("Startpresentatie", "")),
    )


def colophon(kind: ReportKind = ReportKind.LEIDRAAD) -> ch.Colophon:
    return ch.Colophon(
        title=f"{kind.label}: Landgoederen Brummen",
        kind=str(kind.label),
        file_name=f"{kind}-landgoederen-brummen-v3.pdf",
        language="nl",
        version=3,
        author="E. de Vries (fictief)",
        made_at=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        content_hash="9f86d081884c7d659a2feaa0c55ad015" * 2,
        site_name="Gebiedswijzer",
        site_url="https://gebiedswijzer.example",
    )


def empty_leidraad_report() -> ch.LeidraadReport:
    gate = ch.Gate(ch.Status("Niet beoordeeld", "neutral"), "Er is nog geen leidraad geladen.", ())
    guide = ch.Guide(gate, (), 0, 0, (), (), "geen", "", is_concept=True)
    money = Money("Nog geen kosten", "stop", (), None, (), (), (), (), is_fictional=False)
    nothing = Approach(ASPECTS, (), 0, 0, 0, "Beide sporen zijn nog leeg.", (), (), money)
    return ch.LeidraadReport(
        "Leeg gebied", "", guide, nothing, Voices((), ()), None, NOTHING_AGREED, Signatures(()), ()
    )
