"""Answers per second of 300 people who fill in and send at once, as a share of hello, and proof that none is lost.

    python -m bench.intake [--people 300] [--connections 20]

Under the production server with two workers and the production settings, on a database of its own. Each person sends
ten answers, one message each, in order, and then the form. The share can be compared between machines and days.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from bench import web

ANSWERS = 10
MINUTE = 60
QUESTIONS = [f"vraag-{number}" for number in range(ANSWERS)]


def invite(people: int) -> list[str]:
    """Make a round with so many people who began to fill in; returns the secrets of their links."""
    from django.utils import timezone

    from core import links
    from pilots.intake import actions
    from pilots.intake.models import InvitationLink
    from tests.factories.intake import FormVersionFactory, InvitationFactory, RoundFactory, question

    asked = [question(key, "long_text", need="required") for key in QUESTIONS]
    body = {"sections": [{"key": "deel", "title": {"nl": "Deel", "en": "Part"}, "questions": asked}]}
    now = timezone.now()
    dates = {"opens_on": now.date(), "closes_on": now.date() + timedelta(days=30)}
    round_ = RoundFactory(form_version=FormVersionFactory(body=body), **dates)
    secrets = []
    for _ in range(people):
        invitation = InvitationFactory(round=round_, person__email="")
        _link, secret = links.make_link(InvitationLink, expires_at=now + timedelta(days=30), invitation=invitation)
        actions.start_response(invitation=invitation, language="nl", consent_version="2026-11")
        secrets.append(secret)
    return secrets


def visits(secrets: list[str]) -> list[list[tuple[str, str, str]]]:
    """Return what each person sends, in order: (address, content type, body)."""
    from django.urls import reverse

    def message(secret: str, number: int) -> str:
        parts = {"": [f"Antwoord {number} van {secret[:8]}: weidevogels, water en een eerlijke prijs. " * 3]}
        one = {"id": str(uuid4()), "question": QUESTIONS[number], "value": parts, "base": 0}
        return json.dumps({"messages": [{**one, "device": f"d{secret[:20]}", "sequence": number + 1}]})

    found = []
    for secret in secrets:
        address = reverse("intake:fill-messages", args=[secret])
        sent = [(address, "application/json", message(secret, number)) for number in range(ANSWERS)]
        summary = reverse("intake:fill-summary", args=[secret])
        found.append([*sent, (summary, "application/x-www-form-urlencoded", "")])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--connections", type=int, default=20)
    options = parser.parse_args()
    web.set_up()
    secrets = invite(options.people)
    from django.db import connections

    connections.close_all()
    with tempfile.TemporaryDirectory() as folder, web.server("gunicorn") as port:
        work = Path(folder) / "work.json"
        work.write_text(json.dumps(visits(secrets)))
        before = web.rate(port, "/bench/hello/", "", 3)
        command = [sys.executable, "bench/post.py", "127.0.0.1", str(port), str(work), str(options.connections)]
        seconds = float(subprocess.run(command, cwd=web.ROOT, check=True, capture_output=True, text=True).stdout)
        hello = (before + web.rate(port, "/bench/hello/", "", 3)) / 2
    report(options.people, seconds, hello)


def report(people: int, seconds: float, hello: float) -> None:
    from pilots.intake.enums import ResponseState
    from pilots.intake.models import Answer, Response

    wanted = people * ANSWERS
    stored = Answer.objects.filter(question__in=QUESTIONS, revision=1).exclude(value=None).count()
    sent = Response.objects.filter(state=ResponseState.SUBMITTED).count()
    rate = wanted / seconds
    print(f"intake: gunicorn, {web.WORKERS} workers, {people} people, {ANSWERS} answers each and sending in")
    print(f"{rate:8.1f} answers/s, {rate / hello:.1%} of hello ({hello:.0f}/s)")
    judged = [
        (seconds <= MINUTE, f"everybody done in {seconds:.1f} s (target {MINUTE})"),
        (stored == wanted, f"{stored} of {wanted} answers stored"),
        (sent == people, f"{sent} of {people} forms sent in"),
    ]
    for is_good, words in judged:
        print(f"{'reached' if is_good else 'MISSED':>8}  {words}")


if __name__ == "__main__":
    main()
