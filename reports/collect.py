"""Fills the chapters of the reports from the pages of the other rooms, so that a report says what the screens say."""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import geo
from governance.leidraad import pages as guide_pages
from pilots.areas import pages as area_pages
from pilots.areas.models import PilotArea
from reports import chapters as ch
from reports.agreed import agreed
from reports.approach import approach
from reports.heard import Voices, around, voices
from reports.signatures import Signatures, signatures
from reports.words import flat
from toolbox import pages as toolbox_pages
from typology.gearbox import pages as typology_pages

TONES = frozenset({"ok", "warn", "stop", "neutral"})
VERDICT_TONES = {"fits": "ok", "too-light": "warn", "heavier": "neutral", "unknown": "neutral"}
EXAMPLES = 5


def leidraad_report(area: PilotArea) -> ch.LeidraadReport:
    """Collect the guide of this area."""
    page = area_pages.area_page(area)
    check = guide_pages.check_page(area)
    said, signed = voices(area), signatures(area, check.conditions if check else ())
    return ch.LeidraadReport(
        area=page.name,
        place=_place(page),
        guide=_guide(area, check, said, signed),
        approach=approach(area),
        voices=said,
        collaboration=_collaboration(area),
        agreed=agreed(area),
        signatures=signed,
        examples=_examples(area),
    )


def area_report(area: PilotArea) -> ch.AreaReport:
    """Collect the area report."""
    page = area_pages.area_page(area)
    check = guide_pages.check_page(area)
    said, signed = voices(area), signatures(area, check.conditions if check else ())
    guide, collaboration, chapter = _guide(area, check, said, signed), _collaboration(area), _area(area, page)
    examples = _examples(area)
    return ch.AreaReport(
        tiles=_tiles(page, collaboration),
        area=chapter,
        people=tuple(ch.Participant(person.name, person.role) for person in page.people),
        around=around(area),
        voices=said,
        approach=approach(area),
        guide=guide,
        collaboration=collaboration,
        agreed=agreed(area),
        signatures=signed,
        examples=examples,
        sources=_sources(chapter, guide, examples),
    )


def _status(label: str, tone: str) -> ch.Status:
    return ch.Status(label, tone if tone in TONES else "neutral")


def _address(url: str) -> str:
    """Return an address that works outside the site."""
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url


def _links(sources: Iterable[guide_pages.SourceView | typology_pages.SourceLine]) -> tuple[ch.Link, ...]:
    return tuple(ch.Link(source.name, source.url) for source in sources)


# The guide ----------------------------------------------------------------------------------------------------------


def _guide(area: PilotArea, check: guide_pages.CheckPage | None, said: Voices, signed: Signatures) -> ch.Guide:
    deliberate = _deliberate(area)
    if check is None:
        gate = ch.Gate(ch.Status(_("not assessed"), "neutral"), _("No guide has been loaded yet."), ())
        return ch.Guide(gate, (), 0, 0, (), (), _("none"), "", is_concept=True, deliberate=deliberate)
    gate = ch.Gate(
        _status(check.gate.status_label, check.gate.badge),
        check.gate.sentence,
        tuple(_deciding(condition) for condition in check.gate.deciding),
    )
    return ch.Guide(
        gate=gate,
        conditions=tuple(_condition(condition, said, signed) for condition in check.conditions),
        answered=check.answered,
        asked=check.total,
        chapters=tuple(ch.Story(chapter.name, flat(chapter.html)) for chapter in check.chapters),
        steps=tuple(map(_step, check.steps)),
        version=f"{check.guide.name} {check.guide.version} ({check.guide.status_label.lower()})",
        disclaimer=check.guide.disclaimer,
        is_concept=check.guide.is_concept,
        deliberate=deliberate,
        is_without_gate=check.gate.is_passed_early and deliberate is None,
    )


def _deliberate(area: PilotArea) -> ch.DeliberateStart | None:
    """Tell the running decision as every page of the area does; the paper goes without how many days are left."""
    running = guide_pages.running_deviation(area)
    if running is None:
        return None
    names = tuple(f"{each.number}. {each.name}" for each in running.covers)
    return ch.DeliberateStart(guide_pages.headline(), guide_pages.decided(running), running.reason, names)


def _deciding(condition: guide_pages.ConditionView) -> str:
    open_points = [reason for reason in condition.reasons if reason.is_blocking] or condition.reasons
    codes = ", ".join(reason.code for reason in open_points if reason.code)
    count = len(open_points)
    words = ngettext("%(count)d open point", "%(count)d open points", count) % {"count": count}
    return f"{condition.name}: {words} ({codes})" if codes else f"{condition.name}: {words}"


def _condition(condition: guide_pages.ConditionView, said: Voices, signed: Signatures) -> ch.Condition:
    sealed = signed.of(str(condition.number))
    answered = _("%(answered)d of %(asked)d questions answered")
    return ch.Condition(
        number=str(condition.number),
        name=condition.name,
        is_hard=condition.is_hard,
        status=_status(condition.status_label, condition.badge),
        summary=condition.summary,
        guidance=flat(condition.html),
        example=condition.example,
        reason=answered % {"answered": condition.answered, "asked": condition.total},
        answers=tuple(map(_answer, condition.questions)),
        open_points=tuple(map(_open_point, condition.open_points)),
        sources=_links(condition.sources),
        findings=said.behind(condition.code),
        signed=_status(sealed.state, sealed.tone) if sealed and sealed.signers else None,
    )


def _answer(question: guide_pages.QuestionView) -> ch.Answer:
    return ch.Answer(
        code=question.code,
        question=question.question,
        status=_status(question.answer or _("No answer yet"), question.badge),
        reason=flat(question.html),
        owner=question.owner,
        due_on=question.due_on,
        evidence=tuple(
            ch.Evidence(proof.title, proof.effective_on, _address(proof.url), proof.sha256)
            for proof in question.evidence
        ),
        derived=question.derived.lines if question.derived else (),
    )


def _open_point(reason: guide_pages.ReasonView) -> str:
    return " ".join(part for part in (reason.code, reason.question, reason.rule) if part)


def _step(step: guide_pages.StepView) -> ch.ProcessStep:
    return ch.ProcessStep(step.number, step.name, step.aim, flat(step.html), step.result, step.is_current)


# The collaboration --------------------------------------------------------------------------------------------------


def _collaboration(area: PilotArea) -> ch.Collaboration | None:
    """Tell the current collaboration with its reasons, as its pages do. Parties that take a point up are not named."""
    found = typology_pages.find_collaboration(area)
    if found is None:
        return None
    result, listed = typology_pages.result_page(found), typology_pages.arranging_page(found)
    profile, form = result.profile, result.form
    alike = typology_pages.similar_page(area, AnonymousUser())
    return ch.Collaboration(
        now=_gear(profile.current),
        needed=_gear(profile.needed),
        verdict=ch.Status(profile.headline, VERDICT_TONES.get(profile.verdict, "neutral")),
        reasons=result.needed_reasons,
        dials=tuple(map(_dial, profile.dials)),
        to_arrange=tuple(_to_arrange(line) for line in listed.lines if line.is_to_do),
        version=f"{_('Schakelbak')} {profile.version} ({profile.status.lower()})",
        is_concept=profile.is_concept,
        is_fictional=profile.is_fictional,
        name=found.name,
        form=form.name if form else "",
        form_reasons=form.reasons if form else (),
        lenses=tuple(map(_judged, result.lenses)),
        principles=tuple(map(_judged, result.principles)),
        changes=result.others,
        settled=listed.settled,
        alike=tuple((one.name, one.reasons) for one in (*alike.very, *alike.some)),
    )


def _to_arrange(line: typology_pages.ArrangementLine) -> ch.ToArrange:
    taken = line.owner or (_("a party of the area") if line.partner else "")
    return ch.ToArrange(
        dial=line.dial or line.kind_label,
        what=line.what,
        why=tuple(f"{why.question} {why.answer}" for why in line.why),
        who=taken or line.who,
        state=_status(line.state_label, line.badge),
        due_on=line.due_on,
        condition=line.condition_name,
    )


def _judged(view: typology_pages.LensView | typology_pages.PrincipleView) -> ch.Judged:
    if isinstance(view, typology_pages.LensView):
        return ch.Judged(view.name, _status(view.reading_label, view.badge), view.sentence, _links(view.sources))
    return ch.Judged(view.name, _status(view.state_label, view.badge), view.sentence, _links(view.sources))


def _gear(gear: typology_pages.GearLine | None) -> ch.Gear | None:
    return ch.Gear(gear.code, gear.name, gear.description) if gear else None


def _dial(dial: typology_pages.DialLine) -> ch.Dial:
    answers = tuple(ch.DialAnswer(line.question, line.answer) for line in dial.answers)
    return ch.Dial(dial.name, dial.level, dial.needed, typology_pages.HIGHEST, answers)


def _examples(area: PilotArea) -> tuple[ch.Example, ...]:
    """Return the examples that fit what is open, as the pages of the area do."""
    found = toolbox_pages.suggestions_page(area, limit=EXAMPLES).suggestions
    return tuple(
        ch.Example(
            title=item.card.title,
            url=_address(item.card.url),
            where=item.card.where,
            summary=item.card.summary,
            reasons=item.reasons,
            sources=tuple(ch.Link(source.title, source.url) for source in item.sources),
            is_concept=item.card.is_concept,
        )
        for item in found
    )


# The area -----------------------------------------------------------------------------------------------------------


def _place(page: area_pages.AreaPage) -> str:
    return " · ".join(filter(None, [", ".join(page.provinces), ", ".join(page.municipalities)]))


def _hectares(value: Decimal | None) -> str:
    if value is None:
        return _("unknown")
    return _("%(number)s ha") % {"number": number_format(round(value), force_grouping=True)}


def _tiles(page: area_pages.AreaPage, collaboration: ch.Collaboration | None) -> tuple[ch.Fact, ...]:
    gear = collaboration.now.code if collaboration and collaboration.now else "–"
    needed = collaboration.needed.code if collaboration and collaboration.needed else "–"
    return (
        ch.Fact(_("Size"), _hectares(page.area_ha)),
        ch.Fact(_("Phase"), page.phase),
        ch.Fact(_("Natura 2000 sites"), str(len(page.sites))),
        ch.Fact(_("Gear: now and needed"), _("%(now)s and %(needed)s") % {"now": gear, "needed": needed}),
    )


def _area(area: PilotArea, page: area_pages.AreaPage) -> ch.AreaChapter:
    return ch.AreaChapter(
        name=page.name,
        place=_place(page),
        facts=_facts(page),
        phases=tuple(
            ch.Status(step.label, {"done": "ok", "current": "warn"}.get(step.state, "neutral")) for step in page.steps
        ),
        stories=tuple(ch.Story(question.heading, flat(question.html)) for question in page.questions),
        map=_map(area, page),
        map_text=page.map_text,
        sites=tuple(map(_site, page.sites)),
        numbers=tuple(_numbers(page)),
    )


def _facts(page: area_pages.AreaPage) -> tuple[ch.Fact, ...]:
    boundary = page.boundary_label
    if page.certainty is not None:
        boundary = _("%(boundary)s, %(percent)d%% certain") % {"boundary": boundary, "percent": page.certainty}
    months = page.maximum_months
    facts = (
        ch.Fact(_("Provinces"), ", ".join(page.provinces)),
        ch.Fact(_("Municipalities"), ", ".join(page.municipalities)),
        ch.Fact(_("Landscape"), page.landscape),
        ch.Fact(_("Programme"), page.programme),
        ch.Fact(_("Coordinator"), page.coordinator),
        ch.Fact(_("Size"), _hectares(page.area_ha)),
        ch.Fact(_("Boundary"), boundary),
        ch.Fact(_("Maximum duration"), _("%(months)d months") % {"months": months} if months else ""),
    )
    return tuple(fact for fact in facts if fact.value)


def _site(site: area_pages.SiteRow) -> ch.SiteLine:
    if site.is_overlapping:
        relation = _("overlaps %(size)s") % {"size": _hectares(site.overlap_ha)}
    elif site.distance_m is None:
        relation = _("not measured")
    else:
        relation = _("at %(metres)s m") % {"metres": number_format(site.distance_m, force_grouping=True)}
    return ch.SiteLine(site.number, site.name, site.protection, _hectares(site.area_ha), relation)


def _numbers(page: area_pages.AreaPage) -> Iterable[ch.Stated]:
    for subject in page.numbers:
        for row in subject.rows:
            value = f"{number_format(row.value.normalize(), force_grouping=True)} {row.unit}"
            words = _("about %(value)s") % {"value": value} if row.is_estimate else value
            source = ch.Link(row.source, row.source_url)
            yield ch.Stated(subject.subject, words, source, row.stated_on, subject.is_conflicting)


def _map(area: PilotArea, page: area_pages.AreaPage) -> ch.AreaMap | None:
    shapes = area_pages.area_shapes(area)
    own = [index for index, shape in enumerate(shapes) if shape.kind == "area"]
    try:
        drawn = geo.svg_paths([shape.geometry for shape in shapes], focus=own or None)
    except geo.GeometryError:
        return None  # nothing has a shape yet
    named = {shape.name for shape in shapes if shape.kind == "site"}  # a name on the map once is enough
    found = []
    for shape, path, at in zip(shapes, drawn.paths, drawn.anchors, strict=True):
        is_own = shape.kind == "area"
        kind = "search-area" if is_own and page.is_search_area else shape.kind
        found.append(ch.MapShape(kind, shape.name, path, None if is_own and shape.name in named else at))
    found.sort(key=lambda shape: shape.kind != "site")  # the outline of the area on top
    metres = drawn.scale_m
    return ch.AreaMap(
        view_box=drawn.view_box,
        width=drawn.width,
        height=drawn.height,
        shapes=tuple(shape for shape in found if shape.path),
        scale_label=f"{metres // 1000} km" if metres >= 1000 else f"{metres} m",
        scale_length=drawn.scale_length,
        text=strip_tags(page.map_text),
    )


def _sources(chapter: ch.AreaChapter, guide: ch.Guide, examples: tuple[ch.Example, ...]) -> tuple[ch.Link, ...]:
    """Return every source once, in the order of the report."""
    found = [number.source for number in chapter.numbers]
    found += [source for condition in guide.conditions for source in condition.sources]
    found += [source for example in examples for source in example.sources]
    return tuple(dict.fromkeys(found))
