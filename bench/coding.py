"""Server time of the page where an interview is coded: 200,000 characters with 500 excerpts that overlap.

    python -m bench.coding [--rounds 15]

The whole stack of the site in this process, with the production settings, on a database of its own. CPU milliseconds
are those of this machine; as a number of hello pages they can be compared between machines and days.
"""

import argparse
import time
from statistics import median

from bench import web

CHARACTERS = 200_000
EXCERPTS = 500
THEMES = ("mistrust", "context", "mistrust.history")
TARGET = 1.0  # seconds
SENTENCE = "Het waterpeil is hier het grote punt, en niemand zegt wat wij moeten doen. "


def speak() -> str:
    """Return a text of that length, as turns of two speakers."""
    turn = SENTENCE * 6
    turns = [f"{'Interviewer' if number % 5 == 0 else 'Veehouder A'}: {turn}\n\n" for number in range(500)]
    return "".join(turns)[:CHARACTERS]


def prepare():
    """Make the interview with its consent, text and excerpts; returns its page and who may open it."""
    from django.urls import reverse

    from pilots.interviews.models import Coding, Excerpt
    from tests.factories.areas import AreaFactory
    from tests.factories.codebook import CodebookFactory
    from tests.factories.interviews import ConsentFactory, ParticipantFactory, TranscriptFactory

    area = AreaFactory()
    transcript = TranscriptFactory(interview__area=area, text=speak())
    interview, book = transcript.interview, CodebookFactory()
    user = area.coordinator = interview.interviewer
    area.save()
    speaker = ParticipantFactory(interview=interview, label="Veehouder A")
    ConsentFactory(participant=speaker)
    step = (CHARACTERS - 1_000) // EXCERPTS
    rows = [
        Excerpt(
            transcript=transcript,
            participant=speaker,
            start=number * step,
            end=number * step + 150 + 97 * (number % 9),  # every other one overlaps its neighbours
            text=transcript.text[number * step : number * step + 150 + 97 * (number % 9)],
            created_by=user,
        )
        for number in range(EXCERPTS)
    ]
    made = Excerpt.objects.bulk_create(rows)
    Coding.objects.bulk_create(
        Coding(excerpt=excerpt, theme=theme, codebook=book, created_by=user)
        for number, excerpt in enumerate(made)
        for theme in THEMES[: 1 + number % 3]
    )
    path = reverse("interviews:transcript-code", args=[area.slug, interview.pk, transcript.version])
    return path, user


def measure(client, path: str, rounds: int) -> tuple[float, float, int]:
    """Return the median seconds of CPU, the fewest of the clock (others use the machine too), and the size in bytes."""
    cpu, clock, size = [], [], 0
    for _ in range(rounds + 1):
        before = time.process_time(), time.perf_counter()
        answer = client.get(path)
        cpu.append(time.process_time() - before[0])
        clock.append(time.perf_counter() - before[1])
        assert answer.status_code == 200, (path, answer.status_code)
        size = len(answer.content)
    return median(cpu[1:]), min(clock[1:]), size  # the first one compiles the templates


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    web.set_up()
    from django.test import Client

    path, user = prepare()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    hello = measure(client, "/bench/hello/", 10 * rounds)[0]
    cpu, clock, size = measure(client, path, rounds)
    print(f"coding page: {CHARACTERS} characters, {EXCERPTS} excerpts, {size / 1e6:.2f} MB of HTML")
    print(f"{1000 * cpu:8.0f} ms CPU, {1000 * clock:.0f} ms server time, {cpu / hello:.0f} times hello")
    print(f"{'reached' if clock < TARGET else 'MISSED':>8}  under {TARGET:.0f} s of server time")


if __name__ == "__main__":
    main()
