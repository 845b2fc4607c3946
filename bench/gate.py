"""The start gates of 200 areas with the questions of the whole guide: the programme page, and judging one gate again.

    python -m bench.gate [--rounds 15]

The whole stack of the site in this process, with the production settings, on a database of its own. CPU milliseconds
are those of this machine; as a number of hello pages they can be compared between machines and days.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench import web

FEW, MANY = 20, 200
GOALS = 4
TARGET_MS = 20.0  # CPU of judging one gate again
MOST_QUERIES = 10  # of the programme page, with session and user


def fill() -> tuple[str, str]:
    """Make 20 areas in one province and 200 in another; returns the address of who reads each."""
    from django.conf import settings

    from accounts.enums import Province, Role
    from core import pack_versions
    from governance.leidraad.guide import read_guide
    from governance.leidraad.models import Answer, Check, GuideVersion
    from tests.factories.accounts import UserFactory
    from tests.factories.areas import AreaFactory
    from tests.factories.goals import EffectFactory, GoalFactory, MeasureFactory, load_packs
    from tests.factories.instruments import ChoiceFactory, CostFactory, CoverFactory, ObligationFactory

    load_packs()
    version, _ = pack_versions.load(GuideVersion, read_guide(settings.CONTENT_DIR / "leidraad"))
    questions = [each["code"] for condition in version.content["conditions"] for each in condition["questions"]]
    readers = []
    for province, count in ((Province.LIMBURG, FEW), (Province.GELDERLAND, MANY)):
        reader = UserFactory(role=Role.OFFICER, province=province)
        readers.append(reader.email)
        for number in range(count):
            area = AreaFactory(provinces=[province])
            measure = MeasureFactory(area=area)
            for goal in GoalFactory.create_batch(GOALS, area=area):
                EffectFactory(measure=measure, goal=goal)
                ObligationFactory(goal=goal, duty="result" if number % 3 else "")
            ChoiceFactory(measure=measure)
            CostFactory(area=area)
            CostFactory(area=area, measure=measure)
            CoverFactory(area=area)
            check = Check.objects.create(area=area, version=version)
            Answer.objects.bulk_create(
                Answer(
                    guide_check=check,
                    question=code,
                    value=("ja", "deels", "nee")[(number + place) % 3],
                    answered_by=reader,
                    answered_at="2026-11-01T12:00Z",
                )
                for place, code in enumerate(questions)
            )
    print(f"gate: {MANY} areas, {len(questions)} questions, {GOALS} goals each")
    return readers[0], readers[1]


def cpu_ms(call: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None) -> float:
    """Return the median CPU of a call in milliseconds; the first one only warms up."""
    spent = []
    for _ in range(rounds + 1):
        before()
        start = time.process_time()
        call()
        spent.append((time.process_time() - start) * 1000)
    return median(spent[1:])


def report(name: str, value: str, is_good: bool | None = None) -> None:
    print(f"{name:<58} {value:>16} {'' if is_good is None else 'ok' if is_good else 'BELOW'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    web.set_up()
    few, many = fill()
    from django.test import Client
    from django.urls import reverse

    from accounts.models import User
    from governance.leidraad.models import Answer, Standing
    from governance.leidraad.standings import standing_of
    from pilots.areas.models import AreaClock

    page, clients, counted = reverse("reports:home"), {}, {}
    for email in (few, many):
        clients[email] = client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
        counted[email] = web.queries(page, f"sessionid={client.cookies['sessionid'].value}")
    good = counted[few] == counted[many] <= MOST_QUERIES
    report(f"queries of the programme page, {FEW} and {MANY} areas", f"{counted[few]} and {counted[many]}", good)

    plain = Client(headers={"host": "localhost"})
    hello = cpu_ms(lambda: plain.get("/bench/hello/"), 10 * rounds)
    shown = cpu_ms(lambda: clients[many].get(page), rounds)
    size = len(clients[many].get(page).content)
    report(f"programme page of {MANY} areas, CPU", f"{shown:.1f} ms")
    report("the same, as a number of hello pages", f"{shown / hello:.1f}")
    report("the same, size", f"{size / 1000:.0f} kB")
    stale = cpu_ms(lambda: clients[many].get(page), 3, before=lambda: Standing.objects.update(ticks=0))
    report(f"the same when all {MANY} gates have to be judged again, CPU", f"{stale:.0f} ms")

    area = AreaClock.objects.filter(area__provinces=["NL-GE"]).values_list("area", flat=True)[0]
    answer = Answer.objects.filter(guide_check__area=area).first()
    again = cpu_ms(lambda: standing_of(area), rounds, before=answer.save)
    report("judging one gate again after a change, CPU", f"{again:.1f} ms", again < TARGET_MS)


if __name__ == "__main__":
    main()
